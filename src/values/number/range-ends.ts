/** The ends of a reference range beside a number: `30 (5-12)`. */
import { point } from "../interval.js";
import { type Quantity, quantityIn, type Unreadable, unreadable } from "../reading.js";
import type { NumberSpec } from "../spec.js";
import type { Unit } from "../unit/unit.js";
import { isImplausible, plausibleUnits } from "./judge.js";

/** An end of the reference range; an interval where it can be read in two ways. */
export function endOf(ends: readonly number[], unit: Unit | undefined): Quantity | undefined {
  if (ends.length === 0) return undefined;
  return { low: Math.min(...ends), high: Math.max(...ends), lowOpen: false, highOpen: false, unit };
}

/** Why a number cannot be read whose unit is only assumed: its range is plausible only in another, and a laboratory prints both in one unit. */
export function rangeInOtherUnit(ends: readonly number[], unit: Unit | undefined, spec: NumberSpec): Unreadable | undefined {
  const all = ends.map((end) => quantityIn(point(end), unit));
  const units = all.every((one) => isImplausible(one, spec)) ? all.flatMap((one) => plausibleUnits(one, spec)) : [];
  if (units.length === 0) return undefined;
  const named = [...new Set(units)].map(({ ucum }) => ucum).join(" or ");
  return unreadable("unit-conflict", `its reference range looks like ${named}, and the unit of the number is not stated`);
}
