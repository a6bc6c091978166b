/**
 * The usual units in which a number is plausible, found by comparing it with ends that are worked out once: a column may hold a million
 * different numbers. `plausibleUnits` is the plain way; a test holds the two together.
 */
import type { NumberField } from "../language/model.js";
import { otherUnits, plausibleUnits } from "../values/number/judge.js";
import type { Quantity } from "../values/reading.js";
import { limitIn, ULN, type Unit } from "../values/unit/unit.js";

interface Window {
  readonly unit: Unit;
  readonly low: number;
  readonly high: number;
}

/** All units of one column. */
export class UnitWindows {
  readonly #field: NumberField;
  /** By the unit in which numbers are written; undefined: a unit that compares with no fixed factor, as weeks with months. */
  readonly #windows = new Map<Unit, readonly Window[] | undefined>();
  readonly #names = new Map<Unit, Map<number, string>>();

  constructor(field: NumberField) {
    this.#field = field;
  }

  /** The units in which a plausible number is plausible, with spaces between: its own, then the others. */
  fitting(quantity: Quantity): string {
    const { unit, low: value } = quantity;
    if (unit === undefined) return "";
    const windows = this.#windowsOf(unit);
    if (windows === undefined) return [unit, ...plausibleUnits(quantity, this.#field)].map(({ ucum }) => ucum).join(" ");
    let mask = 0;
    for (let index = 0; index < windows.length; index++) {
      const window = windows[index];
      if (window !== undefined && value >= window.low && value <= window.high) mask |= 1 << index;
    }
    return this.#nameOf(unit, mask, windows);
  }

  #nameOf(unit: Unit, mask: number, windows: readonly Window[]): string {
    const names = this.#names.get(unit) ?? new Map<number, string>();
    this.#names.set(unit, names);
    const known = names.get(mask);
    if (known !== undefined) return known;
    const others = windows.filter((_, index) => (mask & (1 << index)) !== 0);
    const name = [unit, ...others.map((one) => one.unit)].map(({ ucum }) => ucum).join(" ");
    names.set(mask, name);
    return name;
  }

  #windowsOf(unit: Unit): readonly Window[] | undefined {
    if (this.#windows.has(unit)) return this.#windows.get(unit);
    const made = windowsOf(unit, this.#field);
    this.#windows.set(unit, made);
    return made;
  }
}

function windowsOf(written: Unit, field: NumberField): readonly Window[] | undefined {
  const units = written === ULN ? [] : otherUnits(written, field);
  const windows = units.flatMap((unit) => {
    const low = limitIn(field.plausible.low, field.unit, unit, field);
    const high = limitIn(field.plausible.high, field.unit, unit, field);
    return low === undefined || high === undefined ? [] : [{ unit, low: low.upper, high: high.lower }];
  });
  return windows.length === units.length && units.length < 31 ? windows : undefined;
}
