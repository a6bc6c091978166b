/** The places of each slot's texts in the rows of a table. */

import type { Cell } from "../../cells/cells.js";
import { type HeadingUnit, NO_UNIT } from "../../cells/column-unit.js";
import type { SlotCells } from "../../cells/slot-cells.js";
import type { Beside } from "../../cells/text-readers.js";
import type { Neighbour } from "../../columns/neighbours.js";
import type { TableColumns } from "../../columns/table-columns.js";
import type { Field } from "../../language/model.js";
import type { SlotPlan } from "../../plan/slots.js";
import type { Rows } from "../../sources/delimited/rows.js";
import type { Reading, UnreadableReason } from "../../values/reading.js";
import type { NormalLimit, ReadingKeys } from "../../values/record.js";

/** The places of a limit of normal and its unit in a row; -1: none. */
export interface LimitPlaces {
  readonly value: number;
  readonly unit: number;
  readonly heading: HeadingUnit;
}

/** The places of a slot's texts in a row; -1 if there is no such column. */
export interface Places {
  readonly value: number;
  readonly unit: number;
  readonly operator: number;
  /** The column of sites or laboratories that the column map names. */
  readonly site: number;
  /** Whether no other column says anything of the value. */
  readonly isAlone: boolean;
  /** Whether the unit is only assumed, and limits of normal beside the value may name another. */
  readonly isAssumed: boolean;
  readonly date: number;
  readonly uln: LimitPlaces;
  readonly lln: LimitPlaces;
  /** The slot that this one follows from, where it has no column of its own, or a blank there; -1: none. */
  readonly since: number;
  readonly neighbours: readonly Neighbour[];
  /** The column map says that the numbers are right, whatever their neighbours hold. */
  readonly trustsBeside: boolean;
  readonly field: Field;
  readonly isNumber: boolean;
  readonly cells: SlotCells;
}

/** What is beside a value. */
function besideOf(rows: Rows, { unit, operator, site }: Places): Beside {
  return {
    unit: unit < 0 ? undefined : rows.cell(unit),
    operator: operator < 0 ? undefined : rows.cell(operator),
    site: site < 0 ? undefined : rows.cell(site),
  };
}

/** The cell that a row has in a slot. */
export function cellOf(places: readonly Places[], slot: number, { numbers }: ReadingKeys): Cell {
  const place = places[slot];
  if (place === undefined) throw new Error(`no slot ${slot}`);
  return place.cells.cell(numbers[slot] ?? 0);
}

/** Why a number cannot be read that may be right in the unit beside it. */
const OF_UNITS: ReadonlySet<string> = new Set(["implausible", "no-unit"] satisfies UnreadableReason[]);

/** Whether what stands beside a number matters to it. */
export function mayBeDoubted(reading: Reading): boolean {
  return reading.state === "read" || (reading.state === "unreadable" && OF_UNITS.has(reading.reason));
}

/** The number of a value's cell. What an adjacent column may change its meaning of is not read, unless the column map trusts it. */
export function numberIn(rows: Rows, place: Places): number {
  const { value, neighbours, trustsBeside, cells } = place;
  const number = place.isAssumed ? besideLimits(rows, place) : cells.value(rows.cell(value), besideOf(rows, place));
  if (neighbours.length === 0) return number;
  const { reading } = cells.cell(number);
  if (!mayBeDoubted(reading)) return number;
  for (const { index, doubt } of neighbours) {
    const doubtful = doubt(rows.cell(index), reading);
    if (doubtful !== undefined) return trustsBeside ? cells.trusted(number, "neighbours") : cells.fixed(doubtful);
  }
  return number;
}

/** A number whose unit is but assumed, beside limits of normal that may name another. */
function besideLimits(rows: Rows, place: Places): number {
  const { value, cells } = place;
  let number = cells.value(rows.cell(value), besideOf(rows, place));
  for (const which of ["uln", "lln"] as const)
    if (place[which].value >= 0) number = cells.beside(number, limitIn(rows, place, which, cells.cell(number).reading));
  return number;
}

/** A limit of normal of the row's value; undefined if nobody gives one. */
export function limitIn(rows: Rows, place: Places, which: NormalLimit, value: Reading): Reading | undefined {
  const { value: at, unit: beside, heading } = place[which];
  const text = at < 0 ? undefined : rows.cell(at);
  const unit = beside < 0 ? undefined : rows.cell(beside);
  return place.cells.limits.of(which, text, unit, heading, value);
}

/** By slot. */
export function placesOf(plan: SlotPlan, columns: TableColumns, cells: readonly SlotCells[]): readonly Places[] {
  return plan.slots.flatMap((slot, index) => {
    const { value, unit, operator, date, uln, ulnUnit, lln, llnUnit, limitHeadings } = columns.slots[index] ?? {};
    const own = cells[index];
    if (own === undefined) return [];
    const at = (place: { readonly index: number } | undefined): number => place?.index ?? -1;
    const hasSince = slot.since !== undefined && columns.slots[slot.since]?.value !== undefined;
    const since = hasSince ? (slot.since ?? -1) : -1;
    const { neighbours = [], trust, columnUnit } = columns.slots[index] ?? {};
    const trustsBeside = trust?.has("neighbours") === true;
    const { field } = slot;
    const isNumber = field.type === "number";
    const site = isNumber ? at(columns.slots[index]?.site) : -1;
    const hasLimit = uln !== undefined || lln !== undefined;
    const isAssumed = hasLimit && columnUnit?.state === "unit" && columnUnit.from === "field";
    const isAlone = unit === undefined && operator === undefined && site < 0 && neighbours.length === 0 && !isAssumed;
    const beside = { unit: at(unit), operator: at(operator), site, isAlone, isAssumed, date: at(date) };
    const limits = {
      uln: { value: at(uln), unit: at(ulnUnit), heading: limitHeadings?.uln ?? NO_UNIT },
      lln: { value: at(lln), unit: at(llnUnit), heading: limitHeadings?.lln ?? NO_UNIT },
    };
    return [{ value: at(value), ...beside, ...limits, since, neighbours, trustsBeside, field, isNumber, cells: own }];
  });
}
