/** Whether bare numbers are in the unit of their column, as far as its cells show. */
import { isColumns } from "../values/number/judge.js";
import type { UnitFrom } from "../values/reading.js";
import { sameMeasure, type Unit, ucumUnit } from "../values/unit/unit.js";
import { type ColumnFacts, ELSEWHERE, type NumberFacts } from "./column-facts.js";

/**
 * Whether bare numbers are in the unit of their column.
 * - `sure`: as far as can be seen
 * - `doubt`: some are plausible only in another: each counts as every unit in which it is plausible
 * - `withdrawn`: so many are that none need be in it
 * - `unseen`: the list could not be checked as a whole
 */
export type UnitState = "sure" | "doubt" | "withdrawn" | "unseen";

/** The unit of a column's bare numbers, and who states it. */
interface StatedUnit {
  readonly unit: Unit | undefined;
  readonly unitFrom: UnitFrom | undefined;
}

/** One number in so many that is plausible only in another unit is a slip of its row; more speak against the column. */
const ONE_IN = 5;
/** Fewer slips show nothing about the other rows. */
const FEWEST_SLIPS = 2;

/** How many numbers are plausible only in other units than the column's, and how many are plausible at all. */
export function slipsIn({ unit }: StatedUnit, { fits }: NumberFacts): { readonly slips: number; readonly all: number } {
  let slips = 0;
  let all = 0;
  for (const [units, count] of fits) {
    all += count;
    if (!units.split(" ").includes(unit?.ucum ?? "")) slips += count;
  }
  return { slips, all };
}

/** A row of other units below the heading says that the numbers below it are in these. */
export function otherUnits({ unit, unitFrom }: StatedUnit, units: ColumnFacts["units"]): readonly string[] {
  if (unitFrom === undefined || !isColumns(unitFrom)) return [];
  return [...units.keys()].filter((one) => !sameMeasure(ucumUnit(one), unit)).sort();
}

/** What the numbers of a column show about its unit. */
export function judgeUnit(column: StatedUnit, numbers: NumberFacts): UnitState {
  const { unitFrom } = column;
  if (unitFrom === undefined || !isColumns(unitFrom)) return "sure";
  const { slips, all } = slipsIn(column, numbers);
  const elsewhere = numbers.fits.get(ELSEWHERE) ?? 0;
  if (elsewhere > 0) return elsewhere >= FEWEST_SLIPS && elsewhere * ONE_IN > all ? "withdrawn" : "sure";
  const isAssumed = unitFrom === "field";
  // A single one is a slip of its own cell, which is unreadable; but of two numbers nobody knows which is the slip.
  if (slips < FEWEST_SLIPS) return isAssumed && slips === 1 && all === 2 ? "withdrawn" : "sure";
  if (slips * ONE_IN > all) return "withdrawn";
  return isAssumed ? "doubt" : "sure";
}

/** The units in which most numbers are plausible; if several fit equally well, none is preferred. */
export function likeliestUnits({ unit: stated }: StatedUnit, { fits }: NumberFacts): string | undefined {
  const counts = new Map<string, number>();
  for (const [units, count] of fits)
    for (const unit of units === ELSEWHERE ? [] : units.split(" ")) counts.set(unit, count + (counts.get(unit) ?? 0));
  const most = Math.max(0, ...counts.values());
  const likely = [...counts].flatMap(([unit, count]) => (count === most ? [unit] : [])).sort();
  return stated === undefined || likely.length === 0 || likely.includes(stated.ucum) ? undefined : likely.join(" or ");
}
