/**
 * The finitely many classes of a field: all that some conditions can tell apart in its values, one example of each. For numbers and
 * dates at, next to and between the limits; every code; a value that is only partly known; none at all.
 */
import {
  assertNever,
  type Condition,
  type DateField,
  type Field,
  type LeafCondition,
  leavesOf,
  type NumberField,
} from "../language/model.js";
import { companionsOf } from "../language/test-file.js";
import { addTime, formatDay } from "../values/date.js";
import { compareRatios, type Ratio, ratio } from "../values/ratio.js";
import { convert, ULN, type Unit } from "../values/unit.js";
import { type Cells, merge, NO_CELLS } from "./cells.js";
import { daysAround, decimalText, type LimitPoint, limitPoints, plus } from "./limits.js";

/** A field and examples of its classes: changes of a candidate. The first changes nothing. */
export interface FieldClasses {
  readonly field: Field;
  readonly cells: readonly Cells[];
}

/** The classes of every field that the conditions use, in the order of their leaves. */
export function classesOf(conditions: readonly Condition[], asOf: number | undefined): readonly FieldClasses[] {
  const leaves = conditions.flatMap(leavesOf);
  const fields = new Map(leaves.map(({ field }) => [field.name, field]));
  return [...fields.values()].map((field) => {
    const points = leaves.filter((leaf) => leaf.field.name === field.name).flatMap(limitPoints);
    return { field, cells: dated(field, points, [NO_CELLS, ...valuesOf(field, leaves, points, asOf)], asOf) };
  });
}

function valuesOf(
  field: Field,
  leaves: readonly LeafCondition[],
  points: readonly LimitPoint[],
  asOf: number | undefined,
): readonly Cells[] {
  switch (field.type) {
    case "number":
      return numbers(field, points);
    case "date":
      return [
        ...days(field, points, asOf).map((day) => dayCell(field, day)),
        absent(field),
        // A day that has not come yet: nothing has elapsed since.
        ...(asOf === undefined ? [] : [dayCell(field, asOf + 1)]),
      ];
    case "boolean":
      return [one(field, "true"), one(field, "false"), ...blanks(field), absent(field)];
    case "code": {
      // Codes that the criteria speak of come first: an example should be one that the author knows.
      const named = leaves.flatMap((leaf) => (leaf.kind === "code" && leaf.field.name === field.name ? leaf.codes : []));
      const codes = [...new Set([...named, ...field.codes])];
      return [...codes.map((code) => one(field, JSON.stringify(code))), ...blanks(field), absent(field)];
    }
    default:
      return assertNever(field);
  }
}

/** A value, with nothing beside it that would contradict it. */
function one(field: Field, text: string): Cells {
  const cells = new Map([[field.name, text]]);
  if (field.type === "number" && field.unit !== undefined) cells.set(`${field.name}_unit`, "null");
  return cells;
}

function dayCell(field: Field, day: number): Cells {
  return one(field, JSON.stringify(formatDay(day)));
}

function absent(field: Field): Cells {
  return new Map([[field.name, "null"]]);
}

function blanks(field: Field): readonly Cells[] {
  return "whenBlank" in field && field.whenBlank !== undefined ? [one(field, '""')] : [];
}

/** A number as a cell of a test file: with its unit, or bare where the field has none. */
function numberCell(field: NumberField, value: Ratio, unit: Unit | undefined, sign = ""): Cells {
  const number = decimalText(value);
  if (unit === undefined) return one(field, sign === "" ? number : JSON.stringify(sign + number));
  const name = unit === ULN ? "x ULN" : unit.ucum;
  return one(field, JSON.stringify(`${sign}${number} ${name}`));
}

function numbers(field: NumberField, points: readonly LimitPoint[]): readonly Cells[] {
  const limits = points.flatMap((point) => (point.kind === "number" ? [point] : []));
  const exact = limits.flatMap(({ leaf, value, step }) =>
    [value, plus(value, step, -1n), plus(value, step)].map((near) => numberCell(field, near, leaf.unit)),
  );
  const between = middles(field, limits).map((value) => numberCell(field, value, field.unit));
  const { low, high } = field.plausible;
  // Partly known: everything on one side of a limit. Nobody writes that a value is above what it cannot be below.
  const open = limits.flatMap(({ leaf, value, step }) => {
    const ends = [
      { end: plus(value, step), sign: "<" },
      { end: plus(value, step, -1n), sign: ">" },
    ];
    return ends
      .filter(({ end }) => isPlausible(field, end, leaf.unit))
      .map(({ end, sign }) => numberCell(field, end, leaf.unit, sign));
  });
  const ends = [low, high].map((value) => numberCell(field, value, field.unit));
  // A value without an upper limit of normal beside it.
  const bare = limits.some(({ leaf }) => leaf.unit === ULN)
    ? [merge(ends[1] ?? NO_CELLS, new Map([[`${field.name}_uln`, "null"]]))]
    : [];
  return [...exact, ...between, ...ends, absent(field), ...open, ...bare].filter(isReadable);
}

/** Whether a value can be; of multiples of the upper limit of normal that is not known. */
function isPlausible(field: NumberField, value: Ratio, unit: Unit | undefined): boolean {
  const { low, high } = field.plausible;
  const converted =
    unit === undefined || field.unit === undefined || unit === ULN ? value : convert(value, unit, field.unit, field.molarMass);
  if (unit === ULN || converted === undefined) return true;
  return compareRatios(converted, low) >= 0 && compareRatios(converted, high) <= 0;
}

/** Numbers that have too many digits, as those between the limits of two units can, are no example of anything. */
function isReadable(cells: Cells): boolean {
  const [text = ""] = cells.values();
  return text.replace(/[^0-9]/g, "").length <= 15;
}

/** One number in the middle between limits that are neighbours, in the field's unit. */
function middles(field: NumberField, limits: readonly Extract<LimitPoint, { kind: "number" }>[]): readonly Ratio[] {
  const values = limits.flatMap(({ leaf, value }) => {
    if (leaf.unit === field.unit) return [value];
    return leaf.unit === undefined || field.unit === undefined || leaf.unit === ULN
      ? []
      : (convert(value, leaf.unit, field.unit, field.molarMass) ?? []);
  });
  values.sort(compareRatios);
  return values.flatMap((value, index) => {
    const next = values[index + 1];
    if (next === undefined || compareRatios(value, next) === 0) return [];
    const sum = plus(value, next);
    const middle = ratio(sum.num, sum.den * 2n);
    return field.integer ? [ratio(middle.num / middle.den)] : [middle];
  });
}

function days(field: DateField, points: readonly LimitPoint[], asOf: number | undefined): readonly number[] {
  const around = points.flatMap((point): readonly number[] => {
    if (point.kind === "date") return [point.day, point.day - 1, point.day + 1];
    return point.kind === "elapsed" && !point.isAge && asOf !== undefined ? daysAround(point.span, asOf) : [];
  });
  if (asOf === undefined) return around;
  const years = Number(field.plausible.high.num / field.plausible.high.den);
  const sorted = [...new Set(around)].sort((a, b) => a - b);
  const between = sorted.flatMap((day, index) => {
    const next = sorted[index + 1];
    return next === undefined || next - day < 2 ? [] : [Math.floor((day + next) / 2)];
  });
  return [...new Set([...around, ...between, asOf, addTime(asOf, -years, "a")])];
}

/** Where a leaf asks how old the value is: every value on every day that makes a difference. */
function dated(
  field: Field,
  points: readonly LimitPoint[],
  values: readonly Cells[],
  asOf: number | undefined,
): readonly Cells[] {
  const ages = points.flatMap((point) => (point.kind === "elapsed" && point.isAge ? [point.span] : []));
  if (ages.length === 0 || asOf === undefined || !companionsOf(field).includes("_date")) return values;
  const around = [...new Set([asOf, ...ages.flatMap((span) => daysAround(span, asOf)), asOf + 1])];
  const texts = [...around.map((day) => JSON.stringify(formatDay(day))), "null"];
  const dates = texts.map((text): Cells => new Map([[`${field.name}_date`, text]]));
  return values.flatMap((value) => [value, ...dates.map((date) => merge(value, date))]);
}
