/**
 * Lines that a quote joins to one record of a table, though each may be a row of its own: quotes that stand for "the same as above", or that
 * nobody closed, pair up over line ends, and what stands between them would be lost.
 */

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const SPACE = 0x20;

/** Lines in a block that may be rows of their own. They are read as rows, each with a problem. */
export interface JoinedLines {
  /** Where they begin and end in the block. */
  readonly begin: number;
  readonly end: number;
  /** How many lines; blank ones, too. */
  readonly rows: number;
}

/** The cells that a row must have: those up to the last heading that has a name. */
export function tableWidth(headings: readonly string[]): number {
  return headings.findLastIndex((heading) => heading.trim() !== "") + 1;
}

/**
 * How many rows a record is in which a quoted cell holds line ends: one, or as many as it has lines, if it may be rows of their own. It may
 * where text follows a closing quote, where the record has another number of cells than the heading, and where its lines look like rows.
 *
 * @param record with its line end
 * @param width the number of cells of a row
 */
export function rowsIn(record: Uint8Array, delimiter: string, width: number): number {
  const mark = delimiter.charCodeAt(0);
  const whole = countCells(record, 0, record.length, mark, width);
  let isDoubtful = whole.isTorn || !whole.isWhole;
  let rows = 0;
  let isFirstWhole = false;
  for (let begin = 0; begin < record.length; rows++) {
    const end = lineEnd(record, begin);
    if (rows === 0) isFirstWhole = countCells(record, begin, end, mark, width).isWhole;
    else if (!isDoubtful && hasContent(record, begin, end)) {
      const line = countCells(record, begin, end, mark, width);
      const isRow = (line.isWhole && isFirstWhole) || (2 * line.cells > width && beginsAlike(record, begin, mark));
      // Behind the commas of prose stand spaces.
      isDoubtful = isRow && (line.isTight || width === 1);
    }
    begin = record[end] === CR && record[end + 1] === LF ? end + 2 : end + 1;
  }
  return isDoubtful ? rows : 1;
}

/** Where the line ends that begins at `begin`: at its line end, or at the end of the bytes. */
export function lineEnd(bytes: Uint8Array, begin: number): number {
  let at = begin;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

/** Where a quoted cell closes that holds no quotes; -1 where it does not before `end`, or where text stands behind the quote. */
export function closeOf(bytes: Uint8Array, open: number, end: number, delimiter: number): number {
  let close = open + 1;
  while (close < end && bytes[close] !== QUOTE) close++;
  if (close >= end) return -1;
  const behind = bytes[close + 1];
  return behind === undefined || behind === delimiter || behind === LF || behind === CR ? close : -1;
}

/** What a text is if it is taken for one row. */
interface RowShape {
  readonly cells: number;
  /** It has as many cells as the heading; more may be there if they are empty. */
  readonly isWhole: boolean;
  /** Not every delimiter has a space behind it. */
  readonly isTight: boolean;
  /** Text stands behind the closing quote of a cell that holds a line end. */
  readonly isTorn: boolean;
}

/** Looks at `bytes[from]` up to `bytes[to - 1]`, or to the first line end outside of quotes. A quote that does not close there is text. */
function countCells(bytes: Uint8Array, from: number, to: number, mark: number, width: number): RowShape {
  let cells = 0;
  let hasMore = false;
  let isTight = false;
  let isTorn = false;
  for (let at = from; ; at++) {
    const begin = at;
    const close = bytes[at] === QUOTE ? closingQuote(bytes, at, to) : -1;
    if (close >= 0) at = close + 1;
    const behind = at;
    while (at < to && bytes[at] !== mark && bytes[at] !== LF && bytes[at] !== CR) at++;
    isTorn ||= close >= 0 && at > behind && lineEnd(bytes, begin) < close;
    cells += 1;
    hasMore ||= cells > width && hasContent(bytes, begin, at);
    if (at >= to || bytes[at] !== mark) return { cells, isWhole: cells >= width && !hasMore, isTight, isTorn };
    isTight ||= bytes[at + 1] !== SPACE;
  }
}

function closingQuote(bytes: Uint8Array, open: number, to: number): number {
  for (let at = open + 1; at < to; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (at + 1 === to || bytes[at + 1] !== QUOTE) return at;
    at += 1; // two are one that is text
  }
  return -1;
}

function hasContent(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) > SPACE) return true;
  return false;
}

/** Whether a line begins as the record does, but for other digits: as `P017,` and `P018,` do. */
function beginsAlike(record: Uint8Array, line: number, mark: number): boolean {
  let hasDigit = false;
  for (let one = 0, other = line; ; one++, other++) {
    const first = behindDigits(record, one);
    const second = behindDigits(record, other);
    if (first > one !== second > other) return false;
    hasDigit ||= first > one;
    one = first;
    other = second;
    if (other >= record.length || record[one] !== record[other]) return false;
    if (record[one] === mark) return hasDigit;
  }
}

function behindDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  while ((bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39) at++;
  return at;
}
