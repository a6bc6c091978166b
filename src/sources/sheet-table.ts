/** The table of a sheet, as it is held while a list is screened: a line with its head, then its rows. */
import type { Notice } from "../diagnostics/notice.js";
import { utf8Text } from "./bytes/utf8.js";
import { tableScanner } from "./delimited/cut-table.js";
import type { TableHead } from "./input-head.js";
import type { Opening } from "./opening.js";

const LF = 0x0a;

/** Reads the head back. What made the line is `workbook/open-workbook`. */
export function openSheetTable(bytes: Uint8Array, atEnd: boolean): Opening | Notice | "more" {
  const end = bytes.indexOf(LF);
  if (end < 0) return atEnd ? { code: "empty-input", message: "the sheet is empty" } : "more";
  const head: TableHead = JSON.parse(utf8Text(bytes.subarray(0, end)));
  return { head, scanner: tableScanner(head.delimiter, head.headingRow + 1), begin: end + 1, rowAtEnd: () => head.headingRow };
}
