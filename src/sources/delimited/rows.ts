/**
 * The rows and cells of delimited text: whole records, as the cutter makes them. Most text is split directly; where a quoted cell holds
 * quotes, csv-parse takes over. A test compares the two ways.
 */
import { longer } from "../../values/int32.js";
import { LONG, type PackedCells } from "../../values/packed-cells.js";
import { trimWhite } from "../../values/text.js";
import { firstBytes, isVisible, returnsIn, sizeBefore, stopsIn, withRoom } from "../bytes/bytes.js";
import { type ByteTools, PLAIN_BYTES, utf8Text } from "../bytes/utf8.js";
import { closeOf, type JoinedLines, lineEnd } from "./joined-lines.js";
import { parseRows } from "./parse-rows.js";

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** Bytes that become text at once: more would leave the young memory, which is cleared quickly. */
const PART = 1 << 14;

/** The rows of a block in UTF-8; of lines that a quote joins, each is a row. */
export function rowsOf(block: Uint8Array, delimiter: string, joined: readonly JoinedLines[] = [], tools = PLAIN_BYTES): Rows {
  return new Rows(block, delimiter, joined, tools);
}

/** A cursor over rows. */
export class Rows implements PackedCells {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #delimiter: string;
  /** The delimiter in each byte. */
  readonly #marks: number;
  /** Whether all text is ASCII. */
  readonly isAscii: boolean;
  /** ASCII: a part as a text, and where it begins. Texts of cells are made faster from it than by decoding the bytes of each. */
  #part = "";
  #partBegin = 0;
  /** A row ends at a line feed, with or without a carriage return before it, and a cell at a delimiter, whatever stands in it. */
  readonly #isPlain: boolean;
  readonly #hasReturns: boolean;
  #at = 0;
  /** Where the cells of the row begin and end; without their quotes. */
  #starts = new Int32Array(64);
  #ends = new Int32Array(64);
  /** By cell, as {@link PackedCells} says. */
  lows = new Int32Array(64);
  highs = new Int32Array(64).fill(LONG);
  /** The rows that csv-parse read, and the current one. */
  #parsed: readonly (readonly string[])[] | undefined;
  #parsedAt = -1;
  #parsedRow: readonly string[] = [];
  /** Lines that are joined from here on. */
  readonly #allJoined: readonly JoinedLines[];
  #nextJoined = 0;
  /** The lines of which the row is one, where a quote joins them. */
  joined: JoinedLines | undefined;
  /** How many cells the row has; a blank line has one, which is empty. */
  count = 0;

  constructor(block: Uint8Array, delimiter: string, joined: readonly JoinedLines[], tools: ByteTools) {
    this.#bytes = tools.view(withRoom(block));
    const { buffer, byteOffset, byteLength } = this.#bytes;
    this.#view = new DataView(buffer, byteOffset);
    this.#delimiter = delimiter;
    this.#allJoined = joined;
    this.#marks = Math.imul(delimiter.charCodeAt(0), 0x01010101);
    this.isAscii = tools.isAscii(this.#bytes);
    const returns = returnsIn(this.#bytes, 0, byteLength);
    this.#hasReturns = returns !== "none";
    this.#isPlain = returns !== "alone" && !this.#bytes.includes(QUOTE);
  }

  /**
   * Moves on to the next row; false after the last one.
   *
   * @param last no cell after this one will be asked for, only whether the row has content: once it has, the rest of the row is skipped
   */
  next(last = Number.POSITIVE_INFINITY): boolean {
    const before = this.count;
    if (!this.#nextRow(last)) return false;
    for (let cell = this.count; cell < before; cell++) this.#markLong(cell);
    return true;
  }

  #nextRow(last: number): boolean {
    if (this.#isPlain) return this.#nextPlain(last);
    return this.#parsed === undefined ? this.#nextQuoted() : this.#nextParsed(this.#parsed);
  }

  /**
   * A row without quotes, eight bytes at a time: where a cell ends within them is found without a loop, whose end
   * no processor could foresee.
   */
  #nextPlain(last: number): boolean {
    const bytes = this.#bytes;
    const view = this.#view;
    const marks = this.#marks;
    const { length } = bytes;
    let at = this.#at;
    if (at >= length) return false;
    let starts = this.#starts;
    let ends = this.#ends;
    let lows = this.lows;
    let highs = this.highs;
    let count = 0;
    for (;;) {
      if (count === starts.length) {
        this.#grow();
        starts = this.#starts;
        ends = this.#ends;
        lows = this.lows;
        highs = this.highs;
      }
      const low = view.getInt32(at, true);
      const high = view.getInt32(at + 4, true);
      const inLow = sizeBefore(stopsIn(low, marks));
      // All four of the lower bytes, or none of the upper ones.
      const inHigh = inLow === 4 ? sizeBefore(stopsIn(high, marks)) : 0;
      starts[count] = at;
      lows[count] = firstBytes(low, inLow);
      highs[count] = firstBytes(high, inHigh);
      at += inLow + inHigh;
      if (inHigh === 4) {
        const end = this.#endOf(at);
        if (end > at) this.#markLong(count);
        at = end;
      }
      if (at > length) {
        // What stands after the block is not its own.
        at = length;
        const size = at - (starts[count] ?? 0);
        lows[count] = firstBytes(low, Math.min(size, 4));
        highs[count] = firstBytes(high, Math.max(Math.min(size, 8) - 4, 0));
      }
      ends[count] = at;
      count += 1;
      if (at === length || bytes[at] === LF) {
        if (this.#hasReturns && at < length && bytes[at - 1] === CR) this.#dropReturn(count - 1);
        break;
      }
      if (count > last) {
        this.count = count;
        // Each cell is examined once.
        if (this.hasContent(count > last + 1 ? count - 1 : 0)) {
          const end = bytes.indexOf(LF, at);
          at = end < 0 ? length : end;
          break;
        }
      }
      at += 1;
    }
    this.count = count;
    this.#at = at + 1;
    return true;
  }

  /** Takes the carriage return off the end of a plain row's last cell. */
  #dropReturn(cell: number): void {
    this.#ends[cell] = (this.#ends[cell] ?? 0) - 1;
    this.#pack(cell);
  }

  #pack(cell: number): void {
    const start = this.#starts[cell] ?? 0;
    const size = (this.#ends[cell] ?? 0) - start;
    if (size > 8) {
      this.#markLong(cell);
      return;
    }
    this.lows[cell] = firstBytes(this.#view.getInt32(start, true), Math.min(size, 4));
    this.highs[cell] = firstBytes(this.#view.getInt32(start + 4, true), Math.max(size - 4, 0));
  }

  #markLong(cell: number): void {
    this.lows[cell] = 0;
    this.highs[cell] = LONG;
  }

  /** Where a long plain cell ends. */
  #endOf(from: number): number {
    const bytes = this.#bytes;
    const delimiter = this.#delimiter.charCodeAt(0);
    let at = from;
    while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF) at++;
    return at;
  }

  #nextQuoted(): boolean {
    const bytes = this.#bytes;
    const length = bytes.length;
    const begin = this.#at;
    if (begin >= length) return false;
    const delimiter = this.#delimiter.charCodeAt(0);
    this.joined = this.#joinedAt(begin);
    const isLine = this.joined !== undefined;
    const end = isLine ? lineEnd(bytes, begin) : length;
    let count = 0;
    let at = begin;
    for (;;) {
      if (count === this.#starts.length) this.#grow();
      const close = bytes[at] === QUOTE ? closeOf(bytes, at, end, delimiter) : -1;
      if (close >= 0) {
        this.#starts[count] = at + 1;
        this.#ends[count] = close;
        at = close + 1;
      } else if (bytes[at] === QUOTE && !isLine) {
        return this.#handOver(begin);
      } else {
        this.#starts[count] = at;
        for (; at < length; at++) {
          const byte = bytes[at];
          if (byte === delimiter || byte === LF || byte === CR) break;
        }
        this.#ends[count] = at;
      }
      this.#pack(count);
      count += 1;
      if (bytes[at] !== delimiter) break;
      at += 1;
    }
    this.count = count;
    this.#at = bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
    return true;
  }

  /** The text of a cell; `""` beyond the ends of the row. */
  cell(index: number): string {
    if (index < 0 || index >= this.count) return "";
    if (this.#parsed !== undefined) return this.#parsedRow[index] ?? "";
    const start = this.#starts[index] ?? 0;
    const end = this.#ends[index] ?? 0;
    return this.isAscii ? this.#ascii(start, end) : utf8Text(this.#bytes.subarray(start, end));
  }

  /** Whether a cell is of visible ASCII throughout, without spaces and quotes, as most ids are. False may mean that nobody looked. */
  isVisible(index: number): boolean {
    if (this.#parsed !== undefined || index < 0 || index >= this.count) return false;
    return isVisible(this.#bytes, this.#starts[index] ?? 0, this.#ends[index] ?? 0);
  }

  #ascii(start: number, end: number): string {
    const from = start - this.#partBegin;
    const to = end - this.#partBegin;
    if (from >= 0 && to <= this.#part.length) return this.#part.slice(from, to);
    this.#partBegin = start;
    this.#part = utf8Text(this.#bytes.subarray(start, Math.max(end, start + PART)));
    return this.#part.slice(0, end - start);
  }

  /** Whether any cell from `index` on has content. */
  hasContent(index: number): boolean {
    for (let cell = index; cell < this.count; cell++) {
      // Most rows show with their first byte that they are not empty.
      const first =
        this.#parsed === undefined && this.#starts[cell] !== this.#ends[cell] ? this.#bytes[this.#starts[cell] ?? 0] : 0;
      if (first !== undefined && first > 0x20 && first < 0x7f) return true;
      const text = this.cell(cell);
      if (text !== "" && trimWhite(text) !== "") return true;
    }
    return false;
  }

  #joinedAt(begin: number): JoinedLines | undefined {
    while (begin >= (this.#allJoined[this.#nextJoined]?.end ?? Number.POSITIVE_INFINITY)) this.#nextJoined += 1;
    const next = this.#allJoined[this.#nextJoined];
    return next !== undefined && begin >= next.begin ? next : undefined;
  }

  /** csv-parse reads on from the beginning of a row, up to lines that are joined. */
  #handOver(begin: number): boolean {
    const end = this.#allJoined[this.#nextJoined]?.begin ?? this.#bytes.length;
    this.#parsed = parseRows(this.#bytes.subarray(begin, end), this.#delimiter);
    this.#parsedAt = -1;
    this.#at = end;
    return this.#nextParsed(this.#parsed);
  }

  #nextParsed(rows: readonly (readonly string[])[]): boolean {
    this.#parsedAt += 1;
    const row = rows[this.#parsedAt];
    if (row === undefined) {
      this.#parsed = undefined;
      return this.#nextQuoted();
    }
    this.#parsedRow = row;
    this.count = row.length;
    while (this.highs.length < row.length) this.#grow();
    for (let cell = 0; cell < row.length; cell++) this.#markLong(cell);
    return true;
  }

  #grow(): void {
    this.#starts = longer(this.#starts);
    this.#ends = longer(this.#ends);
    this.lows = longer(this.lows);
    const { length } = this.highs;
    this.highs = longer(this.highs).fill(LONG, length);
  }
}
