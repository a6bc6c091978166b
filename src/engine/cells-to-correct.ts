/** Every cell of a list that needs correcting: values, and their dates and limits of normal if criteria ask for them. */
import { isDated, limitsAsked } from "../columns/needs.js";
import type { SlotPlan } from "../plan/slots.js";
import { type CellToCorrect, whyUnreadable } from "../report/columns-cells.js";
import { asWhole } from "../values/observation.js";
import type { Reading, UnreadableReason } from "../values/reading.js";
import type { CandidateRow, ShownPart } from "./records/record-reader.js";

/** Why nothing in a row was read: this is reported for the row. */
const OF_ROWS: ReadonlySet<string> = new Set(["shifted", "not-a-candidate"] satisfies UnreadableReason[]);

/** Finds them, record by record. */
export class CellsToCorrect {
  readonly #file: string;
  readonly #slots;
  readonly found: CellToCorrect[] = [];

  constructor(file: string, plan: SlotPlan) {
    this.#file = file;
    this.#slots = plan.slots
      .filter(({ used }) => used)
      .map((slot) => ({ ...slot, isDated: isDated(plan, slot), limits: limitsAsked(plan, slot) }));
  }

  /** Takes one record. */
  take(record: CandidateRow): void {
    // One column may hold the day of several values.
    const beside = new Set<string>();
    for (const { index, field, isDated, limits } of this.#slots) {
      const { reading: value, at } = asWhole(record.observations(index));
      const add = (reading: Reading, part: ShownPart): void => {
        if (reading.state !== "unreadable" || OF_ROWS.has(reading.reason)) return;
        const column = record.column(index, part);
        if (part !== "value" && (column === "" || beside.has(column))) return;
        if (part !== "value") beside.add(column);
        const place = { file: this.#file, row: record.row, column, field: field.name };
        this.found.push({ ...place, cell: record.cell(index, part), why: whyUnreadable(reading) });
      };
      add(value, "value");
      if (value.state !== "read") continue;
      // A day that a cell itself names is in that cell.
      if (isDated && at === undefined) add(record.measuredOn(index, at), "date");
      for (const { part } of limits) add(record.limitOfNormal(index, part), part);
    }
  }
}
