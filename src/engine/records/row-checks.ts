/** Checks the cells of a table's row against each other once they are read. */
import type { TableColumns } from "../../columns/table-columns.js";
import type { SlotPlan } from "../../plan/slots.js";
import type { Rows } from "../../sources/delimited/rows.js";
import type { ReadingKeys } from "../../values/record.js";
import { Contradictions } from "./contradictions.js";
import { DaysAhead } from "./days-ahead.js";
import type { Places } from "./table-places.js";

/** Replaces cells that another cell speaks against. */
export class RowChecks {
  readonly #ahead: DaysAhead;
  readonly #contradictions: Contradictions;

  /** @param keys of the row's cells, which change */
  constructor(plan: SlotPlan, columns: TableColumns, places: readonly Places[], asOf: number | undefined, keys: ReadingKeys) {
    this.#ahead = new DaysAhead(places, columns, asOf, keys);
    const hasColumn = (slot: number): boolean => columns.slots[slot]?.value !== undefined;
    this.#contradictions = new Contradictions(plan, asOf, hasColumn, (slot) => places[slot]?.cells, keys);
  }

  find(rows: Rows, row: number): void {
    this.#ahead.find(rows, row);
    this.#contradictions.find(row);
  }
}
