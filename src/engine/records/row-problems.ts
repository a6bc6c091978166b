/** What can be wrong with a row of a table as a whole. */
import type { Problem } from "../../values/record.js";

/** The id is in quotes that are not those of a cell. */
export const TORN_ID: Problem = {
  code: "stray-quote",
  message: "the ID begins with a quote, and it is not clear where it ends; remove the quotes from the ID",
};

/** A row with fewer or more cells than the heading. */
export function raggedRow(cells: number, width: number): Problem {
  const message = `this row has ${cells} ${cells === 1 ? "cell" : "cells"} but the header has ${width}: values may be in the wrong column, so only the ID was used`;
  return { code: "ragged-row", message };
}

/** Rows that a quote joins. */
export function joinedRows(first: number, last: number): Problem {
  const message = `a quote joins rows ${first} to ${last}, which may be separate rows, so only the ID was used; remove the quote, or put the quoted text on one line`;
  return { code: "stray-quote", message };
}
