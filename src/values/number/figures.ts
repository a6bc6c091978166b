/** What the numerals of a cell mean, given the decimal mark. */
import type { Interval } from "../interval.js";
import type { UnreadableReason } from "../reading.js";
import type { NumberCell } from "./cell.js";
import { bounded } from "./operator.js";
import type { Numeral } from "./text.js";

/** What the numerals mean with one decimal mark: the number, and the upper end of the reference range. */
export interface Figures {
  readonly interval: Interval;
  readonly uln: number | undefined;
  /** The lower end of the reference range. */
  readonly lln?: number | undefined;
  /** Whether the number lies within the reference range, if there is one. */
  readonly isNormal?: boolean;
}

/** The number of a cell and its reference range, or why there is none. */
export function figures(parts: NumberCell, integer: boolean, read: (text: string) => Numeral): Figures | UnreadableReason {
  const first = read(parts.first);
  if (first.state !== "read") return first.state;
  let interval = bounded(parts.comparator, first.value, first.upper);
  if (parts.second !== undefined) {
    const second = read(parts.second);
    if (second.state !== "read") return second.state;
    const high = second.upper ?? second.value;
    if ((first.upper ?? first.value) > second.value) return "range";
    // `1-2,4` is a range and another number, not 1 to 2.4.
    if (integer && !(Number.isInteger(first.value) && Number.isInteger(second.value))) return "no-whole-number";
    interval = { low: first.value, high, lowOpen: false, highOpen: false };
  }
  if (parts.reference === undefined) return { interval, uln: undefined };
  const { low, high } = parts.reference;
  const from = low === undefined ? undefined : read(low);
  const to = high === undefined ? undefined : read(high);
  if (from !== undefined && from.state !== "read") return from.state;
  if (to !== undefined && to.state !== "read") return to.state;
  if (from?.upper !== undefined || to?.upper !== undefined) return "too-many-digits";
  if (from !== undefined && to !== undefined && from.value > to.value) return "range";
  const isNormal = interval.low >= (from?.value ?? -Infinity) && interval.high <= (to?.value ?? Infinity);
  return { interval, uln: to?.value, lln: from?.value, isNormal };
}

/** Whether both decimal marks give the same. */
export function sameFigures(a: Figures, b: Figures): boolean {
  return a.interval.low === b.interval.low && a.interval.high === b.interval.high && a.uln === b.uln && a.lln === b.lln;
}
