/** What the beginning of a candidate file tells: its format, its delimiter, its heading. */
import type { Notice } from "../diagnostics/notice.js";
import { cutter, type Scanner } from "./bytes/cut.js";
import { utf8Text } from "./bytes/utf8.js";
import { cellsOf } from "./delimited/cells-of.js";
import { openQuote, tableScanner } from "./delimited/cut-table.js";
import { FIRST_ROWS, findDelimiter, firstCells, rowEnds, separatorLine } from "./delimited/delimiter.js";
import { rowsIn, tableWidth } from "./delimited/joined-lines.js";
import { formatByContent, noTable } from "./format.js";
import type { InputFormat, InputHead, InputOptions } from "./input-head.js";
import { arrayScanner, lineScanner } from "./json/cut-json.js";
import { isJson, keyedTexts } from "./json/json-scan.js";

/** The head, the scanner that finds the records behind it, and where these begin in the bytes. */
export interface Opening {
  readonly head: InputHead;
  readonly scanner: Scanner;
  readonly begin: number;
}

/**
 * Looks at the first bytes of a file.
 *
 * @param bytes UTF-8 without a byte order mark
 * @param atEnd whether this is the whole file
 * @returns `more` if that is not enough to tell
 */
export function openHead(
  bytes: Uint8Array,
  atEnd: boolean,
  format: InputFormat | "auto",
  options: InputOptions,
): Opening | Notice | "more" {
  if (isWhite(bytes)) return atEnd ? { code: "empty-input", message: "the file is empty" } : "more";
  if (format === "auto") {
    const found = formatFound(bytes, atEnd);
    return found === "more" ? "more" : openHead(bytes, atEnd, found, options);
  }
  if (format === "json" || format === "ndjson") return openJson(bytes, atEnd, format);
  return openTable(bytes, atEnd, format, options);
}

/** The row in which a text ends that could not be read on. */
export function rowReached(bytes: Uint8Array, format: InputFormat | "auto", options: InputOptions): number {
  const opening = openHead(bytes, true, format, options);
  if (opening === "more" || "code" in opening) return 1;
  if (opening.head.delimiter !== "") {
    const start = separatorLine(bytes)?.length ?? 0;
    return rowEnds(bytes.subarray(start), opening.head.delimiter, Number.POSITIVE_INFINITY, false).length + 1;
  }
  const look = cutter(opening.scanner, { blockSize: 1, recordLimit: Number.POSITIVE_INFINITY });
  look.push(bytes);
  return look.row;
}

function isWhite(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function formatFound(bytes: Uint8Array, atEnd: boolean): InputFormat | "more" {
  const kind = formatByContent(utf8Text(bytes.subarray(0, 4096)));
  if (kind !== "object") return kind === "array" ? "json" : "csv";
  // One record, or the first of many: what stands behind it tells.
  const ends: number[] = [];
  const scanner = arrayScanner();
  scanner.scan(bytes, 0, bytes.length, { ended: (end) => ends.push(end), began: () => undefined });
  const [end] = ends;
  if (end === undefined || isWhite(bytes.subarray(end))) return atEnd ? "json" : "more";
  return "ndjson";
}

function openJson(bytes: Uint8Array, atEnd: boolean, format: "json" | "ndjson"): Opening | Notice | "more" {
  const make = format === "json" ? arrayScanner : lineScanner;
  const look = cutter(make(), { blockSize: 1, recordLimit: Number.POSITIVE_INFINITY });
  const texts = [...look.push(bytes), ...(atEnd ? look.end() : [])]
    .map((block) => utf8Text(block.bytes).trim())
    .filter((text) => text !== "");
  if (texts.length === 0 && !atEnd && look.fault === undefined) return "more";
  const first = texts[0];
  if (format === "ndjson" && first !== undefined && !isJson(first))
    return {
      code: "json-syntax",
      row: 1,
      message: "the first line is not valid JSON",
      help: "NDJSON has one record per line; for a JSON array or a single object use --input-format json",
    };
  const records = texts.slice(0, FIRST_ROWS).filter(isJson).map(keyedTexts);
  const headings = [...new Set(records.flatMap((record) => [...record.keys()]))];
  const firstRows = records.map((record) => headings.map((heading) => record.get(heading) ?? ""));
  const isBroken = texts.length > 0 && records.length === 0;
  const known = { format, delimiter: "", headings, headingRow: 0, firstRows };
  const head: InputHead = isBroken ? { ...known, isBroken } : known;
  return { head, scanner: make(), begin: 0 };
}

function openTable(bytes: Uint8Array, atEnd: boolean, format: "csv" | "tsv", options: InputOptions): Opening | Notice | "more" {
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
      message: skip === 0 ? "the file is empty" : `there is nothing behind the ${skip} skipped rows`,
    };
  }
  const [headings = [], ...firstRows] = firstCells(text, headingBegin, ends.slice(skip), delimiter);
  const headingRow = skip + 1;
  if (mayHoldRows(text.subarray(headingBegin, headingEnd), delimiter, headings, firstRows)) return strayQuote(headingRow);
  return {
    head: { format, delimiter, headings, headingRow, firstRows },
    scanner: tableScanner(delimiter, headingRow + 1, tableWidth(headings)),
    begin: start + headingEnd,
  };
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
