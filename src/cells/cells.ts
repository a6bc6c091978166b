/** Cache of cells: equal texts are read once, numbered and counted. */
import { longer } from "../values/int32.js";
import type { Observation } from "../values/observation.js";
import { type Reading, trusted } from "../values/reading.js";
import type { Tally } from "./stats.js";

/** A text, and what it was read as. */
export interface Cell {
  readonly text: string;
  /** What the whole text means; used for counts and for comparison with other cells. */
  readonly reading: Reading;
  /** The observations in the cell. It may hold several; criteria say which of them counts. */
  readonly observations: readonly Observation[];
  /** The text in the record's column of sites, if the column map names one. */
  readonly site?: string | undefined;
  /** Why the cell is in doubt although the column map declares it to be right: a column beside it, or the heading. */
  readonly trusted?: "neighbours" | "bracket" | undefined;
}

/** A cell that was read; most hold just one reading. */
export interface NewCell extends Omit<Cell, "observations"> {
  readonly observations?: readonly Observation[] | undefined;
}

/** A cell with its observations. Key by key, as `quantityIn` is. */
export function newCell({ text, reading, observations, site, trusted }: NewCell): Cell {
  return { text, reading, observations: observations ?? [{ reading, at: undefined }], site, trusted };
}

/** The cell, marked as declared to be right in the column map. `by`: why it is in doubt. */
export function trustedCell(cell: NewCell, by: Cell["trusted"]): NewCell {
  const observations = cell.observations?.map(({ reading, at }) => ({ reading: trusted(reading), at }));
  return { ...cell, reading: trusted(cell.reading), observations, trusted: by };
}

/** The most texts cached for each slot. A full cache is emptied, so that memory stays bounded. */
export const MOST_KEPT = 8192;

/** Adds an entry to a cache, which is emptied first if it is full. @returns the value */
export function keep<K, V>(map: Map<K, V>, key: K, value: V): V {
  if (map.size >= MOST_KEPT) map.clear();
  map.set(key, value);
  return value;
}

/**
 * A copy of a text that keeps nothing else alive. Cells are slices of a block's text, and an engine keeps all of that text alive for a
 * piece of more than a few characters. Put together with a space, it is copied, and the piece of that keeps the copy alone alive.
 */
export function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

/** Cells under numbers from 1 up, and how often each was met. */
export class CountedCells {
  readonly #cells: (Cell | undefined)[] = [undefined];
  #counts = new Int32Array(64);
  #firstRows = new Int32Array(64);

  /** Adds a cell, which is not counted yet. @returns its number */
  add(cell: NewCell): number {
    const number = this.#cells.push(newCell(cell)) - 1;
    if (number === this.#counts.length) {
      this.#counts = longer(this.#counts);
      this.#firstRows = longer(this.#firstRows);
    }
    return number;
  }

  /** The cell of a number. */
  at(number: number): Cell {
    const cell = this.#cells[number];
    if (cell === undefined) throw new Error(`no cell ${number}`);
    return cell;
  }

  /** Notes where a cell occurs first. Rows come in ascending order, from 1 up. */
  see(number: number, row: number): void {
    if (this.#firstRows[number] === 0) this.#firstRows[number] = row;
  }

  /** Counts so many more of a cell that was seen. */
  count(number: number, more: number): void {
    this.#counts[number] = (this.#counts[number] ?? 0) + more;
  }

  /** Cells, and how often each was counted since all was settled. */
  *counted(): Generator<readonly [Cell, number], undefined> {
    for (let number = 1; number < this.#cells.length; number++) {
      const count = this.#counts[number] ?? 0;
      if (count > 0) yield [this.at(number), count];
    }
  }

  /** Hands on what was counted. */
  settle(take: (cell: Cell, tally: Tally) => void): void {
    for (let number = 1; number < this.#cells.length; number++) {
      const count = this.#counts[number] ?? 0;
      if (count > 0) take(this.at(number), { count, firstRow: this.#firstRows[number] ?? 0 });
    }
    this.#counts.fill(0);
  }

  /** Forgets all cells that are settled. */
  clear(): void {
    this.#cells.length = 1;
    this.#firstRows.fill(0);
  }
}
