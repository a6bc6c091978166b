/** The states of a number field: at each limit, between limits, and out to the plausible ends. */
import type { CompareNumber, NumberField } from "../language/model.js";
import { memo } from "../values/memo.js";
import { compareRatios, over, type Ratio, ratio, times } from "../values/ratio.js";
import { isMultiple, LLN, ULN, type Unit } from "../values/unit/unit.js";
import { FALSE, TRUE, UNKNOWN } from "./formula.js";
import { decimalBetween, holds, inFieldUnit, isDecimal, ladder, type Point, sorted } from "./ladder.js";
import { refuseTooMany, type State } from "./state.js";

/** One number to try, with the limits of normal to try it with. `rank` is its place among the breakpoints, if it has one. */
export interface NumberState {
  readonly value: Ratio;
  readonly unit: Unit | undefined;
  readonly exact: Ratio;
  readonly uln: Ratio | undefined;
  readonly lln: Ratio | undefined;
  readonly rank?: number | undefined;
  readonly leaves: Uint8Array;
}

/** With multiples, the number of states grows with the square of the limits. */
const MOST_WITH_NORMALS = 60;

/**
 * The states of a number field that its leaves can distinguish. `more` are numbers (in the field's unit) at which something else
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
  const plain = leaves.filter(({ unit }) => !isMultiple(unit));
  const limits = plain.flatMap(({ limits: of, unit }) =>
    of.map((value) => ({ exact: inFieldUnit(value, unit, field), value, unit })),
  );
  const { low, high } = field.plausible;
  const multiples = leaves.filter(({ unit }) => isMultiple(unit)).flatMap(({ limits: of }) => of);
  const ends = multiples.flatMap((multiple) => [times(multiple, low), times(multiple, high)]);
  const points = sorted([...limits, ...[low, high, ...ends, ...more].map(own)]);
  refuseTooMany(points.length * 2, leaves.length);
  const ranks = new Map(
    plain.map((leaf) => [leaf, leaf.limits.map((value) => rankOf(inFieldUnit(value, leaf.unit, field), points))]),
  );
  if (multiples.length === 0) {
    return ladder(points, field).map((rung) => {
      const truths = leaves.map((leaf) => truthByRank(leaf, rung.rank, ranks.get(leaf)));
      return { ...rung, unit: rung.unit ?? field.unit, uln: undefined, lln: undefined, leaves: Uint8Array.from(truths) };
    });
  }
  if (points.length > MOST_WITH_NORMALS) refuseTooMany(Infinity, 1);
  return withLimitsOfNormal(field, leaves, points, multiples);
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

/** Numbers together with limits of normal. The lines x = k·u and the limits cut the plane into cells; every cell is visited. */
function withLimitsOfNormal(
  field: NumberField,
  leaves: readonly CompareNumber[],
  points: readonly Point[],
  multiples: readonly Ratio[],
): readonly NumberState[] {
  const { low, high } = field.plausible;
  const values: Point[] = [...ladder(points, field)];
  // Where x = k·u must hold between limits, an x is wanted whose k-th part can be written.
  for (const [index, { exact: from }] of points.entries()) {
    const to = points[index + 1]?.exact;
    for (const multiple of to === undefined ? [] : multiples) {
      if (multiple.num <= 0n || to === undefined) continue;
      const part = decimalBetween(over(from, multiple), over(to, multiple));
      if (part === undefined) continue;
      const exact = times(part, multiple);
      const fits = compareRatios(exact, low) >= 0 && compareRatios(exact, high) <= 0 && isDecimal(exact);
      if (fits && (!field.integer || exact.den === 1n)) values.push({ exact, value: exact, unit: field.unit });
    }
  }
  const states: NumberState[] = [];
  const isAsked = (multiple: Unit): boolean => leaves.some(({ unit }) => unit === multiple);
  for (const { exact, value, unit = field.unit } of values) {
    const normals = normalsFor(exact, multiples, field);
    const ranks = [...Array(Math.max(0, 2 * normals.length - 1)).keys(), undefined];
    const [uppers, lowers] = [ULN, LLN].map((multiple) => (isAsked(multiple) ? ranks : [undefined]));
    const plain = leaves.map((leaf) => (isMultiple(leaf.unit) ? UNKNOWN : truthOf(leaf, exact, field)));
    const tell = leaves.map((leaf) => (isMultiple(leaf.unit) ? placesOf(leaf, exact, normals) : undefined));
    // The truths depend only on the places of the limits of normal among the parts: numbers are searched only for new places.
    const seen = new Set<string>();
    for (const upper of uppers ?? []) {
      for (const lower of lowers ?? []) {
        if (upper !== undefined && lower !== undefined && lower > upper) continue;
        const truths = Uint8Array.from(plain, (truth, leaf) => {
          const rank = leaves[leaf]?.unit === LLN ? lower : upper;
          return rank === undefined ? truth : (tell[leaf]?.(rank) ?? truth);
        });
        const key = truths.join("");
        const [uln, lln] = [upper, lower].map((rank) => (rank === undefined ? undefined : limitAt(normals, rank, field)));
        if (seen.has(key) || (upper !== undefined && uln === undefined) || (lower !== undefined && lln === undefined)) continue;
        seen.add(key);
        states.push({ exact, value, unit, uln, lln, leaves: truths });
      }
    }
    refuseTooMany(states.length, leaves.length);
  }
  const all = [...states, ...inMultiples(leaves)];
  const [one] = leaves;
  if (leaves.some(({ unit }) => unit !== one?.unit)) return all;
  const ordered = sorted(multiples.map((value) => ({ exact: value, value, unit: one?.unit })));
  return all.map((state) => {
    const normal = one?.unit === LLN ? state.lln : state.uln;
    const multiple = state.unit === ULN ? state.exact : normal && over(state.exact, normal);
    return multiple === undefined ? state : { ...state, rank: rankAmong(multiple, ordered) };
  });
}

/** The limits of normal that make a difference to a number, in order. */
function normalsFor(exact: Ratio, multiples: readonly Ratio[], { plausible: { low, high } }: NumberField): readonly Point[] {
  const parts = multiples.flatMap((one) => (one.num === 0n ? [] : [over(exact, one)]));
  const ends = [...parts, low, high].filter(
    (one) => one.num > 0n && compareRatios(one, low) >= 0 && compareRatios(one, high) <= 0,
  );
  const zeros = low.num <= 0n ? [ratio(0n)] : [];
  return sorted([...ends, ...zeros].map((one) => ({ exact: one, value: one, unit: undefined })));
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
  const found = from === to ? from : decimalBetween(from, to);
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
function inMultiples(leaves: readonly CompareNumber[]): readonly NumberState[] {
  const multiples = leaves.flatMap(({ unit, limits }) => (unit === ULN ? limits : []));
  if (multiples.length === 0) return [];
  const most = multiples.reduce((a, b) => (compareRatios(a, b) > 0 ? a : b), ratio(0n));
  const points = sorted([...multiples, ratio(0n), times(most, ratio(2n))].map((value) => ({ exact: value, value, unit: ULN })));
  const values = points.flatMap(({ exact }, index) => {
    const next = points[index + 1];
    const inside = next && decimalBetween(exact, next.exact);
    return inside === undefined ? [exact] : [exact, inside];
  });
  return values.map((value) => {
    const truths = leaves.map(({ op, limits: [low, high = low], unit }) =>
      unit !== ULN ? UNKNOWN : holds(op, compareRatios(value, low), compareRatios(value, high)) ? TRUE : FALSE,
    );
    return { value, unit: ULN, exact: value, uln: undefined, lln: undefined, leaves: Uint8Array.from(truths) };
  });
}

/** A state as the search takes it. */
export function asState(field: NumberField, { value, unit, uln, lln, rank, leaves }: NumberState): State {
  return { leaves, isKnown: true, rank, samples: [{ kind: "number", field, value, unit, uln, lln }] };
}
