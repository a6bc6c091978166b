/** The cells of a table whose whole column matters. */
import type { TableColumns } from "../../columns/table-columns.js";
import { tableWidth } from "../../sources/delimited/joined-lines.js";
import type { Rows } from "../../sources/delimited/rows.js";
import { pairOf } from "../../values/legend.js";
import { countLegend, countUnitRow, type NotedColumn } from "./row-marks.js";
import { shownIn } from "./table-id.js";
import { limitIn, numberIn, type Places } from "./table-places.js";

const NOTHING_BESIDE = { unit: undefined, operator: undefined, site: undefined } as const;

/** See the head of this file. */
export class TableWatch {
  readonly #numbers: readonly Places[];
  /** Those with nothing beside them, and the others. */
  readonly #alone: readonly Places[];
  readonly #beside: readonly Places[];
  /** Of yes and no, where it does not matter how often a text occurs. */
  readonly #words: readonly Places[];
  /** All that a note may explain. */
  readonly #noted: readonly (NotedColumn & Pick<Places, "value">)[];
  readonly #isTyped: boolean;
  readonly #width: number;
  /** Whether there are any. */
  readonly hasColumns: boolean;

  constructor(places: readonly Places[], columns: TableColumns) {
    const watched = places.filter(({ value, cells }) => value >= 0 && cells.hasFacts);
    this.#numbers = watched.filter(({ isNumber }) => isNumber);
    this.#alone = this.#numbers.filter(isAlone);
    this.#beside = this.#numbers.filter((place) => !isAlone(place));
    this.#words = watched.filter(({ isNumber }) => !isNumber);
    this.#noted = places
      .filter(({ value }) => value >= 0)
      .map(({ cells, field, value }) => ({ cells, field, value, heading: columns.headings[value] ?? "" }));
    this.#isTyped = columns.isTyped;
    this.#width = rowWidth(columns);
    this.hasColumns = watched.length > 0;
  }

  /** Counts the cells of a candidate's row. Cells that may be shifted show nothing about their column. */
  count(rows: Rows, row: number): void {
    if (rows.joined !== undefined) return;
    if (isRagged(rows, this.#width)) {
      this.countUnits(rows, row);
      return;
    }
    for (const { cells, value } of this.#words) cells.seenAt(rows, value, row);
    let hasUnits = false;
    for (const { cells, value } of this.#alone) {
      cells.countedAt(rows, value, row);
      hasUnits ||= cells.hasUnits;
    }
    for (const place of this.#beside) {
      const { cells } = place;
      const number = place.isAlone ? cells.countedAt(rows, place.value, row) : numberIn(rows, place);
      if (!place.isAlone) cells.count(number, row);
      countLimits(rows, place, number);
      hasUnits ||= cells.hasUnits;
    }
    // In nearly all lists no cell holds only a unit.
    if (hasUnits) this.countUnits(rows, row);
  }

  /** Counts what a row that is no candidate says of columns: units, and that digits and words mean something else than usual. */
  countNote(rows: Rows, row: number): void {
    this.countUnits(rows, row);
    const texts = this.#texts(rows);
    const columns = this.#noted.map((column) => ({ ...column, own: texts[column.value] ?? "" }));
    countLegend(texts.join(", "), columns, row);
    const pair = pairIn(texts);
    if (pair !== undefined) countLegend(pair, columns, row);
  }

  /** Counts what a row says whose ID is blank, or 0, if it can only be a line of a legend: it holds a digit and its answer. */
  countPair(rows: Rows, row: number): void {
    let filled = 0;
    for (let index = 0; index < rows.count && filled <= MOST_OF_PAIR; index++) if (rows.cell(index) !== "") filled += 1;
    const pair = filled > MOST_OF_PAIR ? undefined : pairIn(this.#texts(rows));
    if (pair !== undefined) countLegend(pair, this.#noted, row);
  }

  #texts(rows: Rows): readonly string[] {
    return Array.from({ length: rows.count }, (_, index) => shownIn(rows.cell(index), this.#isTyped));
  }

  /** Counts the units of a row without a number. */
  countUnits(rows: Rows, row: number): void {
    const cellsOf = ({ cells, value }: Places) => ({ cells, number: cells.value(rows.cell(value), NOTHING_BESIDE) });
    countUnitRow(this.#numbers.map(cellsOf), row);
  }
}

/** A word, a digit and its answer. Lists without IDs are long, too. */
const MOST_OF_PAIR = 3;

/** Between a digit and its answer. */
const SIGN = /^\s*[=:\p{Pd}]+\s*$/u;

/** A digit and its answer, in adjacent cells that are all of a row but for a word before them. */
function pairIn(texts: readonly string[]): string | undefined {
  const cells = texts.map((text) => text.trim()).filter((text) => !SIGN.test(text));
  const filled = cells.flatMap((text, at) => (text === "" ? [] : [{ text, at }]));
  const [one, other] = filled.slice(-2);
  const before = filled.slice(0, -2).map(({ text }) => text);
  if (one === undefined || other?.at !== one.at + 1 || before.length > 1 || before.some((text) => /\d/.test(text)))
    return undefined;
  const pair = pairOf([one.text, other.text]);
  return pair === undefined ? undefined : [...before, pair].join("; ");
}

function isAlone({ isAlone, uln, lln }: Places): boolean {
  return isAlone && uln.value < 0 && lln.value < 0;
}

/** Counts the limits of normal beside a value, whose number it is. */
function countLimits(rows: Rows, place: Places, number: number): void {
  const { cells } = place;
  const { reading } = cells.cell(number);
  for (const which of ["uln", "lln"] as const)
    if (place[which].value >= 0) cells.limits.count(which, limitIn(rows, place, which, reading));
}

/** How many cells a row must have. Cells of a sheet are never shifted, with or without a heading. */
export function rowWidth({ headings, isTyped }: Pick<TableColumns, "headings" | "isTyped">): number {
  return isTyped ? headings.length : tableWidth(headings);
}

/** Whether a row has too many cells, or too few; cells behind must be empty. */
export function isRagged(rows: Rows, width: number): boolean {
  return rows.count !== width && (rows.count < width || rows.hasContent(width));
}
