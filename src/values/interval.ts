/** Intervals of numbers with open or closed ends. An unbounded end is an infinity and open. */

/** All real numbers between two ends (whole numbers only where a field says so). */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/** On which sides of a limit numbers of an interval lie. */
export interface Sides {
  readonly below: boolean;
  readonly equal: boolean;
  readonly above: boolean;
}

/** The interval that holds one number. */
export function point(value: number): Interval {
  return { low: value, high: value, lowOpen: false, highOpen: false };
}

/**
 * The whole numbers of an interval, as an interval with closed (or unbounded) ends: `>2` is 3 and more.
 *
 * @returns undefined if it holds none
 */
export function wholeNumbers(interval: Interval): Interval | undefined {
  const low = interval.lowOpen ? Math.floor(interval.low) + 1 : Math.ceil(interval.low);
  const high = interval.highOpen ? Math.ceil(interval.high) - 1 : Math.floor(interval.high);
  if (low > high) return undefined;
  // Adding 1 to an infinity changes nothing, so unbounded ends stay unbounded; they stay open, too.
  return { low, high, lowOpen: low === -Infinity, highOpen: high === Infinity };
}
