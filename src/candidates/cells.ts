/** Cells that were read before: equal texts are read once, and counted. */
import { isUndeclaredDigit } from "../values/code.js";
import type { Reading } from "../values/reading.js";
import { mergeSlots, NO_CELLS, type ReasonStats, type SlotStats, type Tally } from "./stats.js";

/** A text, what it was read as, and how often it stood in the column since it is known. */
export interface Cell {
  readonly text: string;
  readonly reading: Reading;
  /** Counts the cells of a slot as they are made. */
  readonly ordinal: number;
  count: number;
  firstRow: number;
}

/** Texts that are kept for each slot; then all are forgotten, so that memory stays bounded. */
export const MOST_KEPT = 8192;

/** Makes a cell, nothing counted yet. */
export function cellOf(text: string, reading: Reading, ordinal: number): Cell {
  return { text, reading, ordinal, count: 0, firstRow: 0 };
}

/** Counts one more occurrence. Rows come in ascending order within a block, but blocks in any order. */
export function count(cell: Cell, row: number): void {
  if (cell.count === 0 || row < cell.firstRow) cell.firstRow = row;
  cell.count += 1;
}

/**
 * A text that holds on to nothing. Cells are pieces of a block's text, and an engine keeps the whole of it alive for a
 * piece of more than a few characters.
 */
export function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, "utf16le").toString("utf16le");
}

/** Sums up the cells of one slot. */
export class CellCounts {
  readonly #withExamples: boolean;
  #sum: SlotStats = NO_CELLS;

  constructor(withExamples: boolean) {
    this.#withExamples = withExamples;
  }

  /** Adds what was counted in these cells, and sets their counts back. */
  take(cells: Iterable<Cell>): void {
    for (const cell of cells) {
      if (cell.count > 0) this.#sum = mergeSlots(this.#sum, statsOf(cell, this.#withExamples));
      cell.count = 0;
    }
  }

  get sum(): SlotStats {
    return this.#sum;
  }
}

function statsOf(cell: Cell, withExample: boolean): SlotStats {
  const { text, reading, count, firstRow } = cell;
  const tally: Tally = { count, firstRow };
  if (reading.state === "read") {
    return {
      ...NO_CELLS,
      read: count,
      assumedUnit: reading.type === "number" && reading.unitFrom === "field" ? tally : undefined,
      assumedDigit: reading.type === "boolean" && reading.assumed === "digit" ? tally : undefined,
    };
  }
  const reason: ReasonStats = {
    ...tally,
    reason: reading.reason,
    hint: reading.state === "unreadable" ? reading.hint : undefined,
    examples: withExample ? [{ cell: text, row: firstRow }] : [],
  };
  if (reading.state === "missing") return { ...NO_CELLS, missing: [reason] };
  return { ...NO_CELLS, unreadable: [reason], otherDigit: isUndeclaredDigit(reading) ? tally : undefined };
}
