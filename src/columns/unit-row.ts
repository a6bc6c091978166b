/** A row directly below the heading that holds units and no candidate: it counts as the heading does. */
import type { HeadingUnit } from "../cells/column-unit.js";
import type { Notice } from "../diagnostics/notice.js";
import type { ColumnMap, Field, NumberField } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import { FIRST_ROWS, type TableHead } from "../sources/input-head.js";
import { foldHeading } from "../values/heading.js";
import { missingWord } from "../values/missing.js";
import { foldSpelling, trimWhite } from "../values/text.js";
import { readStatedUnit, sameMeasure } from "../values/unit/unit.js";
import { type ColumnMatches, headingsOf, matchesOf } from "./column-matches.js";
import { isUnitWord } from "./companion-words.js";
import { fittingShare, headingFinder } from "./find-column.js";
import { unitOf } from "./heading.js";
import { idName } from "./id-names.js";
import { mappedColumns } from "./mapped-columns.js";
import { rowLabel } from "./summary-words.js";

/** How dates, and what is no number, are written, and what is counted: `dd.mm.yyyy`, `yes/no`, `0/1`, `grade`, `个`. */
const NOTATION =
  /^(?:\p{L}{1,6}\s*[/|]\s*\p{L}{1,6}|[01]\s*[/|,-]\s*[01]|[dtj]{1,2}[-./ ]m{1,3}[-./ ][yja]{2,4}|[yja]{4}[-./ ]m{1,2}[-./ ][dtj]{1,2}|text|date|datum|number|score|code|count|n|grades?|grad|stufe|anzahl|punti|puntos|grado|nombre|[分级級个個项項名次例点枚])$/iu;

/** Between what and what scores and grades lie, and what their codes mean: `0-5`, `I-IV`, `A-C`, `+/-`, `0=no, 1=yes`. */
const SCALE =
  /^(?:\d{1,3}\s?[-\u2013/]\s?\d{1,3}|[IVX]{1,4}\s?[-\u2013]\s?[IVX]{1,4}|[A-Z]\s?[-\u2013]\s?[A-Z]|\+\s?\/\s?-|[\p{L}\d]{1,12}\s?[=:]\s?[\p{L}\d]{1,12}(?:\s?[,;/|]?\s?[\p{L}\d]{1,12}\s?[=:]\s?[\p{L}\d]{1,12}){1,5})$/u;

/** A row of units: which of the first rows it is, and its texts by column. */
export interface UnitRow {
  readonly at: number;
  readonly texts: readonly string[];
}

/** The columns of values, by slot. */
type ValueColumns = readonly { readonly value: readonly { readonly index: number; readonly heading: string }[] }[];

/**
 * The unit row; undefined if there is none: the first row below the heading that holds anything, or one of the first that begins with a
 * word for units.
 */
export function unitRow(
  { headings, firstRows }: Pick<TableHead, "headings" | "firstRows">,
  plan: SlotPlan,
  matches: ValueColumns,
): UnitRow | undefined {
  const firsts = firstRows.map((row) => row.find((cell) => cell.trim() !== ""));
  const first = firsts.findIndex((cell) => cell !== undefined);
  for (const [at, row] of firstRows.entries()) {
    const cell = firsts[at];
    if (cell === undefined || (at !== first && (!isUnitLabel(cell) || isAmong(firsts, at)))) continue;
    const texts = unitTexts(headings, row, plan, matches);
    if (texts !== undefined) return { at, texts };
  }
  return undefined;
}

/** Whether candidates may stand above a row and below it: then nobody knows whether it speaks of both. */
function isAmong(firsts: readonly (string | undefined)[], at: number): boolean {
  const isSomebody = (cell: string | undefined): boolean => cell !== undefined && rowLabel(trimWhite(cell)) === undefined;
  const isBelow = firsts.length >= FIRST_ROWS || firsts.slice(at + 1).some((cell) => cell !== undefined);
  return isBelow && firsts.slice(0, at).some(isSomebody);
}

/** The texts of a row, if it is one of units. */
function unitTexts(
  headings: readonly string[],
  row: readonly string[],
  plan: SlotPlan,
  matches: ValueColumns,
): readonly string[] | undefined {
  const texts = row.map(withoutBrackets);
  const columns = plan.slots.flatMap(({ field, index }) => (matches[index]?.value ?? []).map((place) => ({ field, ...place })));
  const units = new Set(
    columns.flatMap(({ field, index }) => (field.type === "number" && isOf(texts[index] ?? "", field) ? [index] : [])),
  );
  if (units.size === 0) return undefined;
  const isRead = (text: string, at: number): boolean =>
    columns.some(({ field, index, heading }) => index === at && fittingShare(field, heading, [text]) > 0);
  /** Beside units: a text that is neither a value of the column's field nor an ID: `IHC` below `HER2`. */
  const isWord = (text: string, at: number): boolean =>
    (isBracketed(row[at] ?? "") ? BRACKETED_WORD.test(text) : units.size > 1 && WORD.test(text)) &&
    idName(headings[at] ?? "") === undefined &&
    !isRead(text, at);
  return texts.every((text, at) => isNoValue(text) || isWord(text, at)) ? texts : undefined;
}

/** What is no number, name or sentence. */
const WORD = /^[^\d\s]{1,20}(?: [^\d\s]{1,20}){0,2}$/u;

/** The same in brackets, where no number stands: `[ICD-10]`. */
const BRACKETED_WORD = /^(?=.*\p{L})[^\s]{1,20}(?: [^\s]{1,20}){0,2}$/u;

function isBracketed(cell: string): boolean {
  return /^(?:\(.*\)|\[.*\]|（.*）|［.*］|【.*】)$/u.test(trimWhite(cell));
}

function withoutBrackets(cell: string): string {
  const text = trimWhite(cell);
  return isBracketed(text) ? trimWhite(text.slice(1, -1)) : text;
}

function isOf(text: string, field: NumberField): boolean {
  return text !== "" && !/^\d+$/.test(text) && unitOf(text, field).state !== "none";
}

/** `Einheit`, `Units:` */
function isUnitLabel(text: string): boolean {
  return isUnitWord(foldHeading(text.replace(/[:：]\s*$/u, "")));
}

function isNoValue(text: string): boolean {
  if (missingWord(foldSpelling(text)) !== undefined || isUnitLabel(text)) return true;
  if (NOTATION.test(text) || SCALE.test(text)) return true;
  return !/^[\d.,]+$/.test(text) && readStatedUnit(text, []).state !== "unknown";
}

/** Whether a table begins with one, with its columns as the map names them. */
export function hasUnitRow(head: TableHead, plan: SlotPlan, map: ColumnMap | undefined): boolean {
  const used = new Set(plan.slots.map(({ field }) => field.name));
  const mapped = mappedColumns(map, used, head.headings, headingFinder(head.headings), () => undefined);
  const found = unitRow(head, plan, matchesOf(plan, headingsOf(head.headings), mapped));
  return found !== undefined && head.firstRows.slice(0, found.at).every((row) => row.every((cell) => cell.trim() === ""));
}

/** What heading and unit row say together. Where they differ, nobody knows the unit. */
export function withUnitRow(heading: HeadingUnit, text: string, field: Field, word: "heading" | "key"): HeadingUnit {
  if (field.type !== "number" || text === "") return heading;
  const below = unitOf(text, field);
  if (below.state === "none" || heading.state === "none") return below.state === "none" ? heading : below;
  if (heading.state === "unclear" || sameMeasure(heading.unit, below.unit)) return heading;
  return { state: "unclear", hint: `the ${word} says ${heading.unit.ucum}, and the row of units ${below.unit.ucum}` };
}

/** A heading with what the row of units says of digits and letters below it: `0=no, 1=yes`, `(O/N)`. */
export function withAnswersBelow(heading: string, text: string, field: Field): string {
  return text === "" || (field.type !== "boolean" && field.type !== "code") ? heading : `${heading} (${text})`;
}

/** The same for all columns. */
export function matchesWithUnits(
  plan: SlotPlan,
  matches: readonly ColumnMatches[],
  texts: readonly string[],
): readonly ColumnMatches[] {
  return matches.map((found, slot) => {
    const field = plan.slots[slot]?.field;
    if (field === undefined) return found;
    const told = (part: "value" | "uln" | "lln") =>
      found[part].map((one) => ({
        ...one,
        unitInHeading: withUnitRow(one.unitInHeading, texts[one.index] ?? "", field, "heading"),
        told: withAnswersBelow(one.heading, texts[one.index] ?? "", field),
      }));
    return { ...found, value: told("value"), uln: told("uln"), lln: told("lln") };
  });
}

/** What is said about it. */
export function unitRowNotice(row: number, where: "headings" | "keys" = "headings"): Notice {
  return {
    code: "unit-row",
    row,
    message: `this row holds units, not a candidate: they count as if they were in the ${where}`,
  };
}
