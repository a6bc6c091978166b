/** Cells with a day beside them, which becomes part of their observations. */
import type { Reading } from "../values/reading.js";
import type { Cell } from "./cells.js";

/** Whether it matters when a cell was written: it was read, or says that there is nothing. A date speaks for itself, and so does what follows from one. */
export function isMeasured({ observations }: Cell): boolean {
  return observations.some(({ reading }) => {
    if (reading.state !== "read") return reading.state === "missing" && reading.reason === "not-performed";
    return reading.type !== "date" && !(reading.type === "number" && reading.elapsed === true);
  });
}

/** Made once for each cell and day. */
export class DatedCells {
  readonly #known = new Map<Reading, Map<Cell, number>>();

  /**
   * The number of a cell with a day.
   *
   * @param add adds a cell that is new; it may forget all others
   */
  of(cell: Cell, day: Reading, add: (dated: Cell) => number): number {
    const known = this.#known.get(day)?.get(cell);
    if (known !== undefined) return known;
    const number = add({ ...cell, observations: cell.observations.map(({ reading, at }) => ({ reading, at: at ?? day })) });
    const ofDay = this.#known.get(day) ?? new Map<Cell, number>();
    this.#known.set(day, ofDay.set(cell, number));
    return number;
  }

  clear(): void {
    this.#known.clear();
  }
}
