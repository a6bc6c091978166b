/**
 * The usual units in which a number is plausible, found by comparing it with bounds that are computed once: a column may hold a million
 * different numbers. `plausibleUnits` is the plain way; a test compares the two.
 */
import type { NumberField } from "../language/model.js";
import { isBeyond, isImplausible, otherUnits } from "../values/number/judge.js";
import type { Bounds } from "../values/ratio.js";
import type { Quantity } from "../values/reading.js";
import { limitIn, ULN, type Unit } from "../values/unit/unit.js";

/** What is plausible in a unit. */
interface Window {
  readonly unit: Unit;
  /** Undefined: there is no fixed factor between the unit and the field's, as between weeks and months. */
  readonly ends: { readonly low: Bounds; readonly high: Bounds } | undefined;
}

/** All units of one column. */
export class UnitWindows {
  readonly #field: NumberField;
  /** By the unit in which numbers are written. */
  readonly #windows = new Map<Unit, readonly Window[]>();

  constructor(field: NumberField) {
    this.#field = field;
  }

  /** The units in which plausible numbers are plausible: that of each, and others. */
  fitting(quantities: readonly Quantity[]): readonly Unit[] {
    const units = new Set<Unit>();
    for (const quantity of quantities) {
      const { unit } = quantity;
      if (unit === undefined) continue;
      units.add(unit);
      for (const window of this.#windowsOf(unit)) if (this.#fits(quantity, window)) units.add(window.unit);
    }
    return [...units];
  }

  #fits(quantity: Quantity, { unit, ends }: Window): boolean {
    if (ends === undefined) return !isImplausible({ ...quantity, unit }, this.#field);
    return !isBeyond(quantity, ends.low, "below") && !isBeyond(quantity, ends.high, "above");
  }

  #windowsOf(unit: Unit): readonly Window[] {
    const known = this.#windows.get(unit);
    if (known !== undefined) return known;
    const made = windowsOf(unit, this.#field);
    this.#windows.set(unit, made);
    return made;
  }
}

function windowsOf(written: Unit, field: NumberField): readonly Window[] {
  if (written === ULN) return [];
  return otherUnits(written, field).map((unit) => {
    const low = limitIn(field.plausible.low, field.unit, unit, field);
    const high = limitIn(field.plausible.high, field.unit, unit, field);
    return { unit, ends: low && high && { low, high } };
  });
}
