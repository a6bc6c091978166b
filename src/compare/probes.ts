/**
 * Examples of everything that two versions of a criterion can distinguish in a cell, if not only limits but also the declarations of fields may
 * differ: in every unit that either version uses, bare, open to one side, as a range, in every declared spelling.
 */
import { decimalBetween } from "../analysis/ladder.js";
import type { CompareNumber, DateField, Field, LeafCondition, NumberField } from "../language/model.js";
import { type Cells, NO_CELLS } from "../testing/cells.js";
import { dated, type FieldClasses, notDone, one, quantityText, valuesOf } from "../testing/classes.js";
import { decimalText, limitPoints } from "../testing/limits.js";
import { addTime, formatDay } from "../values/date/date.js";
import { compareRatios, decimalBounds, fromDouble, plus, type Ratio, ratio, toDouble } from "../values/ratio.js";
import { areAcross, daysIn } from "../values/span.js";
import { convert, isMultiple, type Unit, ucumUnit, usualUnits } from "../values/unit/unit.js";
import { isSameDeclaration } from "./declaration.js";

/** The examples of every field that the leaves of both versions use. The first of each changes nothing, then come the plainest. */
export function probesOf(leaves: readonly LeafCondition[], asOf: number | undefined): readonly FieldClasses[] {
  const names = new Set(leaves.map(({ field }) => field.name));
  return [...names].flatMap((name) => {
    const own = leaves.filter(({ field }) => field.name === name);
    const fields = differentOf(own.map(({ field }) => field));
    const [field] = fields;
    if (field === undefined) return [];
    const points = own.flatMap(limitPoints);
    const cells = [
      NO_CELLS,
      ...limitCells(fields, own),
      ...fields.flatMap((each) => valuesOf(each, own, points, asOf)),
      ...(own.some(({ kind }) => kind === "known") ? [notDone(field)] : []),
      ...fields.flatMap(spellingCells),
      ...numberProbes(
        fields.filter((each) => each.type === "number"),
        own.filter((leaf) => leaf.kind === "number"),
      ),
      ...fields.flatMap((each) => (each.type === "date" && asOf !== undefined ? dayProbes(each, own, asOf) : [])),
    ];
    return [{ field, cells: dated(field, points, cells, asOf) }];
  });
}

function differentOf(fields: readonly Field[]): readonly Field[] {
  return fields.filter((field, index) => fields.findIndex((other) => isSameDeclaration(field, other)) === index);
}

/** Values at the limits themselves: they show best what an amendment changes. */
function limitCells(fields: readonly Field[], leaves: readonly LeafCondition[]): readonly Cells[] {
  return leaves.flatMap((leaf) =>
    leaf.kind === "number"
      ? leaf.limits.flatMap((value) => (value === undefined ? [] : numberCell(fields[0] ?? leaf.field, value, leaf.unit)))
      : [],
  );
}

function numberCell(field: Field, value: Ratio, unit: Unit | undefined, sign = ""): Cells {
  return one(field, quantityText(value, unit, sign));
}

/** Every text that a dictionary gives a meaning, and a blank, which it may give one. */
function spellingCells(field: Field): readonly Cells[] {
  const texts = field.type === "date" ? [] : [...field.spellings.keys()];
  return ["", ...texts].map((text) => one(field, JSON.stringify(text)));
}

/** Numbers at and between all that either version knows, in each unit. */
function numberProbes(fields: readonly NumberField[], leaves: readonly CompareNumber[]): readonly Cells[] {
  const [field] = fields;
  if (field === undefined) return [];
  const inUnits = unitsOf(fields, leaves).flatMap((unit) => {
    const points = fields.flatMap((each) => pointsIn(unit, each, leaves));
    return written(ladder(points), unit, fields);
  });
  // For a number without a unit, each version assumes its own.
  const bare = fields.flatMap((each) => fields.flatMap((other) => pointsIn(each.unit, other, leaves)));
  return [...inUnits, ...(fields.length > 1 ? written(ladder(bare), undefined, fields) : [])];
}

function written(points: readonly Ratio[], unit: Unit | undefined, fields: readonly NumberField[]): readonly Cells[] {
  const [field] = fields;
  if (field === undefined) return [];
  // Perhaps only one of the two takes parts of whole numbers.
  const rungs = fields.length > 1 ? points.flatMap((value) => [value, plus(value, ratio(1n, 2n))]) : points;
  const exact = rungs.map((value) => numberCell(field, value, unit));
  const open = rungs.flatMap((value) => ["<", "<=", ">", ">="].map((sign) => numberCell(field, value, unit, sign)));
  const ranges = fields.some((each) => each.ranges) ? rangesOf(field, rungs, unit) : [];
  return [...exact, ...open, ...ranges];
}

function rangesOf(field: NumberField, rungs: readonly Ratio[], unit: Unit | undefined): readonly Cells[] {
  const suffix = unit === undefined ? "" : ` ${unit.ucum}`;
  const inOrder = [...rungs].sort(compareRatios);
  return inOrder.flatMap((low, index) =>
    inOrder.slice(index + 1).map((high) => one(field, JSON.stringify(`${decimalText(low)} to ${decimalText(high)}${suffix}`))),
  );
}

/** Each once. Declarations that differ may differ in how kinds of unit convert: then one unit of each kind. */
function unitsOf(fields: readonly NumberField[], leaves: readonly CompareNumber[]): readonly (Unit | undefined)[] {
  const units = new Set(
    [...leaves.map(({ unit }) => unit), ...fields.map(({ unit }) => unit)].filter((unit) => !isMultiple(unit)),
  );
  const kinds = new Set([...units].flatMap((unit) => unit?.kind ?? []));
  const others = fields.flatMap((field) => field.kinds).filter((kind) => !kinds.has(kind));
  const isTime = kinds.has("definite-time") || kinds.has("calendar-time");
  const more = isTime ? ["d", "mo"].flatMap((code) => ucumUnit(code) ?? []) : others.flatMap((kind) => usualUnits(kind)[0] ?? []);
  return [...new Set([...units, ...(fields.length > 1 || isTime ? more : [])])];
}

/** All limits, and the ends of what is plausible, as one version of the field converts them. */
function pointsIn(unit: Unit | undefined, field: NumberField, leaves: readonly CompareNumber[]): readonly Ratio[] {
  const { low, high } = field.plausible;
  const own = leaves.filter((leaf) => isSameDeclaration(leaf.field, field) && !isMultiple(leaf.unit));
  return [
    ...own.flatMap((leaf) => leaf.limits.flatMap((limit) => (limit === undefined ? [] : pointIn(limit, leaf.unit, unit, field)))),
    ...[low, high].flatMap((end) => pointIn(end, field.unit, unit, field)),
  ];
}

/** The decimals at or around a limit in another unit. */
function pointIn(value: Ratio, from: Unit | undefined, to: Unit | undefined, field: NumberField): readonly Ratio[] {
  if (from === undefined || to === undefined) return from === to ? [value] : [];
  const exact = convert(value, from, to, field);
  if (exact !== undefined) return around(exact);
  if (!areAcross(from, to)) return [];
  const { low, high } = daysIn(value, from);
  if (to.kind === "definite-time") return [low, high].flatMap((days) => pointIn(days, DAY, to, field));
  // A number of days is as many months as it may be; each month is a point of its own.
  const months = Math.round(toDouble(low) / DAYS_IN_MONTH);
  return [-3, -2, -1, 0, 1, 2, 3].flatMap((step) => pointIn(ratio(BigInt(months + step)), MONTH, to, field));
}

const DAY = ucumUnit("d");
const MONTH = ucumUnit("mo");
const DAYS_IN_MONTH = 146_097 / 4800;

function around(value: Ratio): readonly Ratio[] {
  const { lower, upper } = decimalBounds(value);
  return [lower, upper].map(fromDouble);
}

/** Points in order, each once, with a number in every gap. */
function ladder(points: readonly Ratio[]): readonly Ratio[] {
  const all = [...points]
    .sort(compareRatios)
    .filter((one, index, list) => index === 0 || compareRatios(list[index - 1] ?? one, one) !== 0);
  return all.flatMap((point, index) => {
    const next = all[index + 1];
    return [point, ...(next === undefined ? [] : gap(point, next))];
  });
}

function gap(low: Ratio, high: Ratio): readonly Ratio[] {
  const any = decimalBetween(low, high);
  const whole = ratio((low.num / low.den + high.num / high.den) / 2n);
  const isInside = compareRatios(low, whole) < 0 && compareRatios(whole, high) < 0;
  return [...(isInside ? [whole] : []), ...(any === undefined ? [] : [any])];
}

/** Days at the ends of what is plausible, and months of which only the name is known. */
function dayProbes(field: DateField, leaves: readonly LeafCondition[], asOf: number): readonly Cells[] {
  const ends = [field.plausible.low, field.plausible.high].flatMap((years) => {
    const day = addTime(asOf, -Math.round(toDouble(years) * 12), "mo");
    return [-1, 0, 1].map((step) => day + step);
  });
  const limits = leaves.flatMap((leaf) => {
    if (leaf.kind === "date") return leaf.limits.flatMap((day) => day ?? []);
    return leaf.kind === "elapsed" ? leaf.limits.flatMap((n) => (n === undefined ? [] : addTime(asOf, -n, leaf.unit))) : [];
  });
  const months = new Set(limits.map((day) => formatDay(day).slice(0, -"-01".length)));
  return [...ends.map(formatDay), ...months].map((text) => one(field, JSON.stringify(text)));
}
