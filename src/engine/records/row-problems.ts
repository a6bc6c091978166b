/** What can be wrong with a row or record as a whole. */

import { PROBLEM_KEY } from "../../columns/json-columns.js";
import type { RowLabel } from "../../columns/summary-words.js";
import type { InputNotice } from "../../diagnostics/notice.js";
import type { JoinedLines } from "../../sources/delimited/joined-lines.js";
import { unreadable } from "../../values/reading.js";
import type { Problem } from "../../values/record.js";
import type { PartProblem } from "./json-ids.js";

/** The ID is in quotes that do not belong to a cell. */
export const TORN_ID: Problem = {
  code: "stray-quote",
  message: "the ID begins with a quote, and it is not clear where it ends; remove the quotes from the ID",
};

/** A row with fewer or more cells than the heading. */
export function raggedRow(cells: number, width: number, headings = width): Problem {
  const unnamed = cells > width && cells <= headings ? `; if they are not, give column ${cells} a heading` : "";
  const message = `this row has ${cells} ${cells === 1 ? "cell" : "cells"} but the header has ${width}: values may be in the wrong column, so only the ID was used${unnamed}`;
  return { code: "ragged-row", message };
}

/** Why such a row is not read. */
export const NO_CANDIDATE = unreadable("not-a-candidate");

const IS_COMMENT = "begins with `#`, so it looks like a comment";
const IS_LEGEND = "looks like limits of normal, targets, a control, units or the heading again";
const IS_CONTROL = "looks like a control of the laboratory or an example";
const IS_SUMMARY = "looks like a summary of other rows (a total, a mean, a count)";
const LOOKS: Readonly<Record<RowLabel, string>> = {
  comment: IS_COMMENT,
  control: IS_CONTROL,
  "hash-id": IS_COMMENT,
  legend: IS_LEGEND,
  letters: IS_LEGEND,
  name: IS_SUMMARY,
  numbered: IS_CONTROL,
  note: "looks like a note that explains the list",
  sample: IS_CONTROL,
  share: IS_SUMMARY,
  subtotal: IS_SUMMARY,
  summary: IS_SUMMARY,
};

/** A summary of the rows above, what explains them, or a comment. */
export function notACandidate(label: RowLabel): Problem {
  const what = LOOKS[label];
  return {
    code: "not-a-candidate",
    message: `this row ${what} and is not screened; if it is a candidate, put its ID under \`candidates\` in the column map`,
  };
}

/** Rows that a quote joins. */
export class JoinedRows {
  #lines: JoinedLines | undefined;
  #first = 0;

  /** The problem of a row that comes of joined lines, those of one quote one after the other. */
  problem(lines: JoinedLines, row: number): Problem {
    if (this.#lines !== lines) this.#first = row;
    this.#lines = lines;
    return joinedRows(this.#first, this.#first + lines.rows - 1);
  }
}

function joinedRows(first: number, last: number): Problem {
  const message = `a quote joins rows ${first} to ${last}, which may be separate rows, so only the ID was used; remove the quote, or put the quoted text on one line`;
  return { code: "stray-quote", message };
}

/** Something else than an object. */
export const NO_RECORD: Problem = { code: "not-a-record", message: "this is not a JSON object" };

/** More than one key for the id, or for fields. */
export function twoValues(isIdTwice: boolean, fields: readonly string[]): Problem {
  const names = [...(isIdTwice ? ["the id"] : []), ...fields.map((name) => `\`${name}\``)];
  return { code: "two-values", message: `more than one key for ${names.join(", ")}` };
}

/** What cannot be read hides what comes after it. */
export function brokenRecord(file: string, row: number): InputNotice {
  return { code: "json-syntax", severity: "error", file, row, message: `record ${row} is not valid JSON` };
}

/** The heading of another table, whose rows would be read in the columns of the first. */
export function secondHeading(file: string, row: number): InputNotice {
  return {
    code: "second-heading",
    severity: "error",
    file,
    row,
    message: "this row is the heading of another table, and the rows below it have other columns",
    help: "put each table in a file or sheet of its own",
  };
}

/** The ID is that of the row above: both are about one person, and only one of them may fail. */
export function dittoId(file: string, row: number): InputNotice {
  return {
    code: "blank-ids",
    severity: "error",
    file,
    row,
    message: "the ID is a ditto mark, so this row is about the person of the row above",
    help: "write the ID in every row, or put everything about one person in one row; if somebody is called so, name the ID under `candidates` in the column map",
  };
}

/** In a part of a list, where rows say nothing: what the engine found in the whole. */
export function problemOfWhole(code: PartProblem): Problem {
  const what =
    code === "repeated-id" ? "duplicate ID: also in another record" : "another ID of this record is also in another record";
  return { code, message: what };
}

/** The engine says something unknown, so that the person may be in the list twice. */
export function unknownProblem(file: string, row: number): InputNotice {
  const message = `\`${PROBLEM_KEY}\` is null or "repeated-id", and this record has something else there`;
  return { code: "unknown-problem", severity: "error", file, row, message };
}

/** The ID is merged with cells below it, beside which other values of the same person are. */
export function mergedId(row: number, bottom: number): Problem {
  const message = `the ID is merged over rows ${row} to ${bottom}, so they are about one person; write the ID in every row, or put everything in one row`;
  return { code: "repeated-id", message };
}

/** The last row of a table in a workbook, where that table has totals. */
export const TOTAL_ROW: Problem = { code: "not-a-candidate", message: "this is the totals row of a table, not a candidate" };
