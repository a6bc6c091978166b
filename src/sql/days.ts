/**
 * The as-of date is known when SQL is written, so that every question about days comes down to a first and a last day, which the program
 * finds by its own calendar. No engine adds a month: all of them clip 31 January to the end of February.
 */
import type { LeafPlan } from "../plan/plan.js";
import { addTime, formatDay, parseIsoDay, readDate, type TimeUnit } from "../values/date/date.js";
import type { DateSpec, ParseOptions } from "../values/spec.js";
import { and, compare, type Day, day, FALSE, or, TRUE, type Truth } from "./expression.js";

/** Days from a first to a last one; undefined: there is no such end. */
export interface DayRange {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

const [FIRST, LAST] = [dayOf("1800-01-01"), dayOf("2200-12-31")];

function dayOf(iso: string): number {
  const found = parseIsoDay(iso);
  if (found === undefined) throw new Error(`no day: ${iso}`);
  return found;
}

/** The first day from which something holds that holds for no earlier day; the day after `high` if it never holds. */
function firstDay(low: number, high: number, holds: (day: number) => boolean): number {
  let [from, to] = [low, high + 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The days that the program reads in a date field: years that are written, and plausible ones. */
export function plausibleDays(
  spec: DateSpec,
  parseOptions: ParseOptions,
  asOf: number | undefined,
): { first: number; last: number } {
  // Days that mean "never" are not ends of what is plausible.
  const { plausible } = spec;
  const reason = (one: number): "old" | "late" | "read" => {
    const reading = readDate(formatDay(one), { plausible }, parseOptions, asOf);
    if (reading.state === "read") return "read";
    return asOf !== undefined && one > asOf ? "late" : "old";
  };
  // Too old comes before what is read, too late after it.
  const first = firstDay(FIRST, LAST, (one) => reason(one) !== "old");
  return { first, last: firstDay(first, LAST, (one) => reason(one) === "late") - 1 };
}

/** The first day to which so much time can be added without ending before the as-of date, and without ending on it. */
function turningDays(value: number, unit: TimeUnit, asOf: number): { readonly at: number; readonly after: number } {
  const [low, high] = [asOf - reach(value), asOf + reach(value)];
  return {
    at: firstDay(low, high, (one) => addTime(one, value, unit) >= asOf),
    after: firstDay(low, high, (one) => addTime(one, value, unit) > asOf),
  };
}

/** More days than so many of any unit have. */
function reach(value: number): number {
  return 10 + 367 * (Math.abs(value) + 1);
}

/** The first day of a measurement that is no older than a span. */
export function firstWithin(value: number, unit: TimeUnit, asOf: number): number {
  return turningDays(value, unit, asOf).at;
}

/** The days for which a leaf is true. `negated`: for which it is false. */
export function daysOf(
  leaf: Extract<LeafPlan, { readonly kind: "elapsed" | "date" }>,
  asOf: number | undefined,
): DayRange & { readonly negated: boolean } {
  const [one, two = one] = leaf.limits;
  const ends = (limit: number) => {
    if (leaf.kind === "date") return { at: limit, after: limit + 1 };
    if (asOf === undefined) throw new Error("a condition needs an as-of date and none was given");
    return turningDays(limit, leaf.unit, asOf);
  };
  const [first, second] = [ends(one), ends(two)];
  const { op } = leaf;
  const isDate = leaf.kind === "date";
  switch (op) {
    case "between":
      // The earlier the day, the longer the elapsed time.
      return isDate
        ? { first: first.at, last: second.after - 1, negated: false }
        : { first: second.at, last: first.after - 1, negated: false };
    case "=":
    case "!=":
      return { first: first.at, last: first.after - 1, negated: op === "!=" };
    case "<":
      return isDate
        ? { first: undefined, last: first.at - 1, negated: false }
        : { first: first.after, last: undefined, negated: false };
    case "<=":
      return isDate
        ? { first: undefined, last: first.after - 1, negated: false }
        : { first: first.at, last: undefined, negated: false };
    case ">":
      return isDate
        ? { first: first.after, last: undefined, negated: false }
        : { first: undefined, last: first.at - 1, negated: false };
    case ">=":
      return isDate
        ? { first: first.at, last: undefined, negated: false }
        : { first: undefined, last: first.after - 1, negated: false };
  }
}

/** All days from `low` to `high` lie within the range. */
export function allWithin({ first, last }: DayRange, low: Day, high: Day): Truth {
  if (first !== undefined && last !== undefined && first > last) return FALSE;
  return and(
    first === undefined ? TRUE : compare(low, ">=", day(first)),
    last === undefined ? TRUE : compare(high, "<=", day(last)),
  );
}

/** None of them does. */
export function noneWithin({ first, last }: DayRange, low: Day, high: Day): Truth {
  if (first !== undefined && last !== undefined && first > last) return TRUE;
  return or(
    first === undefined ? FALSE : compare(high, "<", day(first)),
    last === undefined ? FALSE : compare(low, ">", day(last)),
  );
}
