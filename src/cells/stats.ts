/** What was found in the columns of one file. Plain data; parts can be merged in any order, with the same result. */

import { mergePlaced, type PlacedFacts } from "../facts/column-facts.js";
import type { MissingReason, UnreadableReason } from "../values/reading.js";
import type { NormalLimit } from "../values/record.js";

/** How often something happened, and where first. */
export interface Tally {
  readonly count: number;
  readonly firstRow: number;
}

/** A cell as written. Only for the `columns` command: it is a patient's value. */
export interface Example {
  readonly cell: string;
  readonly row: number;
}

/** One reason for cells to have no value. */
export interface ReasonStats extends Tally {
  readonly reason: MissingReason | UnreadableReason;
  /** Up to three, of different texts, the first rows' first; empty if not asked for. */
  readonly examples: readonly Example[];
  /** The hint of the first such cell, if it has one. */
  readonly hint: string | undefined;
}

/** Blank cells that were given the value declared by `whenBlank`. */
export interface BlankStats extends Tally {
  readonly as: string;
}

/** One slot's cells. Reasons are in alphabetical order. */
export interface SlotStats {
  readonly read: number;
  /** Among those that were read. */
  readonly takenBlank: BlankStats | undefined;
  readonly missing: readonly ReasonStats[];
  readonly unreadable: readonly ReasonStats[];
  /** Cells read in the field's declared unit, because nothing else states a unit. */
  readonly assumedUnit: Tally | undefined;
  /** How many of these fail a criterion; 0 if nothing is screened. */
  readonly assumedFails: number;
  /** Numbers with a unit in the cell that differs from their column's. */
  readonly ownUnit: Tally | undefined;
  /** Numbers in doubt because of a column beside them or of the heading, but declared to be right in the column map. */
  readonly trustedBeside: Tally | undefined;
  readonly trustedScale: Tally | undefined;
  /** Numbers without an upper or a lower limit of normal in their cell, and that are no multiples of it. */
  readonly limitless: Readonly<Record<NormalLimit, Tally | undefined>>;
  /** Values whose age was asked for, and whose day could be read; and those whose day stands there and could not. */
  readonly dated: number;
  readonly undated: Tally | undefined;
  /** Values of days after the as-of date. */
  readonly ahead: Tally | undefined;
  /** JSON: values that may hold a date. */
  readonly structured: Tally | undefined;
  /** Cells in which 1 or 0 was taken as yes or no. */
  readonly assumedDigit: Tally | undefined;
  /** Digits other than 1 and 0 in such a column. */
  readonly otherDigit: Tally | undefined;
}

/** One file, or the part of it that one reader saw. */
export interface FileStats {
  readonly records: number;
  readonly emptyRows: number;
  /** Records that are no candidates; their cells are not counted. */
  readonly notCandidates: number;
  /** Records whose id is blank. */
  readonly blankIds: Tally | undefined;
  readonly slots: readonly SlotStats[];
  /** Facts about whole columns; empty if they were already known. */
  readonly facts: readonly PlacedFacts[];
  /** JSON only: every key that was seen (nested ones dotted), and in which row first. */
  readonly keys: ReadonlyMap<string, number>;
}

const MOST_EXAMPLES = 3;

/** Nothing seen yet. */
export const NO_CELLS: SlotStats = {
  read: 0,
  takenBlank: undefined,
  missing: [],
  unreadable: [],
  assumedUnit: undefined,
  assumedFails: 0,
  ownUnit: undefined,
  trustedBeside: undefined,
  trustedScale: undefined,
  limitless: { uln: undefined, lln: undefined },
  dated: 0,
  undated: undefined,
  ahead: undefined,
  structured: undefined,
  assumedDigit: undefined,
  otherDigit: undefined,
};

/** The sum of what two readers of one file saw. */
export function mergeStats(a: FileStats, b: FileStats): FileStats {
  return {
    records: a.records + b.records,
    emptyRows: a.emptyRows + b.emptyRows,
    notCandidates: a.notCandidates + b.notCandidates,
    blankIds: mergeTallies(a.blankIds, b.blankIds),
    slots: Array.from({ length: Math.max(a.slots.length, b.slots.length) }, (_, slot) =>
      mergeSlots(a.slots[slot] ?? NO_CELLS, b.slots[slot] ?? NO_CELLS),
    ),
    facts: mergePlaced([...a.facts, ...b.facts]),
    keys: mergeKeys(a.keys, b.keys),
  };
}

/** The keys that two readers of one file saw, by row of first sight. */
export function mergeKeys(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const first = new Map(a);
  for (const [key, row] of b) first.set(key, Math.min(row, first.get(key) ?? row));
  const byRow = [...first].sort(([keyA, rowA], [keyB, rowB]) => rowA - rowB || (keyA < keyB ? -1 : 1));
  return new Map(byRow);
}

/** The sum of what was seen of one slot. */
export function mergeSlots(a: SlotStats, b: SlotStats): SlotStats {
  return {
    read: a.read + b.read,
    takenBlank:
      a.takenBlank && b.takenBlank
        ? { ...a.takenBlank, ...mergeTallies(a.takenBlank, b.takenBlank) }
        : (a.takenBlank ?? b.takenBlank),
    missing: mergeReasons(a.missing, b.missing),
    unreadable: mergeReasons(a.unreadable, b.unreadable),
    assumedUnit: mergeTallies(a.assumedUnit, b.assumedUnit),
    assumedFails: a.assumedFails + b.assumedFails,
    ownUnit: mergeTallies(a.ownUnit, b.ownUnit),
    trustedBeside: mergeTallies(a.trustedBeside, b.trustedBeside),
    trustedScale: mergeTallies(a.trustedScale, b.trustedScale),
    limitless: {
      uln: mergeTallies(a.limitless.uln, b.limitless.uln),
      lln: mergeTallies(a.limitless.lln, b.limitless.lln),
    },
    dated: a.dated + b.dated,
    undated: mergeTallies(a.undated, b.undated),
    ahead: mergeTallies(a.ahead, b.ahead),
    structured: mergeTallies(a.structured, b.structured),
    assumedDigit: mergeTallies(a.assumedDigit, b.assumedDigit),
    otherDigit: mergeTallies(a.otherDigit, b.otherDigit),
  };
}

/** The sum of two counts. */
export function mergeTallies(a: Tally | undefined, b: Tally | undefined): Tally | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { count: a.count + b.count, firstRow: Math.min(a.firstRow, b.firstRow) };
}

/** The sum of two lists of reasons. */
export function mergeReasons(a: readonly ReasonStats[], b: readonly ReasonStats[]): readonly ReasonStats[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const byReason = new Map(a.map((one) => [one.reason, one]));
  for (const one of b) {
    const known = byReason.get(one.reason);
    byReason.set(one.reason, known === undefined ? one : mergeReason(known, one));
  }
  return [...byReason.values()].sort((x, y) => (x.reason < y.reason ? -1 : 1));
}

function mergeReason(a: ReasonStats, b: ReasonStats): ReasonStats {
  const { count, firstRow } = { count: a.count + b.count, firstRow: Math.min(a.firstRow, b.firstRow) };
  const hint = a.firstRow <= b.firstRow ? a.hint : b.hint;
  return { reason: a.reason, count, firstRow, hint, examples: mergeExamples(a.examples, b.examples) };
}

function mergeExamples(a: readonly Example[], b: readonly Example[]): readonly Example[] {
  const first = new Map<string, number>();
  for (const { cell, row } of [...a, ...b]) first.set(cell, Math.min(row, first.get(cell) ?? row));
  return [...first]
    .map(([cell, row]) => ({ cell, row }))
    .sort((x, y) => x.row - y.row || (x.cell < y.cell ? -1 : 1))
    .slice(0, MOST_EXAMPLES);
}
