/** The states of a date field on one as-of date, and the as-of dates to examine. */
import type { CompareDate, CompareElapsed, DateField, LeafCondition, Span } from "../language/model.js";
import { addTime, formatDay, parseIsoDay, type TimeUnit } from "../values/date/date.js";
import { once } from "../values/memo.js";
import { type Ratio, toDouble } from "../values/ratio.js";
import { FALSE, TRUE, UNKNOWN } from "./formula.js";
import { holds, inFieldUnit } from "./ladder.js";
import { TooLarge } from "./state.js";

/** A leaf on a date field. */
export type DateLeaf = CompareElapsed | CompareDate;

/** One day to try. */
export interface DayState {
  readonly day: number;
  readonly leaves: Uint8Array;
}

/** The as-of date if nothing depends on it: the middle of a month, so that every whole month ends on a different day. */
export const BASE = parseIsoDay("2026-01-15") ?? 0;
/** Four years with a leap day: if days and months are mixed, their order depends on the as-of date. */
const CYCLE_FROM = parseIsoDay("2024-03-01") ?? 0;
const MOST_DAYS = 3000;

/** Days on which reading cells changes: before and after, no date is plausible. */
const FIRST_DAY = parseIsoDay("1800-01-01") ?? 0;
const LAST_DAY = parseIsoDay("2200-12-31") ?? 0;

/** A thousand years: from any as-of date beyond all days on which a date can lie. */
const MOST_ELAPSED: Readonly<Record<TimeUnit, number>> = { d: 365_250, wk: 52_200, mo: 12_000, a: 1000 };

/**
 * The first day for which `addTime(day, n, unit)` is `asOf` or later. A time longer than any that can have gone by is as good as the
 * longest: its day would be no number to count with.
 */
function firstReaching(asOf: number, time: number, unit: TimeUnit): number {
  const n = Math.max(-MOST_ELAPSED[unit], Math.min(time, MOST_ELAPSED[unit]));
  if (unit === "d" || unit === "wk") return addTime(asOf, -n, unit);
  let day = addTime(asOf, -n, unit);
  while (addTime(day - 1, n, unit) >= asOf) day -= 1;
  while (addTime(day, n, unit) < asOf) day += 1;
  return day;
}

/** The days that a date may be on an as-of date, as cells are judged; whole months, what is more rounded so that more is plausible. */
function plausibleDays({ plausible }: DateField, asOf: number): { readonly first: number; readonly last: number } {
  const months = (years: Ratio, up: boolean): number => {
    const exact = years.num * 12n;
    const quotient = exact / years.den;
    const rest = exact % years.den;
    const below = rest < 0n ? quotient - 1n : quotient;
    return Number(up && rest !== 0n ? below + 1n : below);
  };
  const first = firstReaching(asOf, months(plausible.high, true), "mo");
  const last = firstReaching(asOf + 1, months(plausible.low, false), "mo") - 1;
  return { first: Math.max(first, FIRST_DAY), last: Math.min(last, LAST_DAY) };
}

/** The days that the leaves (and `more`, elapsed times at which something else changes) can tell apart on an as-of date. */
export function dayStates(
  field: DateField,
  leaves: readonly DateLeaf[],
  more: readonly Span[],
  asOf: number,
): readonly DayState[] {
  const { first, last } = plausibleDays(field, asOf);
  const limits = leaves.map((leaf) =>
    leaf.kind === "date" ? leaf.limits.map(dayItself) : reached(asOf, leaf.limits, leaf.unit),
  );
  const edges = [first, last, asOf + 1];
  for (const { value, unit } of more) for (const { from, past } of reached(asOf, [value], unit)) edges.push(from, past);
  for (const { from, past } of limits.flat()) edges.push(from, past);
  const days = new Set(edges.flatMap((day) => [day, day - 1]));
  const states = [...days].filter((day) => day >= first && day <= last).sort((a, b) => a - b);
  if (states.length * leaves.length > 1_000_000) throw new TooLarge();
  const found: DayState[] = [];
  for (const day of states) {
    const truths = new Uint8Array(leaves.length);
    for (const [index, leaf] of leaves.entries()) truths[index] = dayTruth(leaf, day, asOf, limits[index]);
    const before = found.at(-1);
    if (more.length > 0 || before === undefined || before.leaves.some((truth, leaf) => truth !== truths[leaf]))
      found.push({ day, leaves: truths });
  }
  return found;
}

/** The days that are exactly at a limit: from one on, and before another. */
interface AtLimit {
  readonly from: number;
  readonly past: number;
}

function dayItself(day: number): AtLimit {
  return { from: day, past: day + 1 };
}

/** The days since which so much time has gone by, and no more. */
function reached(asOf: number, times: readonly number[], unit: TimeUnit): readonly AtLimit[] {
  return times.map((time) => ({ from: firstReaching(asOf, time, unit), past: firstReaching(asOf + 1, time, unit) }));
}

/** A later day is more as a calendar date, but less as elapsed time. */
function dayTruth({ kind, op }: DateLeaf, day: number, asOf: number, [low, high = low]: readonly AtLimit[] = []): number {
  if (kind === "elapsed" && day > asOf) return UNKNOWN;
  const order = (limit: AtLimit | undefined): number => {
    const side = limit === undefined || day < limit.from ? -1 : day < limit.past ? 0 : 1;
    return kind === "date" ? side : -side;
  };
  return holds(op, order(low), order(high)) ? TRUE : FALSE;
}

function isWhole(unit: TimeUnit): boolean {
  return unit === "d" || unit === "wk";
}

/**
 * As-of dates at the ends and in the middle of every month, where days and months are mixed: within a month only its ends differ from
 * its middle. Hardly any file needs them.
 */
export const mixedDays = once((): readonly number[] =>
  Array.from({ length: 1461 }, (_, index) => CYCLE_FROM + index).filter((day) =>
    /-(?:0[12]|15|2[789]|3[01])$/.test(formatDay(day)),
  ),
);

/**
 * The as-of dates to examine if nothing is mixed. Elapsed times alone are the same on all days; calendar dates make a difference
 * where a time elapsed reaches back to one of them.
 */
export function asOfDays(leaves: readonly LeafCondition[]): readonly number[] {
  const spans = new Map<string, Span>();
  const dates = new Set<number>();
  for (const leaf of leaves) {
    if (leaf.kind === "date") for (const day of leaf.limits) dates.add(day);
    if (leaf.kind === "elapsed") for (const value of leaf.limits) spans.set(`${value} ${leaf.unit}`, { value, unit: leaf.unit });
  }
  const all = new Set([BASE]);
  for (const date of dates) {
    const reached = [date, ...[...spans.values()].map(({ value, unit }) => addTime(date, value, unit))];
    for (const day of reached) for (const near of [day - 1, day, day + 1]) all.add(near);
    if (all.size > MOST_DAYS) throw new TooLarge();
  }
  return [...all];
}

/** A month's days on average in four hundred years. So many months are never further from so many times it, with a day on either side. */
const DAYS_IN_MONTH = 146_097 / 4800;
const MOST_ASTRAY = 10;

/** A time in days on average; whether it is a number of days, or of months that are now longer and now shorter. */
interface Elapsed {
  readonly days: number;
  readonly isWhole: boolean;
}

function elapsed({ value, unit }: Span): Elapsed {
  const days = { d: 1, wk: 7, mo: DAYS_IN_MONTH, a: 12 * DAYS_IN_MONTH }[unit];
  return { days: value * days, isWhole: isWhole(unit) };
}

/**
 * Whether some date is compared with a number of days and with a number of months that are so near each other that it depends on the
 * as-of date which comes first. How far back the date is plausible counts in months, too.
 */
export function mixesUnits(leaves: Iterable<LeafCondition>): boolean {
  const byDate = new Map<string, Elapsed[]>();
  for (const leaf of leaves) {
    // Years of age are whole years since a date.
    const date = leaf.field.type === "number" ? leaf.field.since : leaf.field.name;
    if (date === undefined) continue;
    const times = byDate.get(date) ?? [];
    byDate.set(date, times);
    if (leaf.kind === "elapsed") times.push(...leaf.limits.map((value) => elapsed({ value, unit: leaf.unit })));
    if (leaf.kind === "number" && leaf.field.type === "number") {
      const unit = unitOf(leaf.field.unit?.ucum);
      const { field, unit: from } = leaf;
      for (const limit of leaf.limits) {
        const whole = Math.floor(toDouble(inFieldUnit(limit, from, field)));
        times.push(...[whole, whole + 1].map((value) => elapsed({ value, unit })));
      }
    }
    if (leaf.field.type === "date")
      for (const end of [leaf.field.plausible.low, leaf.field.plausible.high])
        times.push(elapsed({ value: toDouble(end), unit: "a" }));
  }
  return [...byDate.values()].some((times) => {
    // No time at all is the same in every unit.
    const inOrder = times.filter(({ days }) => days !== 0).toSorted((a, b) => a.days - b.days);
    return inOrder.some((one, index) => {
      const next = inOrder[index + 1];
      return next !== undefined && one.isWhole !== next.isWhole && next.days - one.days < MOST_ASTRAY;
    });
  });
}

/** A field's unit as a unit of elapsed time. */
export function unitOf(ucum: string | undefined): TimeUnit {
  return ucum === "d" || ucum === "wk" || ucum === "mo" ? ucum : "a";
}

/**
 * Which readings are too old, by ages that distinguish the spans: for each, the spans that it exceeds. The last is undated:
 * it exceeds all. Days and months are compared on days of long and short months.
 */
export function stalePatterns(spans: readonly Span[]): readonly (readonly boolean[])[] {
  const found = new Map<string, readonly boolean[]>();
  for (const text of ["2026-01-15", "2026-03-01", "2026-03-31", "2024-02-29"]) {
    const asOf = parseIsoDay(text) ?? BASE;
    for (const { value, unit } of spans) {
      const day = firstReaching(asOf, value, unit) - 1;
      const pattern = spans.map((span) => addTime(day, span.value, span.unit) < asOf);
      found.set(pattern.join(), pattern);
    }
  }
  const undated = spans.map(() => true);
  found.set(undated.join(), undated);
  return [...found.values()];
}
