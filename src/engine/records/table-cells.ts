/** Reads the cells of a table's rows. */
import type { SlotCells } from "../../cells/slot-cells.js";
import type { SlotPlan } from "../../plan/slots.js";
import type { Rows } from "../../sources/delimited/rows.js";
import { type MissingReason, missing, type Unreadable } from "../../values/reading.js";
import type { ReadingKeys } from "../../values/record.js";
import { Follows } from "./follows.js";
import { NO_CANDIDATE } from "./row-problems.js";
import { cellOf, numberIn, type Places } from "./table-places.js";

/** The cell of a slot that has no column. */
export const NO_COLUMN = missing("no-column" satisfies MissingReason);

/** See the head of this file. */
export class TableCells {
  /** Of the current row's cells. */
  readonly keys: ReadingKeys;
  readonly #places: readonly Places[];
  /** Slots that have no column of their own. */
  readonly #columnless: readonly number[];
  readonly #follows: Follows;

  constructor(plan: SlotPlan, places: readonly Places[]) {
    this.#places = places;
    this.#columnless = places.flatMap(({ value }, slot) => (value >= 0 || plan.slots[slot]?.isWhole ? [] : [slot]));
    this.#follows = new Follows(places);
    this.keys = { generations: new Int32Array(places.length), numbers: new Int32Array(places.length) };
  }

  /** The slot whose column holds a slot's value. */
  source(slot: number): number {
    return this.#follows.source(slot);
  }

  /** @param unread why none of them is read; undefined for nearly all rows */
  read(rows: Rows, row: number, unread: Unreadable | undefined): void {
    const [places, { generations, numbers }] = [this.#places, this.keys];
    for (let slot = 0; slot < places.length; slot++) {
      const place = places[slot];
      if (place === undefined || place.value < 0) continue;
      const { cells } = place;
      if (unread === undefined && place.isAlone) numbers[slot] = cells.countedAt(rows, place.value, row);
      else if (unread === NO_CANDIDATE) numbers[slot] = cells.fixed(unread);
      else this.#count(slot, cells, unread === undefined ? numberIn(rows, place) : cells.fixed(unread), row);
      generations[slot] = cells.generation;
    }
    for (const slot of this.#columnless) {
      const place = places[slot];
      if (place === undefined) continue;
      const { cells, since } = place;
      if (unread === NO_CANDIDATE) this.#name(slot, cells, cells.fixed(unread));
      else this.#count(slot, cells, since < 0 ? cells.fixed(NO_COLUMN) : cells.since(cellOf(places, since, this.keys)), row);
    }
    for (const slot of this.#follows.slots) {
      const since = this.#follows.take(slot, cellOf(places, slot, this.keys).reading, unread !== undefined);
      const cells = places[slot]?.cells;
      // The blank has been counted.
      if (since >= 0 && cells !== undefined) this.#name(slot, cells, cells.since(cellOf(places, since, this.keys)));
    }
  }

  #count(slot: number, cells: SlotCells, number: number, row: number): void {
    cells.count(number, row);
    this.#name(slot, cells, number);
  }

  #name(slot: number, { generation }: SlotCells, number: number): void {
    this.keys.generations[slot] = generation;
    this.keys.numbers[slot] = number;
  }
}
