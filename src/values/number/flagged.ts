/** Numbers beside flags: what they mean with the flag, and what a letter means if it is no flag. */
import { type Missing, type NumberReading, type Quantity, quantityIn, type UnitFrom, type Unreadable } from "../reading.js";
import type { NumberSpec } from "../spec.js";
import { ULN, type Unit } from "../unit/unit.js";
import type { NumberCell } from "./cell.js";
import type { Figures } from "./figures.js";
import type { AmbiguousFlag } from "./flag.js";
import { isColumns, isManyTimes, lakhs, multiples } from "./judge.js";

/**
 * `45` beside the unit `ULN` is 45 times the limit; with a flag it is more likely 45, and above the limit. A heading `x ULN` speaks of all cells,
 * so that a flag says nothing new there; but nobody writes the reference range of a multiple.
 */
export function saysTwoThings({ flags, reference }: NumberCell, from: UnitFrom): boolean {
  return reference !== undefined || (flags > 0 && !isColumns(from));
}

/** What a number means if the letter after it is no flag. A number in its reference range is not low, and one outside it not normal. */
export function besides(letter: AmbiguousFlag, found: readonly Figures[], spec: NumberSpec): readonly Quantity[] {
  const isFlagged = letter === "N";
  const numbers = found.flatMap(({ interval, isNormal }) => (isNormal === isFlagged ? [] : [interval]));
  return letter === "N" ? multiples(numbers, spec) : lakhs(numbers, spec);
}

/** A number with a flag; `others` is what it may mean if the letter is no flag. */
export function flagged<R extends NumberReading | Missing | Unreadable>(
  reading: R,
  others: readonly Quantity[],
  found: readonly Figures[],
  unit: Unit | undefined,
  spec: NumberSpec,
): R | NumberReading {
  if (reading.state === "read") {
    if (others.length === 0) return { ...reading, flag: "sure" };
    // The reference range of what may be lakhs may be in lakhs.
    const range = others.every((one) => one.unit === ULN) ? {} : { uln: undefined, lln: undefined };
    return { ...reading, possibilities: [...reading.possibilities, ...others], ...range, flag: "perhaps" };
  }
  if (reading.state === "missing" || reading.reason !== "implausible") return reading;
  const possibilities = others.filter((quantity) => !isManyTimes(quantity, spec));
  if (possibilities.length === 0) return reading;
  const dropped = found.map(({ interval }) => quantityIn(interval, unit));
  return { state: "read", type: "number", possibilities, unitFrom: "cell", dropped, uln: undefined, flag: "perhaps" };
}
