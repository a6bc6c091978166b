/** The states of a number field: at each limit, between limits, and out to the plausible ends. */
import type { CompareNumber, Comparison, NumberField } from "../language/model.js";
import { memo } from "../values/memo.js";
import {
  ceil,
  compareRatios,
  decimalBounds,
  floor,
  fromDouble,
  MAX_DIGITS,
  over,
  type Ratio,
  ratio,
  times,
} from "../values/ratio.js";
import { convert, ULN, type Unit } from "../values/unit/unit.js";
import { FALSE, TRUE, UNKNOWN } from "./formula.js";
import { refuseTooMany, type State } from "./state.js";

/** A number as somebody could write it: `value unit`, which is `exact` in the field's unit. */
interface Point {
  readonly exact: Ratio;
  readonly value: Ratio;
  readonly unit: Unit | undefined;
}

/** One number to try, with the upper limit of normal to try it with. `rank` is its place among the breakpoints. */
export interface NumberState {
  readonly value: Ratio;
  readonly unit: Unit | undefined;
  readonly exact: Ratio;
  readonly uln: Ratio | undefined;
  readonly rank: number;
  readonly leaves: Uint8Array;
}

/** Where there are multiples, the states grow with the square of the limits. */
const MOST_WITH_ULN = 60;

/** The truth of `op` from the order of the value and each limit. */
export function holds(op: Comparison, first: number, second: number): boolean {
  switch (op) {
    case "<":
      return first < 0;
    case "<=":
      return first <= 0;
    case ">":
      return first > 0;
    case ">=":
      return first >= 0;
    case "=":
      return first === 0;
    case "!=":
      return first !== 0;
    case "between":
      return first >= 0 && second <= 0;
  }
}

/** A short decimal strictly between two numbers; undefined if none of {@link MAX_DIGITS} digits lies there. */
export function between(low: Ratio, high: Ratio): Ratio | undefined {
  const middle = toDouble(times({ num: low.num * high.den + high.num * low.den, den: low.den * high.den }, ratio(1n, 2n)));
  for (let digits = 1; digits <= MAX_DIGITS; digits += 1) {
    const found = fromDouble(Number(middle.toPrecision(digits)));
    if (compareRatios(low, found) < 0 && compareRatios(found, high) < 0) return found;
  }
  return undefined;
}

function toDouble(value: Ratio): number {
  return decimalBounds(value).lower;
}

/** Whether somebody could write this number. */
function isDecimal(value: Ratio): boolean {
  const { lower, upper } = decimalBounds(value);
  return lower === upper;
}

/** A limit in the field's own unit. Units have been checked: what does not convert is none of ours. */
export function inFieldUnit(value: Ratio, unit: Unit | undefined, field: NumberField): Ratio {
  return unit === undefined || field.unit === undefined ? value : (convert(value, unit, field.unit, field) ?? value);
}

/** The whole number in the middle between two numbers, if there is any. */
function wholeBetween(low: Ratio, high: Ratio): Ratio | undefined {
  const [first, last] = [floor(low) + 1n, ceil(high) - 1n];
  return first <= last ? ratio((first + last) / 2n) : undefined;
}

/** In order, each number once. */
function sorted(points: readonly Point[]): readonly Point[] {
  const all = [...points].sort((a, b) => compareRatios(a.exact, b.exact));
  return all.filter((point, index) => index === 0 || compareRatios(all[index - 1]?.exact ?? point.exact, point.exact) !== 0);
}

/** Breakpoints and one number in every gap, in order; those that the field cannot hold are left out. `rank` counts both. */
function ladder(points: readonly Point[], { integer, plausible }: NumberField): readonly (Point & { readonly rank: number })[] {
  const rungs: (Point & { rank: number })[] = [];
  const add = (point: Point, rank: number): void => {
    if (compareRatios(point.exact, plausible.low) < 0 || compareRatios(point.exact, plausible.high) > 0) return;
    if (!integer || point.exact.den === 1n) rungs.push({ ...point, rank });
  };
  for (const [index, point] of points.entries()) {
    add(point, 2 * index);
    const next = points[index + 1];
    if (next === undefined) continue;
    const inside = integer ? wholeBetween(point.exact, next.exact) : between(point.exact, next.exact);
    if (inside !== undefined) add({ exact: inside, value: inside, unit: undefined }, 2 * index + 1);
  }
  return rungs;
}

/**
 * The states of a number field that its leaves can tell apart. `more` are numbers (in the field's unit) at which something else
 * changes. Complete for numbers of up to 15 digits in any unit: between two breakpoints all are alike.
 */
export function numberStates(
  field: NumberField,
  leaves: readonly CompareNumber[],
  more: readonly Ratio[] = [],
): readonly NumberState[] {
  return knownStates(field, leaves, more);
}

/** Fields of one kind with the same limits have the same states: blood counts of a trial, and one field in a hundred trials. */
const knownStates = memo(
  1000,
  ({ unit, molarMass, valence, plausible, integer }: NumberField, leaves: readonly CompareNumber[], more: readonly Ratio[]) => {
    const words = (value: Ratio | undefined): string => (value === undefined ? "" : `${value.num}/${value.den}`);
    const of = [unit?.ucum, integer, ...[molarMass, valence, plausible.low, plausible.high, ...more].map(words)].join(" ");
    return [of, ...leaves.map(({ limit }) => JSON.stringify(limit))].join("; ");
  },
  makeStates,
);

function makeStates(field: NumberField, leaves: readonly CompareNumber[], more: readonly Ratio[]): readonly NumberState[] {
  const own = (value: Ratio): Point => ({ exact: value, value, unit: field.unit });
  const plain = leaves.filter(({ unit }) => unit !== ULN);
  const limits = plain.flatMap(({ limits: of, unit }) =>
    of.map((value) => ({ exact: inFieldUnit(value, unit, field), value, unit })),
  );
  const { low, high } = field.plausible;
  const multiples = leaves.filter(({ unit }) => unit === ULN).flatMap(({ limits: of }) => of);
  const ends = multiples.flatMap((multiple) => [times(multiple, low), times(multiple, high)]);
  const points = sorted([...limits, ...[low, high, ...ends, ...more].map(own)]);
  refuseTooMany(points.length * 2, leaves.length);
  const ranks = new Map(
    plain.map((leaf) => [leaf, leaf.limits.map((value) => rankOf(inFieldUnit(value, leaf.unit, field), points))]),
  );
  if (multiples.length === 0) {
    return ladder(points, field).map((rung) => {
      const truths = leaves.map((leaf) => truthByRank(leaf, rung.rank, ranks.get(leaf)));
      return { ...rung, unit: rung.unit ?? field.unit, uln: undefined, leaves: Uint8Array.from(truths) };
    });
  }
  if (points.length > MOST_WITH_ULN) refuseTooMany(Infinity, 1);
  return withUpperLimits(field, leaves, points, multiples);
}

function rankOf(value: Ratio, points: readonly Point[]): number {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const point = points[middle];
    if (point !== undefined && compareRatios(point.exact, value) < 0) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

function truthByRank({ op }: CompareNumber, rank: number, [first = 0, second = first]: readonly number[] = []): number {
  return holds(op, rank - first, rank - second) ? TRUE : FALSE;
}

/** Numbers together with upper limits of normal. The lines x = k·u and the limits cut the plane into cells; every cell is visited. */
function withUpperLimits(
  field: NumberField,
  leaves: readonly CompareNumber[],
  points: readonly Point[],
  multiples: readonly Ratio[],
): readonly NumberState[] {
  const { low, high } = field.plausible;
  const zero = ratio(0n);
  const values: Point[] = [...ladder(points, field)];
  // Where x = k·u must hold between limits, an x is wanted whose k-th part can be written.
  for (const [index, { exact: from }] of points.entries()) {
    const to = points[index + 1]?.exact;
    for (const multiple of to === undefined ? [] : multiples) {
      if (multiple.num <= 0n || to === undefined) continue;
      const part = between(over(from, multiple), over(to, multiple));
      if (part === undefined) continue;
      const exact = times(part, multiple);
      const fits = compareRatios(exact, low) >= 0 && compareRatios(exact, high) <= 0 && isDecimal(exact);
      if (fits && (!field.integer || exact.den === 1n)) values.push({ exact, value: exact, unit: field.unit });
    }
  }
  const states: NumberState[] = [];
  const seen = new Set<string>();
  const divisors = multiples.filter(({ num }) => num !== 0n);
  for (const { exact, value, unit = field.unit } of values) {
    const parts = divisors.map((multiple) => over(exact, multiple));
    const ends = [...parts, low, high].filter(
      (one) => one.num > 0n && compareRatios(one, low) >= 0 && compareRatios(one, high) <= 0,
    );
    const ulns = sorted([...ends, ...(low.num <= 0n ? [zero] : [])].map((one) => ({ exact: one, value: one, unit: undefined })));
    // What a limit of normal makes true depends on its place among the parts alone: a number is looked for only where it is new.
    const plain = leaves.map((leaf) => (leaf.unit === ULN ? UNKNOWN : truthOf(leaf, exact, field)));
    const tell = leaves.map((leaf) => (leaf.unit === ULN ? placesOf(leaf, exact, ulns) : undefined));
    for (let rank = 0; rank < 2 * ulns.length - 1; rank += 1) {
      const truths = Uint8Array.from(plain, (truth, leaf) => tell[leaf]?.(rank) ?? truth);
      const key = truths.join("");
      if (seen.has(key)) continue;
      const uln = limitAt(ulns, rank, field);
      if (uln === undefined) continue;
      seen.add(key);
      states.push({ exact, value, unit, uln, rank: -1, leaves: truths });
    }
    states.push({ exact, value, unit, uln: undefined, rank: -1, leaves: Uint8Array.from(plain) });
  }
  const all = [...states, ...inMultiples(leaves, multiples)];
  if (leaves.some(({ unit }) => unit !== ULN)) return all;
  const ordered = sorted(multiples.map((value) => ({ exact: value, value, unit: ULN })));
  return all.map((state) => {
    const multiple = state.unit === ULN ? state.exact : state.uln && over(state.exact, state.uln);
    return multiple === undefined ? state : { ...state, rank: rankAmong(multiple, ordered) };
  });
}

/** The place of a number among breakpoints and the gaps between them. As on the ladder, breakpoints are even. */
function rankAmong(value: Ratio, points: readonly Point[]): number {
  const below = points.filter(({ exact }) => compareRatios(exact, value) < 0).length;
  const next = points[below];
  return 2 * below + (next !== undefined && compareRatios(next.exact, value) === 0 ? 2 : 1);
}

/** By the place of a limit of normal in the ladder of `ulns`, the truth of a leaf in multiples for the number `exact`. */
function placesOf(
  { op, limits: [low, high = low] }: CompareNumber,
  exact: Ratio,
  ulns: readonly Point[],
): (rank: number) => number {
  // x against k·u, by x/k against u; what is below or above all of them keeps its side. A multiple of 0 is below every number.
  const order = (multiple: Ratio): ((rank: number) => number) => {
    if (multiple.num === 0n) return () => (exact.num < 0n ? -1 : exact.num > 0n ? 1 : 0);
    const part = over(exact, multiple);
    const first = ulns.findIndex((one) => compareRatios(one.exact, part) >= 0);
    const isThere = first >= 0 && compareRatios(ulns[first]?.exact ?? part, part) === 0;
    const place = first < 0 ? 2 * ulns.length : isThere ? 2 * first : 2 * first - 1;
    const sign = multiple.num < 0n ? -1 : 1;
    return (rank) => sign * (place - rank);
  };
  const [first, second] = [order(low), order(high)];
  return (rank) => (holds(op, first(rank), second(rank)) ? TRUE : FALSE);
}

/** A limit of normal that can be written, at or between those that make a difference. */
function limitAt(ulns: readonly Point[], rank: number, { plausible }: NumberField): Ratio | undefined {
  const [from, to] = [ulns[rank >> 1]?.exact, ulns[(rank + 1) >> 1]?.exact];
  if (from === undefined || to === undefined) return undefined;
  const found = from === to ? from : between(from, to);
  const fits = found !== undefined && found.num > 0n && isDecimal(found);
  return fits && compareRatios(found, plausible.low) >= 0 && compareRatios(found, plausible.high) <= 0 ? found : undefined;
}

function truthOf({ op, limits, unit }: CompareNumber, value: Ratio, field: NumberField): number {
  const first = compareRatios(value, inFieldUnit(limits[0], unit, field));
  return holds(op, first, limits[1] === undefined ? first : compareRatios(value, inFieldUnit(limits[1], unit, field)))
    ? TRUE
    : FALSE;
}

/** A cell may itself be a multiple (`2.5 x ULN`); then other limits cannot be judged. */
function inMultiples(leaves: readonly CompareNumber[], multiples: readonly Ratio[]): readonly NumberState[] {
  const most = multiples.reduce((a, b) => (compareRatios(a, b) > 0 ? a : b), ratio(0n));
  const points = sorted([...multiples, ratio(0n), times(most, ratio(2n))].map((value) => ({ exact: value, value, unit: ULN })));
  const values = points.flatMap(({ exact }, index) => {
    const next = points[index + 1];
    const inside = next && between(exact, next.exact);
    return inside === undefined ? [exact] : [exact, inside];
  });
  return values.map((value) => {
    const truths = leaves.map(({ op, limits: [low, high = low], unit }) =>
      unit !== ULN ? UNKNOWN : holds(op, compareRatios(value, low), compareRatios(value, high)) ? TRUE : FALSE,
    );
    return { value, unit: ULN, exact: value, uln: undefined, rank: -1, leaves: Uint8Array.from(truths) };
  });
}

/** A state as the search takes it. */
export function asState(field: NumberField, { value, unit, uln, rank, leaves }: NumberState): State {
  return { leaves, isKnown: true, rank, samples: [{ kind: "number", field, value, unit, uln }] };
}
