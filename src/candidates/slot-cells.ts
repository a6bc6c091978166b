/** The cells of one slot, read once for each text. */
import type { Field } from "../language/model.js";
import { type Reading, unreadable } from "../values/reading.js";
import type { ColumnUnit } from "../values/spec.js";
import { type Cell, CellCounts, cellOf, detached, MOST_KEPT } from "./cells.js";
import { type SlotSettings, unitCell } from "./habits.js";
import { readMeasured, readText, readUpperLimit } from "./read-cell.js";
import type { Rows } from "./rows.js";
import { elapsedSince } from "./since.js";
import type { SlotStats } from "./stats.js";
import { eitherLimit } from "./upper-limit.js";

/** What a slot's cells are read with. */
export interface SlotContext extends SlotSettings {
  readonly field: Field;
  /** Days since 1970-01-01. */
  readonly asOf: number | undefined;
  readonly examples: boolean;
}

/** How the texts of a format become readings; tables and JSON differ in this alone. */
export interface TextReaders {
  value(text: string, unit: ColumnUnit, context: SlotContext): Reading;
  unit(text: string, context: SlotContext): ColumnUnit;
  measured(text: string, context: SlotContext): Reading;
  limit(text: string, unit: ColumnUnit, context: SlotContext): Reading;
  /** What evidence shows of the text. */
  shown(text: string): string;
}

/** Cells of tables. */
export const TABLE_TEXT: TextReaders = {
  value: readText,
  unit: (text, { field, columnUnit }) => unitCell(text, field, columnUnit),
  measured: (text, { companionHabits, asOf }) => readMeasured(text, companionHabits, asOf),
  limit: (text, unit, { field, companionHabits }) =>
    field.type === "number" ? readUpperLimit(text, unit, field, companionHabits) : unreadable("wrong-type"),
  shown: (text) => text,
};

const SHORT_BITS = 13;
const SHORT_SHIFT = 32 - SHORT_BITS;

/** The cells that share one text of the unit column. */
interface Group {
  readonly unit: ColumnUnit;
  readonly cells: Map<string, Cell>;
  readonly limits: Map<string, Reading>;
}

/** Reads a slot's cells and keeps what it has read, up to a bound. */
export class SlotCells {
  readonly #context: SlotContext;
  readonly #texts: TextReaders;
  readonly #counts: CellCounts;
  /** Where the record has no unit text. */
  #plain: Group;
  readonly #groups = new Map<string, Group>();
  readonly #measured = new Map<string, Reading>();
  readonly #elapsed = new Map<Reading, Cell>();
  readonly #fixed = new Map<Reading, Cell>();
  #kept = 0;
  /** Short cells by their bytes, at the place of their hash or beside it; the later one drives out the earlier. */
  readonly #short: (Cell | undefined)[] = new Array(1 << SHORT_BITS).fill(undefined);
  readonly #bytes = new Int32Array(2 << SHORT_BITS);

  constructor(context: SlotContext, texts: TextReaders) {
    this.#context = context;
    this.#texts = texts;
    this.#counts = new CellCounts(context.examples);
    this.#plain = group(context.columnUnit);
  }

  /** @param unitText of the unit column; undefined where there is none */
  value(text: string, unitText: string | undefined): Cell {
    const cells = (unitText === undefined ? this.#plain : this.#group(unitText)).cells;
    return cells.get(text) ?? this.#read(text, unitText);
  }

  /** {@link value} of a cell of a table without a unit column; most cells are known by their bytes. */
  valueAt(rows: Rows, index: number): Cell {
    if (!rows.pack(index)) return this.value(rows.cell(index), undefined);
    const { low, high } = rows;
    // Fibonacci hashing: the upper bits of the product depend on all bits.
    const place = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> SHORT_SHIFT;
    const known = this.#short[place];
    if (known !== undefined && this.#bytes[2 * place] === low && this.#bytes[2 * place + 1] === high) return known;
    const beside = place ^ 1;
    const other = this.#short[beside];
    if (other !== undefined && this.#bytes[2 * beside] === low && this.#bytes[2 * beside + 1] === high) return other;
    const cell = this.value(rows.cell(index), undefined);
    const free = known === undefined || other !== undefined ? place : beside;
    this.#short[free] = cell;
    this.#bytes[2 * free] = low;
    this.#bytes[2 * free + 1] = high;
    return cell;
  }

  #read(text: string, unitText: string | undefined): Cell {
    this.#keep();
    const { unit, cells } = unitText === undefined ? this.#plain : this.#group(unitText);
    const key = detached(text);
    const cell = cellOf(this.#texts.shown(key), this.#texts.value(key, unit, this.#context));
    cells.set(key, cell);
    return cell;
  }

  /** A reading that comes from no text of this slot: missing, shifted and the like. */
  fixed(reading: Reading): Cell {
    let cell = this.#fixed.get(reading);
    if (cell === undefined) {
      cell = cellOf("", reading);
      this.#fixed.set(reading, cell);
    }
    return cell;
  }

  /** The value that follows from a date. */
  since(date: Cell): Cell {
    const { field, asOf } = this.#context;
    let cell = this.#elapsed.get(date.reading);
    if (cell === undefined) {
      this.#keep();
      const reading = field.type === "number" ? elapsedSince(date.reading, field, asOf) : unreadable("wrong-type");
      cell = cellOf(date.text, reading);
      this.#elapsed.set(date.reading, cell);
    }
    return cell;
  }

  measured(text: string): Reading {
    let reading = this.#measured.get(text);
    if (reading === undefined) {
      this.#keep();
      reading = this.#texts.measured(text, this.#context);
      this.#measured.set(detached(text), reading);
    }
    return reading;
  }

  /** @param text of the limit's own column; undefined where there is none */
  limit(text: string | undefined, unitText: string | undefined): Reading | undefined {
    const { mappedLimit, field } = this.#context;
    if (text === undefined) return mappedLimit;
    const { unit, limits } = unitText === undefined ? this.#plain : this.#group(unitText);
    let reading = limits.get(text);
    if (reading === undefined) {
      this.#kept += 1;
      reading = eitherLimit(this.#texts.limit(text, unit, this.#context), mappedLimit, field);
      limits.set(detached(text), reading);
    }
    return reading;
  }

  /** The column's sums so far. */
  get stats(): SlotStats {
    this.#takeCounts();
    return this.#counts.sum;
  }

  #group(unitText: string): Group {
    let found = this.#groups.get(unitText);
    if (found === undefined) {
      this.#keep();
      found = group(this.#texts.unit(unitText, this.#context));
      this.#groups.set(detached(unitText), found);
    }
    return found;
  }

  #takeCounts(): void {
    for (const { cells } of [this.#plain, ...this.#groups.values()]) this.#counts.take(cells.values());
    this.#counts.take(this.#elapsed.values());
    this.#counts.take(this.#fixed.values());
  }

  /** Counts one more text; forgets all where there are too many. */
  #keep(): void {
    this.#kept += 1;
    if (this.#kept < MOST_KEPT) return;
    this.#takeCounts();
    this.#kept = 0;
    this.#plain = group(this.#context.columnUnit);
    this.#short.fill(undefined); // a cell that is not kept would be counted by nobody
    this.#groups.clear();
    this.#measured.clear();
    this.#elapsed.clear();
  }
}

function group(unit: ColumnUnit): Group {
  return { unit, cells: new Map(), limits: new Map() };
}
