/** Detects the delimiter of a table. */
import { utf8Text } from "../bytes/utf8.js";
import { FIRST_ROWS } from "../input-head.js";
import { cellsOf } from "./cells-of.js";
import { tableScanner } from "./cut-table.js";
import { type JoinedLines, rowsIn, tableWidth } from "./joined-lines.js";

/** The delimiters to try. If two fit equally well, the earlier one is right: commas also occur in decimals and in prose. */
const DELIMITERS = ["\t", ";", "|", ","] as const;

/** The offsets at which the first `rows` rows end. `atEnd`: no text follows, so a last row without a line end counts. */
export function rowEnds(bytes: Uint8Array, delimiter: string, rows: number, atEnd: boolean): readonly number[] {
  const ends: number[] = [];
  const scanner = tableScanner(delimiter, 1);
  // Small pieces: a look at the beginning must not walk through all of a long text.
  for (let from = 0; from < bytes.length && ends.length < rows; from += PIECE)
    scanner.scan(bytes, from, Math.min(from + PIECE, bytes.length), {
      ended: (end) => ends.push(end),
      began: () => undefined,
    });
  // Lines within an open quote are not rows.
  const rest = ends.length < rows && atEnd && bytes.length > (ends.at(-1) ?? 0);
  if (rest && scanner.finish(rest, 1) && scanner.fault === undefined) ends.push(bytes.length);
  return ends.slice(0, rows);
}

const PIECE = 1 << 14;

/**
 * The cells of the heading and of the first rows below it.
 *
 * @param begin offset of the heading
 * @param ends offsets at which the heading and each row end
 */
export function firstCells(
  bytes: Uint8Array,
  begin: number,
  ends: readonly number[],
  delimiter: string,
): readonly (readonly string[])[] {
  const [heading = begin, ...rest] = ends;
  const [headings = []] = cellsOf(bytes.subarray(begin, heading), delimiter);
  const width = tableWidth(headings);
  let last = heading;
  const joined: JoinedLines[] = [];
  for (const end of rest) {
    const rows = rowsIn(bytes.subarray(last, end), delimiter, width);
    if (rows > 1) joined.push({ begin: last - heading, end: end - heading, rows });
    last = end;
  }
  return [headings, ...cellsOf(bytes.subarray(heading, last), delimiter, joined).slice(0, FIRST_ROWS)];
}

/** The delimiter and the length in bytes of a first line `sep=;`, as spreadsheets write it; undefined if there is no such line. */
export function separatorLine(bytes: Uint8Array): { readonly delimiter: string; readonly length: number } | undefined {
  const match = /^"?sep=([\t -~])"?(?:\r\n|\n|\r|$)/i.exec(utf8Text(bytes.subarray(0, 16)));
  return match?.[1] === undefined ? undefined : { delimiter: match[1], length: match[0].length };
}

/**
 * The delimiter of a table: the one that splits the heading into the most cells, among those by which the rows below have as many. A
 * comma if there is one column only.
 *
 * @param skip rows before the heading
 */
export function findDelimiter(bytes: Uint8Array, skip: number, atEnd: boolean): string {
  let best = ",";
  let bestFit = 0;
  let bestCount = 1;
  for (const delimiter of DELIMITERS) {
    // Most do not occur in the text: the heading is one cell.
    if (!bytes.includes(delimiter.charCodeAt(0))) continue;
    const ends = rowEnds(bytes, delimiter, skip + 1 + FIRST_ROWS, atEnd);
    const begin = skip === 0 ? 0 : ends[skip - 1];
    if (begin === undefined || ends.length <= skip) continue;
    const [heading = [], ...rows] = firstCells(bytes, begin, ends.slice(skip), delimiter);
    const count = heading.length;
    if (count < 2) continue;
    const filled = rows.filter((row) => row.length > 1 || row[0] !== "");
    const fit = filled.length === 0 ? 1 : filled.filter((row) => row.length === count).length / filled.length;
    // A comma that only splits decimals or prose fits some rows; the true delimiter fits nearly all.
    const better = Math.abs(fit - bestFit) > 0.2 ? fit > bestFit : count > bestCount;
    if (better) [best, bestFit, bestCount] = [delimiter, fit, count];
  }
  return best;
}
