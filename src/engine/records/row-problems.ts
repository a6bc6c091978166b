/** What can be wrong with a row of a table as a whole. */
import type { Problem } from "../../values/record.js";

/** The id is in quotes that are not those of a cell. */
export const TORN_ID: Problem = {
  code: "stray-quote",
  message: "the id begins with a quote, and what follows is not sure to be part of it: remove the quotes from the id",
};

/** A row with fewer or more cells than the heading. */
export function raggedRow(cells: number, width: number): Problem {
  const message = `the row has ${cells} ${cells === 1 ? "cell" : "cells"}, the heading ${width}: they may be shifted, so none but the id is read`;
  return { code: "ragged-row", message };
}

/** Rows that a quote joins. */
export function joinedRows(first: number, last: number): Problem {
  const message = `a quote joins rows ${first} to ${last}, which may be rows of their own, so only the id is read: remove it, or put the text that it encloses on one line`;
  return { code: "stray-quote", message };
}
