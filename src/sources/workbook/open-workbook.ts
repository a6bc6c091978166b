/** From the bytes of a workbook to the table of one of its sheets. */
import type { Notice } from "../../diagnostics/notice.js";
import { isLegend } from "../../values/answer-legends.js";
import { isExplanation } from "../../values/notes.js";
import { CELL_END, shownCell } from "../../values/typed-cell.js";
import { utf8Bytes } from "../bytes/utf8.js";
import { MOST_NOTES, type SheetFacts, type TableHead } from "../input-head.js";
import { notAWorkbook } from "../not-a-list.js";
import { type Archive, openArchive } from "./archive.js";
import { damaged, WorkbookFault } from "./fault.js";
import { LegendReader } from "./other-sheets.js";
import { type Book, readBook, readPart, relationsOf, type SheetEntry } from "./parts.js";
import { placeOf, type RawCell } from "./place.js";
import { TextCollector } from "./rich-text.js";
import { type SheetHandler, SheetReader } from "./sheet-reader.js";
import { NEAR_COLUMNS, OutOfOrder, type SheetTable, TableBuilder, type TableOptions } from "./table-builder.js";

/** What is to be read of a workbook. */
export interface WorkbookOptions {
  /** The name of a sheet, or its number, from 1; undefined: the only visible one that is used. */
  readonly sheet: string | undefined;
  /** Rows before the heading; undefined: empty ones are passed over. */
  readonly skip: number | undefined;
  /** Bytes of the table. */
  readonly limit: number;
  /** Whether a sheet with this head holds what the criteria use. */
  readonly isUsed: (head: TableHead) => boolean;
}

/** A sheet, in the form that `openSheetTable` reads. */
export interface OpenedSheet {
  readonly name: string;
  readonly chunks: readonly Uint8Array[];
}

/** Opens a workbook; or says why it cannot be read. */
export async function openWorkbook(bytes: Uint8Array, options: WorkbookOptions): Promise<OpenedSheet | Notice> {
  const other = notAWorkbook(bytes);
  if (other !== undefined) return other;
  try {
    const archive = await openArchive(bytes);
    const book = await readBook(archive);
    const sheet = await chosenSheet(archive, book, options);
    const table = await readTable(archive, book, sheet, { ...options, headOnly: false });
    if (table.headingRow === 0) throw new WorkbookFault(`the sheet \`${sheet.name}\` is empty`, undefined, "empty-input");
    const { explained, ...beside } = await besideCells(archive, sheet, table);
    const notes = [...table.notes, ...explained, ...(await notesOnOthers(archive, book, sheet))];
    const head: TableHead = { ...headOf(table, { ...beside, name: sheet.name }), notes: notes.slice(0, MOST_NOTES) };
    return { name: sheet.name, chunks: [utf8Bytes(`${JSON.stringify(head)}\n`), ...table.chunks] };
  } catch (error) {
    if (error instanceof WorkbookFault) return error.notice;
    throw error;
  }
}

function headOf(
  { headings, headingRow, firstRows, columns, numbers }: SheetTable,
  facts: Omit<SheetFacts, "columns" | keyof SheetTable["numbers"]>,
): TableHead {
  const sheet = { ...facts, ...numbers, columns };
  return { kind: "table", format: "xlsx", delimiter: CELL_END, headings: headings.map(shownCell), headingRow, firstRows, sheet };
}

async function chosenSheet(archive: Archive, book: Book, options: WorkbookOptions): Promise<SheetEntry> {
  const { sheets } = book;
  const { sheet: asked, isUsed } = options;
  if (asked !== undefined) {
    const found = sheets.find(({ name }) => name === asked) ?? (/^[1-9]\d*$/.test(asked) ? sheets[Number(asked) - 1] : undefined);
    if (found !== undefined) return found;
    throw new WorkbookFault(`there is no sheet \`${asked}\``, `its sheets are ${listed(sheets)}`, "sheet", namesOf(sheets));
  }
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const [only] = visible;
  if (only === undefined)
    throw new WorkbookFault(
      "none of its sheets is visible",
      `name one with --sheet: ${listed(sheets)}`,
      "sheet",
      namesOf(sheets),
    );
  if (visible.length === 1) return only;
  const used: SheetEntry[] = [];
  for (const sheet of visible) {
    const table = await readTable(archive, book, sheet, { ...options, headOnly: true });
    if (table.headingRow > 0 && isUsed(headOf(table, { name: sheet.name, comments: 0, totalRows: [] }))) used.push(sheet);
  }
  const [first] = used;
  if (first !== undefined && used.length === 1) return first;
  throw new WorkbookFault(
    used.length === 0
      ? "none of its sheets has a column for a field that the criteria use"
      : `${used.length} of its sheets have columns for fields that the criteria use: ${listed(used)}`,
    `name one with --sheet${used.length === 0 ? `: ${listed(visible)}` : ""}`,
    "sheet",
    namesOf(used.length === 0 ? visible : used),
  );
}

function namesOf(sheets: readonly SheetEntry[]): readonly string[] {
  return sheets.map(({ name }) => name);
}

const MOST_LISTED = 20;

function listed(sheets: readonly SheetEntry[]): string {
  const shown = namesOf(sheets.slice(0, MOST_LISTED)).map((name) => `\`${name}\``);
  const more = sheets.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** A remark may stand after the last heading: then the columns there are read, too. */
async function readTable(archive: Archive, book: Book, sheet: SheetEntry, options: TableOptions): Promise<SheetTable> {
  const table = await readColumns(archive, book, sheet, options);
  return table.hasNear && !options.headOnly ? readColumns(archive, book, sheet, { ...options, beyond: NEAR_COLUMNS }) : table;
}

async function readColumns(archive: Archive, book: Book, { part }: SheetEntry, options: TableOptions): Promise<SheetTable> {
  const inOrder = new TableBuilder(book, options);
  try {
    await readRows(archive, part, inOrder);
    return inOrder.table();
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error;
  }
  const sorted = new TableBuilder(book, options);
  const rows: (readonly [row: number, isHidden: boolean, cells: readonly RawCell[]])[] = [];
  const collector = {
    row: (...row: (typeof rows)[number]): undefined => void rows.push(row),
    hiddenColumns: (first: number, last: number) => sorted.hiddenColumns(first, last),
    merged: (ref: string) => sorted.merged(ref),
    beside: (text: string, ref: string) => sorted.beside(text, ref),
    filtered: () => sorted.filtered(),
  };
  await readRows(archive, part, collector);
  for (const row of rows.sort(([a], [b]) => a - b)) sorted.row(...row);
  return sorted.table();
}

async function readRows(archive: Archive, part: string, handler: SheetHandler): Promise<void> {
  const reader = new SheetReader(part, handler);
  let isStopped = false;
  await archive.read(part, (bytes) => {
    const answer = reader.write(bytes);
    isStopped = answer === "stop";
    return answer;
  });
  if (!isStopped) reader.end();
}

/** What the other sheets explain, including hidden ones. Damaged ones are skipped. */
async function notesOnOthers(archive: Archive, book: Book, chosen: SheetEntry): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const sheet of book.sheets.filter((one) => one !== chosen).slice(0, MOST_SHEETS)) {
    const reader = new LegendReader(book, sheet.name);
    try {
      await readRows(archive, sheet.part, reader);
    } catch (error) {
      if (!(error instanceof WorkbookFault || error instanceof OutOfOrder)) throw error;
    }
    notes.push(...reader.notes);
  }
  return notes;
}

const MOST_SHEETS = 100;

/** Comments, and tables with a row of totals. */
async function besideCells(
  archive: Archive,
  { part }: SheetEntry,
  { headings, headingRow }: SheetTable,
): Promise<Pick<SheetFacts, "comments" | "totalRows"> & { readonly explained: readonly string[] }> {
  let comments = 0;
  const explained: string[] = [];
  const totalRows: number[] = [];
  const collector = new TextCollector();
  let on = "";
  for (const { type, target } of await relationsOf(archive, part)) {
    if (type === "comments")
      await readPart(archive, target, {
        open(element, tag) {
          if (element !== "comment") return collector.open(element, tag);
          comments += 1;
          collector.begin();
          const place = placeOf(tag.attribute("ref") ?? "");
          on = (place?.row === headingRow && headings[place.column]) || "";
        },
        close(element) {
          if (element !== "comment") collector.close(element);
          else if ((on === "" ? isLegend : isExplanation)(collector.text)) explained.push(`${on}; ${collector.text}`);
        },
        text: (piece) => collector.add(piece),
      });
    if (type === "table")
      await readPart(archive, target, {
        open(element, tag) {
          if (element !== "table") return;
          const totals = Number(tag.attribute("totalsRowCount") ?? 0);
          const ref = tag.attribute("ref") ?? "";
          const end = placeOf(ref.slice(ref.indexOf(":") + 1));
          if (totals > 0 && end === undefined) throw damaged("one of its tables does not say where it is");
          for (let row = 0; row < totals && end !== undefined; row++) totalRows.push(end.row - row);
        },
      });
  }
  return { comments, totalRows, explained };
}
