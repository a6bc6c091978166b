/** Compares intervals with limits. The rules are those of `evaluate/compare`. */
import type { LimitBounds } from "../evaluate/limits-of-normal.js";
import { type Comparison, type TwoLimits, takesTwo } from "../language/model.js";
import type { Bounds } from "../values/ratio.js";
import { and, caseOf, compare, double, FALSE, not, or, TRUE, type Truth } from "./expression.js";
import { ENDLESS } from "./number-parts.js";
import type { NumberSlot } from "./slot.js";

/** What comparing an interval takes. */
export type Ends = Pick<NumberSlot, "low" | "high" | "lowOpen" | "highOpen">;

/** On which sides of one limit some of the numbers lie. */
export interface SqlSides {
  readonly below: Truth;
  readonly above: Truth;
  /** Of more than one number; of one, it is the rest. */
  readonly equal: Truth;
}

function sidesOf({ low, high, lowOpen, highOpen }: Ends, { lower, upper }: Bounds, integer: boolean): SqlSides {
  const exact = lower === upper;
  const from = or(compare(low, "<", double(lower)), and(compare(low, "=", double(lower)), exact ? not(lowOpen) : TRUE));
  const to = or(compare(high, ">", double(upper)), and(compare(high, "=", double(upper)), exact ? not(highOpen) : TRUE));
  const possible = !integer || (exact && Number.isInteger(lower)) ? TRUE : FALSE;
  return { below: compare(low, "<", double(upper)), above: compare(high, ">", double(lower)), equal: and(from, to, possible) };
}

/** The truth of comparisons with two limits if no whole number lies between them. */
const WITHOUT_WHOLE_NUMBER: Readonly<Record<TwoLimits, Truth>> = { between: FALSE };

/** Compares an interval with one limit, or with two. */
export function intervalTruth(ends: Ends, op: Comparison, limits: LimitBounds, integer: boolean): Truth {
  const [first, second = first] = limits;
  if (takesTwo(op) && integer && Math.ceil(first.upper) > Math.floor(second.lower)) return WITHOUT_WHOLE_NUMBER[op];
  return truthBySides(ends, op, sidesOf(ends, first, integer), sidesOf(ends, second, integer));
}

/** {@link intervalTruth} by the sides of the limits. */
export function truthBySides({ low, high }: Ends, op: Comparison, one: SqlSides, two: SqlSides): Truth {
  return caseOf("boolean", [[compare(low, "=", high), pointTruth(op, one, two)]], severalTruth(op, one, two));
}

function pointTruth(op: Comparison, { below, above }: SqlSides, two: SqlSides): Truth {
  switch (op) {
    case "<":
      return below;
    case "<=":
      return not(above);
    case ">":
      return above;
    case ">=":
      return not(below);
    case "=":
      return and(not(below), not(above));
    case "!=":
      return or(below, above);
    case "between":
      return and(not(below), not(two.above));
  }
}

function decide(some: Truth, others: Truth): Truth {
  return caseOf("boolean", [
    [not(others), TRUE],
    [not(some), FALSE],
  ]);
}

function severalTruth(op: Comparison, { below, equal, above }: SqlSides, two: SqlSides): Truth {
  switch (op) {
    case "<":
      return decide(below, or(equal, above));
    case "<=":
      return decide(or(below, equal), above);
    case ">":
      return decide(above, or(equal, below));
    case ">=":
      return decide(or(above, equal), below);
    case "=":
      return decide(equal, or(below, above));
    case "!=":
      return decide(or(below, above), equal);
    case "between": {
      const isApart = or(and(not(equal), not(above)), and(not(two.equal), not(two.below)));
      return caseOf("boolean", [
        [isApart, FALSE],
        [not(or(below, two.above)), TRUE],
      ]);
    }
  }
}

/** Whether an end is none. */
export function isEndless(of: Ends["low"], end: 1 | -1): Truth {
  return compare(of, "=", double(end * ENDLESS));
}
