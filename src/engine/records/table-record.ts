/** Reads the records of tables. */
import type { SlotCells } from "../../cells/slot-cells.js";
import { type FileStats, mergeTallies, type Tally } from "../../cells/stats.js";
import { LABEL_CELLS } from "../../columns/candidate-rows.js";
import { hasLostDigits, missingId, NO_OTHERS, type OtherId, rowId } from "../../columns/id.js";
import { isRecordStatus, withdrawnRecord } from "../../columns/record-status.js";
import { isPlainId, type RowLabel } from "../../columns/summary-words.js";
import type { TableColumns } from "../../columns/table-columns.js";
import type { InputNotice } from "../../diagnostics/notice.js";
import type { PlacedFacts } from "../../facts/column-facts.js";
import type { SlotPlan } from "../../plan/slots.js";
import { utf8Bytes } from "../../sources/bytes/utf8.js";
import { type Rows, rowsOf } from "../../sources/delimited/rows.js";
import type { Block } from "../../sources/input-head.js";
import type { Observation } from "../../values/observation.js";
import { type Reading, type Unreadable, unreadable } from "../../values/reading.js";
import type { NormalLimit, Problem, ReadingKeys } from "../../values/record.js";
import { turns } from "../../values/turns.js";
import { type KeptIn, keptIn } from "./kept-value.js";
import type { CandidateRow, ReaderOptions, RecordReader, RowId, ShownPart } from "./record-reader.js";
import { RowChecks } from "./row-checks.js";
import { type BlockRows, isOpen, type MarkedRow, NONE_PASSED, RowMarks } from "./row-marks.js";
import {
  dittoId,
  JoinedRows,
  mergedId,
  NO_CANDIDATE,
  notACandidate,
  raggedRow,
  secondHeading,
  TORN_ID,
  TOTAL_ROW,
} from "./row-problems.js";
import { NO_COLUMN, TableCells } from "./table-cells.js";
import { beginsQuoted, columnName, idIn, isDittoId, isLostIn, mergedIdsOf, othersIn, shownIn, shownPart } from "./table-id.js";
import { blockOf, isOtherHeading, type Line, labelOfId, labelOfRow, lineOfText } from "./table-labels.js";
import { cellOf, limitIn, type Places, placesOf } from "./table-places.js";
import { isRagged, rowWidth, TableWatch } from "./table-watch.js";

const SHIFTED = unreadable("shifted");
const NO_PROBLEMS: readonly Problem[] = [];

/** A reader of one table's blocks. */
export class TableReader implements RecordReader, CandidateRow {
  readonly #plan: SlotPlan;
  readonly #columns: TableColumns;
  readonly #options: ReaderOptions;
  readonly #places: readonly Places[];
  readonly #watch: TableWatch;
  /** Of the current row's cells. */
  readonly readingKeys: ReadingKeys;
  readonly #cells: TableCells;
  /** The column of an id that has one alone; -1: there is none, or the id is composite. */
  readonly #idPlace: number;
  /** The column that says of whole records that they do not count; -1: none. */
  readonly #status: number;
  /** A row with cells up to here is complete; cells after it must be empty. */
  readonly #width: number;
  #rows: Rows | undefined;
  /** Why no cell of the row is read; undefined for nearly all rows. */
  #unread: Unreadable | undefined;
  /** The ID is the text of its cell, and nothing can be wrong with it alone. */
  #hasPlainId = false;
  #isPlain = false;
  readonly #joined = new JoinedRows();
  readonly #checks: RowChecks;
  #records = 0;
  #emptyRows = 0;
  #notCandidates = 0;
  #marks = new RowMarks();
  #blankIds: Tally | undefined;
  readonly keys: ReadonlyMap<string, number> = new Map();
  fault: InputNotice | undefined;
  id = "";
  row = 0;
  problems: readonly Problem[] = NO_PROBLEMS;
  kept: readonly string[] | undefined;
  readonly #keptIn: KeptIn | undefined;
  /** Rows whose id is merged with cells below it, and the last of those. */
  readonly #mergedIds: ReadonlyMap<number, number> | undefined;

  constructor(plan: SlotPlan, columns: TableColumns, cells: readonly SlotCells[], options: ReaderOptions) {
    this.#plan = plan;
    this.#columns = columns;
    this.#options = options;
    this.#idPlace = columns.id.length === 1 ? (columns.id[0]?.index ?? -1) : -1;
    this.#status = columns.headings.findIndex((one) => isRecordStatus(one) && columns.unused.includes(one));
    this.#mergedIds = mergedIdsOf(columns);
    this.#width = rowWidth(columns);
    this.#places = placesOf(plan, columns, cells);
    this.#cells = new TableCells(plan, this.#places);
    this.readingKeys = this.#cells.keys;
    this.#watch = new TableWatch(this.#places, columns);
    this.#keptIn = options.keep && keptIn(options.keep, columns);
    this.#checks = new RowChecks(plan, columns, this.#places, options.asOf, this.readingKeys);
  }

  records({ bytes, firstRow, joined }: Block): Iterable<CandidateRow> {
    const rows = rowsOf(bytes, this.#columns.delimiter, joined, this.#options.byteTools);
    const [{ unitRow }, { passed }] = [this.#columns, this.#options];
    const mayPass = passed === undefined || passed.size > 0 || this.#columns.totalRows !== undefined;
    this.#rows = rows;
    let row = firstRow - 1;
    return turns(() => {
      while (rows.next()) {
        row += 1;
        if (row === unitRow) continue;
        if (!rows.hasContent(0)) {
          this.#emptyRows += 1;
          continue;
        }
        this.#records += 1;
        this.row = row;
        this.id = this.#idOf(rows, row);
        this.problems = (mayPass ? this.#passedProblem(rows, row) : undefined) ?? this.#problemsOf(rows);
        if (this.#status >= 0) this.#unread ??= withdrawnRecord(shownIn(rows.cell(this.#status), this.#columns.isTyped));
        if (passed === undefined) this.#lineIn(rows, this.id, row);
        if (this.fault !== undefined) return undefined;
        this.#cells.read(rows, row, this.#unread);
        if (this.#unread === undefined) this.#checks.find(rows, row);
        this.kept = this.#keptIn?.(rows, this.#unread === SHIFTED);
        return this;
      }
      return undefined;
    });
  }

  ids({ bytes, firstRow, joined }: Block, passed?: ReadonlySet<number>): Iterable<RowId> {
    const rows = rowsOf(bytes, this.#columns.delimiter, joined, this.#options.byteTools);
    const found = { id: "", row: firstRow - 1, others: NO_OTHERS };
    const seen = new RowMarks();
    if (passed === undefined) this.#marks = seen;
    const { id, seconds, unitRow, totalRows } = this.#columns;
    const asked = [...id, ...seconds.flatMap(({ places }) => places)].map(({ index }) => index);
    // The number of cells shows whether they may be shifted.
    const last = this.#watch.hasColumns ? Number.POSITIVE_INFINITY : Math.max(LABEL_CELLS - 1, ...asked);
    /** Rows above that are candidates after all, and the one that showed it. */
    const waiting: RowId[] = [];
    return turns(() => {
      if (waiting.length > 0) return waiting.shift();
      while (rows.next(last)) {
        found.row += 1;
        const { row } = found;
        if (row === unitRow) continue;
        if (!rows.hasContent(0)) {
          seen.empty();
          continue;
        }
        if (totalRows?.has(row) === true) return { id: "", row, others: NO_OTHERS }; // a record, and nobody's
        found.id = this.#idOf(rows, row);
        if (passed === undefined) {
          const label = this.#labelOf(rows, found.id);
          if (label !== undefined) {
            seen.mark(row, label, blockOf(rows, this.#columns.delimiter), found.id);
            this.#watch.countNote(rows, row);
            continue;
          }
          const line = this.#lineIn(rows, found.id, row);
          if (this.fault !== undefined) return undefined;
          if (line !== undefined) this.#watch.countNote(rows, row);
          else if (found.id === "" || found.id === "0") this.#watch.countPair(rows, row);
          const above = line === undefined ? seen.other(found.id, this.#isPlain) : [];
          for (const one of above) waiting.push(...Array.from(this.again(one), (other) => ({ ...other })));
        } else if (passed.has(row)) continue;
        this.#watch.count(rows, row);
        if (seconds.length > 0) found.others = othersIn(rows, this.#columns);
        if (waiting.length === 0) return found;
        waiting.push({ ...found });
        return waiting.shift();
      }
      return undefined;
    });
  }

  get marks(): BlockRows {
    return this.#marks.found;
  }

  again({ row, text }: MarkedRow): Iterable<RowId> {
    return this.ids({ bytes: utf8Bytes(text), firstRow: row, joined: [] }, NONE_PASSED);
  }

  #labelOf(rows: Rows, id: string): RowLabel | undefined {
    const first = this.#idPlace === 0 && this.#hasPlainId ? id : shownIn(rows.cell(0), this.#columns.isTyped);
    const isPlain = first !== "" && isPlainId(first);
    this.#isPlain = first === id ? isPlain : isPlainId(id);
    const own = this.#idPlace > 0 && !this.#isPlain ? labelOfId(id, this.#idPlace, this.#columns.rules) : undefined;
    return own ?? (isPlain ? undefined : labelOfRow(rows, first, id, this.#columns));
  }

  /** What the row is, if it is a line of words. The heading of another table ends the run, and so does an ID that is a ditto mark. */
  #lineIn(rows: Rows, id: string, row: number): Line | undefined {
    const line = this.#isPlain ? undefined : lineOfText(rows, id, this.#places);
    const isHeading = line === "words" && isOtherHeading(rows, id, this.#places, this.#plan, this.#columns.isTyped);
    if (isHeading) this.fault = secondHeading(this.#options.file, row);
    if (!this.#isPlain && isDittoId(id, this.#columns)) this.fault = dittoId(this.#options.file, row);
    return line;
  }

  /** The problem of a row that is no candidate; undefined for one that is. */
  #passedProblem(rows: Rows, row: number): readonly Problem[] | undefined {
    if (this.#columns.totalRows?.has(row) === true) return this.#noCandidate(TOTAL_ROW);
    const { passed } = this.#options;
    if (passed !== undefined && !passed.has(row)) return undefined;
    const label = this.#labelOf(rows, this.id);
    return label === undefined || isOpen(label, passed) ? undefined : this.#noCandidate(notACandidate(label));
  }

  #noCandidate(problem: Problem): readonly Problem[] {
    this.#notCandidates += 1;
    this.#unread = NO_CANDIDATE;
    return [problem];
  }

  get facts(): readonly PlacedFacts[] {
    return this.#places.flatMap(({ cells }) => cells.facts);
  }

  get stats(): FileStats {
    return {
      records: this.#records,
      emptyRows: this.#emptyRows,
      notCandidates: this.#notCandidates,
      blankIds: this.#blankIds,
      slots: this.#places.map((place) => place.cells.stats),
      facts: this.facts,
      keys: this.keys,
    };
  }

  observations(slot: number): readonly Observation[] {
    return cellOf(this.#places, slot, this.readingKeys).observations;
  }

  measuredOn(slot: number, at: Reading | undefined): Reading {
    const place = this.#places[slot];
    if (at !== undefined) return this.#unread ?? at;
    if (place === undefined || place.date < 0) return NO_COLUMN;
    return this.#unread ?? place.cells.days.count(place.cells.days.of(this.#rows?.cell(place.date) ?? ""), this.row);
  }

  limitOfNormal(slot: number, which: NormalLimit): Reading {
    const place = this.#places[slot];
    if (this.#unread !== undefined || place === undefined || this.#rows === undefined) return this.#unread ?? NO_COLUMN;
    return limitIn(this.#rows, place, which, cellOf(this.#places, slot, this.readingKeys).reading) ?? NO_COLUMN;
  }

  column(slot: number, part: ShownPart = "value"): string {
    return columnName(this.#columns.slots[this.#cells.source(slot)]?.[part], this.#columns.isTyped);
  }

  cell(slot: number, part: ShownPart = "value"): string {
    const place = this.#places[this.#cells.source(slot)];
    if (place === undefined || this.#rows === undefined || this.#unread !== undefined) return "";
    return shownPart(this.#rows, place, part, this.#columns.isTyped);
  }

  get others(): readonly OtherId[] {
    return this.#rows === undefined || this.#columns.seconds.length === 0 ? NO_OTHERS : othersIn(this.#rows, this.#columns);
  }

  #idOf(rows: Rows, row: number): string {
    this.#hasPlainId = rows.isVisible(this.#idPlace);
    if (this.#hasPlainId) {
      const text = rows.cell(this.#idPlace);
      if (!hasLostDigits(text)) return text;
      this.#hasPlainId = false;
    }
    return this.#columns.id.length === 0 ? rowId(row, this.#options) : idIn(rows, this.#columns);
  }

  #problemsOf(rows: Rows): readonly Problem[] {
    const bottom = this.#mergedIds?.get(this.row);
    const found = this.#ownProblems(rows);
    return bottom === undefined || this.id === "" ? found : [...found, mergedId(this.row, bottom)];
  }

  #ownProblems(rows: Rows): readonly Problem[] {
    const [hasShifted, joined] = [isRagged(rows, this.#width), rows.joined];
    this.#unread = hasShifted || joined !== undefined ? SHIFTED : undefined;
    if (this.#hasPlainId && this.#unread === undefined) return NO_PROBLEMS;
    const isTorn =
      this.id.includes('"') && joined === undefined && this.#columns.id.some(({ index }) => beginsQuoted(rows, index));
    if (this.#unread === undefined && this.id !== "" && !isTorn) return NO_PROBLEMS;
    const isLost = this.id === "" && this.#columns.id.some(({ index }) => isLostIn(rows, index, this.#columns.isTyped));
    if (this.id === "" && !isLost && this.#unread === undefined)
      this.#blankIds = mergeTallies(this.#blankIds, { count: 1, firstRow: this.row });
    const ofRow =
      joined === undefined
        ? raggedRow(rows.count, this.#width, this.#columns.headings.length)
        : this.#joined.problem(joined, this.row);
    const ofId = this.id === "" ? [missingId(isLost)] : [];
    return [...(this.#unread === SHIFTED ? [ofRow] : []), ...(isTorn ? [TORN_ID] : []), ...ofId];
  }
}
