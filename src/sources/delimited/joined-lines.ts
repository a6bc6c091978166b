/**
 * Lines that a quote joins to one record of a table, though each may be a row of its own: quotes that stand for "the same as above", or that
 * nobody closed, pair up over line ends, and the text between them would be lost.
 *
 * A record with line ends in a quoted cell is several rows where text follows the closing quote of that cell, where the record has another
 * number of cells than the heading, or where one of its later lines may be a row. A line may be a row
 * - if it and the first line have as many delimiters as a row, or more. A comma with a space after it is one of prose and does not count, unless
 *   the list writes its own so; none counts where the list quotes every cell. The line is no row if two or more of its cells in front of the
 *   quoted one are phrases, and none is what the first line has there: a number, a name, a code;
 * - or if most of its cells are what the first line has there, though it is too short or has spaces after its commas; an id that is like the
 *   first line's but for its digits is enough.
 *
 * A note that could be rows is taken for rows: an unnecessary problem is seen, a lost row is not.
 */
import { utf8Text } from "../bytes/utf8.js";

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

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
 * How many rows a record is in which a quoted cell holds line ends: one, or as many as it has lines, if these may be rows of their own.
 *
 * @param record with its line end
 * @param width the number of cells of a row
 */
export function rowsIn(record: Uint8Array, delimiter: string, width: number): number {
  const text = utf8Text(record);
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  const whole = splitCells(text, delimiter);
  if (!hasWidth(whole, width) || whole.some(({ isTorn }) => isTorn)) return lines.length;
  // Most lines of a note have no delimiter.
  const suspects = lines.slice(1).filter((line) => (width <= 1 || line.includes(delimiter)) && line.trim() !== "");
  if (suspects.length === 0) return 1;
  const at = whole.findIndex(({ text: cell }) => /[\r\n]/.test(cell));
  const isLoose = width <= 2 || delimiter === "\t" || tightCells(whole) < whole.length;
  const marksCount = isLoose ? "all" : isQuotedThroughout(whole) ? "none" : "tight";
  const certain = (cells: readonly Cell[]): number =>
    marksCount === "all" ? cells.length : marksCount === "tight" ? tightCells(cells) : 0;
  const first = splitCells(lines[0] ?? "", delimiter);
  const isFirstFull = certain(first) >= width;
  const mayBeRow = (line: string): boolean => {
    const cells = splitCells(line, delimiter);
    const tight = certain(cells);
    if (isFirstFull && tight >= width)
      // What stands after a comma of prose is in its column only if the comma is text.
      return [cells, joinedAtProse(cells)].some((one) => {
        const { akin, phrases } = likeness(one, first, at, width);
        return akin > 0 || phrases < 2;
      });
    const { akin, other, alike, sure } = likeness(cells, first, at, width);
    const isTight = isFirstFull ? 2 * tight > cells.length : tight === cells.length;
    return alike > 0 || (2 * cells.length > width && akin >= 2 && akin > other && (sure > 0 || isTight));
  };
  return suspects.some(mayBeRow) ? lines.length : 1;
}

/** Where the line ends that begins at `begin`: at its line end, or at the end of the bytes. */
export function lineEnd(bytes: Uint8Array, begin: number): number {
  let at = begin;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

/** Where a quoted cell closes that holds no quotes; -1 if it does not before `end`, or where text stands after the quote. */
export function closeOf(bytes: Uint8Array, open: number, end: number, delimiter: number): number {
  let close = open + 1;
  while (close < end && bytes[close] !== QUOTE) close++;
  if (close >= end) return -1;
  const behind = bytes[close + 1];
  return behind === undefined || behind === delimiter || behind === LF || behind === CR ? close : -1;
}

interface Cell {
  /** As written, with its quotes. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** It holds a line end, and text stands after its closing quote. */
  readonly isTorn: boolean;
}

/** The cells up to the first line end outside of quotes. A quote that does not close is text. */
function splitCells(text: string, delimiter: string): readonly Cell[] {
  const cells: Cell[] = [];
  const mark = delimiter.charCodeAt(0);
  for (let begin = 0; ; ) {
    const close = text[begin] === '"' ? closingQuote(text, begin) : -1;
    let end = close < 0 ? begin : close + 1;
    for (; end < text.length; end++) {
      const char = text.charCodeAt(end);
      if (char === mark || char === LF || char === CR) break;
    }
    const isQuoted = close >= 0 && end === close + 1;
    const isTorn = close >= 0 && !isQuoted && /[\r\n]/.test(text.slice(begin, close));
    cells.push({ text: text.slice(begin, end), isQuoted, isTorn });
    if (text[end] !== delimiter) return cells;
    begin = end + 1;
  }
}

function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at; // two are text
  return -1;
}

/** As many cells as the heading; more may be there if they are empty. */
function hasWidth(cells: readonly Cell[], width: number): boolean {
  return cells.length >= width && cells.slice(width).every(({ text }) => text.trim() === "");
}

/** How many cells there are if a delimiter with a space after it is text. */
function tightCells(cells: readonly Cell[]): number {
  return cells.filter(({ text }, index) => index === 0 || !text.startsWith(" ")).length;
}

/** The cells if a delimiter with a space after it is text. */
function joinedAtProse(cells: readonly Cell[]): readonly Cell[] {
  const joined: Cell[] = [];
  for (const cell of cells) {
    const before = cell.text.startsWith(" ") ? joined.pop() : undefined;
    joined.push(before === undefined ? cell : { ...before, text: `${before.text}, ${cell.text.trim()}` });
  }
  return joined;
}

/** Every cell is quoted, and not because of what is in it. */
function isQuotedThroughout(cells: readonly Cell[]): boolean {
  return cells.every(({ isQuoted }) => isQuoted) && cells.some(({ text }) => /^"[\w.]*"$/.test(text));
}

/** How a line's cells compare with the first line's in the same columns. Blank cells say nothing. */
interface Likeness {
  /** Of the same kind. */
  readonly akin: number;
  readonly other: number;
  /** Phrases where the first line has none, in front of the quoted cell. */
  readonly phrases: number;
  /** Ids that differ in their digits alone. */
  readonly alike: number;
  /** Both are numbers, or the same. */
  readonly sure: number;
}

/** @param at the column of the cell in which the first line ends */
function likeness(line: readonly Cell[], first: readonly Cell[], at: number, width: number): Likeness {
  const found = { akin: 0, other: 0, phrases: 0, alike: 0, sure: 0 };
  const compare = (above: Cell | undefined, below: Cell | undefined, isBefore: boolean): void => {
    const [one, two] = [bare(above), bare(below)];
    if (one === "" || two === "") return;
    const [kind, other] = [kindOf(one), kindOf(two)];
    if (kind !== other) {
      found.other += 1;
      if (isBefore && other === "phrase") found.phrases += 1;
      return;
    }
    found.akin += 1;
    if (kind === "number" || one === two) found.sure += 1;
    if (idShape(one) !== "" && idShape(one) === idShape(two)) found.alike += 1;
  };
  for (let column = 0; column < at; column++) compare(first[column], line[column], true);
  // Columns after it are counted from the end, for the text may hold delimiters.
  const behind = first.length >= width && line.length >= width ? width - 1 - at : 0;
  for (let back = 1; back <= behind; back++) compare(first.at(-back), line.at(-back), false);
  return found;
}

function bare(cell: Cell | undefined): string {
  const text = cell?.text ?? "";
  return (text.includes('"') ? text.replaceAll('"', "") : text).trim();
}

function kindOf(text: string): "number" | "name" | "code" | "phrase" {
  if (/^[<>=+-]*\d[\d.,:/'-]*(?: ?%| [^\d\s]+)?$/.test(text)) return "number";
  if (/^[a-z\u0080-\uffff .'-]+$/i.test(text)) return "name";
  return /^[\w\u0080-\uffff.:/-]+$/.test(text) ? "code" : "phrase";
}

/** `P17` and `P018` are alike, and so are `1017` and `1018`; `""` for what is no such id. */
function idShape(text: string): string {
  if (/^\d{3,}$/.test(text)) return "0".repeat(text.length);
  return /\d/.test(text) && /[a-z\u0080-\uffff]/i.test(text) ? text.replace(/\d+/g, "0") : "";
}
