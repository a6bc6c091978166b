/** The entry to this room: columns and readers for any format. */
import type { SlotSettings } from "../../cells/column-unit.js";
import { readBefore } from "../../cells/read-before.js";
import { SHEET_TEXT } from "../../cells/sheet-text.js";
import { SlotCells } from "../../cells/slot-cells.js";
import { type FileStats, NO_CELLS } from "../../cells/stats.js";
import { Generations, TABLE_TEXT } from "../../cells/text-readers.js";
import { dateNotices } from "../../columns/date-notices.js";
import { type JsonColumns, resolveJsonColumns } from "../../columns/json-columns.js";
import { checkJsonKeys } from "../../columns/json-keys.js";
import { failNotices, judgementNotices, trustNotices, unreadNotices } from "../../columns/judgement-notices.js";
import { needsOf } from "../../columns/needs.js";
import { neighbourNotices } from "../../columns/neighbour-notices.js";
import { lettersOf } from "../../columns/sheet-notices.js";
import { type ColumnOptions, type ColumnsResult, resolveTableColumns, type TableColumns } from "../../columns/table-columns.js";
import { type Around, aboutField, byImportance, type InputNotice } from "../../diagnostics/notice.js";
import { judgementsOf } from "../../facts/judgement.js";
import { assertNever } from "../../language/model.js";
import type { SlotPlan } from "../../plan/slots.js";
import type { InputHead } from "../../sources/input-head.js";
import { counted } from "../../text/counted.js";
import { memoOf } from "../../values/memo.js";
import { openJsonReader } from "./json-record.js";
import type { ReaderOptions, RecordReader } from "./record-reader.js";
import { TableReader } from "./table-record.js";

/** Which columns feed which slots in one file. */
export type FileColumns = TableColumns | JsonColumns;

/** Which columns feed which slots, found from the head, once per file and thread; the result is the same in every thread. */
export function resolveColumns(plan: SlotPlan, head: InputHead, options: ColumnOptions): ColumnsResult<FileColumns> {
  switch (head.kind) {
    case "table":
      return resolveTableColumns(plan, head, options);
    case "objects":
      return resolveJsonColumns(plan, head, options);
    default:
      return assertNever(head);
  }
}

/** One for each column, so that the second look at it finds what the first has read. */
const tableTexts = memoOf((settings: SlotSettings) => readBefore(TABLE_TEXT, settings));
const sheetTexts = memoOf((settings: SlotSettings) => readBefore(SHEET_TEXT, settings));

/** A reader of one file's blocks. */
export function openReader(plan: SlotPlan, columns: FileColumns, options: ReaderOptions): RecordReader {
  if (columns.kind === "json") return openJsonReader(plan, columns, options);
  const { asOf, examples, generations = new Generations() } = options;
  const texts = columns.isTyped ? sheetTexts : tableTexts;
  const cells = plan.slots.flatMap((slot, index) => {
    const settings = columns.slots[index];
    if (settings === undefined) return [];
    const place = { slot: index, column: "", judged: options.judged };
    return [new SlotCells({ ...settings, ...place, field: slot.field, asOf, examples, generations }, texts(settings))];
  });
  return new TableReader(plan, columns, cells, options);
}

/** JSON: whether there is a key for every used field, known after the first look. Tables: nothing, for that was known before. */
export function checkKeys(
  plan: SlotPlan,
  columns: FileColumns,
  keys: ReadonlyMap<string, number>,
  options: ColumnOptions,
): readonly InputNotice[] {
  return columns.kind === "json" ? checkJsonKeys(plan, columns, keys, options) : [];
}

/** Whether values of a slot may be taken to be in the field's own unit, for lack of any other. */
export function mayAssumeUnit(columns: FileColumns, slot: number): boolean {
  if (columns.kind === "json") return true;
  const unit = columns.slots[slot]?.columnUnit;
  return unit?.state === "unit" && unit.from === "field";
}

/** What the cells showed, to be told once a column: assumed units and digits, other digits. After the last record. */
export function statsNotices(
  plan: SlotPlan,
  columns: FileColumns,
  stats: FileStats,
  file: string,
  judged: ReaderOptions["judged"],
): readonly InputNotice[] {
  const told = new Map<string, InputNotice>();
  for (const slot of plan.slots) {
    const { index, field } = slot;
    if (slot.isWhole) continue;
    const own = stats.slots[index] ?? NO_CELLS;
    const { unreadable, assumedUnit, assumedDigit, otherDigit, ownUnit, ahead } = own;
    const column = columns.kind === "table" ? columns.slots[index]?.value?.heading : undefined;
    const about = (count: number | string, one: Around, several?: Around, ...details: readonly string[]) =>
      aboutField(
        field,
        (name) => ({
          subject: name,
          details: [
            ...(column === undefined ? [] : [`column \`${column}\``]),
            ...details,
            typeof count === "number" ? counted(count, "cell") : count,
          ],
        }),
        one,
        several,
      );
    const tell = (notice: Omit<InputNotice, "file" | "column">): void => {
      // Two dictionaries' declarations of a field are told apart only where what is told differs.
      const key = `${notice.code} ${notice.message}`;
      if (!told.has(key)) told.set(key, { ...notice, file, column });
    };
    const settings = columns.kind === "table" ? columns.slots[index] : columns.settings[index];
    for (const one of judgementNotices(slot, { heading: column, columnUnit: settings?.columnUnit }, judged)) tell(one);
    const isUnitOpen = judgementsOf(judged, index).some(({ judgement }) => judgement.unit !== "sure");
    const implausible = unreadable.find(({ reason, hint }) => reason === "implausible" && hint?.startsWith("looks like"));
    if (implausible !== undefined && !isUnitOpen) {
      tell({
        code: "implausible-unit",
        severity: "note",
        row: implausible.firstRow,
        ...about(
          `${counted(implausible.count, "cell")} that would fit ${fitting(implausible)}`,
          ["", " has values outside the plausible range"],
          ["", " have values outside the plausible range"],
        ),
        // A unit in the row itself outranks what a map could say about the column.
        help: "check these rows: the values cannot be read until the right unit is in the unit column or, if there is none, in the cell",
      });
    }
    for (const told of columns.kind === "table" ? neighbourNotices(field, columns.slots[index], columns.slots, unreadable) : [])
      tell({ ...told, severity: "note" });
    for (const told of [...unreadNotices(field, column, own), ...trustNotices(field, column, own)]) tell(told);
    if (ahead !== undefined)
      tell({
        code: "after-as-of",
        severity: "note",
        row: ahead.firstRow,
        ...about(
          ahead.count,
          ["", " has values dated after the as-of date: criteria that use them are unknown"],
          ["", " have values dated after the as-of date: criteria that use them are unknown"],
        ),
        help: "check the as-of date, and the dates of these values",
      });
    const failing = failNotices(field, column, own);
    for (const told of failing) tell(told);
    if (failing.length === 0 && assumedUnit !== undefined && field.type === "number" && field.unit !== undefined)
      tell({
        code: "assumed-unit",
        severity: "note",
        row: assumedUnit.firstRow,
        ...about(
          assumedUnit.count,
          ["no unit given for ", ": the field's own unit is assumed"],
          ["no unit given for ", ": the fields' own units are assumed"],
          field.unit.ucum,
        ),
        help: `put the unit in the ${columns.kind === "table" ? "heading" : "key"} or in a column map`,
      });
    if (assumedDigit !== undefined)
      tell({
        code: "assumed-digit",
        severity: "note",
        row: assumedDigit.firstRow,
        ...about(assumedDigit.count, ["1 and 0 in ", " are read as yes and no"], ["1 and 0 in ", " are read as yes and no"]),
        help: "declare `codes` in a column map if they mean something else",
      });
    for (const need of slot.used ? needsOf(plan, slot, columns, stats, own) : []) tell(need);
    const stated = settings?.columnUnit;
    if (ownUnit !== undefined && stated?.state === "unit" && (stated.from === "heading" || stated.from === "column-map"))
      tell({
        code: "own-unit",
        severity: "note",
        row: ownUnit.firstRow,
        ...about(
          ownUnit.count,
          ["", " has numbers with a unit of their own, in which they are read; the others are read in the unit of the column"],
          ["", " have numbers with a unit of their own, in which they are read; the others are read in the unit of their column"],
          stated.unit?.ucum ?? "",
        ),
      });
    if (otherDigit !== undefined)
      tell({
        code: "other-digit",
        severity: "note",
        row: otherDigit.firstRow,
        ...about(
          otherDigit.count,
          ["", " has digits other than 1 and 0, or a note explains them otherwise; they may be codes"],
          ["", " have digits other than 1 and 0, or a note explains them otherwise; they may be codes"],
        ),
        help: "declare `codes` in a column map",
      });
  }
  for (const notice of dateNotices(plan, columns, stats)) told.set(`${notice.code} ${notice.message}`, { ...notice, file });
  const lettered = (notice: InputNotice): InputNotice =>
    columns.kind === "table" ? { ...notice, letters: lettersOf(columns, notice.column) } : notice;
  return [...blankIds(columns, stats, file), ...[...told.values()].sort(byImportance).map(lettered)];
}

/** Rows that may belong to the person above: each is a separate record, so a person's worst value may not be in their own. */
function blankIds({ kind }: FileColumns, { records, blankIds: blank }: FileStats, file: string): readonly InputNotice[] {
  if (blank === undefined || blank.count < 2 || blank.count === records) return [];
  const [what, rows, why] =
    kind === "table" ? (["row", "rows", "are there merged cells, or "] as const) : (["record", "records", "are there "] as const);
  return [
    {
      code: "blank-ids",
      severity: "problem",
      file,
      row: blank.firstRow,
      message: `the ID is blank in ${blank.count} of ${records} ${rows}: ${why}several ${rows} for one person? Each ${what} counts as a separate candidate`,
      help: `write the ID in every ${what}, and put everything about one person in one ${what}: a list has one ${what} per candidate`,
    },
  ];
}

/** The units of a hint: `looks like /uL` */
function fitting({ hint = "" }: { readonly hint: string | undefined }): string {
  return hint.replace("looks like ", "");
}
