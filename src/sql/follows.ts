/** Numbers that follow from a date where a row has none of its own: age from the date of birth. */

import type { NumberField } from "../language/model.js";
import { formatDay } from "../values/date/date.js";
import {
  and,
  arithmetic,
  call,
  caseOf,
  compare,
  count,
  type Day,
  type Double,
  day,
  double,
  type Expression,
  FALSE,
  isNull,
  not,
  or,
  type SqlType,
  type Text,
  text,
} from "./expression.js";
import { type DateSlot, ELAPSED, type NumberSlot } from "./slot.js";
import type { Statement } from "./statement.js";
import { windowIn } from "./table.js";

/** Whole units that have gone by since a day; the day is not after the as-of date. */
function elapsed(since: Day, unit: string, asOf: number): Double {
  const today = day(asOf);
  const days = call("count", "daysBetween", today, since);
  if (unit === "d") return call("double", "countToDouble", days);
  if (unit === "wk") return call("double", "countToDouble", call("count", "divide", days, count(7)));
  const [year = 0, month = 0, dayOfMonth = 0] = formatDay(asOf).split("-").map(Number);
  const monthsOf = arithmetic(arithmetic(count(12), "*", call("count", "year", since)), "+", call("count", "month", since));
  // A day that its month lacks becomes the first of the next: so a month is over when the day of the month has come.
  const short = caseOf("count", [[compare(call("count", "day", since), ">", count(dayOfMonth)), count(1)]], count(0));
  const months = arithmetic(arithmetic(count(12 * year + month), "-", monthsOf), "-", short);
  return call("double", "countToDouble", unit === "a" ? call("count", "divide", months, count(12)) : months);
}

/** What follows from a date: an interval of whole units, or a reason why there is none. */
export interface Elapsed {
  readonly low: Double;
  readonly high: Double;
  readonly why: Text;
}

function elapsedOf(statement: Statement, prefix: string, field: NumberField, date: DateSlot, asOf: number): Elapsed {
  const unit = field.unit?.ucum ?? "";
  const isPast = and(isNull(date.why), compare(date.high, "<=", day(asOf)));
  const since = (of: Day): Double => caseOf("double", [[isPast, elapsed(of, unit, asOf)]]);
  const low = statement.add("follows", `${prefix}_since_low`, since(date.high));
  const high = statement.add("follows", `${prefix}_since_high`, since(date.low));
  const window = windowIn(field, field.unit);
  const outside =
    window === undefined
      ? compare(low, ">", high)
      : or(compare(high, "<", double(window.low.upper)), compare(low, ">", double(window.high.lower)));
  const why = caseOf("text", [
    // That a date was not asked for proves nothing about what would follow from it.
    [and(not(isNull(date.why)), compare(date.why, "=", text("missing:not-performed"))), text("missing:not-recorded")],
    [not(isNull(date.why)), date.why],
    [compare(date.high, ">", day(asOf)), text("unreadable:future")],
    [outside, text("unreadable:implausible")],
  ]);
  return { low, high, why };
}

/** A number that may follow from a date, and what follows from it. @param own undefined: the table has no column of it */
export function followed(
  statement: Statement,
  prefix: string,
  field: NumberField,
  own: NumberSlot | undefined,
  date: DateSlot | undefined,
  asOf: number | undefined,
): { readonly slot: NumberSlot | undefined; readonly elapsed: Elapsed | undefined } {
  if (date === undefined || asOf === undefined) return { slot: own, elapsed: undefined };
  const elapsed = elapsedOf(statement, prefix, field, date, asOf);
  return { slot: own === undefined ? alone(statement, prefix, elapsed) : either(statement, prefix, own, elapsed), elapsed };
}

function alone(statement: Statement, prefix: string, { low, high, why }: Elapsed): NumberSlot {
  return {
    kind: "number",
    why: statement.add("final", `${prefix}_final_why`, why),
    low,
    high,
    ...{ lowOpen: FALSE, highOpen: FALSE, unit: count(ELAPSED), units: [], measured: undefined },
    limits: { uln: undefined, lln: undefined },
  };
}

function either(statement: Statement, prefix: string, own: NumberSlot, elapsed: Elapsed): NumberSlot {
  const isBlank = and(not(isNull(own.why)), compare(own.why, "=", text("missing:blank")));
  const follows = statement.add("follows", `${prefix}_follows`, isBlank);
  const choose = <T extends SqlType>(name: string, date: Expression<T>, is: Expression<T>): Expression<T> =>
    statement.add("final", `${prefix}_final_${name}`, caseOf(is.type, [[follows, date]], is));
  return {
    ...own,
    why: choose("why", elapsed.why, own.why),
    low: choose("low", elapsed.low, own.low),
    high: choose("high", elapsed.high, own.high),
    lowOpen: and(not(follows), own.lowOpen),
    highOpen: and(not(follows), own.highOpen),
    unit: choose("unit", count(ELAPSED), own.unit),
  };
}
