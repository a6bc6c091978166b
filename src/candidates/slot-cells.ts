/** The cells of one slot, read once for each text. */
import type { Field } from "../language/model.js";
import { isColumns, withRivals } from "../values/number-judge.js";
import { type Reading, unreadable } from "../values/reading.js";
import type { ColumnUnit } from "../values/spec.js";
import { type Unit, ucumUnit } from "../values/unit.js";
import { type Cell, CellCounts, cellOf, detached, MOST_KEPT } from "./cells.js";
import { type SlotSettings, unitCell } from "./habits.js";
import { readMeasured, readText, readUpperLimit } from "./read-cell.js";
import type { ReaderOptions, UnitCount } from "./record-reader.js";
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
  /** Units that some of the column's cells look like, though it is said to be in another. */
  readonly rivals: readonly Unit[];
}

/** The units of {@link ReaderOptions.rivals} for one slot. */
export function rivalsOf({ rivals }: ReaderOptions, slot: number): readonly Unit[] {
  return rivals?.[slot]?.flatMap((code) => ucumUnit(code) ?? []) ?? [];
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

/** Places for short cells: few at first, since most columns hold few texts, and at most these. */
const FIRST_BITS = 5;
const MOST_BITS = 13;

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
  readonly #units = new Map<string | undefined, number>();
  #kept = 0;
  #made = 0;
  /** Short cells by their bytes, at the place of their hash or beside it; the later one drives out the earlier. */
  #shortBits = FIRST_BITS;
  #short: (Cell | undefined)[] = new Array(1 << FIRST_BITS).fill(undefined);
  #bytes = new Int32Array(2 << FIRST_BITS);

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
    const place = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> (32 - this.#shortBits);
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
    if (this.#kept > 1 << (this.#shortBits - 1) && this.#shortBits < MOST_BITS) this.#widen();
    const { unit, cells } = unitText === undefined ? this.#plain : this.#group(unitText);
    const key = detached(text);
    const cell = this.#make(this.#texts.shown(key), this.#reading(key, unit));
    cells.set(key, cell);
    return cell;
  }

  #reading(text: string, unit: ColumnUnit): Reading {
    const { field, rivals } = this.#context;
    const reading = this.#texts.value(text, unit, this.#context);
    if (field.type !== "number") return reading;
    return reading.state === "read" && reading.type === "number" ? withRivals(reading, rivals, field) : reading;
  }

  /** Whether numbers without a unit of their own are in that of the column. */
  get hasColumnUnit(): boolean {
    const { field, columnUnit } = this.#context;
    return field.type === "number" && columnUnit.state === "unit" && isColumns(columnUnit.from);
  }

  /** Notes down which unit a cell seems to be in: see {@link UnitCount}. */
  weigh({ reading }: Cell): void {
    if (reading.state === "missing") return;
    const isNumber = reading.state === "read" && reading.type === "number" && isColumns(reading.unitFrom);
    const unit = reading.state === "unreadable" ? reading.looksLike?.ucum : undefined;
    if (isNumber || unit !== undefined) this.#units.set(unit, (this.#units.get(unit) ?? 0) + 1);
  }

  /** What was weighed since the last call. */
  takeUnits(slot: number): readonly UnitCount[] {
    if (this.#units.size === 0) return [];
    const counts = [...this.#units].map(([unit, count]) => ({ slot, unit, count }));
    this.#units.clear();
    return counts;
  }

  #make(text: string, reading: Reading): Cell {
    this.#made += 1;
    return cellOf(text, reading, this.#made);
  }

  /** More places; they fill again as cells come by. */
  #widen(): void {
    this.#shortBits += 2;
    this.#short = new Array(1 << this.#shortBits).fill(undefined);
    this.#bytes = new Int32Array(2 << this.#shortBits);
  }

  /** A reading that comes from no text of this slot: missing, shifted and the like. */
  fixed(reading: Reading): Cell {
    let cell = this.#fixed.get(reading);
    if (cell === undefined) {
      cell = this.#make("", reading);
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
      cell = this.#make(date.text, reading);
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
    const { mappedLimit, field, limitUnit } = this.#context;
    if (text === undefined) return mappedLimit;
    const { unit, limits } = unitText === undefined ? { ...this.#plain, unit: limitUnit } : this.#group(unitText);
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
