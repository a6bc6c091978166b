/** Whether a number is possible for its field: whole if it must be, and within the plausible interval. */
import { type Interval, wholeNumbers } from "../interval.js";
import { type Bounds, ceil, compareRatios, floor, fromDouble, type Ratio, ratio, times } from "../ratio.js";
import { type Quantity, quantityIn, type UnitFrom } from "../reading.js";
import { across, areAcross, daysIn, sidesInDays } from "../span.js";
import type { NumberSpec } from "../spec.js";
import { convert, isHeld, limitIn, sameMeasure, ULN, type Unit, ucumUnit, usualUnits } from "../unit/unit.js";

const ZERO = ratio(0n);

/** Whether all of a quantity lies below (or above) the bound, compared in the quantity's own unit. */
function beyond(quantity: Quantity, bound: Ratio, unit: Unit | undefined, side: Side, spec: NumberSpec): boolean {
  const limit = limitIn(bound, unit, quantity.unit, spec);
  return limit === undefined ? beyondInDays(quantity, bound, unit, side) : isBeyond(quantity, limit, side);
}

type Side = "below" | "above";

/** Whether all of an interval lies below (or above) a limit in its own unit. */
export function isBeyond({ low, high, lowOpen, highOpen }: Interval, { lower, upper }: Bounds, side: Side): boolean {
  const exact = lower === upper;
  return side === "below"
    ? high < upper || (exact && highOpen && high === upper)
    : low > lower || (exact && lowOpen && low === lower);
}

/** {@link beyond}, for weeks and a bound in months. A unit that does not fit the field at all makes nothing plausible. */
function beyondInDays(quantity: Quantity, bound: Ratio, unit: Unit | undefined, side: Side): boolean {
  const units = across(unit, quantity.unit);
  if (units === undefined) return true;
  const sides = sidesInDays(quantity, units[1], daysIn(bound, units[0]));
  return !sides.equal && !sides[side === "below" ? "above" : "below"];
}

/**
 * Whether a quantity lies wholly outside the plausible interval. For multiples of the upper limit only the sign can be judged, because
 * the limit itself is not known here.
 */
export function isImplausible(quantity: Quantity, spec: NumberSpec): boolean {
  if (quantity.unit === ULN) return beyond(quantity, ZERO, ULN, "below", spec);
  const { low, high } = spec.plausible;
  return beyond(quantity, low, spec.unit, "below", spec) || beyond(quantity, high, spec.unit, "above", spec);
}

/** Whether so many times the upper limit of normal exceed what the field can hold, however low the limit. */
function isTooManyTimes({ low }: Quantity, { plausible }: NumberSpec): boolean {
  return Number.isFinite(low) && compareRatios(times(fromDouble(low), plausible.low), plausible.high) > 0;
}

/**
 * Whether that many times the upper limit are more than the field can hold, if the limit is no lower than the (geometric) middle of what is
 * plausible: `12 N` of hemoglobin in g/L is hardly twelve times normal, but normal in another unit.
 */
export function isManyTimes({ low, unit }: Quantity, { plausible }: NumberSpec): boolean {
  if (unit !== ULN || !Number.isFinite(low)) return false;
  const many = fromDouble(low);
  return compareRatios(times(times(many, many), plausible.low), plausible.high) > 0;
}

/** `5 N` as five times normal, if the field can hold that much. */
export function multiples(numbers: readonly Interval[], spec: NumberSpec): readonly Quantity[] {
  return numbers
    .map((interval) => quantityIn(interval, ULN))
    .filter((multiple) => !isImplausible(multiple, spec) && !isTooManyTimes(multiple, spec));
}

const LAKH = ucumUnit("10*5/uL");
const MORE_THAN_TEN: Quantity = { low: 10, high: Infinity, lowOpen: true, highOpen: true, unit: LAKH };

/** `2.5 L` as 2.5 lakh, if the field can hold that much. Only counts that can exceed ten lakhs are given in lakhs: platelets, not leukocytes. */
export function lakhs(numbers: readonly Interval[], spec: NumberSpec): readonly Quantity[] {
  if (LAKH === undefined || isImplausible(MORE_THAN_TEN, spec)) return [];
  return numbers.map((interval) => quantityIn(interval, LAKH)).filter((quantity) => !isImplausible(quantity, spec));
}

/** The usual units of a field except the written one; of several names of one measure, the first. */
export function otherUnits(written: Unit, spec: NumberSpec): readonly Unit[] {
  const units = spec.kinds.flatMap(usualUnits).filter((unit) => isHeld(unit, spec.kinds));
  return units.filter((unit, index) => ![written, ...units.slice(0, index)].some((other) => sameMeasure(unit, other)));
}

/** All other usual units in which the same figures would be plausible. The figures do not tell which of them it is. */
export function plausibleUnits(quantity: Quantity, spec: NumberSpec): readonly Unit[] {
  const { unit: written } = quantity;
  if (written === undefined || written === ULN) return [];
  return otherUnits(written, spec).filter((unit) => !isImplausible({ ...quantity, unit }, spec));
}

/** Whether the unit comes from the cell or from the unit column, so that it belongs to this very number. */
export function hasOwnUnit(from: UnitFrom): boolean {
  return from === "cell" || from === "unit-column";
}

/** Whether the unit was that of the whole column, so that the column may be wrong about it. */
export function isColumns(from: UnitFrom): boolean {
  return from === "heading" || from === "column-map" || from === "field";
}

/**
 * A quantity of an integer field, reduced to its whole numbers. In a unit other than the declared one, the interval stays as
 * it is written, as long as it holds a whole number of the declared unit.
 *
 * @returns undefined if it holds none
 */
export function wholeOnly(quantity: Quantity, spec: NumberSpec): Quantity | undefined {
  const { unit } = quantity;
  if (sameMeasure(unit, spec.unit)) {
    const whole = wholeNumbers(quantity);
    return whole && { ...whole, unit };
  }
  if (unit === undefined || spec.unit === undefined || unit === ULN) return undefined;
  if (areAcross(unit, spec.unit)) return quantity; // whether it is whole in the other unit is not known
  if (quantity.low === -Infinity || quantity.high === Infinity) return quantity;
  const low = convert(fromDouble(quantity.low), unit, spec.unit, spec);
  const high = convert(fromDouble(quantity.high), unit, spec.unit, spec);
  if (low === undefined || high === undefined) return undefined;
  const first = quantity.lowOpen ? floor(low) + 1n : ceil(low);
  const last = quantity.highOpen ? ceil(high) - 1n : floor(high);
  return first <= last ? quantity : undefined;
}
