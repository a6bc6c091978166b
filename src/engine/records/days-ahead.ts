/** Values of a table with a day after the as-of date beside them. */
import { isMeasured } from "../../cells/dated-cells.js";
import type { MeasuredDays } from "../../cells/days.js";
import type { TableColumns } from "../../columns/table-columns.js";
import type { Rows } from "../../sources/delimited/rows.js";
import { isAfter } from "../../values/observation.js";
import type { ReadingKeys } from "../../values/record.js";
import { cellOf, type Places } from "./table-places.js";

/** A column of days, and the slots whose values it dates. */
interface Dated {
  readonly index: number;
  readonly days: MeasuredDays;
  readonly slots: number[];
}

/** Lets them name that day. Most lists have one column of days for all values, so a row's day is read once. */
export class DaysAhead {
  readonly #places: readonly Places[];
  readonly #dated: readonly Dated[];
  readonly #asOf: number | undefined;
  readonly #keys: ReadingKeys;

  /** @param keys of the row's cells, which change */
  constructor(places: readonly Places[], columns: TableColumns, asOf: number | undefined, keys: ReadingKeys) {
    this.#places = places;
    this.#keys = keys;
    this.#asOf = asOf;
    const dated = new Map<string, Dated>();
    for (const [slot, { date: index, cells }] of asOf === undefined ? [] : places.entries()) {
      if (index < 0) continue;
      const key = `${index} ${columns.slots[slot]?.trust.has("dates")}`;
      const known = dated.get(key);
      if (known === undefined) dated.set(key, { index, days: cells.days, slots: [slot] });
      else known.slots.push(slot);
    }
    this.#dated = [...dated.values()];
  }

  /** Names the days of a row's values. */
  find(rows: Rows, row: number): void {
    for (const { index, days, slots } of this.#dated) {
      const day = days.of(rows.cell(index));
      if (!isAfter(day, this.#asOf)) continue;
      const { numbers, generations } = this.#keys;
      for (const slot of slots) {
        const cells = this.#places[slot]?.cells;
        if (cells === undefined || !isMeasured(cellOf(this.#places, slot, this.#keys))) continue;
        numbers[slot] = cells.dated(numbers[slot] ?? 0, day, row);
        generations[slot] = cells.generation;
      }
    }
  }
}
