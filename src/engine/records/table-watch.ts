/** The cells of a table of which the whole column has something to say. */
import { tableWidth } from "../../sources/delimited/joined-lines.js";
import type { Rows } from "../../sources/delimited/rows.js";
import { countUnit } from "./row-marks.js";
import { limitIn, numberIn, type Places } from "./table-places.js";

const NOTHING_BESIDE = { unit: undefined, operator: undefined, site: undefined } as const;

/** See the head of this file. */
export class TableWatch {
  readonly #numbers: readonly Places[];
  /** Of yes and no, where it does not matter how often a text occurs. */
  readonly #words: readonly Places[];
  /** Those with limits of normal beside them. */
  readonly #limits: readonly Places[];
  readonly #width: number;
  /** Whether there are any. */
  readonly hasColumns: boolean;

  constructor(places: readonly Places[], headings: readonly string[]) {
    const watched = places.filter(({ value, cells }) => value >= 0 && cells.hasFacts);
    this.#numbers = watched.filter(({ isNumber }) => isNumber);
    this.#words = watched.filter(({ isNumber }) => !isNumber);
    this.#limits = this.#numbers.filter(({ uln, lln }) => uln.value >= 0 || lln.value >= 0);
    this.#width = tableWidth(headings);
    this.hasColumns = watched.length > 0;
  }

  /** Counts the cells of a candidate's row. Those that may not stand where they belong say nothing of their column. */
  count(rows: Rows, row: number): void {
    if (rows.joined !== undefined) return;
    if (isRagged(rows, this.#width)) {
      this.countUnits(rows, row);
      return;
    }
    for (const { cells, value } of this.#words) cells.seenAt(rows, value, row);
    for (const place of this.#numbers) {
      if (place.isAlone) place.cells.countedAt(rows, place.value, row);
      else place.cells.count(numberIn(rows, place), row);
    }
    for (const place of this.#limits) countLimits(rows, place);
  }

  /** Counts the units of a row without a number: those below may be in them. */
  countUnits(rows: Rows, row: number): void {
    const numberOf = ({ cells, value }: Places): number => cells.value(rows.cell(value), NOTHING_BESIDE);
    if (this.#numbers.some((place) => place.cells.cell(numberOf(place)).reading.state === "read")) return;
    for (const place of this.#numbers) countUnit(place.cells, numberOf(place), row);
  }
}

function countLimits(rows: Rows, place: Places): void {
  const { cells } = place;
  const { reading } = cells.cell(numberIn(rows, place));
  for (const which of ["uln", "lln"] as const)
    if (place[which].value >= 0) cells.limits.count(which, limitIn(rows, place, which, reading));
}

/** Whether a row has too many cells, or too few; cells behind must be empty. */
export function isRagged(rows: Rows, width: number): boolean {
  return rows.count !== width && (rows.count < width || rows.hasContent(width));
}
