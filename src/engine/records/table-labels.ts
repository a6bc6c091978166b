/** What the cells of a row say about the row itself. */
import { isMarked, labelIn } from "../../columns/candidate-rows.js";
import { fieldNames } from "../../columns/column-matches.js";
import { headingForms, LONGEST } from "../../columns/heading.js";
import { idName } from "../../columns/id-names.js";
import { type RowLabel, rowLabel } from "../../columns/summary-words.js";
import type { TableColumns } from "../../columns/table-columns.js";
import type { SlotPlan } from "../../plan/slots.js";
import type { Rows } from "../../sources/delimited/rows.js";
import { missingWord } from "../../values/missing.js";
import { foldSpelling, trimWhite } from "../../values/text.js";
import { isIdOfSomebody, isNoValue } from "./row-marks.js";
import { shownIn } from "./table-id.js";
import { numberIn, type Places } from "./table-places.js";

/**
 * What says that a row may be no candidate.
 *
 * @param first the text of the first cell
 */
export function labelOfRow(
  rows: Rows,
  first: string,
  id: string,
  { id: places, rules, isTyped, headings }: Pick<TableColumns, "id" | "rules" | "isTyped" | "headings">,
): RowLabel | undefined {
  if (rows.joined !== undefined) return undefined;
  if (first !== "" && first === headings[0]?.trim() && !rules.candidates.has(id) && isHeading(rows, headings)) return "legend";
  const found = labelIn((index) => shownIn(rows.cell(index), isTyped), first);
  if (found === undefined) return undefined;
  const isOfId = places.some(({ index }) => index === found.index);
  const where = places.length === 0 ? "none" : !isOfId ? "beside" : places.length === 1 ? "id" : "part";
  if (!isMarked(found, id, where, rules)) return undefined;
  // Beside an ID only the rows around show what it is.
  return found.label === "subtotal" && where === "beside" ? "summary" : found.label;
}

/** The same for an ID with columns before it: these usually hold row numbers, and `Max` may be a person. */
export function labelOfId(id: string, index: number, rules: TableColumns["rules"]): RowLabel | undefined {
  const label = rowLabel(id);
  return label !== undefined && label !== "name" && isMarked({ label, index, text: id }, id, "id", rules) ? label : undefined;
}

/** Whether a row is the heading again, as programs repeat it on every page. */
function isHeading(rows: Rows, headings: readonly string[]): boolean {
  const isSame = (heading: string, index: number): boolean => rows.cell(index).trim() === heading.trim();
  return rows.count === headings.length && headings.length > 1 && headings.every(isSame);
}

/** A row without a value of any field: nothing stands in their columns, or words. */
export type Line = "blank" | "words";

/**
 * Whether a row is a line of words rather than somebody: it has no value of any field, though words may stand in their columns. What stands
 * above it may still sum up.
 */
export function lineOfText(rows: Rows, id: string, places: readonly Places[]): Line | undefined {
  if (isIdOfSomebody(id) || rows.joined !== undefined) return undefined;
  let line: Line | undefined;
  for (const place of places) {
    if (place.value < 0) continue;
    line ??= "blank";
    const text = rows.cell(place.value).trim();
    if (text === "") continue;
    if (FIGURES.test(text) || !isNoValue(place.cells.cell(numberIn(rows, place)).reading)) return undefined;
    line = "words";
  }
  return line;
}

/**
 * Whether such a line is the heading of another table: the rows below it have other columns. It has a word for the ID, or names of fields
 * that are not those of their columns. A finding may well be named as another one, but hardly a quantity: `ECOG` below `Brain metastasis`.
 */
export function isOtherHeading(rows: Rows, id: string, places: readonly Places[], plan: SlotPlan, isTyped: boolean): boolean {
  if (idName(id) !== undefined) return true;
  const names = fieldNames(plan);
  const columns = [...new Set(places.map(({ value }) => value).filter((value) => value >= 0))];
  const cells = columns.map((index) => ({ index, text: trimWhite(shownIn(rows.cell(index), isTyped)) }));
  const words = cells.filter(({ text }) => text.length <= LONGEST && missingWord(foldSpelling(text)) === undefined);
  const isFull = words.length > 1 && words.length === columns.length;
  let others = 0;
  for (const { index, text } of words) {
    const own = places.filter(({ value }) => value === index).map(({ field }) => field);
    const named = names.rolesOf(headingForms(text)).map(({ field }) => field);
    if (named.length === 0 || named.some(({ name }) => own.some((one) => one.name === name))) continue;
    const isQuantity = named.some(({ type }) => type === "number" || type === "date");
    // Two letters may stand for anything: `PS`.
    if (isQuantity && (text.length > 2 || isFull || own.some(({ type }) => type === "number"))) return true;
    others += 1;
  }
  return others > 1;
}

/** What most cells look like; these need not be read to see that they are not words. */
const FIGURES = /^\d+(?:[.,]\d+)?$/;

/** A row as a block of its own. */
export function blockOf(rows: Rows, delimiter: string): string {
  const cells = Array.from({ length: rows.count }, (_, index) => `"${rows.cell(index).replaceAll('"', '""')}"`);
  return cells.join(delimiter);
}
