/** Reads the records of tables. */
import { type HeadingUnit, NO_UNIT } from "../../cells/column-unit.js";
import type { SlotCells } from "../../cells/slot-cells.js";
import { type FileStats, mergeTallies, mergeUnits, type Tally, type UnitCount } from "../../cells/stats.js";
import { type Beside, signed } from "../../cells/text-readers.js";
import { hasLostDigits, joinedId, missingId, NO_OTHERS, type OtherId, otherId, rowId, textId } from "../../columns/id.js";
import type { SlotPlan } from "../../columns/slots.js";
import type { TableColumns } from "../../columns/table-columns.js";
import { type JoinedLines, tableWidth } from "../../sources/delimited/joined-lines.js";
import { type Rows, rowsOf } from "../../sources/delimited/rows.js";
import type { Block } from "../../sources/input-head.js";
import { type MissingReason, missing, type Reading, unreadable } from "../../values/reading.js";
import type { Problem, ReadingKeys } from "../../values/record.js";
import { trimWhite } from "../../values/text.js";
import type { CandidateRow, ReaderOptions, RecordReader, RowId } from "./record-reader.js";
import { joinedRows, raggedRow, TORN_ID } from "./row-problems.js";
import { beginsQuoted, idIn } from "./table-id.js";

const SHIFTED = unreadable("shifted");
const NO_COLUMN = missing("no-column" satisfies MissingReason);
const NO_KEYS: ReadonlyMap<string, number> = new Map();
const NO_PROBLEMS: readonly Problem[] = [];

/** A reader of one table's blocks. */
export function openTableReader(
  plan: SlotPlan,
  columns: TableColumns,
  cells: readonly SlotCells[],
  options: ReaderOptions,
): RecordReader {
  return new TableReader(plan, columns, cells, options);
}

/** Where the texts of a slot stand in a row; -1 where there is no such column. */
interface Places {
  readonly value: number;
  readonly unit: number;
  readonly operator: number;
  /** Whether neither a unit nor a sign stands in a column of its own. */
  readonly isAlone: boolean;
  readonly date: number;
  readonly uln: number;
  readonly ulnUnit: number;
  /** The unit in the heading of `uln`. */
  readonly limitHeading: HeadingUnit;
  /** The slot that this one follows from, where it has no column of its own; -1: none. */
  readonly since: number;
  readonly cells: SlotCells;
}

function besideOf(rows: Rows, { unit, operator }: Places): Beside {
  return {
    unit: unit < 0 ? undefined : rows.cell(unit),
    operator: operator < 0 ? undefined : rows.cell(operator),
  };
}

class TableReader implements RecordReader, CandidateRow {
  readonly #columns: TableColumns;
  readonly #options: ReaderOptions;
  readonly #places: readonly Places[];
  /** Numbers in the unit of their whole column, which may be wrong. */
  readonly #watched: readonly Places[];
  /** Of the current row's cells. */
  readonly readingKeys: ReadingKeys;
  /** Slots that have no column of their own. */
  readonly #columnless: readonly number[];
  /** The column of an id that has one alone; -1: there is none, or the id is composite. */
  readonly #idPlace: number;
  /** A row that has cells up to here is whole; cells behind must be empty. */
  readonly #width: number;
  #rows: Rows | undefined;
  /** Which column a cell belongs to is not sure. */
  #isUnsure = false;
  /** The id is what its cell holds, and nothing can be wrong with it alone. */
  #hasPlainId = false;
  #joined: JoinedLines | undefined;
  #joinedRow = 0;
  #records = 0;
  #emptyRows = 0;
  #blankIds: Tally | undefined;
  readonly keys = NO_KEYS;
  readonly fault = undefined;
  id = "";
  row = 0;
  problems: readonly Problem[] = NO_PROBLEMS;

  constructor(plan: SlotPlan, columns: TableColumns, cells: readonly SlotCells[], options: ReaderOptions) {
    this.#columns = columns;
    this.#options = options;
    this.#idPlace = columns.id.length === 1 ? (columns.id[0]?.index ?? -1) : -1;
    this.#width = tableWidth(columns.headings);
    this.#places = plan.slots.flatMap((slot, index) => {
      const { value, unit, operator, date, uln, ulnUnit, limitHeading = NO_UNIT } = columns.slots[index] ?? {};
      const own = cells[index];
      if (own === undefined) return [];
      const at = (place: { readonly index: number } | undefined): number => place?.index ?? -1;
      const hasSince = value === undefined && slot.since !== undefined && columns.slots[slot.since]?.value !== undefined;
      const since = hasSince ? (slot.since ?? -1) : -1;
      const isAlone = unit === undefined && operator === undefined;
      const beside = { unit: at(unit), operator: at(operator), isAlone, date: at(date) };
      const limits = { uln: at(uln), ulnUnit: at(ulnUnit), limitHeading };
      return [{ value: at(value), ...beside, ...limits, since, cells: own }];
    });
    this.#columnless = this.#places.flatMap(({ value: column }, slot) => (column < 0 ? [slot] : []));
    this.#watched = this.#places.filter(({ value, unit, cells: own }, slot) => {
      const told = columns.slots[slot]?.columnUnit;
      // Beside a unit column only what the map says of it holds for cells without a unit.
      return value >= 0 && own.hasColumnUnit && (unit < 0 || (told?.state === "unit" && told.from === "column-map"));
    });
    const slots = this.#places.length;
    this.readingKeys = { generations: new Int32Array(slots), numbers: new Int32Array(slots) };
  }

  *records({ bytes, firstRow, joined }: Block): Generator<CandidateRow, undefined> {
    const rows = rowsOf(bytes, this.#columns.delimiter, joined, this.#options.byteTools);
    this.#rows = rows;
    for (let row = firstRow; rows.next(); row++) {
      if (!rows.hasContent(0)) {
        this.#emptyRows += 1;
        continue;
      }
      this.#records += 1;
      this.row = row;
      this.id = this.#idOf(rows, row);
      this.problems = this.#problemsOf(rows);
      this.#readCells(rows, row);
      yield this;
    }
  }

  *ids({ bytes, firstRow, joined }: Block): Generator<RowId, undefined> {
    const rows = rowsOf(bytes, this.#columns.delimiter, joined, this.#options.byteTools);
    const found = { id: "", row: 0, others: NO_OTHERS };
    const { id, seconds } = this.#columns;
    const asked = [...id, ...seconds.flatMap(({ places }) => places)].map(({ index }) => index);
    const last = Math.max(0, ...asked, ...this.#watched.flatMap(({ value, unit, operator }) => [value, unit, operator]));
    for (let row = firstRow; rows.next(last); row++) {
      if (!rows.hasContent(0)) continue;
      for (const place of rows.joined === undefined ? this.#watched : []) {
        if (place.isAlone) place.cells.countedAt(rows, place.value, row);
        else place.cells.count(place.cells.value(rows.cell(place.value), besideOf(rows, place)), row);
      }
      found.id = this.#idOf(rows, row);
      found.row = row;
      if (seconds.length > 0) found.others = this.#othersOf(rows);
      yield found;
    }
  }

  get units(): readonly UnitCount[] {
    return mergeUnits(this.#places.flatMap(({ cells }, slot) => cells.units(slot)));
  }

  get stats(): FileStats {
    return {
      records: this.#records,
      emptyRows: this.#emptyRows,
      blankIds: this.#blankIds,
      slots: this.#places.map((place) => place.cells.stats),
      units: this.units,
      keys: NO_KEYS,
    };
  }

  reading(slot: number): Reading {
    const number = this.readingKeys.numbers[slot] ?? 0;
    return number === 0 ? NO_COLUMN : (this.#places[slot]?.cells.cell(number).reading ?? NO_COLUMN);
  }

  measuredOn(slot: number): Reading {
    const place = this.#places[slot];
    if (place === undefined || place.date < 0) return NO_COLUMN;
    return this.#isUnsure ? SHIFTED : place.cells.days.count(place.cells.days.of(this.#text(place.date)), this.row);
  }

  upperLimit(slot: number): Reading {
    const place = this.#places[slot];
    if (place === undefined) return NO_COLUMN;
    if (this.#isUnsure) return SHIFTED;
    const text = place.uln < 0 ? undefined : this.#text(place.uln);
    const unit = place.ulnUnit < 0 ? undefined : this.#text(place.ulnUnit);
    return place.cells.limit(text, unit, place.limitHeading, this.reading(slot)) ?? NO_COLUMN;
  }

  column(slot: number): string {
    const place = this.#places[slot];
    const from = place !== undefined && place.since >= 0 ? place.since : slot;
    return this.#columns.slots[from]?.value?.heading ?? "";
  }

  cell(slot: number): string {
    const place = this.#places[slot];
    if (place === undefined || this.#isUnsure) return "";
    if (place.since >= 0) return this.cell(place.since);
    if (place.value < 0) return "";
    const text = this.#text(place.value);
    return place.operator < 0 ? text : signed(trimWhite(this.#text(place.operator)), text);
  }

  #text(index: number): string {
    return this.#rows?.cell(index) ?? "";
  }

  get others(): readonly OtherId[] {
    return this.#rows === undefined || this.#columns.seconds.length === 0 ? NO_OTHERS : this.#othersOf(this.#rows);
  }

  #idOf(rows: Rows, row: number): string {
    const { id } = this.#columns;
    this.#hasPlainId = rows.isVisible(this.#idPlace);
    if (this.#hasPlainId) {
      const text = rows.cell(this.#idPlace);
      if (!hasLostDigits(text)) return text;
      this.#hasPlainId = false;
    }
    if (this.#idPlace >= 0) return idIn(rows, this.#idPlace);
    return id.length === 0 ? rowId(row, this.#options) : joinedId(id.map(({ index }) => idIn(rows, index)));
  }

  #othersOf(rows: Rows): readonly OtherId[] {
    // Their cells may stand in another row.
    if (rows.joined !== undefined) return NO_OTHERS;
    return this.#columns.seconds.flatMap(({ heading, places }) => {
      const other = otherId(
        heading,
        places.map(({ index }) => textId(rows.cell(index))),
      );
      return other === undefined ? [] : [other];
    });
  }

  #problemsOf(rows: Rows): readonly Problem[] {
    const { count: cells } = rows;
    const isRagged = cells !== this.#width && (cells < this.#width || rows.hasContent(this.#width));
    const { joined } = rows;
    this.#isUnsure = isRagged || joined !== undefined;
    if (this.#hasPlainId && !this.#isUnsure) return NO_PROBLEMS;
    const isTorn =
      this.id.includes('"') && joined === undefined && this.#columns.id.some(({ index }) => beginsQuoted(rows, index));
    if (!this.#isUnsure && this.id !== "" && !isTorn) return NO_PROBLEMS;
    const problems: Problem[] = [];
    if (joined !== undefined) problems.push(this.#strayQuote(joined));
    else if (isRagged) problems.push(raggedRow(cells, this.#width));
    if (isTorn) problems.push(TORN_ID);
    if (this.id === "") {
      const isLost = this.#columns.id.some(({ index }) => hasLostDigits(textId(rows.cell(index))));
      if (!isLost && !this.#isUnsure) this.#blankIds = mergeTallies(this.#blankIds, { count: 1, firstRow: this.row });
      problems.push(missingId(isLost));
    }
    return problems;
  }

  #strayQuote(joined: JoinedLines): Problem {
    if (this.#joined !== joined) {
      this.#joined = joined;
      this.#joinedRow = this.row;
    }
    return joinedRows(this.#joinedRow, this.#joinedRow + joined.rows - 1);
  }

  #readCells(rows: Rows, row: number): void {
    const places = this.#places;
    for (let slot = 0; slot < places.length; slot++) {
      const place = places[slot];
      if (place === undefined || place.value < 0) continue;
      const { cells } = place;
      if (!this.#isUnsure && place.isAlone) this.#name(slot, cells, cells.countedAt(rows, place.value, row));
      else if (this.#isUnsure) this.#count(slot, cells, cells.fixed(SHIFTED), row);
      else this.#count(slot, cells, cells.value(rows.cell(place.value), besideOf(rows, place)), row);
    }
    for (const slot of this.#columnless) {
      const place = places[slot];
      if (place === undefined) continue;
      const { cells, since } = place;
      const date = since < 0 ? undefined : places[since]?.cells.cell(this.readingKeys.numbers[since] ?? 0);
      this.#count(slot, cells, date === undefined ? cells.fixed(NO_COLUMN) : cells.since(date), row);
    }
  }

  #count(slot: number, cells: SlotCells, number: number, row: number): void {
    cells.count(number, row);
    this.#name(slot, cells, number);
  }

  #name(slot: number, { generation }: SlotCells, number: number): void {
    this.readingKeys.generations[slot] = generation;
    this.readingKeys.numbers[slot] = number;
  }
}
