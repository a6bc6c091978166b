/** The days on which the values of a slot were measured. Each text is read once; those that could not be read are counted. */
import type { Reading, UnreadableReason } from "../values/reading.js";
import { detached, keep } from "./cells.js";
import type { SlotStats, Tally } from "./stats.js";

/** Why a text is no date; other reasons are told of the whole record. */
const NO_DATE: readonly UnreadableReason[] = ["not-a-date", "ambiguous-date", "impossible-date", "implausible", "wrong-type"];

/** One slot's days. */
export class MeasuredDays {
  readonly #read: (text: string) => Reading;
  readonly #known = new Map<string, Reading>();
  #dated = 0;
  #undated: Tally | undefined;
  #row = 0;

  constructor(read: (text: string) => Reading) {
    this.#read = read;
  }

  /** The day that a text says. */
  of(text: string): Reading {
    return this.#known.get(text) ?? keep(this.#known, detached(text), this.#read(text));
  }

  /** Counts the day of a row's value, once however often it is asked for. Rows come one after the other. */
  count(day: Reading, row: number): Reading {
    if (row === this.#row) return day;
    this.#row = row;
    if (day.state === "read") this.#dated += 1;
    else if (day.state === "unreadable" && NO_DATE.includes(day.reason))
      this.#undated = { count: (this.#undated?.count ?? 0) + 1, firstRow: this.#undated?.firstRow ?? row };
    return day;
  }

  get stats(): Pick<SlotStats, "dated" | "undated"> {
    return { dated: this.#dated, undated: this.#undated };
  }
}
