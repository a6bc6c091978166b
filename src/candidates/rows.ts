/**
 * The rows and cells of delimited text: whole records, as the cutter makes them. Text without quotes, which is most text, is split
 * directly; the rest goes through csv-parse. A test holds the two ways together.
 */
import { isAscii } from "node:buffer";
import { parse } from "csv-parse/sync";

/** A cursor over rows. `cell(i)` is the text of cell `i` of the row, `""` beyond its end. */
export interface Rows {
  /** Moves on to the next row; false behind the last one. */
  next(): boolean;
  /** How many cells the row has; a blank line has one, which is empty. */
  readonly count: number;
  cell(index: number): string;
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** The rows of a block in UTF-8. */
export function rowsOf(block: Uint8Array, delimiter: string): Rows {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  if (bytes.includes(QUOTE)) return new ParsedRows(bytes, delimiter);
  // One byte a character where all is ASCII: smaller, and faster to look at.
  return new PlainRows(isAscii(bytes) ? bytes.toString("latin1") : bytes.toString(), delimiter.charCodeAt(0));
}

/** Text without quotes. */
class PlainRows implements Rows {
  readonly #text: string;
  readonly #delimiter: number;
  #at = 0;
  /** Where cells begin; behind the last one, where the next would: a cell ends one character before the next begins. */
  #starts = new Int32Array(64);
  count = 0;

  constructor(text: string, delimiter: number) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  next(): boolean {
    const text = this.#text;
    const length = text.length;
    let at = this.#at;
    if (at >= length) return false;
    const delimiter = this.#delimiter;
    let starts = this.#starts;
    let count = 0;
    starts[0] = at;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiter) {
        count += 1;
        if (count + 1 === starts.length) starts = this.#grow();
        starts[count] = at + 1;
      } else if (code === LF || code === CR) break;
    }
    count += 1;
    starts[count] = at + 1;
    this.count = count;
    this.#at = text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
    return true;
  }

  cell(index: number): string {
    if (index >= this.count) return "";
    const starts = this.#starts;
    return this.#text.slice(starts[index] ?? 0, (starts[index + 1] ?? 0) - 1);
  }

  #grow(): Int32Array<ArrayBuffer> {
    const larger = new Int32Array(this.#starts.length * 2);
    larger.set(this.#starts);
    this.#starts = larger;
    return larger;
  }
}

/** Text with quotes. */
class ParsedRows implements Rows {
  readonly #rows: readonly (readonly string[])[];
  #at = -1;
  #row: readonly string[] = [];
  count = 0;

  constructor(bytes: Buffer, delimiter: string) {
    this.#rows = parseRows(bytes, delimiter);
  }

  next(): boolean {
    this.#at += 1;
    const row = this.#rows[this.#at];
    if (row === undefined) return false;
    this.#row = row;
    this.count = row.length;
    return true;
  }

  cell(index: number): string {
    return this.#row[index] ?? "";
  }
}

/** csv-parse, set so that nothing is dropped, trimmed or refused; text behind a closing quote makes the quotes plain text. */
export function parseRows(bytes: Uint8Array, delimiter: string): readonly (readonly string[])[] {
  return parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_quotes: true,
    relax_column_count: true,
  });
}

/** All cells of a text, for headings and other small pieces. */
export function cellsOf(block: Uint8Array, delimiter: string): readonly (readonly string[])[] {
  const rows = rowsOf(block, delimiter);
  const all: string[][] = [];
  while (rows.next()) all.push(Array.from({ length: rows.count }, (_, index) => rows.cell(index)));
  return all;
}
