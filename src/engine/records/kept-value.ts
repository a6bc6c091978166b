/** The contents of columns, or keys, that are kept. */
import { headingFinder } from "../../columns/find-column.js";
import type { TableColumns } from "../../columns/table-columns.js";
import type { Rows } from "../../sources/delimited/rows.js";
import { membersOf } from "../../sources/json/json-scan.js";
import { kindOf, stringOf } from "./json-value.js";
import { shownIn } from "./table-id.js";

/** The cells of the current row in columns that are kept. Cells that may be shifted are not the candidate's. */
export type KeptIn = (rows: Rows, isShifted: boolean) => readonly string[];

/** By headings; one that this file lacks, or has twice, gives nothing. */
export function keptIn(keep: readonly string[], { headings, isTyped }: TableColumns): KeptIn {
  const finder = headingFinder(headings);
  const places = keep.map((name) => finder.find(name));
  return (rows, isShifted) =>
    places.map((place) => (typeof place === "string" || isShifted ? "" : shownIn(rows.cell(place.index), isTyped)));
}

/** Deeper keys name nothing. */
const MOST_LEVELS = 20;

/** The value under a key (of objects in objects: dotted) as text; "" if there is none, and all where the key stands twice. The record begins at `at`. */
export function shownAt(text: string, at: number, path: string): string {
  return [...new Set(valuesAt(text, at, path, 0))].filter((value) => value !== "").join("; ");
}

function* valuesAt(text: string, at: number, path: string, level: number): Generator<string, undefined> {
  for (const { key, start, end } of membersOf(text, at)) {
    const value = text.slice(start, end);
    if (key === path && kindOf(value) !== "null") yield stringOf(value) ?? value;
    else if (level < MOST_LEVELS && path.startsWith(`${key}.`) && kindOf(value) === "object")
      yield* valuesAt(value, 0, path.slice(key.length + 1), level + 1);
  }
}
