/** Cells that were read before: equal texts are read once, numbered, and counted. */
import { isUndeclaredDigit } from "../values/code.js";
import { longer } from "../values/int32.js";
import { isAfter, type Observation } from "../values/observation.js";
import { type Reading, trusted } from "../values/reading.js";
import { sameMeasure, ULN, type Unit } from "../values/unit/unit.js";
import { mergeSlots, NO_CELLS, type ReasonStats, type SlotStats, type Tally } from "./stats.js";

/** A text, and what it was read as. */
export interface Cell {
  readonly text: string;
  /** What it says as a whole: what is counted, and compared with other cells. */
  readonly reading: Reading;
  /** What is known by it of the field: several where it holds several values; criteria say which of them counts. */
  readonly observations: readonly Observation[];
  /** What stands in the column of sites beside it, if the column map names one. */
  readonly site?: string | undefined;
  /** What speaks against it although the column map says that it is right: a column beside it, or the heading. */
  readonly trusted?: "neighbours" | "bracket" | undefined;
}

/** A cell that was read; all there is to know of most is one reading. */
export interface NewCell extends Omit<Cell, "observations"> {
  readonly observations?: readonly Observation[] | undefined;
}

/** A cell with its observations. */
export function newCell({ observations, ...cell }: NewCell): Cell {
  return { ...cell, observations: observations ?? [{ reading: cell.reading, at: undefined }] };
}

/** A cell of which the column map says that it is right. */
export function trustedCell(cell: NewCell, by: Cell["trusted"]): NewCell {
  const observations = cell.observations?.map(({ reading, at }) => ({ reading: trusted(reading), at }));
  return { ...cell, reading: trusted(cell.reading), observations, trusted: by };
}

/** Texts that are kept for each slot; then all are forgotten, so that memory stays bounded. */
export const MOST_KEPT = 8192;

/** What is kept beside the cells: forgotten where it grows too large. */
export function keep<K, V>(map: Map<K, V>, key: K, value: V): V {
  if (map.size >= MOST_KEPT) map.clear();
  map.set(key, value);
  return value;
}

/**
 * A text that holds on to nothing. Cells are pieces of a block's text, and an engine keeps the whole of it alive for a
 * piece of more than a few characters. Put together with a space, it is copied, and the piece of that keeps the copy alone alive.
 */
export function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

/** Cells under numbers from 1 up, and how often each was met. */
export class CountedCells {
  readonly #withExamples: boolean;
  readonly #unit: Unit | undefined;
  readonly #asOf: number | undefined;
  readonly #cells: (Cell | undefined)[] = [undefined];
  #counts = new Int32Array(64);
  #firstRows = new Int32Array(64);
  /** Of all that was settled. */
  sum: SlotStats = NO_CELLS;

  /**
   * @param unit of the column: numbers with another one are counted apart
   * @param asOf values of a later day are, too
   */
  constructor(withExamples: boolean, unit: Unit | undefined, asOf: number | undefined) {
    this.#withExamples = withExamples;
    this.#unit = unit;
    this.#asOf = asOf;
  }

  /** Takes a cell up; not counted yet. @returns its number */
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

  /** Takes down where a cell stands first. Rows come in ascending order, from 1 up. */
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

  /** Sums up what was counted. */
  settle(): void {
    for (let number = 1; number < this.#cells.length; number++) {
      const count = this.#counts[number] ?? 0;
      if (count === 0) continue;
      const tally = { count, firstRow: this.#firstRows[number] ?? 0 };
      const cell = this.at(number);
      const ahead = cell.observations.every(({ at }) => isAfter(at, this.#asOf)) ? tally : undefined;
      this.sum = mergeSlots(this.sum, { ...statsOf(cell, tally, this.#withExamples, this.#unit), ahead });
    }
    this.#counts.fill(0);
  }

  /** Forgets all cells that are settled. */
  clear(): void {
    this.#cells.length = 1;
    this.#firstRows.fill(0);
  }
}

/** What a blank was taken as. */
function takenAs(reading: Extract<Reading, { readonly state: "read" }>): string {
  const [first] = reading.possibilities;
  return typeof first === "object" ? String(first.low) : String(first);
}

function statsOf({ text, reading, trusted }: Cell, tally: Tally, withExample: boolean, column: Unit | undefined): SlotStats {
  if (reading.state === "read") {
    const number = reading.type === "number" ? reading : undefined;
    const units = number?.possibilities.map(({ unit }) => unit) ?? [];
    const isOwn = number?.unitFrom === "cell" && units.some((unit) => unit !== ULN && !sameMeasure(unit, column));
    const isPlain = units.some((unit) => unit !== ULN);
    return {
      ...NO_CELLS,
      read: tally.count,
      trustedBeside: trusted === "neighbours" ? tally : undefined,
      trustedScale: trusted === "bracket" ? tally : undefined,
      takenBlank: "assumed" in reading && reading.assumed === "blank" ? { ...tally, as: takenAs(reading) } : undefined,
      ownUnit: isOwn ? tally : undefined,
      limitless: {
        uln: isPlain && number?.uln === undefined ? tally : undefined,
        lln: isPlain && number?.lln === undefined ? tally : undefined,
      },
      structured: text.startsWith("{") || text.startsWith("[") ? tally : undefined,
      assumedUnit: reading.type === "number" && reading.unitFrom === "field" && reading.unitIs === undefined ? tally : undefined,
      assumedDigit: reading.type === "boolean" && reading.assumed === "digit" ? tally : undefined,
    };
  }
  const reason: ReasonStats = {
    ...tally,
    reason: reading.reason,
    hint: reading.state === "unreadable" ? reading.hint : undefined,
    examples: withExample ? [{ cell: text, row: tally.firstRow }] : [],
  };
  if (reading.state === "missing") return { ...NO_CELLS, missing: [reason] };
  return { ...NO_CELLS, unreadable: [reason], otherDigit: isUndeclaredDigit(reading) ? tally : undefined };
}
