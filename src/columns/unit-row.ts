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
import { answerOf, isAnswerKey } from "./answer-key.js";
import { type ColumnMatches, headingsOf, type MappedColumns, mappedValue, matchesOf } from "./column-matches.js";
import { isUnitWord } from "./companion-words.js";
import { fittingShare, headingFinder } from "./find-column.js";
import { headingForms, headingIndex, unitOf } from "./heading.js";
import { idName } from "./id-names.js";
import { mappedColumns } from "./mapped-columns.js";
import { rowLabel } from "./summary-words.js";

/** How dates, and what is no number, are written, and what is counted: `dd.mm.yyyy`, `yes/no`, `0/1`, `grade`, `个`. */
const NOTATION =
  /^(?:\p{L}{1,6}\s*[/|]\s*\p{L}{1,6}|[01]\s*[/|,-]\s*[01]|[dtj]{1,2}[-./ ]m{1,3}[-./ ][yja]{2,4}|[yja]{4}[-./ ]m{1,2}[-./ ][dtj]{1,2}|text|date|datum|number|score|code|count|n|grades?|grad|stufe|anzahl|punti|puntos|grado|nombre|bool(?:ean)?|integer|string|freitext|是否|有无|有無|是非|[分级級个個项項名次例点枚])$/iu;

/** Between what and what scores and grades lie, and what their codes mean: `0-5`, `I-IV`, `A-C`, `+/-`, `0=no, 1=yes`. */
const SCALE =
  /^(?:\d{1,3}\s?[-\u2013/]\s?\d{1,3}|[IVX]{1,4}\s?[-\u2013]\s?[IVX]{1,4}|[A-Z]\s?[-\u2013]\s?[A-Z]|\+\s?\/\s?-|[\p{L}\d]{1,12}\s?[=:]\s?[\p{L}\d]{1,12}(?:\s?[,;/|]?\s?[\p{L}\d]{1,12}\s?[=:]\s?[\p{L}\d]{1,12}){1,5})$/u;

/** A row of units: which of the first rows it is, and its texts by column. */
export interface UnitRow {
  readonly at: number;
  readonly texts: readonly string[];
  /** It has no unit, but words that belong to the headings. */
  readonly isOfWords: boolean;
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
    const mayBeWords = at === first && firsts.slice(at + 1).some((below) => below !== undefined);
    const found = unitTexts(headings, row, plan, matches, mayBeWords);
    if (found !== undefined) return { at, ...found };
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
  mayBeWords: boolean,
): Pick<UnitRow, "texts" | "isOfWords"> | undefined {
  const texts = row.map(withoutBrackets);
  const columns = plan.slots.flatMap(({ field, index }) => (matches[index]?.value ?? []).map((place) => ({ field, ...place })));
  const units = new Set(
    columns.flatMap(({ field, index }) => (field.type === "number" && isOf(texts[index] ?? "", field) ? [index] : [])),
  );
  const isNameless = texts.every((text, at) => (at > 0 && idName(headings[at] ?? "") === undefined) || isNoName(text));
  if (units.size === 0 && !(isNameless && mayBeWords)) return undefined;
  const isRead = (text: string, at: number): boolean =>
    columns.some(({ field, index, heading }) => index === at && fittingShare(field, heading, [text]) > 0);
  /** Beside units: a text that is neither a value of the column's field nor an ID: `IHC` below `HER2`. */
  const isWord = (text: string, at: number): boolean =>
    (isBracketed(row[at] ?? "") ? BRACKETED_WORD.test(text) : units.size > 1 && WORD.test(text)) &&
    idName(headings[at] ?? "") === undefined &&
    !isRead(text, at);
  /** Where nobody is named, whatever is no value of the column is a part of its heading: `ruled out (y/n)`. */
  const isOfHeading = (text: string, at: number): boolean =>
    isNameless && columns.some(({ index }) => index === at) && NO_FIGURE.test(text) && !isRead(text, at);
  const isOfWords = units.size === 0;
  if (isOfWords && !texts.some((text, at) => !isNoValue(text) && isOfHeading(text, at))) return undefined;
  const isPart = (text: string, at: number): boolean =>
    isNoValue(text) || isOfHeading(text, at) || (!isOfWords && isWord(text, at));
  return texts.every(isPart) ? { texts, isOfWords } : undefined;
}

const NO_FIGURE = /^\D{1,60}$/u;

/** Whether a cell names nobody. */
function isNoName(text: string): boolean {
  return text === "" || isUnitLabel(text) || missingWord(foldSpelling(text)) !== undefined;
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

/** A heading with what the row of units says of digits and letters below it, and of the scale: `0=no, 1=yes`, `(O/N)`, `target`. */
export function withWordsBelow(heading: string, text: string, field: Field): string {
  const isPlain = text === "" || field.type === "date" || (field.type === "number" && isNoValue(text));
  return isPlain ? heading : `${heading} (${text})`;
}

/**
 * Whether a text below a heading may make another column of it, as it would in the heading itself: `ausgeschlossen`, `planned`. Numbers are
 * then in an unknown scale; see {@link withWordsBelow}.
 */
export function isOtherBelow(heading: string, text: string, field: Field): boolean {
  if (text === "" || field.type === "number" || isAnswerKey(text, field)) return false;
  if (field.type === "code" && METHODS.test(text)) return false;
  const isNone = missingWord(foldSpelling(text)) !== undefined;
  // `not done` beside a finding is no mark for nothing.
  if (isNone && (field.type === "date" || !/\p{L}{4}/u.test(text))) return false;
  const isAnswers = field.type !== "date" && ANSWERS.test(text);
  if (!isNone && (isAnswers ? areAnswers(text, heading, field) : isNoValue(text))) return false;
  const isName = (name: string): boolean =>
    headingIndex([field], "values")
      .rolesOf(headingForms(name))
      .some(({ part }) => part === "value");
  return !isName(`${heading} (${text})`) && !isName(text);
}

/** By what a grade was found; beside a finding it may mean that this was done. */
const METHODS =
  /^(?:(?:ihc|ihk|[cfsd]?ish|pcr|ngs|immunhisto(?:chemie)?|immunohistochemistry|免疫组化|免疫組化|免疫染色)(?:\s?[/+,]\s?|\s(?:or|oder|und|and|ou|o)\s|$))+$/iu;

/** `ja/nein`, `j=ja, n=nein`; legends of digits are read as such. */
const ANSWERS = /^(?!\d)[^=:]*\p{L}\s*[/|=:]\s*\p{L}/u;

/** Whether each answer is known, and what stands for another one is the same. */
function areAnswers(text: string, heading: string, field: Field): boolean {
  const isKnown = (word: string): boolean => word === "" || fittingShare(field, heading, [word]) > 0;
  if (!/[=:]/.test(text)) return text.split(/\s*[/|]\s*/).every(isKnown);
  const pairs = text.split(/\s*[,;/|]\s*|\s+(?=\S+\s?[=:])/).map((pair) => pair.split(/\s*[=:]\s*/).map(foldSpelling));
  return pairs.every(([sign = "", word = ""]) => sign !== "" && meaningOf(sign, field) === (meaningOf(word, field) ?? sign));
}

function meaningOf(word: string, field: Field): string | boolean | undefined {
  if (field.type === "boolean") return field.spellings.get(word) ?? answerOf(word);
  return field.type === "code" ? field.spellings.get(word) : undefined;
}

/** The same for all columns. What is said of columns that are none of their field's after all is put into `refused`, by field. */
export function matchesWithUnits(
  plan: SlotPlan,
  matches: readonly ColumnMatches[],
  texts: readonly string[],
  mapped: MappedColumns,
  refused: Map<string, Notice>,
): readonly ColumnMatches[] {
  return matches.map((found, slot) => {
    const field = plan.slots[slot]?.field;
    if (field === undefined) return found;
    const told = (part: "value" | "uln" | "lln") =>
      found[part].map((one) => ({
        ...one,
        unitInHeading: withUnitRow(one.unitInHeading, texts[one.index] ?? "", field, "heading"),
        told: withWordsBelow(one.heading, texts[one.index] ?? "", field),
      }));
    const value = told("value").filter(({ heading, index }) => {
      const text = texts[index] ?? "";
      const isOther = mappedValue(mapped, field.name) === undefined && isOtherBelow(heading, text, field);
      if (isOther) refused.set(field.name, wordsBelowNotice(field, heading, text, "column"));
      return !isOther;
    });
    return { ...found, value, uln: told("uln"), lln: told("lln") };
  });
}

/** What is said about it. */
export function unitRowNotice(row: number, where: "headings" | "keys" = "headings", isOfWords = false): Notice {
  return {
    code: "unit-row",
    row,
    message: `this row holds ${isOfWords ? "words" : "units"}, not a candidate: they count as if they were in the ${where}`,
  };
}

/** What is said about a column that words below its heading make another one. */
export function wordsBelowNotice({ name, label }: Field, heading: string, text: string, word: "column" | "key"): Notice {
  return {
    code: "near-miss",
    column: heading,
    message: `${word} \`${heading}\` is not read as ${label}: what \`${text}\` below the heading means is not known`,
    help: `if it holds the plain values, name it in a column map: { "columns": { "${name}": { "column": ${JSON.stringify(heading)} } } }`,
  };
}
