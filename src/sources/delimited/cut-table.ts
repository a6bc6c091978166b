/**
 * Where the records of delimited text end. A quote opens a quoted cell only where a cell begins: `5" x` is plain text. After the quote
 * that closes a cell there is a delimiter, a line end, or the end; if there is other text (`"abc"d`), the quotes were plain
 * text too, and so is the rest of the cell. csv-parse with `relax_quotes` reads the same way, and a test compares the two.
 */
import { returnsIn } from "../bytes/bytes.js";
import { type CutFault, inWords, type Scanner } from "../bytes/cut.js";
import { rowsIn } from "./joined-lines.js";

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

const CELL_START = 0;
const PLAIN = 1;
const QUOTED = 2;
const QUOTE_IN_QUOTED = 3; // closes the cell, or is the first of two
const AFTER_CR = 4; // of a line end: an LF may belong to it

/**
 * @param delimiter one ASCII character
 * @param firstRow the row of the first record
 * @param width the number of cells of a row; undefined: not known yet, and no record is taken for several rows
 */
export function tableScanner(delimiter: string, firstRow: number, width?: number): Scanner {
  const mark = delimiter.charCodeAt(0);
  let state = CELL_START;
  let joinsLines = false;
  let fault: CutFault | undefined;

  return {
    firstRow,
    scan(bytes, from, to, found) {
      if (from >= to) return;
      if ((state === PLAIN || state === CELL_START) && !has(bytes, QUOTE, from, to) && returnsIn(bytes, from, to) !== "alone") {
        // Only line feeds matter, and these are found faster than one can look at every byte.
        for (let at = bytes.indexOf(LF, from); at >= 0 && at < to; at = bytes.indexOf(LF, at + 1)) found.ended(at + 1, at + 1);
        const tail = bytes[to - 1];
        state = tail === LF || tail === mark ? CELL_START : PLAIN;
        return;
      }
      for (let at = from; at < to; at++) {
        const byte = bytes[at];
        if (state === QUOTED) {
          if (byte === QUOTE) state = QUOTE_IN_QUOTED;
          else if (byte !== undefined && byte <= CR && (byte === LF || byte === CR)) joinsLines = true;
          continue;
        }
        if (state === AFTER_CR) {
          state = CELL_START;
          const end = byte === LF ? at + 1 : at;
          found.ended(end, end);
          if (byte === LF) continue;
        }
        if (byte === QUOTE) {
          state = state === CELL_START || state === QUOTE_IN_QUOTED ? QUOTED : PLAIN;
        } else if (byte === LF) {
          state = CELL_START;
          found.ended(at + 1, at + 1);
        } else {
          state = byte === CR ? AFTER_CR : byte === mark ? CELL_START : PLAIN;
        }
      }
    },
    finish(rest, row) {
      if (state === QUOTED) fault = openQuote(row);
      return rest;
    },
    get fault() {
      return fault;
    },
    get joinsLines() {
      return joinsLines;
    },
    rowsIn(record) {
      joinsLines = false;
      return width === undefined ? 1 : rowsIn(record, delimiter, width);
    },
    longRecord(row, limit) {
      if (state === QUOTED) return openQuote(row);
      return { code: "long-record", row, message: `the row is longer than ${inWords(limit)}` };
    },
  };
}

function has(bytes: Uint8Array, byte: number, from: number, to: number): boolean {
  return bytes.subarray(from, to).includes(byte);
}

/** A quote that opens in a row and never closes. */
export function openQuote(row: number): CutFault & { readonly row: number } {
  return {
    code: "open-quote",
    row,
    message: "a quote opened in this row is never closed",
    help: 'remove the quote, or double it inside a quoted cell: "5"" x"',
  };
}
