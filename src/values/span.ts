/**
 * Compares times in months or years with times in days or weeks. Neither converts into the other: the same number of months has more or
 * fewer days, depending on which they are. Both are compared in days, months as the interval from the fewest to the most.
 */
import { daysInMonth } from "./date/calendar.js";
import type { Interval, Sides } from "./interval.js";
import { memo, once } from "./memo.js";
import { ceil, compareRatios, floor, fromDouble, over, type Ratio, ratio, times } from "./ratio.js";
import { type Unit, ucumUnit } from "./unit/code.js";

/** The calendar repeats itself after 400 years. */
const MONTHS_IN_ERA = 4800;
const DAYS_IN_ERA = 146_097n;

/** The first day of every month of two eras, from the first on. */
const firstDays = once(() => {
  const days = new Int32Array(2 * MONTHS_IN_ERA);
  for (let month = 1; month < days.length; month++)
    days[month] = (days[month - 1] ?? 0) + daysInMonth(2000 + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1);
  return days;
});

/** By number of whole months, less than an era: the fewest and the most days. */
const withinEra = memo(MONTHS_IN_ERA, String, (months: number): readonly [bigint, bigint] => {
  const all = firstDays();
  let [fewest, most] = [Infinity, 0];
  for (let first = 0; first < MONTHS_IN_ERA; first++) {
    const days = (all[first + months] ?? 0) - (all[first] ?? 0);
    fewest = Math.min(fewest, days);
    most = Math.max(most, days);
  }
  return [BigInt(fewest), BigInt(most)];
});

/** The fewest and the most days that so many whole months in a row can have; below 0, as far back. */
function daysOf(months: bigint): readonly [bigint, bigint] {
  const eras = floor(ratio(months, BigInt(MONTHS_IN_ERA)));
  const [fewest, most] = withinEra(Number(months - eras * BigInt(MONTHS_IN_ERA)));
  return [eras * DAYS_IN_ERA + fewest, eras * DAYS_IN_ERA + most];
}

/** Whether one unit goes by the calendar and the other does not. */
export function areAcross(a: Unit | undefined, b: Unit | undefined): boolean {
  return across(a, b) !== undefined;
}

/** Both units, if one goes by the calendar and the other does not. */
export function across(a: Unit | undefined, b: Unit | undefined): readonly [Unit, Unit] | undefined {
  if (a === undefined || b === undefined) return undefined;
  return (isCalendar(a) && b.kind === "definite-time") || (isCalendar(b) && a.kind === "definite-time") ? [a, b] : undefined;
}

function isCalendar({ kind }: Unit): boolean {
  return kind === "calendar-time";
}

/** A time in days, both ends included. Parts of a month are rounded away from each other: 1.5 months are 28 to 62 days. */
export interface DaySpan {
  readonly low: Ratio;
  readonly high: Ratio;
}

const DAY: Ratio = ucumUnit("d")?.factor ?? ratio(86_400n);

/** @param unit of time */
export function daysIn(value: Ratio, unit: Unit): DaySpan {
  const scaled = times(value, unit.factor);
  if (isCalendar(unit)) return { low: ratio(daysOf(floor(scaled))[0]), high: ratio(daysOf(ceil(scaled))[1]) };
  const days = over(scaled, DAY);
  return { low: days, high: days };
}

/** On which sides of a limit some of the times of an interval may lie. */
export function sidesInDays({ low, high, lowOpen, highOpen }: Interval, unit: Unit, limit: DaySpan): Sides {
  const first = low === -Infinity ? -1 : compareRatios(daysIn(fromDouble(low), unit).low, limit.high);
  const last = high === Infinity ? 1 : compareRatios(daysIn(fromDouble(high), unit).high, limit.low);
  return {
    below: first < 0,
    equal: (first < 0 || (first === 0 && !lowOpen)) && (last > 0 || (last === 0 && !highOpen)),
    above: last > 0,
  };
}
