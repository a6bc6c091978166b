/** JSON -> a leaf: one field against one limit. */
import type { JsonNode, JsonObject } from "../../text/json.js";
import { likeliestName } from "../../text/likeness.js";
import { foldHeading } from "../../values/heading.js";
import {
  type BooleanField,
  type CodeField,
  type Comparison,
  type DateField,
  type Field,
  type LeafCondition,
  type NumberField,
  ONE_LIMIT,
  TWO_LIMITS,
} from "../model.js";
import type { Operator, WrittenLeaf } from "../written-leaf.js";
import { suggestCode } from "./codes.js";
import type { FieldSet } from "./dictionary.js";
import { fill, kindWords } from "./form.js";
import { readDateLimit, readNumberLimit } from "./limits.js";
import { readSpan } from "./quantities.js";
import { FORMS, OPERATORS } from "./schema.js";
import type { FileReport } from "./source.js";
import { closest, didYouMean, oneOf } from "./suggest.js";

/** What conditions are read against. */
export interface Scope {
  readonly report: FileReport;
  readonly set: FieldSet;
}

const COMPARISONS: readonly Comparison[] = [...ONE_LIMIT, ...TWO_LIMITS];
const ALLOWED: Readonly<Record<Field["type"], readonly Operator[]>> = {
  number: [...COMPARISONS, "known"],
  date: [...COMPARISONS, "known"],
  boolean: ["is", "known"],
  code: ["is", "in", "not-in", "known"],
};

/** Reads a leaf; without one, the reasons are in the report, or in a dictionary that is faulty itself. */
export function readLeaf(scope: Scope, node: JsonObject, id: string): LeafCondition | undefined {
  const { report, set } = scope;
  const op = node.entries.find(({ key }) => key === "op")?.value;
  if (op?.kind === "string" && (closest(op.value, OPERATORS) ?? op.value) === "known") return readKnown(scope, node, id);
  const before = report.found.length;
  const filled = fill(report, node, FORMS.leaf, "a condition on a field");
  const name = filled.get("field");
  const writtenOp = filled.get("op");
  const maxAge = filled.get("maxAge");
  const written: WrittenLeaf = {
    id,
    report,
    at: node.at,
    op: writtenOp,
    value: filled.get("value"),
    unit: filled.get("unit"),
    unitAt: filled.at("unit"),
    maxAge: maxAge && readSpan(report, maxAge, "`maxAge`"),
    maxAgeAt: filled.has("maxAge") ? filled.at("maxAge") : undefined,
  };
  const field = name === undefined ? undefined : findField(report, set, name, filled.at("field"));
  if (field === undefined) return undefined;
  const unitFault =
    report.found.length > before && (filled.has("unit") || filled.isMisspelt("unit")) && written.unit === undefined;
  if (writtenOp !== undefined && !ALLOWED[field.type].includes(writtenOp)) {
    const message = `\`${writtenOp}\` cannot be used with \`${field.name}\`, which is a ${field.type} field`;
    report.error("wrong-operator", filled.at("op"), message, `use ${oneOf(ALLOWED[field.type])}`);
    return undefined; // the value goes with the operator: one mistake
  }
  // Even without a known operator the value is checked: its fault is reported beside the operator's.
  const leaf = readFor(written, field, unitFault);
  return report.found.length > before ? undefined : leaf;
}

/** Whether a field is known. Nothing stands on the right side. */
function readKnown({ report, set }: Scope, node: JsonObject, id: string): LeafCondition | undefined {
  const before = report.found.length;
  const filled = fill(report, node, FORMS.known, "a condition with `known`");
  const [name, , age] = [filled.get("field"), filled.get("op"), filled.get("maxAge")];
  const maxAge = age && readSpan(report, age, "`maxAge`");
  const field = name === undefined ? undefined : findField(report, set, name, filled.at("field"));
  if (field?.type === "date" && filled.has("maxAge")) refuseAge(report, filled.at("maxAge"), field);
  if (field === undefined || report.found.length > before) return undefined;
  return {
    kind: "known",
    id,
    at: report.at(node.at),
    field,
    limit: { op: "known", values: [], unit: undefined, maxAge },
    maxAge,
  };
}

/** A date is not measured on a day: it is one. */
function refuseAge(report: FileReport, at: number, { name }: DateField): void {
  const help = 'compare the date itself with a time: `"op": "<=", "value": 14, "unit": "d"`';
  report.error("invalid-value", at, `\`maxAge\` cannot be used with \`${name}\`, which is a date field`, help);
}

function readFor(written: WrittenLeaf, field: Field, unitFault: boolean): LeafCondition | undefined {
  switch (field.type) {
    case "number":
      return readNumber(written, field, unitFault);
    case "date":
      return readDate(written, field, unitFault);
    case "boolean":
      refuseUnit(written, field);
      return readBoolean(written, field);
    case "code":
      refuseUnit(written, field);
      return readCode(written, field);
  }
}

/** The field of a name. A name that may be in a faulty dictionary is not a fault of this file. */
function findField(report: FileReport, set: FieldSet, name: string, at: number): Field | undefined {
  const field = set.fields.get(name);
  if (field !== undefined || set.broken.has(name)) return field;
  const near = set.names.get(foldHeading(name))?.field ?? likeliestName(name, [...set.fields.keys(), ...set.broken]);
  if (set.isComplete) {
    const help = didYouMean(near) ?? "fields are declared in the dictionary, or under `fields`";
    report.error("unknown-field", at, `unknown field \`${name}\``, help);
  }
  return undefined;
}

function refuseUnit({ report, unit, unitAt }: WrittenLeaf, field: Field): void {
  if (unit !== undefined) report.error("unexpected-unit", unitAt, `\`${field.name}\` is a ${field.type} field and has no unit`);
}

/** A value of the wrong type, in the words of the field. */
function refuseValue({ report }: WrittenLeaf, field: Field, node: JsonNode, expected: string, help?: string): void {
  const message = `\`${field.name}\` is a ${field.type} field: \`value\` must be ${expected}, not ${kindWords(node)}`;
  report.error("wrong-type", node.at, message, help);
}

function comparison(op: Operator | undefined): Comparison | undefined {
  return COMPARISONS.find((known) => known === op);
}

function readNumber(written: WrittenLeaf, field: NumberField, unitFault: boolean): LeafCondition | undefined {
  const op = comparison(written.op);
  const read = readNumberLimit(written, field, op, unitFault);
  if (op === undefined || read === undefined) return undefined;
  const { limits, unit, values } = read;
  const { maxAge, id } = written;
  const limit = { op, values, unit: unit?.ucum, maxAge };
  return { kind: "number", id, at: written.report.at(written.at), field, op, limits, unit, limit, maxAge };
}

function readDate(written: WrittenLeaf, field: DateField, unitFault: boolean): LeafCondition | undefined {
  const { report, id, maxAgeAt } = written;
  if (maxAgeAt !== undefined) refuseAge(report, maxAgeAt, field);
  const op = comparison(written.op);
  const read = readDateLimit(written, field, op, unitFault);
  if (op === undefined || read === undefined) return undefined;
  const { limits, unit, values } = read;
  const node = { id, at: report.at(written.at), field, op, limits, limit: { op, values, unit, maxAge: undefined } };
  return unit === undefined ? { kind: "date", ...node } : { kind: "elapsed", ...node, unit };
}

function readBoolean(written: WrittenLeaf, field: BooleanField): LeafCondition | undefined {
  const { value: node, id, report, maxAge } = written;
  if (node === undefined) return undefined;
  if (node.kind !== "boolean") {
    refuseValue(written, field, node, "true or false", "`true` or `false`, without quotes");
    return undefined;
  }
  const limit = { op: "is", values: [String(node.value)], unit: undefined, maxAge } as const;
  return { kind: "boolean", id, at: report.at(written.at), field, value: node.value, limit, maxAge };
}

function readCode(written: WrittenLeaf, field: CodeField): LeafCondition | undefined {
  const { value: node, op, id, report, maxAge } = written;
  if (node === undefined) return undefined;
  const isOne = op === "is" || (op === undefined && node.kind !== "array");
  const codes = isOne ? oneCode(written, field, node) : listOfCodes(written, field, node);
  const limit = { op: op === "is" || op === "in" ? op : "not-in", values: codes, unit: undefined, maxAge } as const;
  return { kind: "code", id, at: report.at(written.at), field, codes, negated: op === "not-in", limit, maxAge };
}

/** The code, or undefined; faults are reported, and a leaf with a fault goes no further. */
function oneCode(written: WrittenLeaf, field: CodeField, node: JsonNode): readonly string[] {
  if (node.kind === "string") return [checkedCode(written, field, node.value, node.at)];
  refuseValue(written, field, node, "one code in quotes", node.kind === "array" ? "`in` takes a list of codes" : undefined);
  return [];
}

function listOfCodes(written: WrittenLeaf, field: CodeField, node: JsonNode): readonly string[] {
  if (node.kind !== "array") {
    const list = node.kind === "string" ? `[${JSON.stringify(node.value)}]` : undefined;
    refuseValue(written, field, node, "a list of codes", list && `write \`${list}\``);
    return node.kind === "string" ? [checkedCode(written, field, node.value, node.at)] : [];
  }
  if (node.items.length === 0) written.report.error("empty-list", node.at, "`value` is an empty list");
  const codes = new Set<string>();
  for (const item of node.items) {
    if (item.kind === "string") codes.add(checkedCode(written, field, item.value, item.at));
    else refuseValue(written, field, item, "a list of codes in quotes");
  }
  return [...codes];
}

/** A code as written. Reports one that the field does not have. */
function checkedCode({ report }: WrittenLeaf, field: CodeField, code: string, at: number): string {
  if (!field.codes.includes(code)) {
    const help = suggestCode(code, field);
    report.error("unknown-code", at, `\`${code}\` is not a code of \`${field.name}\``, help);
  }
  return code;
}
