/** Which years two digits may stand for, and which days are plausible. */
import type { Ratio } from "../ratio.js";
import { type DayInterval, type Unreadable, unreadable } from "../reading.js";
import type { DateSpec, ParseOptions } from "../spec.js";
import { addTime, yearOf } from "./calendar.js";

/** Intervals of days: the date lies in one of them. */
export type Days = readonly DayInterval[];

/** What settles a date that is not written in full. */
export interface Frame {
  readonly spec: DateSpec;
  readonly asOf: number | undefined;
  readonly century: number | undefined;
  readonly order: ParseOptions["dateOrder"];
}

/**
 * A two-digit year may belong to every century in which the date is plausible; the as-of date's own century is never excluded as too late,
 * except for births: nobody is screened before birth.
 */
export function inCenturies(frame: Frame, daysIn: (century: number) => DayInterval | undefined): Days | Unreadable {
  const { spec, asOf, century } = frame;
  const own = asOf === undefined ? undefined : Math.floor(yearOf(asOf) / 100) * 100;
  const centuries = century !== undefined ? [century] : own === undefined ? [1900, 2000] : [own - 200, own - 100, own, own + 100];
  const found = centuries.flatMap((one) => {
    const days = daysIn(one);
    return days === undefined ? [] : [{ days, isOwn: one === own }];
  });
  if (found.length === 0) return unreadable("impossible-date");
  if (asOf === undefined || century !== undefined) return found.map(({ days }) => days);
  const { low, high } = spec.shortYears ?? spec.plausible;
  const isLate = (days: DayInterval): boolean => isTooLate(days, low, asOf);
  if (spec.isBirth !== true && found.some(({ days, isOwn }) => isOwn && isLate(days)))
    return unreadable("ambiguous-date", "the year has two digits, and in this century it is after the as-of date");
  const kept = found.filter(({ days, isOwn }) => !isLate(days) && (isOwn || !isTooOld(days, high, asOf)));
  return kept.length === 0 ? unreadable("implausible") : kept.map(({ days }) => days);
}

/** Whether all of the days lie more than so many years back. */
export function isTooOld(days: DayInterval, years: Ratio, asOf: number): boolean {
  return addYears(days.high, years, "up") < asOf;
}

/** Whether all of the days come less than so many years before the as-of date. */
export function isTooLate(days: DayInterval, years: Ratio, asOf: number): boolean {
  return addYears(days.low, years, "down") > asOf;
}

/** Years may be declared with a fraction: whole months count, and a rest is rounded so that more is plausible. */
function addYears(day: number, years: Ratio, rounding: "up" | "down"): number {
  const months = years.num * 12n;
  const floor = months / years.den - (months < 0n && months % years.den !== 0n ? 1n : 0n);
  const rest = months % years.den !== 0n && rounding === "up" ? 1n : 0n;
  return addTime(day, Number(floor + rest), "mo");
}
