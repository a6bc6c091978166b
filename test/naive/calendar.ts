/** A naive calendar: it lists all days from 1850 to 2150 by going from each day to the next, and looks dates up in the list. */
import type { TimeUnit } from "../../src/language/model.js";

interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const FIRST_YEAR = 1850;
const LAST_YEAR = 2150;

function isLeapYear(year: number): boolean {
  if (year % 400 === 0) return true;
  if (year % 100 === 0) return false;
  return year % 4 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dayAfter({ year, month, day }: CalendarDay): CalendarDay {
  if (day < daysInMonth(year, month)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

function name({ year, month, day }: CalendarDay): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const days: CalendarDay[] = [];
const positions = new Map<string, number>();
for (let day: CalendarDay = { year: FIRST_YEAR, month: 1, day: 1 }; day.year <= LAST_YEAR; day = dayAfter(day)) {
  positions.set(name(day), days.length);
  days.push(day);
}
const epoch = position("1970-01-01");

function position(iso: string): number {
  const found = positions.get(iso);
  if (found === undefined) throw new Error(`not a day of this calendar: ${iso}`);
  return found;
}

/** Days since 1970-01-01 of an ISO date between 1850 and 2150. */
export function dayOf(iso: string): number {
  return position(iso) - epoch;
}

/** The day after a span. If the month has no such day, it is the first day of the next month. */
export function later(day: number, count: number, unit: TimeUnit): number {
  switch (unit) {
    case "d":
      return day + count;
    case "wk":
      return day + 7 * count;
    case "mo": {
      const from = days[day + epoch];
      if (from === undefined) throw new Error(`not a day of this calendar: ${day}`);
      let { year, month } = from;
      for (let step = 0; step < count; step += 1) {
        month += 1;
        if (month > 12) [year, month] = [year + 1, 1];
      }
      if (from.day <= daysInMonth(year, month)) return dayOf(name({ year, month, day: from.day }));
      return dayOf(name(dayAfter({ year, month, day: daysInMonth(year, month) })));
    }
    case "a":
      return later(day, 12 * count, "mo");
  }
}
