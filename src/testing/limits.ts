/** The limits of a leaf, one by one: their last written digit, and on which side of them, and how near, a candidate is. */
import { CountedRecord } from "../evaluate/select.js";
import type { CompareDate, CompareElapsed, CompareNumber, LeafCondition, Limits, Span, TimeUnit } from "../language/model.js";
import { addTime, formatDay } from "../values/date/date.js";
import { compareRatios, fromDouble, over, parseDecimal, type Ratio, ratio, times } from "../values/ratio.js";
import type { Reading } from "../values/reading.js";
import type { CandidateRecord } from "../values/record.js";
import { convert, isMultiple, LLN, type Unit } from "../values/unit/unit.js";

/** The place of a candidate: at the limit, or at most one step from it on either side. */
export const PLACES = ["below", "at", "above"] as const;
/** One of them. */
export type Place = (typeof PLACES)[number];

/** One limit of a leaf. `words` is the limit as written, with its unit. */
export type LimitPoint = { readonly words: string } & (
  | { readonly kind: "number"; readonly leaf: CompareNumber; readonly value: Ratio; readonly step: Ratio }
  /** The time from a date to the as-of date; of a `maxAge`, from the day of the measurement. */
  | { readonly kind: "elapsed"; readonly leaf: LeafCondition; readonly span: Span; readonly isAge: boolean }
  | { readonly kind: "date"; readonly leaf: CompareDate; readonly day: number }
  /** One code of several; a leaf with one code or a boolean has been tried where it was true and false. */
  | { readonly kind: "code"; readonly leaf: LeafCondition; readonly code: string }
);

/** All limits of a leaf. */
export function limitPoints(leaf: LeafCondition): readonly LimitPoint[] {
  switch (leaf.kind) {
    case "number":
      return [...numberPoints(leaf), ...agePoint(leaf, leaf.maxAge)];
    case "elapsed":
      return elapsedPoints(leaf);
    case "date":
      return [...new Set(leaf.limits)].map((day) => ({ kind: "date", leaf, day: day ?? 0, words: formatDay(day ?? 0) }));
    case "boolean":
    case "known":
      return agePoint(leaf, leaf.maxAge);
    case "code": {
      const codes = leaf.codes.length < 2 ? [] : leaf.codes;
      return [...codes.map((code): LimitPoint => ({ kind: "code", leaf, code, words: code })), ...agePoint(leaf, leaf.maxAge)];
    }
  }
}

/** One unit in the last written digit: 1 of `80`, 0.1 of `2.5` and of `25e-1`; never more than 1. */
export function lastDigit(literal: string): Ratio {
  const [, fraction = "", power = "0"] = /^[+-]?\d*(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  const exponent = Math.min(0, Number(power) - fraction.length);
  return ratio(1n, 10n ** BigInt(-exponent));
}

/** The sum of two ratios; `sign` -1 for the difference. */
export function plus(a: Ratio, b: Ratio, sign: 1n | -1n = 1n): Ratio {
  return ratio(a.num * b.den + sign * b.num * a.den, a.den * b.den);
}

/** A ratio with a finite decimal, as text. Limits, and limits a digit off, are such ratios. */
export function decimalText({ num, den }: Ratio): string {
  let scale = 0;
  for (let left = den; left > 1n && scale < 400; scale += 1)
    left = left % 10n === 0n ? left / 10n : left % 2n === 0n ? left / 2n : left / 5n;
  const digits = ((num < 0n ? -num : num) * 10n ** BigInt(scale)) / den;
  const text = String(digits).padStart(scale + 1, "0");
  const shown = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  return `${num < 0n ? "-" : ""}${shown.includes(".") ? shown.replace(/\.?0+$/, "") : shown}`;
}

function numberPoints(leaf: CompareNumber): readonly LimitPoint[] {
  const literals = leaf.limit.values;
  const unit = leaf.unit === undefined ? "" : ` ${leaf.unit.ucum}`;
  return values(leaf.limits).map((value, index) => {
    const literal = literals[index] ?? "";
    const written = parseDecimal(literal) === undefined ? decimalText(value) : literal;
    // Whole numbers have whole neighbours, whatever the limit looks like.
    const step = leaf.field.integer ? ratio(1n) : lastDigit(written);
    return { kind: "number", leaf, value, step, words: `${written}${unit}` };
  });
}

/** One limit or two, different ones. */
function values(limits: Limits<Ratio>): readonly Ratio[] {
  const [first, second] = limits;
  return second === undefined || compareRatios(first, second) === 0 ? [first] : [first, second];
}

function elapsedPoints(leaf: CompareElapsed): readonly LimitPoint[] {
  const { unit } = leaf;
  const spans = [...new Set(leaf.limits)].flatMap((value) => (value === undefined ? [] : [{ value, unit }]));
  return spans.map((span) => ({ kind: "elapsed", leaf, span, isAge: false, words: `${span.value} ${unit}` }));
}

function agePoint(leaf: LeafCondition, span: Span | undefined): readonly LimitPoint[] {
  return span === undefined ? [] : [{ kind: "elapsed", leaf, span, isAge: true, words: `${span.value} ${span.unit} old` }];
}

/** What must be tried at a limit: the places of a comparison, or that a code occurs at all. */
export function placesOf(point: LimitPoint): readonly Place[] {
  return point.kind === "code" ? ["at"] : PLACES;
}

/** The place of a record; undefined if it is far away, or its value is not known exactly. */
export function placeOf(
  point: LimitPoint,
  candidate: CandidateRecord,
  slot: number,
  asOf: number | undefined,
): Place | undefined {
  const record = new CountedRecord(candidate, asOf, point.kind === "elapsed" && point.isAge);
  const reading = record.reading(slot);
  switch (point.kind) {
    case "number":
      return numberPlace(point, reading, record.limitOfNormal(slot, point.leaf.unit === LLN ? "lln" : "uln"));
    case "elapsed": {
      const day = reading.state === "read" ? dayOf(point.isAge ? record.measuredOn(slot) : reading) : undefined;
      return day === undefined || asOf === undefined ? undefined : elapsedPlace(point.span, day, asOf);
    }
    case "date": {
      const distance = (dayOf(reading) ?? Number.NaN) - point.day;
      return distance === 0 ? "at" : distance === -1 ? "below" : distance === 1 ? "above" : undefined;
    }
    case "code": {
      if (reading.state !== "read" || reading.type !== "code" || reading.possibilities.length !== 1) return undefined;
      return reading.possibilities[0] === point.code ? "at" : undefined;
    }
  }
}

function dayOf(reading: Reading): number | undefined {
  if (reading.state !== "read" || reading.type !== "date") return undefined;
  const [only] = reading.possibilities;
  return reading.possibilities.length === 1 && only?.low === only?.high ? only?.low : undefined;
}

/** By how long ago the day is: `below` is the last day on which too little time has gone by. */
function elapsedPlace({ value, unit }: Span, day: number, asOf: number): Place | undefined {
  const reached = (from: number): number => addTime(from, value, unit) - asOf;
  if (reached(day) === 0) return "at";
  if (reached(day) > 0) return reached(day - 1) <= 0 ? "below" : undefined;
  return reached(day + 1) >= 0 ? "above" : undefined;
}

/** The days around a limit, of every place that there is: a month has days that no day of another month lies a month before. */
export function daysAround(
  { value, unit }: { readonly value: number; readonly unit: TimeUnit },
  asOf: number,
): readonly number[] {
  const middle = addTime(asOf, -value, unit);
  const days = Array.from({ length: 9 }, (_, index) => middle + 4 - index);
  return days.filter((day) => elapsedPlace({ value, unit }, day, asOf) !== undefined);
}

function numberPlace(point: Extract<LimitPoint, { kind: "number" }>, reading: Reading, normal: Reading): Place | undefined {
  const value = valueIn(point.leaf, reading, normal);
  if (value === undefined) return undefined;
  const order = compareRatios(value, point.value);
  if (order === 0) return "at";
  if (order < 0) return compareRatios(value, plus(point.value, point.step, -1n)) >= 0 ? "below" : undefined;
  return compareRatios(value, plus(point.value, point.step)) <= 0 ? "above" : undefined;
}

/** The single number of a cell, in the unit of the leaf's limit. */
function valueIn({ unit, field }: CompareNumber, reading: Reading, ofNormal: Reading): Ratio | undefined {
  const quantity = onlyNumber(reading);
  if (quantity === undefined) return undefined;
  if (quantity.unit === unit) return quantity.value;
  if (unit === undefined || quantity.unit === undefined) return undefined;
  if (!isMultiple(unit) && !isMultiple(quantity.unit)) return convert(quantity.value, quantity.unit, unit, field);
  if (isMultiple(unit) && isMultiple(quantity.unit)) return undefined;
  const inCell = reading.state === "read" && reading.type === "number" ? (unit === LLN ? reading.lln : reading.uln) : undefined;
  const one = onlyNumber(ofNormal) ?? exact(inCell);
  if (one?.unit === undefined || one.value.num <= 0n) return undefined;
  const normal = convert(one.value, one.unit, isMultiple(unit) ? quantity.unit : unit, field);
  if (normal === undefined || normal.num === 0n) return undefined;
  return isMultiple(unit) ? over(quantity.value, normal) : times(quantity.value, normal);
}

interface Exact {
  readonly value: Ratio;
  readonly unit: Unit | undefined;
}

function onlyNumber(reading: Reading): Exact | undefined {
  if (reading.state !== "read" || reading.type !== "number" || reading.possibilities.length !== 1) return undefined;
  return exact(reading.possibilities[0]);
}

function exact(
  quantity: { readonly low: number; readonly high: number; readonly unit: Unit | undefined } | undefined,
): Exact | undefined {
  if (quantity === undefined || quantity.low !== quantity.high) return undefined;
  return { value: fromDouble(quantity.low), unit: quantity.unit };
}
