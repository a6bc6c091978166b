/** Makes the table of one sheet: its rows as bytes, each cell with its type, and what is to be said about it. */
import { columnLetters } from "../../values/column-letters.js";
import { isExplanation } from "../../values/notes.js";
import { CELL_END, DATE_BYTES, shownCell } from "../../values/typed-cell.js";
import { FIRST_ROWS, MOST_NOTES, mayBeExchanged, type SheetColumn, type SheetNumbers } from "../input-head.js";
import { damaged, WorkbookFault } from "./fault.js";
import { areaOf, emptyCovered } from "./merged.js";
import type { Book } from "./parts.js";
import { byColumn, placeOf, type RawCell } from "./place.js";
import { cellOf, hasMoreDecimals } from "./sheet-cell.js";
import type { SheetHandler } from "./sheet-reader.js";

/** A sheet's table. */
export interface SheetTable {
  /** From 1; 0: the sheet is empty. */
  readonly headingRow: number;
  readonly headings: readonly string[];
  readonly firstRows: readonly (readonly string[])[];
  /** By column. */
  readonly columns: readonly SheetColumn[];
  readonly numbers: SheetNumbers;
  /** Cells stand in the {@link NEAR_COLUMNS} after the last heading. */
  readonly hasNear: boolean;
  /** What stands above the heading, to the right of it, in headers and footers or beside cells that are filled in, and explains them. */
  readonly notes: readonly string[];
  /** The rows below the heading, each with a line end. */
  readonly chunks: readonly Uint8Array[];
}

/** Facts while they are counted. */
type Counted<T> = { -readonly [Key in keyof T]: T[Key] };

const CHUNK_CHARACTERS = 1 << 17;
const TWO_PARTS = /^\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*\d{2,4}(?!\d|\s*[./-]\s*\d)/;
const VOLATILE = /\b(?:TODAY|NOW|RAND|RANDBETWEEN)\s*\(/i;
const LINKED = /\[\d+\]/;

/** How a table is made. */
export interface TableOptions {
  /** Rows before the heading; undefined: it is the first row with content. */
  readonly skip: number | undefined;
  /** Only as many rows are needed as show what the sheet is. */
  readonly headOnly: boolean;
  /** Bytes of the table; a larger one is refused. */
  readonly limit: number;
  /** Columns after the last heading that are a part of the table. */
  readonly beyond?: number;
}

/** So many columns after the last heading may say something of those below it. */
export const NEAR_COLUMNS = 3;

/** Rows that do not come in order: they must be sorted first. */
export class OutOfOrder extends Error {}

/** Takes the rows of one sheet, in order. */
export class TableBuilder implements SheetHandler {
  readonly #book: Book;
  readonly #options: TableOptions;
  readonly #encoder = new TextEncoder();
  readonly #chunks: Uint8Array[] = [];
  #text = "";
  #bytes = 0;
  #headingRow = 0;
  #headings: readonly string[] = [];
  readonly #firstRows: string[][] = [];
  #width = 0;
  /** Columns up to the last heading. */
  #named = 0;
  #hasNear = false;
  /** The last row that was written. */
  #last = 0;
  /** The last row that the file has, with content or without. */
  #lastSeen = 0;
  readonly #columns: Counted<SheetColumn>[] = [];
  readonly #hiddenColumns: (readonly [number, number])[] = [];
  readonly #merged: string[] = [];
  readonly #notes: string[] = [];
  readonly #numbers: Counted<SheetNumbers> = {
    hiddenRows: 0,
    isFiltered: false,
    merged: 0,
    mergedRows: [],
    outside: 0,
    firstOutside: "",
  };

  constructor(book: Book, options: TableOptions) {
    this.#book = book;
    this.#options = options;
  }

  row(row: number, isHidden: boolean, cells: readonly RawCell[]): "stop" | undefined {
    if (row === this.#lastSeen) throw damaged(`its sheet has row ${row} twice`);
    if (row < this.#lastSeen) throw new OutOfOrder();
    this.#lastSeen = row;
    const { skip, headOnly } = this.#options;
    if (this.#headingRow === 0) {
      if (skip === undefined ? !cells.some((cell) => hasContent(cellOf(this.#book, cell))) : row <= skip) {
        this.#noteAnswers(cells);
        return undefined;
      }
      // Empty rows in front are passed over, unless somebody said which row is the heading.
      this.#headingRow = skip === undefined ? row : skip + 1;
      this.#last = this.#headingRow;
      if (row === this.#headingRow) {
        const texts = this.#texts(cells);
        this.#named = texts.findLastIndex((heading) => heading.trim() !== "") + 1;
        this.#width = this.#named + (this.#options.beyond ?? 0);
        this.#headings = Array.from({ length: this.#width }, (_, at) => texts[at] ?? "");
        return undefined;
      }
    }
    this.#take(row, isHidden, cells);
    return headOnly && this.#firstRows.length >= FIRST_ROWS ? "stop" : undefined;
  }

  hiddenColumns(first: number, last: number): void {
    this.#hiddenColumns.push([first, last]);
  }

  merged(ref: string): void {
    this.#merged.push(ref);
  }

  filtered(): void {
    this.#numbers.isFiltered = true;
  }

  beside(text: string, ref: string): void {
    const on = this.#headings[placeOf(ref.split(/[\s:]/)[0] ?? "")?.column ?? -1] ?? "";
    this.#addNote(text, `${on}; ${text}`);
  }

  /** The table, once all rows were taken. */
  table(): SheetTable {
    this.#flush();
    const numbers = this.#numbers;
    const areas = this.#merged.flatMap((reference) => areaOf(reference) ?? []);
    numbers.merged = areas.filter(({ bottom }) => bottom > this.#headingRow).length;
    if (numbers.merged > 0) numbers.mergedRows = emptyCovered(this.#chunks, areas, this.#headingRow + 1, this.#width);
    for (const [first, last] of this.#hiddenColumns)
      for (const [index, facts] of this.#columns.entries()) if (index >= first && index <= last) facts.isHidden = true;
    this.#markSwapped();
    return {
      headingRow: this.#headingRow,
      headings: this.#headings,
      firstRows: this.#firstRows,
      columns: this.#columns,
      numbers,
      hasNear: this.#hasNear,
      notes: this.#notes,
      chunks: this.#chunks,
    };
  }

  #take(row: number, isHidden: boolean, cells: readonly RawCell[]): void {
    const line = this.#line(row, cells);
    if (line === "") return;
    if (isHidden) this.#numbers.hiddenRows += 1;
    if (this.#firstRows.length < FIRST_ROWS) {
      // Rows that are not in the file are empty.
      for (let empty = this.#last + 1; empty < row && this.#firstRows.length < FIRST_ROWS; empty++) this.#firstRows.push([]);
      if (this.#firstRows.length < FIRST_ROWS) this.#firstRows.push(this.#texts(cells));
    }
    this.#text += `${"\n".repeat(row - this.#last - 1)}${line}\n`;
    this.#last = row;
    if (this.#text.length >= CHUNK_CHARACTERS) this.#flush();
  }

  #flush(): void {
    if (this.#text === "") return;
    const chunk = this.#encoder.encode(this.#text);
    this.#text = "";
    this.#bytes += chunk.length;
    if (this.#bytes > this.#options.limit)
      throw new WorkbookFault(
        `its table takes more than ${this.#options.limit} bytes`,
        "allow more with --max-held-bytes, or save the sheet as CSV",
      );
    this.#chunks.push(chunk);
  }

  /** The texts of a row as evidence shows them, by column. */
  #texts(cells: readonly RawCell[]): string[] {
    const texts: string[] = [];
    for (const cell of cells) texts[cell.column] = shownCell(cellOf(this.#book, cell));
    return Array.from(texts, (text: string | undefined) => text ?? "");
  }

  /** A row up to the last heading; "" if it has no content there. */
  #line(row: number, cells: readonly RawCell[]): string {
    let line = "";
    /** The column of the cell at the end of the line, and the next that may come. */
    let at = 0;
    let next = 0;
    let content = false;
    let outside: RawCell[] | undefined;
    for (const cell of byColumn(cells)) {
      const { column } = cell;
      if (column < next) throw damaged(`its sheet has the cell ${columnLetters(column)}${row} twice`);
      next = column + 1;
      const text = cellOf(this.#book, cell);
      if (column >= this.#named) {
        this.#noteOutside(row, column, text);
        outside ??= [];
        outside.push(cell);
      }
      if (column >= this.#width) continue;
      line += CELL_END.repeat(column - at) + text;
      at = column;
      content ||= text !== "";
      this.#note(cell, text);
    }
    if (outside !== undefined) this.#noteAnswers(outside);
    return content ? line + CELL_END.repeat(this.#width - 1 - at) : "";
  }

  /** Cells that are no candidate's may explain those that are: a digit and its answer in one, or in two beside each other. */
  #noteAnswers(cells: readonly RawCell[]): void {
    const filled = this.#texts(cells).filter((text) => text !== "");
    this.#addNote(filled.join(" = "));
  }

  #addNote(text: string, note = text): void {
    if (this.#notes.length < MOST_NOTES && isExplanation(text)) this.#notes.push(note);
  }

  #noteOutside(row: number, column: number, text: string): void {
    if (!hasContent(text)) return;
    if (this.#numbers.outside === 0) this.#numbers.firstOutside = `${columnLetters(column)}${row}`;
    this.#numbers.outside += 1;
    this.#hasNear ||= column < this.#named + NEAR_COLUMNS;
  }

  /** Counts what a cell shows about its column. */
  #note({ column, style, type, value, formula }: RawCell, text: string): void {
    for (let at = this.#columns.length; at <= column; at++) this.#columns.push({ ...NO_FACTS });
    const facts = this.#columns[column];
    if (facts === undefined) return;
    if (formula !== undefined) {
      facts.formulas += 1;
      facts.isVolatile ||= VOLATILE.test(formula);
      facts.isLinked ||= this.#book.hasLinks && LINKED.test(formula);
    }
    if (text.charCodeAt(0) === DATE_BYTES.sure) {
      facts.dates += 1;
      // Partial dates have no day.
      facts.isEachDaySmall &&= text.length < 11 || Number(text.slice(9, 11)) <= 12;
      return;
    }
    if (type === "n") {
      const decimals = this.#book.formats[style]?.decimals;
      if (decimals !== undefined && value !== undefined && hasMoreDecimals(value, decimals)) facts.rounded += 1;
      return;
    }
    const first = text.charCodeAt(0);
    if (first < 0x30 || first > 0x39 || facts.hasDayText) return;
    const [, one = "0", other = "0"] = TWO_PARTS.exec(text) ?? [];
    facts.hasDayText = Math.max(Number(one), Number(other)) > 12;
  }

  /** Marks the dates of columns in which a program of another country may have exchanged day and month. */
  #markSwapped(): void {
    const columns = this.#columns.flatMap((facts, index) => (mayBeExchanged(facts) ? [index] : []));
    if (columns.length === 0) return;
    const end = CELL_END.charCodeAt(0);
    for (const chunk of this.#chunks) {
      let column = 0;
      let isStart = true;
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at];
        if (isStart && byte === DATE_BYTES.sure && columns.includes(column)) chunk[at] = DATE_BYTES.swapped;
        isStart = byte === end || byte === 0x0a;
        if (byte === end) column += 1;
        else if (byte === 0x0a) column = 0;
      }
    }
  }
}

const NO_FACTS: SheetColumn = {
  formulas: 0,
  isVolatile: false,
  isLinked: false,
  rounded: 0,
  isHidden: false,
  dates: 0,
  isEachDaySmall: true,
  hasDayText: false,
};

function hasContent(text: string): boolean {
  return text !== "" && text.trim() !== "";
}
