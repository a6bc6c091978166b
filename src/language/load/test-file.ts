/** JSON -> a file of criteria tests, checked against the criteria that it names. */
import { type Diagnostic, sortDiagnostics } from "../../diagnostics/diagnostic.js";
import type { JsonArray, JsonNode, JsonObject } from "../../text/json.js";
import { likeliestName } from "../../text/likeness.js";
import { beside } from "../../text/path.js";
import type { Position } from "../../text/position.js";
import { parseIsoDay } from "../../values/date/date.js";
import { type Field, leavesOf, type Trial } from "../model.js";
import { needsAsOf } from "../needs-as-of.js";
import { wrongKind } from "./file-kind.js";
import { fill, kindWords, uniqueEntries } from "./form.js";
import { FORMS } from "./schema.js";
import { FileReport, parseSource, type Source } from "./source.js";
import { closest, didYouMean, fieldNamed, oneOf } from "./suggest.js";

const VERDICTS = ["pass", "fail", "unknown"] as const;
const ELIGIBILITIES = ["eligible", "ineligible", "undetermined"] as const;

/** What a case can expect: of a criterion a verdict, of `eligibility` an eligibility. */
export type Outcome = (typeof VERDICTS)[number] | (typeof ELIGIBILITIES)[number];

/** The key of `expect` that is no criterion. */
export const ELIGIBILITY = "eligibility";

/** One line of `expect`; `id` names a criterion, or is `eligibility`. */
export interface Expectation {
  readonly id: string;
  readonly outcome: Outcome;
}

/** Values of a candidate by key: names of fields, and companions such as `platelets_date`. `null` takes a key away. */
export type Values = ReadonlyMap<string, JsonNode>;

/** One case of a test file. */
export interface TestCase {
  readonly name: string;
  readonly at: Position;
  readonly set: Values;
  readonly expect: readonly Expectation[];
}

/** A test file without faults, and the trial that it tests. */
export interface TestFile {
  readonly file: string;
  readonly trial: Trial;
  /** Days since 1970-01-01; there wherever the criteria need one. */
  readonly asOf: number | undefined;
  /** A candidate who passes everything; undefined if the file has none, and each case is a whole candidate. */
  readonly base: { readonly values: Values; readonly at: Position } | undefined;
  readonly cases: readonly TestCase[];
}

/** The criteria that a test file names, or why there are none: `faulty` has been reported elsewhere, `absent` not yet. */
export type FoundCriteria = Trial | "faulty" | "absent";

/** A test file that was read. Without `test` there are diagnostics, or the criteria are faulty. */
export interface LoadedTest {
  readonly test: TestFile | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Gives the criteria of a path, resolved beside the test file. */
type FindCriteria = (file: string) => FoundCriteria;
/** The result of reading a path; if the criteria are absent, it says why. */
type ReadPath = (file: string) => Source | Diagnostic;

/** Reads a test file. */
export function loadTestFile(source: Source, criteria: FindCriteria, read: ReadPath = () => source): LoadedTest {
  const report = new FileReport(source);
  const test = readTest(report, source, criteria, read);
  return { test: report.found.length > 0 ? undefined : test, diagnostics: sortDiagnostics(report.found) };
}

/** The path of the criteria file that a test file names; undefined if its form does not tell. */
export function criteriaOf(source: Source): string | undefined {
  const node = parseSource(source);
  const entry = node?.kind === "object" ? node.entries.find(({ key }) => key === "criteria") : undefined;
  return entry?.value.kind === "string" && entry.value.value !== "" ? beside(source.file, entry.value.value) : undefined;
}

function readTest(report: FileReport, source: Source, criteria: FindCriteria, read: ReadPath): TestFile | undefined {
  const node = parseSource(source, report);
  if (node === undefined || wrongKind(report, node, "test") || node.kind !== "object") return undefined;
  const filled = fill(report, node, FORMS.testFile, "a test file");
  filled.get("$schema");
  filled.get("formatVersion");
  const name = filled.get("criteria");
  const file = beside(source.file, name ?? "");
  const found = name === undefined ? "faulty" : criteria(file);
  if (found === "absent") {
    const told = read(file);
    const { message, help = undefined } = "message" in told ? told : { message: "cannot be read" };
    const place = "its path is taken from the folder of this file";
    report.error("criteria-not-found", filled.at("criteria"), `the criteria file \`${name}\` ${message}`, help ?? place);
  }
  const trial = typeof found === "string" ? undefined : found;
  const day = filled.get("asOf");
  const asOf = day === undefined ? undefined : readDay(report, filled.at("asOf"), day);
  if (trial !== undefined && !filled.has("asOf") && !filled.isMisspelt("asOf")) requireAsOf(report, node.at, trial);
  const own = filled.get("base");
  const base = own && { values: readValues(report, own, trial), at: report.at(own.at) };
  const list = filled.get("cases");
  const cases = list === undefined ? [] : readCases(report, list, trial);
  return trial && { file: source.file, trial, asOf, base, cases };
}

function readDay(report: FileReport, at: number, text: string): number | undefined {
  const day = parseIsoDay(text);
  if (day === undefined) report.error("invalid-date", at, `\`${text}\` is not a date`, "write dates as 2026-01-15");
  return day;
}

function requireAsOf(report: FileReport, at: number, trial: Trial): void {
  const dated = trial.criteria.find(({ condition }) => leavesOf(condition).some(needsAsOf));
  if (dated === undefined) return;
  report.error(
    "missing-key",
    at,
    `a test file of criteria that measure time needs the key \`asOf\`: \`${dated.id}\` does`,
    '"asOf": "2026-01-15"',
  );
}

function readCases(report: FileReport, list: JsonArray, trial: Trial | undefined): readonly TestCase[] {
  if (list.items.length === 0) report.error("empty-list", list.at, "`cases` is empty");
  const names = new Map<string, number>();
  return list.items.flatMap((item) => {
    if (item.kind === "object") return readCase(report, item, trial, names) ?? [];
    report.error("wrong-type", item.at, `a case must be an object, not ${kindWords(item)}`);
    return [];
  });
}

function readCase(
  report: FileReport,
  node: JsonObject,
  trial: Trial | undefined,
  names: Map<string, number>,
): TestCase | undefined {
  const filled = fill(report, node, FORMS.testCase, "a case");
  const name = filled.get("name");
  if (name !== undefined) {
    const first = names.get(name);
    if (first === undefined) names.set(name, filled.at("name"));
    else report.error("duplicate-id", filled.at("name"), `a case named \`${name}\` is already on line ${report.at(first).line}`);
  }
  const changes = filled.get("set");
  const set = changes === undefined ? new Map<string, JsonNode>() : readValues(report, changes, trial);
  const expected = filled.get("expect");
  const expect = expected === undefined ? [] : readExpectations(report, expected, trial);
  return name === undefined ? undefined : { name, at: report.at(node.at), set, expect };
}

function readExpectations(report: FileReport, node: JsonObject, trial: Trial | undefined): readonly Expectation[] {
  if (node.entries.length === 0)
    report.error("empty-list", node.at, "`expect` is empty", '"expect": { "eligibility": "eligible" }');
  const ids = trial === undefined ? undefined : [ELIGIBILITY, ...trial.criteria.map(({ id }) => id)];
  return [...uniqueEntries(report, node).values()].flatMap(({ key, keyAt, value }) => {
    if (ids !== undefined && !ids.includes(key)) {
      const help = didYouMean(closest(key, ids)) ?? "it is `eligibility`, or the id of a criterion";
      report.error("unknown-criterion", keyAt, `unknown criterion \`${key}\``, help);
      return [];
    }
    const outcome = readOutcome(report, key, value);
    return outcome === undefined ? [] : [{ id: key, outcome }];
  });
}

function readOutcome(report: FileReport, id: string, node: JsonNode): Outcome | undefined {
  const options: readonly Outcome[] = id === ELIGIBILITY ? ELIGIBILITIES : VERDICTS;
  const written = node.kind === "string" ? node.value : undefined;
  const found = options.find((option) => option === written);
  if (found !== undefined) return found;
  if (written === undefined) {
    report.error("wrong-type", node.at, `\`${id}\` must be ${oneOf(options)}, not ${kindWords(node)}`);
    return undefined;
  }
  const help = didYouMean(closest(written, options)) ?? `it is ${oneOf(options)}`;
  report.error("invalid-value", node.at, `\`${id}\` cannot be \`${written}\``, help);
  return undefined;
}

function readValues(report: FileReport, node: JsonObject, trial: Trial | undefined): Values {
  const values = new Map<string, JsonNode>();
  for (const { key, keyAt, value } of uniqueEntries(report, node).values()) {
    if (trial !== undefined && !isKey(trial, key)) {
      const help =
        didYouMean(meantKey(trial, key)) ?? "the keys are fields of the criteria, and their companions such as `platelets_date`";
      report.error("unknown-field", keyAt, `unknown field \`${key}\``, help);
    }
    values.set(key, value);
  }
  return values;
}

/** The companions that a field may have, by the endings of their keys. */
export function companionsOf(field: Field): readonly ("_unit" | "_date" | "_uln" | "_lln")[] {
  if (field.type === "date") return [];
  return field.type === "number" && field.unit !== undefined ? ["_unit", "_date", "_uln", "_lln"] : ["_date"];
}

/** The end of a companion's key. */
export const COMPANION = /_(?:unit|date|uln|lln)$/;

function isKey(trial: Trial, key: string): boolean {
  if (trial.fields.has(key)) return true;
  const field = trial.fields.get(key.replace(COMPANION, ""));
  return field !== undefined && companionsOf(field).some((ending) => key === field.name + ending);
}

/** The key that was probably meant: of the field with such a name, label or alias; else the nearest. */
function meantKey(trial: Trial, key: string): string | undefined {
  const whole = fieldNamed(trial, key);
  if (whole !== undefined) return whole.name;
  const ending = COMPANION.exec(key.toLowerCase())?.[0];
  if (ending === undefined) return likeliestName(key, [...trial.fields.keys()]);
  const stem = key.slice(0, -ending.length);
  const near = fieldNamed(trial, stem)?.name ?? likeliestName(stem, [...trial.fields.keys()]);
  const field = near === undefined ? undefined : trial.fields.get(near);
  if (field === undefined) return likeliestName(key, [...trial.fields.keys()]);
  return companionsOf(field).some((one) => one === ending) ? field.name + ending : field.name;
}
