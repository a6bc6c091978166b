/**
 * The finitely many classes of a field: everything that some conditions can distinguish in its values, with one example of each. For numbers and
 * dates at, next to and between the limits; every code; a value that is only partly known; none at all.
 */
import { unitOf } from "../analysis/date-states.js";
import { inFieldUnit } from "../analysis/ladder.js";
import { type NumberState, numberStates } from "../analysis/number-states.js";
import { companionsOf } from "../language/load/test-file.js";
import {
  assertNever,
  type CompareNumber,
  type DateField,
  type Field,
  type LeafCondition,
  type NumberField,
} from "../language/model.js";
import { addTime, formatDay } from "../values/date/date.js";
import { compareRatios, MAX_DIGITS, type Ratio } from "../values/ratio.js";
import { convert, isMultiple, LLN, ULN, type Unit } from "../values/unit/unit.js";
import { type Cells, merge, NO_CELLS } from "./cells.js";
import { daysAround, decimalText, type LimitPoint, limitPoints, plus } from "./limits.js";

/** A field and examples of its classes: changes of a candidate. The first changes nothing. */
export interface FieldClasses {
  readonly field: Field;
  readonly cells: readonly Cells[];
}

/** The classes of every field that the leaves use, in their order. Throws {@link TooLarge}. */
export function classesOf(leaves: readonly LeafCondition[], asOf: number | undefined): readonly FieldClasses[] {
  const fields = new Map(leaves.map(({ field }) => [field.name, field]));
  return [...fields.values()].map((field) => {
    const points = leaves.filter((leaf) => leaf.field.name === field.name).flatMap(limitPoints);
    const isAsked = leaves.some((leaf) => leaf.kind === "known" && leaf.field.name === field.name);
    const values = [...valuesOf(field, leaves, points, asOf), ...(isAsked ? [notDone(field)] : [])];
    return { field, cells: dated(field, points, [NO_CELLS, ...values], asOf) };
  });
}

/** Examples of one field, without their dates. `points`: the limits of its leaves. */
export function valuesOf(
  field: Field,
  leaves: readonly LeafCondition[],
  points: readonly LimitPoint[],
  asOf: number | undefined,
): readonly Cells[] {
  switch (field.type) {
    case "number": {
      const own = leaves.filter((leaf): leaf is CompareNumber => leaf.kind === "number" && leaf.field.name === field.name);
      return [...numbers(field, points, own), ...sinceDates(field, own, asOf)];
    }
    case "date":
      return [
        ...days(field, points, asOf).map((day) => dayCell(field, day)),
        absent(field),
        // A day that has not come yet: nothing has elapsed since.
        ...(asOf === undefined ? [] : [dayCell(field, asOf + 1)]),
      ];
    case "boolean":
      return [one(field, "true"), one(field, "false"), absent(field), blank(field)];
    case "code": {
      // Codes that the criteria use come first: an example should be one that the author knows.
      const named = leaves.flatMap((leaf) => (leaf.kind === "code" && leaf.field.name === field.name ? leaf.codes : []));
      const codes = [...new Set([...named, ...field.codes])];
      return [...codes.map((code) => one(field, JSON.stringify(code))), absent(field), blank(field)];
    }
    default:
      return assertNever(field);
  }
}

/** A value, with nothing beside it that would contradict it. */
export function one(field: Field, text: string): Cells {
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

/** What alone proves that there is no value. */
export function notDone(field: Field): Cells {
  return one(field, '"not done"');
}

/** Some fields say what it means. */
function blank(field: Field): Cells {
  return one(field, '""');
}

/** A number as a cell of a test file: with its unit, or bare where the field has none. */
function numberCell(field: NumberField, value: Ratio, unit: Unit | undefined, sign = ""): Cells {
  return one(field, quantityText(value, unit, sign));
}

/** A number as a JSON text, with its unit. */
export function quantityText(value: Ratio, unit: Unit | undefined, sign = ""): string {
  const number = decimalText(value);
  if (unit === undefined) return sign === "" ? number : JSON.stringify(sign + number);
  return JSON.stringify(`${sign}${number} ${unit === ULN ? "x ULN" : unit.ucum}`);
}

function numbers(field: NumberField, points: readonly LimitPoint[], leaves: readonly CompareNumber[]): readonly Cells[] {
  const limits = points.flatMap((point) => (point.kind === "number" ? [point] : []));
  // No cell says a multiple of the lower limit.
  const inCells = limits.filter(({ leaf }) => leaf.unit !== LLN);
  const near = inCells.flatMap(({ leaf, value, step }) =>
    [value, plus(value, step, -1n), plus(value, step)].map((one) => ({ value: one, unit: leaf.unit })),
  );
  // Partly known: everything on one side of a limit. Nobody writes that a value is above what it cannot be below.
  const open = inCells.flatMap(({ leaf: { unit }, value, step }) => {
    const ends = [
      { value: plus(value, step), unit, sign: "<" },
      { value: plus(value, step, -1n), unit, sign: ">" },
    ];
    return ends.filter((end) => isPlausible(field, end.value, unit));
  });
  return [
    ...near.filter(isReadable).map((one) => numberCell(field, one.value, one.unit)),
    ...numberStates(field, leaves)
      .filter(isReadable)
      .map((state) => stateCell(field, leaves, state)),
    absent(field),
    ...open.filter(isReadable).map(({ value, unit, sign }) => numberCell(field, value, unit, sign)),
  ];
}

/** A number, and where multiples of a limit of normal are asked for, that limit or none. */
function stateCell(field: NumberField, leaves: readonly CompareNumber[], { value, unit, uln, lln }: NumberState): Cells {
  const limits = new Map<string, string>();
  const take = (ending: string, multiple: Unit, limit: Ratio | undefined): void => {
    if (!leaves.some((leaf) => leaf.unit === multiple)) return;
    limits.set(`${field.name}${ending}`, limit === undefined ? "null" : quantityText(limit, field.unit));
  };
  take("_uln", ULN, uln);
  take("_lln", LLN, lln);
  return merge(numberCell(field, value, unit), limits);
}

/** Whole units that have gone by since a date are not the same as a whole number: they reach up to the next one. */
function sinceDates(field: NumberField, leaves: readonly CompareNumber[], asOf: number | undefined): readonly Cells[] {
  const { name, since, unit: own } = field;
  if (since === undefined || asOf === undefined) return [];
  const limits = leaves.flatMap(({ limits: of, unit }) => of.map((value) => inFieldUnit(value, unit, field)));
  const wholes = limits.map(({ num, den }) => Number(num / den)).flatMap((whole) => [whole - 1, whole, whole + 1]);
  return [...new Set(wholes)]
    .filter((whole) => whole >= 0)
    .map((whole) => addTime(asOf, -whole, unitOf(own?.ucum)) - 1)
    .map(
      (day) =>
        new Map([
          [name, "null"],
          [since, JSON.stringify(formatDay(day))],
        ]),
    );
}

/** Whether a value is possible; for multiples of a limit of normal that is not known. */
function isPlausible(field: NumberField, value: Ratio, unit: Unit | undefined): boolean {
  const { low, high } = field.plausible;
  const converted =
    unit === undefined || field.unit === undefined || isMultiple(unit) ? value : convert(value, unit, field.unit, field);
  if (isMultiple(unit) || converted === undefined) return true;
  return compareRatios(converted, low) >= 0 && compareRatios(converted, high) <= 0;
}

/** Numbers that have too many digits, as those next to a long limit can, are no example of anything. */
function isReadable({ value }: { readonly value: Ratio }): boolean {
  return decimalText(value).replace(/\D/g, "").length <= MAX_DIGITS;
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
export function dated(
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
