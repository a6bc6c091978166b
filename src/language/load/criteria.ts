/** JSON -> one trial: the head, the fields, the two lists. */
import type { JsonArray, JsonObject } from "../../text/json.js";
import type { AcceptedWarning, Criterion, CriterionKind, NotEvaluated, Trial } from "../model.js";
import { readCondition } from "./conditions.js";
import { addFields, type FieldSet, noFields } from "./dictionary.js";
import { fill, kindWords } from "./form.js";
import { FORMS } from "./schema.js";
import type { FileReport } from "./source.js";

/** Columns of the outputs, which a criterion's or trial's own column must not be taken for. */
const RESERVED: ReadonlySet<string> = new Set(
  ["candidate", "file", "row", "eligibility", "failed", "unknown", "assumed", "problems", "reasons"].concat([
    "trial",
    "criterion",
    "kind",
    "finding",
    "verdict",
    "field",
    "column",
    "cell",
    "reading",
    "limit",
    "because",
  ]),
);

/** A trial, and where its id is written. */
export interface ReadTrial {
  readonly id: { readonly text: string; readonly at: number } | undefined;
  /** Undefined if anything in the file is faulty. */
  readonly trial: Trial | undefined;
  /** If anything is, the trial with only the criteria in which nothing is: for checks, never to screen by. */
  readonly partial: Trial | undefined;
}

/** Reads a criteria file. `dictionary` gives the fields of the file that the criteria name; `at` is where they name it. */
export function readCriteria(
  report: FileReport,
  node: JsonObject,
  dictionary: (name: string, at: number) => FieldSet,
): ReadTrial {
  const before = report.found.length;
  const filled = fill(report, node, FORMS.criteria, "a criteria file");
  filled.get("$schema");
  filled.get("formatVersion");
  const head = filled.get("trial");
  const trial = head && readHead(report, head);
  const name = filled.get("dictionary");
  const base = name === undefined ? noFields(!filled.has("dictionary")) : dictionary(name, filled.at("dictionary"));
  const own = filled.get("fields");
  const set = own === undefined ? lacking(base, filled.has("fields")) : addFields(report, base, own);
  const ids = new Map<string, number>();
  const inclusion = filled.get("inclusion");
  const exclusion = filled.get("exclusion");
  const criteria = [
    ...readList({ report, set, ids }, inclusion, "inclusion"),
    ...readList({ report, set, ids }, exclusion, "exclusion"),
  ];
  const notEvaluated = readObjects(report, filled.get("notEvaluated"), "notEvaluated", (item) => readNotEvaluated(report, item));
  const count = (inclusion?.items.length ?? 0) + (exclusion?.items.length ?? 0);
  const isTold = (["inclusion", "exclusion"] as const).some(
    (key) => filled.isMisspelt(key) || (filled.has(key) && (key === "inclusion" ? inclusion : exclusion) === undefined),
  );
  if (count === 0 && !isTold)
    report.error("empty-criteria", node.at, "the file has no criteria", "list them under `inclusion` and `exclusion`");
  const isGood = report.found.length === before && set.isComplete && criteria.length === count;
  if (trial === undefined) return { id: undefined, trial: undefined, partial: undefined };
  const id = trial.id.text;
  const { source, version } = trial;
  const made = {
    ...{ id, title: trial.title ?? id, source, version },
    ...{ file: report.file, fields: set.fields, criteria, notEvaluated },
  };
  if (isGood) return { id: trial.id, trial: made, partial: undefined };
  const sound = criteria.filter((one) => criteria.find((other) => other.id === one.id) === one);
  return { id: trial.id, trial: undefined, partial: sound.length === 0 ? undefined : { ...made, criteria: sound } };
}

/** `fields` that could not be read: what they declare is not known. */
function lacking(base: FieldSet, isFaulty: boolean): FieldSet {
  return isFaulty ? { ...base, isComplete: false } : base;
}

interface Head {
  readonly id: { readonly text: string; readonly at: number };
  readonly title: string | undefined;
  readonly source: string | undefined;
  readonly version: string | undefined;
}

function readHead(report: FileReport, node: JsonObject): Head | undefined {
  const filled = fill(report, node, FORMS.trial, "`trial`");
  const text = filled.get("id");
  const [title, source, version] = [filled.get("title"), filled.get("source"), filled.get("version")];
  if (text === undefined) return undefined;
  const id = { text, at: filled.at("id") };
  refuseReserved(report, id.text, id.at);
  return { id, title, source, version };
}

function refuseReserved(report: FileReport, id: string, at: number): void {
  if (RESERVED.has(id)) report.error("reserved-id", at, `\`${id}\` is the name of an output column and cannot be an ID`);
}

interface ListScope {
  readonly report: FileReport;
  readonly set: FieldSet;
  /** Id -> where it was used first. */
  readonly ids: Map<string, number>;
}

function readList(scope: ListScope, list: JsonArray | undefined, kind: CriterionKind): readonly Criterion[] {
  return (list?.items ?? []).flatMap((item) => {
    if (item.kind === "object") return readCriterion(scope, item, kind) ?? [];
    scope.report.error("wrong-type", item.at, `a criterion must be an object, not ${kindWords(item)}`);
    return [];
  });
}

/** Each object of a list; `key` names the list in messages. */
function readObjects<T>(
  report: FileReport,
  list: JsonArray | undefined,
  key: string,
  read: (item: JsonObject) => T | undefined,
): readonly T[] {
  return (list?.items ?? []).flatMap((item) => {
    if (item.kind === "object") return read(item) ?? [];
    report.error("wrong-type", item.at, `an entry of \`${key}\` must be an object, not ${kindWords(item)}`);
    return [];
  });
}

function readNotEvaluated(report: FileReport, node: JsonObject): NotEvaluated | undefined {
  const filled = fill(report, node, FORMS.notEvaluated, "an entry of `notEvaluated`");
  const [source, label, why] = [filled.get("source"), filled.get("label"), filled.get("why")];
  return label === undefined ? undefined : { source, label, why };
}

function readAccepted(report: FileReport, node: JsonObject): AcceptedWarning | undefined {
  const filled = fill(report, node, FORMS.accept, "an entry of `accept`");
  const [code, why] = [filled.get("code"), filled.get("why")];
  return code === undefined || why === undefined ? undefined : { code, why, at: report.at(node.at) };
}

function readCriterion({ report, set, ids }: ListScope, node: JsonObject, kind: CriterionKind): Criterion | undefined {
  const filled = fill(report, node, FORMS.criterion, "a criterion");
  const id = filled.get("id");
  const [label, source, note] = [filled.get("label"), filled.get("source"), filled.get("note")];
  if (id !== undefined) {
    const first = ids.get(id);
    refuseReserved(report, id, filled.at("id"));
    if (first === undefined) ids.set(id, filled.at("id"));
    else report.error("duplicate-id", filled.at("id"), `the ID \`${id}\` is already used on line ${report.at(first).line}`);
  }
  const accept = readObjects(report, filled.get("accept"), "accept", (item) => readAccepted(report, item));
  const inner = filled.get("condition");
  const condition = inner && readCondition({ report, set }, inner, id ?? "");
  if (id === undefined || label === undefined || condition === undefined) return undefined;
  return { id, kind, label, source, note, accept, condition, at: report.at(node.at) };
}
