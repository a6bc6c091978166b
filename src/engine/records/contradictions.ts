/** Two values of one candidate that cannot both be right: a part larger than its whole, an age that is not that of the birth date. */
import type { Cell } from "../../cells/cells.js";
import { elapsedSince } from "../../cells/since.js";
import type { SlotCells } from "../../cells/slot-cells.js";
import { latestOf } from "../../evaluate/select.js";
import type { NumberField } from "../../language/model.js";
import type { SlotPlan } from "../../plan/slots.js";
import { memoOf } from "../../values/memo.js";
import { toDouble } from "../../values/ratio.js";
import { type Reading, unreadable } from "../../values/reading.js";
import type { ReadingKeys } from "../../values/record.js";
import { ULN, type Unit, type UnitKind } from "../../values/unit/unit.js";

/** The least and the greatest possible value of a number, in the smallest unit of its kind; infinite if nothing is known. */
interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly kind: UnitKind | undefined;
}

interface Pair {
  readonly first: number;
  readonly second: number;
}

const LARGER = unreadable("contradiction", "it is larger than the value beside it that it cannot exceed");
const SMALLER = unreadable("contradiction", "a value beside it that cannot exceed it is larger");
const OTHER_DATE = unreadable("contradiction", "the date beside it differs by more than a year");
const OTHER_TIME = unreadable("contradiction", "the age beside it differs by more than a year");

/** A part may be larger by so much: both are rounded. */
const TOLERANCE = 1.1;
const YEAR = "a";

/** See the head of this file. */
export class Contradictions {
  /** By slot: part and whole. */
  readonly #parts: readonly Pair[];
  /** By slot: a time in years, and the date since which it is measured. */
  readonly #times: readonly (Pair & { readonly year: number; readonly elapsed: (date: Reading) => Bounds })[];

  readonly #bounds: CellBounds[] = [];
  readonly #cellsAt: (slot: number) => SlotCells | undefined;
  readonly #keys: ReadingKeys;
  readonly #asOf: number | undefined;

  /**
   * @param hasColumn whether a slot has values of its own
   * @param cellsAt the cells to which the number of a slot's current value belongs
   * @param keys of the current record; those of contradicted values are changed
   */
  constructor(
    { slots }: SlotPlan,
    asOf: number | undefined,
    hasColumn: (slot: number) => boolean,
    cellsAt: (slot: number) => SlotCells | undefined,
    keys: ReadingKeys,
  ) {
    this.#cellsAt = cellsAt;
    this.#keys = keys;
    this.#asOf = asOf;
    this.#parts = slots.flatMap(({ field, index, trials }) => {
      if (field.type !== "number" || field.partOf === undefined || !hasColumn(index)) return [];
      const whole = slots.find((one) => one.field.name === field.partOf && one.trials.some((trial) => trials.includes(trial)));
      return whole === undefined || !hasColumn(whole.index) ? [] : [{ first: index, second: whole.index }];
    });
    this.#times = slots.flatMap(({ field, index, since }) => {
      if (field.type !== "number" || since === undefined || !hasColumn(index) || !hasColumn(since)) return [];
      if (field.unit?.ucum !== YEAR) return [];
      return [{ first: index, second: since, year: sizeOf(field.unit), elapsed: elapsedBounds(field, asOf) }];
    });
  }

  /** Compares the values of the current record. */
  find(row: number): void {
    for (let at = 0; at < this.#parts.length; at++) {
      const { first, second } = this.#parts[at] ?? NO_PAIR;
      const [part, whole] = [this.#boundsAt(first), this.#boundsAt(second)];
      if (part === undefined || whole === undefined) continue;
      const { numbers } = this.#keys;
      const [own, other] = [numbers[first] ?? 0, numbers[second] ?? 0];
      const low = part.low(own);
      if (!(low > 0) || low <= TOLERANCE * whole.high(other) || part.of(own).kind !== whole.of(other).kind) continue;
      this.#contradict(first, LARGER, row);
      this.#contradict(second, SMALLER, row);
    }
    for (const { first, second, year, elapsed } of this.#times) {
      const cell = this.#cellsAt(second)?.cell(this.#keys.numbers[second] ?? 0);
      const date = cell && countedIn(cell, this.#asOf);
      if (date?.state !== "read") continue;
      const [own, other] = [this.#boundsAt(first)?.of(this.#keys.numbers[first] ?? 0) ?? ANY, elapsed(date)];
      if (own.kind !== other.kind || (own.low <= other.high + year && own.high >= other.low - year)) continue;
      this.#contradict(first, OTHER_DATE, row);
      this.#contradict(second, OTHER_TIME, row);
    }
  }

  #boundsAt(slot: number): CellBounds | undefined {
    const cells = this.#cellsAt(slot);
    if (cells === undefined) return undefined;
    let bounds = this.#bounds[slot];
    if (bounds?.cells !== cells) {
      bounds = new CellBounds(cells, this.#asOf);
      this.#bounds[slot] = bounds;
    }
    return bounds;
  }

  #contradict(slot: number, reading: Reading, row: number): void {
    const cells = this.#cellsAt(slot);
    if (cells === undefined) return;
    const number = cells.fixed(reading);
    cells.recount(this.#keys.numbers[slot] ?? 0, number, row);
    this.#keys.numbers[slot] = number;
    this.#keys.generations[slot] = cells.generation;
  }
}

const NO_PAIR: Pair = { first: -1, second: -1 };

function elapsedBounds(field: NumberField, asOf: number | undefined): (date: Reading) => Bounds {
  return memoOf((date: Reading) => boundsOf(elapsedSince(date, field, asOf)));
}

/** One of a unit, in the smallest unit of its kind. */
function sizeOf(unit: Unit | undefined): number {
  return unit === undefined ? 1 : toDouble(unit.factor);
}

/** What counts in a cell: a test that was not done, or a later value, takes no contradiction away. */
function countedIn({ reading, observations }: Pick<Cell, "reading" | "observations">, asOf: number | undefined): Reading {
  return observations.length > 1 ? latestOf(observations, asOf).counted.reading : reading;
}

const ANY: Bounds = { low: -Infinity, high: Infinity, kind: undefined };

/** The bounds of a reading. Readings never change. */
const boundsOf = memoOf((reading: Reading): Bounds => {
  if (reading.state !== "read" || reading.type !== "number") return ANY;
  const kind = reading.possibilities[0]?.unit?.kind;
  // Multiples of a limit are unknown numbers.
  if (!reading.possibilities.every(({ unit }) => unit !== ULN && unit?.kind === kind)) return ANY;
  const lows = reading.possibilities.map(({ low, unit }) => low * sizeOf(unit));
  const highs = reading.possibilities.map(({ high, unit }) => high * sizeOf(unit));
  return { low: Math.min(...lows), high: Math.max(...highs), kind };
});

/** Bounds of the cells of one slot, by their numbers: faster than by reading, and numbers side by side than objects. */
class CellBounds {
  readonly cells: SlotCells;
  readonly #asOf: number | undefined;
  #generation = -1;
  #known: (Bounds | undefined)[] = [];
  /** NaN where they are not known yet. */
  #lows = new Float64Array(0);
  #highs = new Float64Array(0);

  constructor(cells: SlotCells, asOf: number | undefined) {
    this.cells = cells;
    this.#asOf = asOf;
  }

  low(number: number): number {
    if (this.cells.generation !== this.#generation) this.#forget();
    const low = this.#lows[number] ?? Number.NaN;
    return Number.isNaN(low) ? this.of(number).low : low;
  }

  high(number: number): number {
    if (this.cells.generation !== this.#generation) this.#forget();
    const high = this.#highs[number] ?? Number.NaN;
    return Number.isNaN(high) ? this.of(number).high : high;
  }

  /** The bounds of a cell. */
  of(number: number): Bounds {
    if (this.cells.generation !== this.#generation) this.#forget();
    const known = this.#known[number];
    if (known !== undefined) return known;
    const bounds = boundsOf(countedIn(this.cells.cell(number), this.#asOf));
    this.#known[number] = bounds;
    if (number >= this.#lows.length) {
      this.#lows = wider(this.#lows, number);
      this.#highs = wider(this.#highs, number);
    }
    this.#lows[number] = bounds.low;
    this.#highs[number] = bounds.high;
    return bounds;
  }

  #forget(): void {
    this.#generation = this.cells.generation;
    this.#known = [];
    this.#lows = new Float64Array(0);
    this.#highs = new Float64Array(0);
  }
}

function wider(numbers: Float64Array, number: number): Float64Array<ArrayBuffer> {
  const all = new Float64Array(Math.max(1024, 2 * number)).fill(Number.NaN);
  all.set(numbers);
  return all;
}
