/** Tables that are not a list with one row per candidate: long and transposed ones, and headings below other lines. */
import type { Notice } from "../diagnostics/notice.js";
import type { Field } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import type { InputHead, TableHead } from "../sources/input-head.js";
import { columnLetters } from "../values/column-letters.js";
import { foldHeading } from "../values/heading.js";
import { missingWord } from "../values/missing.js";
import { foldSpelling } from "../values/text.js";
import { type ColumnMatches, type MappedColumns, mappedValue } from "./column-matches.js";
import { type ColumnPlace, fittingShare } from "./find-column.js";
import { headingForms, headingIndex } from "./heading.js";
import { goesOnUnder } from "./places-beside.js";

/** Headings of the column that names what was measured, folded; CDISC's begin with their domain. */
const TEST =
  /^(?:(?:lb|vs|qs|eg)test(?:cd)?|param(?:cd|eter)?|(?:lab)?test(?:name|code|cd)?|analyt[e]?|measurement(?:name|sourcevalue)?|component|laborparameter|untersuchung|检[验查]项目|项目|検査項目)$/;
/** Headings of the column that holds the results. */
const VALUE =
  /^(?:(?:lb|vs|qs|eg)(?:orres|stres[nc])|avalc?|(?:test)?(?:value|result)s?|valueasnumber|wert|ergebnis|valeur|resultat|valor|resultado|结果|検査値)$/;

/** Headings of ids that may stand in several rows of a table of results. */
const ID = /^(?:usubjid|subjid|mrn|id|recordid|.*(?:patient|subject|candidate|participant|proband|患者|病历).*)$/;

/** Cells of a row, and columns of a table, that are compared with field names. */
const MOST_CELLS = 500;

/** Whether keys or headings are those of a table of results. */
function isOfResults(headings: readonly string[]): boolean {
  const folded = headings.slice(0, MOST_CELLS).map(foldHeading);
  return folded.some((one) => TEST.test(one)) && folded.some((one) => VALUE.test(one));
}

/** The message about a table of results. */
function longTable(where: string): Notice {
  return {
    code: "long-table",
    message: `this is a long table: it has one row per result${where}, not one row per candidate`,
    help: "pivot it to one row per candidate, with a column for each test and the unit in its heading",
  };
}

/** The fields that a text names. */
type FieldsIn = (text: string) => readonly string[];

function fieldFinder(plan: SlotPlan): FieldsIn {
  const fields = new Map<string, Field>();
  for (const trial of plan.trials) for (const field of trial.fields.values()) fields.set(field.name, field);
  const roles = headingIndex(fields.values(), "values");
  return (cell) => (cell.trim() === "" ? [] : roles.rolesOf(headingForms(cell)).map((role) => role.field.name));
}

/** The message about JSON records that are results, and not candidates. `found` are the fields that have a key. */
export function recordsOfResults(plan: SlotPlan, head: InputHead, found: ReadonlySet<string>): Notice | undefined {
  if (found.size === 0 && isOfResults(head.headings)) return longTable("");
  if (found.size > 1 && !isOfResults(head.headings)) return undefined;
  const told = ofResults(head, found, fieldFinder(plan));
  return told?.code === "long-table" ? told : undefined;
}

/** What a table is that cannot be read as a list; undefined if it may be one. */
export function otherShape(plan: SlotPlan, head: TableHead, matches: readonly ColumnMatches[]): Notice | undefined {
  const names = plan.slots.filter((_, index) => (matches[index]?.value.length ?? 0) > 0).map(({ field }) => field.name);
  const found = new Set(names);
  const isHash = head.headings[0]?.startsWith("#") === true;
  if (found.size > 1 && !isHash && !isOfResults(head.headings)) return undefined;
  const fieldsIn = fieldFinder(plan);
  const used = new Set(plan.slots.map(({ field }) => field.name));
  const usedIn = (row: readonly string[]): number =>
    new Set(
      row
        .slice(0, MOST_CELLS)
        .flatMap(fieldsIn)
        .filter((name) => used.has(name)),
    ).size;
  return (
    commentLines(head, found.size, usedIn) ??
    ofResults(head, found, fieldsIn) ??
    (found.size > 1 ? undefined : titleLine(head, found.size, usedIn))
  );
}

/** Lines that begin with `#`, above a line that holds the headings. */
function commentLines({ headings, firstRows, headingRow }: TableHead, found: number, usedIn: (row: readonly string[]) => number) {
  const isComment = ([first = ""]: readonly string[]): boolean => first.startsWith("#");
  const below = firstRows.findIndex((row) => !isComment(row));
  // A heading may begin with `#` itself: then no line below does, or only ids do (`#1`), and none holds a field's name.
  if (!isComment(headings)) return undefined;
  const heading = firstRows[below];
  if (heading === undefined) {
    const firsts = firstRows.map(([first = ""]) => first.trim());
    const isIds = new Set(firsts).size === firsts.length && new Set(firsts.map((one) => one.replace(/\d+/g, "0"))).size <= 1;
    return isIds ? undefined : onlyComments(headingRow + firstRows.length);
  }
  const isAbove = below > 0 && headings[0] !== "#";
  if (!isAbove && usedIn(heading) < Math.max(1, found)) return undefined;
  return belowOthers(
    headingRow + 1 + below,
    heading,
    below === 0 ? "the first line is a comment" : `the first ${below + 1} lines are comments`,
  );
}

/** More comments than were looked at, or nothing else. */
function onlyComments(row: number): Notice {
  return {
    code: "title-line",
    row,
    message: `the first ${row} lines begin with \`#\`, so they look like comments`,
    help: "use --skip with the number of lines above the headings",
  };
}

function belowOthers(row: number, cells: readonly string[], what: string): Notice {
  const message = `${what}: the headings seem to be in row ${row}`;
  const settledBy = { path: ["skip"], values: [row - 1], shown: cells.filter((cell) => cell.trim() !== "") };
  return { code: "title-line", row, message, help: `use --skip ${row - 1}`, settledBy };
}

/** A table of results, or one whose rows are fields. */
function ofResults(head: InputHead, found: ReadonlySet<string>, fieldsIn: FieldsIn) {
  const { headings, firstRows } = head;
  const isResults = isOfResults(headings);
  const repeats = headings.slice(0, MOST_CELLS).some((heading, index) => {
    const ids = ID.test(foldHeading(heading)) ? firstRows.map((row) => (row[index] ?? "").trim()).filter((id) => id !== "") : [];
    return new Set(ids).size < ids.length;
  });
  const isValue = headings.some((heading) => VALUE.test(foldHeading(heading)));
  for (const [index, heading] of headings.slice(0, MOST_CELLS).entries()) {
    const cells = firstRows.map((row) => row[index] ?? "").filter((cell) => cell.trim() !== "");
    const named = cells.map(fieldsIn).filter((fields) => fields.length > 0);
    const fields = new Set(named.flat());
    if (fields.size === 0) continue;
    const isTest = isResults && TEST.test(foldHeading(heading));
    const isMost = fields.size > 1 && 2 * named.length > cells.length;
    if (index === 0 && found.size === 0 && isMost && named.length === fields.size && (!isValue || headings.length < 3))
      return {
        code: "transposed-table",
        message: `the fields are in the rows of column ${placeName(head, index)}, and the candidates are in the columns`,
        help: "transpose the table: one row per candidate, one column per field",
      } as const;
    // A list with columns of its own for the fields may have a column of any name: its ids do not repeat.
    const isOther = repeats && [...fields].every((field) => !found.has(field));
    const isLong =
      found.size === 0
        ? isTest || (isMost && (isValue || repeats))
        : found.size === 1
          ? isMost && isOther
          : isTest && isMost && isOther;
    if (isLong) return longTable(` (the tests are in column \`${heading}\`)`);
  }
  return undefined;
}

/** Whether the heading stands below a title: a later line holds more of the fields than the first does, and no number. */
function titleLine({ headings, firstRows, headingRow }: TableHead, found: number, usedIn: (row: readonly string[]) => number) {
  const filled = (row: readonly string[]): number => row.filter((cell) => cell.trim() !== "").length;
  const below = firstRows.findIndex(
    (row) =>
      usedIn(row) > (filled(headings) < filled(row) ? found : Math.max(1, found)) &&
      !row.some((cell) => /^\s*[<>≤≥=]*\s*[-+]?\d+(?:[.,]\d+)?\s*$/.test(cell)) &&
      // A heading that holds a field is no title, unless it is a line of groups.
      (found === 0 || filled(headings) < filled(row)),
  );
  const [heading = [], ...rows] = firstRows.slice(below);
  if (below < 0 || isGlossary(heading, rows, usedIn)) return undefined;
  return belowOthers(headingRow + 1 + below, heading, "the first line looks like a title");
}

/** `SM | pacemaker` above `HT | hypertension`: what abbreviations stand for, on a sheet of its own. */
function isGlossary(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  usedIn: (row: readonly string[]) => number,
): boolean {
  const [only, another] = heading.flatMap((cell, index) => (usedIn([cell]) > 0 ? [index] : []));
  return only !== undefined && another === undefined && rows.some((row) => usedIn([row[only] ?? ""]) > 0);
}

/** A column as people find it: in a workbook by its letters. */
function placeName(head: InputHead, index: number): string {
  return head.kind === "table" && head.sheet !== undefined ? columnLetters(index) : String(index + 1);
}

/** Columns without a heading, up to the last that has one. Where one holds values as the column in front of it does, it is a question which count. */
export function blankHeadings(
  plan: SlotPlan,
  head: TableHead,
  matches: readonly ColumnMatches[],
  isTrusted: (field: Field) => boolean,
): readonly ToldOfBlank[] {
  const { headings, headingRow: row } = head;
  const last = headings.findLastIndex((heading) => heading.trim() !== "");
  const columns = plan.slots.flatMap(({ field, index }) => {
    const [place, second] = matches[index]?.value ?? [];
    return place === undefined || second !== undefined || isTrusted(field) ? [] : [{ field, place }];
  });
  return headings.flatMap((heading, index): readonly ToldOfBlank[] => {
    if (heading.trim() !== "") return [];
    const subject = placeName(head, index);
    const same = columns.find((one) => goesOnUnder(one.place.index, index, headings) && holdsOthers(head, one, index));
    if (same !== undefined) return [["error", otherValues(same, subject, row)]];
    if (index > last) return [];
    const around = {
      one: ["column ", " has no heading and is not read"],
      several: ["columns ", " have no heading and are not read"],
    } as const;
    return [["note", { code: "blank-heading", row, message: around.one.join(subject), shared: { subject, ...around } }]];
  });
}

type ToldOfBlank = readonly [severity: "note" | "error", notice: Notice];

/** A field, and the column that feeds it. */
interface FieldColumn {
  readonly field: Field;
  readonly place: ColumnPlace;
}

const FEWEST_OTHERS = 2;

/** Whether a column holds such values, and not those of the column in front of it. */
function holdsOthers({ firstRows }: TableHead, { field, place: { heading, index } }: FieldColumn, at: number): boolean {
  const pairs = firstRows.map((row) => [index, at].map((one) => (row[one] ?? "").trim()));
  const filled = pairs.filter(([value = "", other = ""]) => value !== "" && missingWord(foldSpelling(other)) === undefined);
  const cells = filled.map(([, other = ""]) => other);
  const isSame = filled.every(([value, other]) => value === other);
  return !isSame && cells.length >= FEWEST_OTHERS && fittingShare(field, heading, cells) >= MOST_SHARE;
}
const MOST_SHARE = 0.8;

function otherValues({ field, place: { heading } }: FieldColumn, subject: string, row: number): Notice {
  return {
    code: "second-heading",
    row,
    column: heading,
    message: `column ${subject} has no heading and holds the same kind of values as \`${heading}\` to its left: which of them count?`,
    help: `give column ${subject} a heading that says what it holds, and name the right column in a column map; if it holds something else: { "columns": { "${field.name}": { "trust": ["neighbours"] } } }`,
  };
}

/**
 * Headings in two rows: `PLT` above `Baseline` and `aktuell`. Which of the columns counts is a question; a line of words without an id alone
 * would hide it.
 */
export function splitHeading(
  plan: SlotPlan,
  { headings, firstRows, headingRow }: TableHead,
  matches: readonly ColumnMatches[],
  mapped: MappedColumns,
): Notice | undefined {
  const at = firstRows.findIndex((row) => row.some((cell) => cell.trim() !== ""));
  const below = (firstRows[at] ?? []).map((cell) => cell.trim());
  const columns = plan.slots.flatMap(({ field, index }) => (matches[index]?.value ?? []).map((place) => ({ field, ...place })));
  const filled = columns.filter(({ index }) => (below[index] ?? "") !== "");
  if (below[0] !== "" || filled.some(({ field, heading, index }) => fittingShare(field, heading, [below[index] ?? ""]) > 0))
    return undefined;
  const split = filled.find(
    ({ field, index }) =>
      (headings[index + 1] ?? "").trim() === "" &&
      (below[index + 1] ?? "") !== "" &&
      !VALUE.test(foldHeading(below[index] ?? "")) &&
      mappedValue(mapped, field.name) === undefined,
  );
  if (split === undefined) return undefined;
  const { heading, index } = split;
  return {
    code: "second-heading",
    row: headingRow + 1 + at,
    column: heading,
    message: `the headings are in two rows: \`${heading}\` is above \`${below[index]}\` and \`${below[index + 1]}\``,
    help: `combine them in one heading (\`${heading} ${below[index]}\`), remove this row, and name the right column in a column map`,
  };
}
