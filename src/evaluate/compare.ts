/** Compares the possible values of a cell with a limit. True if true for all of them, false if false for all, else unknown. */
import { type Comparison, type OneLimit, type TwoLimits, takesTwo } from "../language/model.js";
import type { Interval, Sides } from "../values/interval.js";
import type { Bounds } from "../values/ratio.js";
import type { Truth } from "./truth.js";

/** The sides of one limit, given as the two decimals around it; exact, because cells have at most 15 digits. */
function sidesOf(interval: Interval, limit: Bounds, integer: boolean): Sides {
  const below = interval.low < limit.upper;
  const above = interval.high > limit.lower;
  if (interval.low === interval.high) return { below, equal: !below && !above, above };
  // An interval holds every real number between its ends, so also a limit that is no 15-digit decimal; whole numbers only
  // in an integer field.
  const exact = limit.lower === limit.upper;
  const fromLow = interval.low < limit.lower || (interval.low === limit.lower && (!exact || !interval.lowOpen));
  const toHigh = interval.high > limit.upper || (interval.high === limit.upper && (!exact || !interval.highOpen));
  const possible = !integer || (exact && Number.isInteger(limit.lower));
  return { below, equal: possible && fromLow && toHigh, above };
}

function decide(some: boolean, others: boolean): Truth {
  if (!others) return "true";
  return some ? "unknown" : "false";
}

/** Whether no whole number lies between the limits, both included. */
function holdsNoInteger(low: Bounds, high: Bounds): boolean {
  return Math.ceil(low.upper) > Math.floor(high.lower);
}

/**
 * Compares an interval with one limit, or for `between` with two.
 *
 * @param integer the interval stands for its whole numbers only
 */
export function compareInterval(
  interval: Interval,
  op: Comparison,
  limits: readonly [Bounds] | readonly [Bounds, Bounds],
  integer: boolean,
): Truth {
  // No reader makes an interval of nothing, or of no number; should one ever, nothing must hold "for all that it may be".
  if (!(interval.low <= interval.high)) return "unknown";
  const [first, second = first] = limits;
  if (!takesTwo(op)) return compareSides(op, sidesOf(interval, first, integer));
  switch (op) {
    case "between": {
      // Whole numbers may have none between the limits.
      const isEmpty = integer && holdsNoInteger(first, second);
      return isEmpty ? "false" : compareSides(op, sidesOf(interval, first, integer), sidesOf(interval, second, integer));
    }
  }
}

/** Compares by the sides of one limit on which something may lie, or for `between` of two. */
export function compareSides(op: Comparison, { below, equal, above }: Sides, high?: Sides): Truth {
  switch (op) {
    case "<":
      return decide(below, equal || above);
    case "<=":
      return decide(below || equal, above);
    case ">":
      return decide(above, equal || below);
    case ">=":
      return decide(above || equal, below);
    case "=":
      return decide(equal, below || above);
    case "!=":
      return decide(below || above, equal);
    case "between": {
      if (high === undefined) return "unknown";
      const isApart = (!equal && !above) || (!high.equal && !high.below);
      return isApart ? "false" : decide(true, below || high.above);
    }
  }
}

/**
 * Compares whole units that have gone by since a date. A limit of whole units means these: all through the year that begins with
 * the 75th birthday somebody is 75. Any other lies between them, and is held against the time itself: up to one unit more.
 *
 * @param asWritten the limit was written in the unit of the interval, not converted: 12 mo are no whole year
 */
export function compareElapsed(
  interval: Interval,
  op: Comparison,
  limits: readonly [Bounds] | readonly [Bounds, Bounds],
  asWritten: boolean,
): Truth {
  const [first, second = first] = limits;
  if (takesTwo(op)) return TWO_ENDS[op]((end, limit) => compareElapsed(interval, end, [limit], asWritten), first, second);
  const isWhole = asWritten && first.lower === first.upper && Number.isInteger(first.lower);
  const time = isWhole ? interval : { ...interval, high: interval.high + 1, highOpen: true };
  return compareInterval(time, op, [first], false);
}

type CompareEnd = (op: OneLimit, limit: Bounds) => Truth;

/** What each comparison with two limits says by comparisons with one. */
const TWO_ENDS: Readonly<Record<TwoLimits, (compare: CompareEnd, low: Bounds, high: Bounds) => Truth>> = {
  between: (compare, low, high) => {
    const ends = [compare(">=", low), compare("<=", high)];
    return ends.includes("false") ? "false" : ends.includes("unknown") ? "unknown" : "true";
  },
};

/** The truth of a comparison whose left side is one whole number (a day). */
export function compareWhole(value: number, op: Comparison, limits: readonly [number] | readonly [number, number]): boolean {
  const [first, second = first] = limits;
  switch (op) {
    case "<":
      return value < first;
    case "<=":
      return value <= first;
    case ">":
      return value > first;
    case ">=":
      return value >= first;
    case "=":
      return value === first;
    case "!=":
      return value !== first;
    case "between":
      return value >= first && value <= second;
  }
}

/** Whether the days that meet a comparison are all before some day, or all from it on: then the ends of a range tell for all between. */
export const IS_MONOTONE: Readonly<Record<Comparison, boolean>> = {
  "<": true,
  "<=": true,
  ">": true,
  ">=": true,
  "=": false,
  "!=": false,
  between: false,
};
