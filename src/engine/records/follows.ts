/** Values that follow from a date where the row has none of its own. */
import { isBlank, type Reading } from "../../values/reading.js";
import type { Places } from "./table-places.js";

/** By slot, whether the current row's value follows from a date. */
export class Follows {
  readonly #places: readonly Places[];
  readonly #is: Uint8Array;
  /** Slots whose own cell comes first, unless it is blank. */
  readonly slots: readonly number[];

  constructor(places: readonly Places[]) {
    this.#places = places;
    this.#is = Uint8Array.from(places, ({ value, since }) => (value < 0 && since >= 0 ? 1 : 0));
    this.slots = places.flatMap(({ value, since }, slot) => (value >= 0 && since >= 0 ? [slot] : []));
  }

  /** Notes the reading of the row's own cell. @returns the slot that the value follows from; -1: none */
  take(slot: number, own: Reading, isUnread: boolean): number {
    const follows = !isUnread && isBlank(own);
    this.#is[slot] = follows ? 1 : 0;
    return follows ? (this.#places[slot]?.since ?? -1) : -1;
  }

  /** The slot in whose column the value stands. */
  source(slot: number): number {
    return this.#is[slot] === 1 ? (this.#places[slot]?.since ?? slot) : slot;
  }
}
