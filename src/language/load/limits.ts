/** The right side of comparisons: numbers with their unit, times elapsed, days. */
import type { JsonNode } from "../../text/json.js";
import { parseIsoDay } from "../../values/date/date.js";
import { compareRatios, over, type Ratio, ratio, times } from "../../values/ratio.js";
import { convert, convertibleKinds, isMultiple, type Unit, type UnitKind, usualUnits } from "../../values/unit/unit.js";
import {
  type Comparison,
  type DateField,
  type Limits,
  type NumberField,
  type TimeUnit,
  TWO_LIMITS,
  type TwoLimits,
  takesTwo,
} from "../model.js";
import type { WrittenLeaf } from "../written-leaf.js";
import { kindWords } from "./form.js";
import { ratioText, readExact, readTimeUnit, readUnitCode, readWhole } from "./quantities.js";
import { oneOf } from "./suggest.js";

/** A limit read, and its values as the author wrote them. */
interface LimitRead<T, U> {
  readonly limits: Limits<T>;
  readonly unit: U | undefined;
  readonly values: readonly string[];
}

/** The list that an operator with two limits takes, for help. */
const TWO_HELP: Readonly<Record<TwoLimits, string>> = { between: "[low, high]; both are included" };

/** The parts of a value: one, or two if the operator takes two. Anything else is reported. If the operator is not known: as many as there are. */
function partsOf(
  { report, value: node }: WrittenLeaf,
  op: Comparison | undefined,
  [one, several]: readonly [one: string, several: string],
): readonly JsonNode[] | undefined {
  if (node === undefined) return undefined;
  if (op === undefined) return node.kind === "array" ? node.items : [node];
  if (!takesTwo(op)) {
    if (node.kind !== "array") return [node];
    report.error(
      "wrong-type",
      node.at,
      `\`${op}\` compares with one ${one}, not with a list`,
      `for two, use ${TWO_LIMITS.map((two) => `\`${two}\``).join(" or ")}: [low, high]`,
    );
    return undefined;
  }
  if (node.kind === "array" && node.items.length === 2) return node.items;
  const found = node.kind === "array" ? `a list of ${node.items.length}` : kindWords(node);
  report.error("wrong-type", node.at, `\`${op}\` needs a list of two ${several}, not ${found}`, TWO_HELP[op]);
  return undefined;
}

/** One limit or two; undefined if one is faulty, or they go from high to low. */
function limitsOf<T>(
  { report, value, op }: WrittenLeaf,
  read: readonly (T | undefined)[],
  compare: (a: T, b: T) => number,
): Limits<T> | undefined {
  const [first, second] = read;
  if (first === undefined) return undefined;
  if (read.length === 1) return [first];
  if (second === undefined) return undefined;
  if (compare(first, second) <= 0) return [first, second];
  const what = op === undefined ? "the list" : `\`${op}\``;
  report.error("reversed-range", value?.at ?? 0, `${what} goes from high to low`, "write the lower limit first");
  return undefined;
}

/** The limit of a number field. `unitFault`: the unit's own fault has been reported. */
export function readNumberLimit(
  written: WrittenLeaf,
  field: NumberField,
  op: Comparison | undefined,
  unitFault: boolean,
): LimitRead<Ratio, Unit> | undefined {
  const { report } = written;
  const unit = unitFault ? undefined : limitUnit(written, field);
  const parts = partsOf(written, op, ["number", "numbers"]);
  if (parts === undefined) return undefined;
  const limits = limitsOf(
    written,
    parts.map((part) => readExact(report, part, "`value`")),
    compareRatios,
  );
  if (limits === undefined || unit === undefined) return undefined;
  const read = { limits, unit: unit.unit };
  checkPlausible(written, field, parts, read);
  return { ...read, values: parts.map(literal) };
}

function literal(node: JsonNode): string {
  if (node.kind === "number") return node.text;
  return node.kind === "string" ? node.value : "";
}

/** The unit of a limit, in an object because a bare number has none; undefined if it is faulty. */
function limitUnit(
  { report, unit: code, unitAt, at }: WrittenLeaf,
  field: NumberField,
): { readonly unit: Unit | undefined } | undefined {
  if (code === undefined) {
    if (field.unit === undefined) return { unit: undefined };
    report.error("missing-unit", at, `the limit of \`${field.name}\` needs a unit`, `"unit": "${field.unit.ucum}"?`);
    return undefined;
  }
  if (field.unit === undefined) {
    report.error("unexpected-unit", unitAt, `\`${field.name}\` is a bare number and has no unit`, "remove `unit`");
    return undefined;
  }
  const kinds = convertibleKinds(field.unit, field);
  const unit = readUnitCode(report, unitAt, code, kinds);
  if (unit === undefined) return undefined;
  if (isMultiple(unit) || kinds.includes(unit.kind)) return { unit };
  const message = `\`${code}\` cannot be converted to \`${field.unit.ucum}\`, the unit of \`${field.name}\``;
  report.error("wrong-unit", unitAt, message, unitHelp(field.unit, kinds));
  return undefined;
}

/**
 * A limit outside what the field can hold is an error: every reading would be on one side of it, so the unit is probably wrong, or the
 * magnitude. Multiples of a limit of normal cannot be judged before there is a candidate, but they are above 0.
 */
function checkPlausible(
  { report }: WrittenLeaf,
  field: NumberField,
  parts: readonly JsonNode[],
  { limits, unit }: { readonly limits: Limits<Ratio>; readonly unit: Unit | undefined },
): void {
  const isPlausible = (limit: Ratio, from: Unit | undefined): boolean => {
    if (isMultiple(from)) return limit.num > 0n || field.plausible.low.num < 0n;
    const converted = from && field.unit ? convert(limit, from, field.unit, field) : limit;
    if (converted === undefined) return true;
    return compareRatios(converted, field.plausible.low) >= 0 && compareRatios(converted, field.plausible.high) <= 0;
  };
  const part = parts[limits.findIndex((limit) => !isPlausible(limit, unit))];
  if (part === undefined) return;
  const suffix = (of: Unit | undefined): string => (of === undefined ? "" : ` ${of.ucum}`);
  const { low, high } = field.plausible;
  const range = `${ratioText(low)} to ${ratioText(high)}${suffix(field.unit)}`;
  const message = `the limit ${literal(part)}${suffix(unit)} is outside the plausible range of \`${field.name}\`: ${range}`;
  const others = convertibleKinds(field.unit, field).flatMap((kind) => {
    const other = usualUnits(kind).find((usual) => limits.every((limit) => isPlausible(limit, usual)));
    return other === undefined || isMultiple(unit) ? [] : [other.ucum];
  });
  report.error("implausible-limit", part.at, message, others.length === 0 ? undefined : `should the unit be ${oneOf(others)}?`);
}

/** The limit of a date field: times elapsed (with a unit) or days (without). */
export function readDateLimit(
  written: WrittenLeaf,
  field: DateField,
  op: Comparison | undefined,
  unitFault: boolean,
): LimitRead<number, TimeUnit> | undefined {
  const { report, unit: code, unitAt, at } = written;
  const parts = partsOf(written, op, ["date or number", "dates or numbers"]);
  const [first] = parts ?? [];
  if (parts === undefined || first === undefined) return undefined;
  const order = (a: number, b: number): number => a - b;
  if (first.kind === "string") {
    const limits = limitsOf(
      written,
      parts.map((part) => readDay(written, field, part)),
      order,
    );
    // A text that is not a date may be meant as elapsed time: then the unit is right.
    if (code !== undefined && limits !== undefined)
      report.error("unexpected-unit", unitAt, "a calendar date has no unit", "remove `unit`");
    return limits && { limits, unit: undefined, values: parts.map(literal) };
  }
  const limits = limitsOf(
    written,
    parts.map((part) => readElapsed(written, field, part)),
    order,
  );
  const unit = code === undefined ? undefined : readTimeUnit(report, unitAt, code);
  if (code === undefined && !unitFault && limits !== undefined) {
    report.error("missing-unit", at, `the time since \`${field.name}\` needs a unit`, "d, wk, mo or a");
  }
  if (limits === undefined || unit === undefined) return undefined;
  checkElapsed(written, field, parts, limits, unit);
  return { limits, unit, values: parts.map(literal) };
}

function readElapsed({ report }: WrittenLeaf, field: DateField, node: JsonNode): number | undefined {
  if (node.kind === "number") return readWhole(report, node, `the time since \`${field.name}\``, 0);
  const message = `\`${field.name}\` is a date field: \`value\` must be a number of time units or an ISO date, not ${kindWords(node)}`;
  report.error("wrong-type", node.at, message);
  return undefined;
}

function readDay({ report }: WrittenLeaf, field: DateField, node: JsonNode): number | undefined {
  if (node.kind !== "string") {
    report.error("wrong-type", node.at, `\`${field.name}\` is compared with dates here: \`value\` cannot be ${kindWords(node)}`);
    return undefined;
  }
  const day = parseIsoDay(node.value);
  if (day === undefined) {
    const isIso = /^\d{4}-\d{2}-\d{2}$/.test(node.value);
    const message = isIso ? `there is no such date as \`${node.value}\`` : `\`${node.value}\` is not a date`;
    report.error(
      "invalid-date",
      node.at,
      message,
      isIso ? undefined : "write dates as 2024-05-01; an elapsed time is a number with a unit",
    );
  }
  return day;
}

/** How many units a year has at least and at most: a span's years are known only so far. */
const UNITS_IN_YEAR: Readonly<Record<TimeUnit, readonly [bigint, bigint]>> = {
  d: [365n, 366n],
  wk: [52n, 53n],
  mo: [12n, 12n],
  a: [1n, 1n],
};

/** As for numbers: a time by which the date cannot lie back. Years in days are approximate, so a near miss is accepted. */
function checkElapsed(
  { report }: WrittenLeaf,
  field: DateField,
  parts: readonly JsonNode[],
  limits: Limits<number>,
  unit: TimeUnit,
): void {
  const [few, many] = UNITS_IN_YEAR[unit];
  const { low, high } = field.plausible;
  const index = limits.findIndex((limit) => {
    const count = ratio(BigInt(limit));
    return compareRatios(over(count, ratio(many)), high) > 0 || compareRatios(count, times(low, ratio(few))) < 0;
  });
  const part = parts[index];
  if (part === undefined) return;
  const message = `the limit ${literal(part)} ${unit} is outside the plausible range of \`${field.name}\`: ${ratioText(low)} to ${ratioText(high)} years ago`;
  report.error("implausible-limit", part.at, message);
}

/** Units that would convert: the field's own, and others that people use. */
function unitHelp(own: Unit, kinds: readonly UnitKind[]): string {
  const usual = kinds.flatMap((kind) => usualUnits(kind)).map(({ ucum }) => ucum);
  const some = [...new Set([own.ucum, ...usual])].slice(0, 3).map((code) => `\`${code}\``);
  return some.length === 1 ? `write the limit in ${some.join()}` : `write the limit in one of ${some.join(", ")}`;
}
