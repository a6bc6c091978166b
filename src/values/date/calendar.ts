/**
 * Civil days, without clocks and time zones: a day is the number of days since 1970-01-01 in the proleptic Gregorian calendar. The
 * arithmetic is Howard Hinnant's (chrono-compatible low-level date algorithms): years begin in March, so a leap day comes last.
 */

/** Units of elapsed time. `mo` and `a` go by the calendar. */
export type TimeUnit = "d" | "wk" | "mo" | "a";

/** A day of the calendar; months and days count from 1. */
export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS_IN_ERA = 146_097; // 400 years
const DAYS_TO_1970 = 719_468; // from 0000-03-01
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** The number of a day, which must exist. */
export function dayNumber({ year, month, day }: CivilDay): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - DAYS_TO_1970;
}

/** The day of a number. */
function civilDay(number: number): CivilDay {
  const shifted = number + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/**
 * The day that lies `n` whole units after (below 0: before) a day. A day that its month lacks becomes the first of the next month:
 * 31 January and one month is 1 March. Later days never give earlier results, and neither do more units.
 */
export function addTime(from: number, n: number, unit: TimeUnit): number {
  if (unit === "d") return from + n;
  if (unit === "wk") return from + 7 * n;
  const { year, month, day } = civilDay(from);
  const months = year * 12 + (month - 1) + (unit === "a" ? 12 * n : n);
  const target = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  if (day <= daysInMonth(target.year, target.month)) return dayNumber({ ...target, day });
  return dayNumber({ year: target.year, month: target.month + 1, day: 1 }); // December lacks no day
}

/**
 * How many whole units have elapsed: the greatest `n` for which `addTime(from, n, unit)` is on or before the as-of date.
 *
 * @returns undefined if `from` lies after it: nothing has elapsed
 */
export function wholeUnitsElapsed(from: number, asOf: number, unit: TimeUnit): number | undefined {
  if (from > asOf) return undefined;
  if (unit === "d") return asOf - from;
  if (unit === "wk") return Math.floor((asOf - from) / 7);
  const start = civilDay(from);
  const end = civilDay(asOf);
  const months = (end.year - start.year) * 12 + (end.month - start.month);
  const n = unit === "a" ? Math.floor(months / 12) : months;
  return addTime(from, n, unit) <= asOf ? n : n - 1;
}

/** The year of a day. */
export function yearOf(number: number): number {
  return civilDay(number).year;
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day of `2024-04-03`, as criteria files and options write dates; undefined for any other text and for days that do not exist. */
export function parseIsoDay(text: string): number | undefined {
  const match = ISO_DAY.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return day >= 1 && day <= daysInMonth(year, month) ? dayNumber({ year, month, day }) : undefined;
}

/** `2024-04-03`. */
export function formatDay(number: number): string {
  const { year, month, day } = civilDay(number);
  const padded = year < 0 ? `-${String(-year).padStart(4, "0")}` : String(year).padStart(4, "0");
  return `${padded}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
