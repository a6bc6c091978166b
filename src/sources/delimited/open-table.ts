/** What the beginning of a table shows: its delimiter, its heading, its first rows. */
import type { Notice } from "../../diagnostics/notice.js";
import { isExplanation } from "../../values/notes.js";
import { utf8Text } from "../bytes/utf8.js";
import { FIRST_ROWS, type InputOptions, MOST_NOTES } from "../input-head.js";
import { noTable } from "../not-a-list.js";
import type { Opening } from "../opening.js";
import { cellsOf } from "./cells-of.js";
import { openQuote, tableScanner } from "./cut-table.js";
import { findDelimiter, firstCells, rowEnds, separatorLine } from "./delimiter.js";
import { rowsIn, tableWidth } from "./joined-lines.js";

/** Finds the delimiter and the heading of a table, and what cuts its rows. */
export function openTable(
  bytes: Uint8Array,
  atEnd: boolean,
  format: "csv" | "tsv",
  options: InputOptions,
): Opening | Notice | "more" {
  const skip = options.skip ?? 0;
  const other = skip === 0 ? noTable(utf8Text(bytes.subarray(0, 4096))) : undefined;
  if (other !== undefined) return other;
  const separator = separatorLine(bytes);
  const start = separator?.length ?? 0;
  const text = bytes.subarray(start);
  const known = options.delimiter ?? (format === "tsv" ? "\t" : separator?.delimiter);
  const delimiter = known ?? findDelimiter(text, skip, atEnd);
  const ends = rowEnds(text, delimiter, skip + 1 + FIRST_ROWS, atEnd);
  const headingBegin = skip === 0 ? 0 : (ends[skip - 1] ?? text.length);
  const headingEnd = ends[skip];
  if (headingEnd === undefined) {
    if (!atEnd) return "more";
    if (text.length > (ends.at(-1) ?? 0)) return openQuote(ends.length + 1);
    return {
      code: "empty-input",
      message: skip === 0 ? "the file is empty" : `there is nothing after the ${skip} skipped rows`,
    };
  }
  const [headings = [], ...firstRows] = firstCells(text, headingBegin, ends.slice(skip), delimiter);
  const headingRow = skip + 1;
  if (mayHoldRows(text.subarray(headingBegin, headingEnd), delimiter, headings, firstRows)) return strayQuote(headingRow);
  const notes = notesIn(utf8Text(text.subarray(0, headingBegin)), delimiter);
  return {
    head: { kind: "table", format, delimiter, headings, headingRow, firstRows, notes },
    scanner: tableScanner(delimiter, headingRow + 1, tableWidth(headings)),
    begin: start + headingEnd,
    rowAtEnd: (all) => rowEnds(all.subarray(start), delimiter, Number.POSITIVE_INFINITY, false).length + 1,
  };
}

/** What the lines above the heading explain. A digit and its answer may stand in a cell each. */
function notesIn(above: string, delimiter: string): readonly string[] {
  const lines = above.split(/[\r\n]+/).flatMap((line) => [line, line.replaceAll('"', "").replaceAll(delimiter, " = ")]);
  return lines.filter((line) => isExplanation(line)).slice(0, MOST_NOTES);
}

/** Whether a quote that opens in the heading may have made rows a part of it. */
function mayHoldRows(
  heading: Uint8Array,
  delimiter: string,
  headings: readonly string[],
  firstRows: readonly (readonly string[])[],
): boolean {
  if (rowsIn(heading, delimiter, tableWidth(headings)) > 1) return true;
  const [line = []] = cellsOf(heading, delimiter, [{ begin: 0, end: heading.length, rows: 1 }]);
  const fits = ({ length }: readonly string[]): boolean => firstRows.some((row) => row.length === length);
  return line.length !== headings.length && fits(line) && !fits(headings);
}

function strayQuote(row: number): Notice {
  return {
    code: "stray-quote",
    row,
    message: "a quote opened in the heading closes only in a later line, so rows may have been read as part of the heading",
    help: "remove the quote, or put the heading on one line",
  };
}
