/** Reads date cells: from a text to the days it may mean, or why that cannot be told. */
import { isDeclaredMissing, lookUp } from "../declared.js";
import { missingWord } from "../missing.js";
import { withoutMark } from "../number/flag.js";
import type { Ratio } from "../ratio.js";
import { type DateReading, type DayInterval, type Missing, missing, type Unreadable, unreadable } from "../reading.js";
import type { DateSpec, ParseOptions } from "../spec.js";
import { foldSpelling, foldWidth, trimWhite, unwrapCell } from "../text.js";
import { addTime, type CivilDay, dayNumber, daysInMonth, parseIsoDay } from "./calendar.js";

export { addTime, formatDay, parseIsoDay, type TimeUnit, wholeUnitsElapsed } from "./calendar.js";

/** What a date cell is read as. */
export type DateCellReading = DateReading | Missing | Unreadable;

/** Longer cells are no dates, and are not looked at. */
const LONGEST = 80;
/** Years beyond these are what programs write for "none" (0001, 9999), whatever the as-of date. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2200;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] as const;
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const NTH = "(\\d{1,2})(?:st|nd|rd|th)?";
const GAP = "[ ,/.-]{0,2}";

const YEAR_FIRST = /^(\d{4}) ?([-/.]) ?(\d{1,2})(?: ?\2 ?(\d{1,2}))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const CHINESE = /^(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?$/;
const YEAR = /^\d{4}$/;
const MONTH_YEAR = /^(\d{1,2}) ?[-/.] ?(\d{4})$/;
const NUMERIC = /^(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})$/;
const DAY_NAME_YEAR = new RegExp(`^${NTH}${GAP}${MONTH}${GAP}(\\d{2}|\\d{4})$`, "i");
const NAME_DAY_YEAR = new RegExp(`^${MONTH}[ -]?${NTH}(?:, ?| |-)(\\d{2}|\\d{4})$`, "i");
const YEAR_NAME_DAY = new RegExp(`^(\\d{4})[ -]${MONTH}(?:[ -]${NTH})?$`, "i");
const NAME_YEAR = new RegExp(`^${MONTH}[ ,/-]{0,2}(\\d{2}|\\d{4})$`, "i");
const DAY_NAME = new RegExp(`^(?:${NTH}${GAP}${MONTH})$`, "i");
const SHORT_YEAR = /^\d{1,4}([-/.])\d{1,2}\1\d{1,2}$|^\d{1,2}([-/.])\d{1,2}\2\d{1,4}$|^\d{1,2}[-/.]\d{1,2}$|^\d{6}$/;
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;
/** Behind a date; checked only so far that it is a time. What zone it is in does not matter: the day counts as written. */
const TIME =
  /[T ] ?(\d{1,2}):?([0-5]\d)(?::?[0-5]\d(?:[.,]\d{1,9})?)? ?(?:[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[a-z]{3,4}|(?:utc|gmt)?[+\-\u2212]\d{1,2}(?::?\d{2})?))?$/i;
const COLON_OR_T = /:|\dT\d/i;

/**
 * Reads a date cell. Any text gives a reading; nothing throws.
 *
 * @param asOf the as-of date in days since 1970-01-01; without one plausibility is not judged
 */
export function readDate(text: string, spec: DateSpec, parseOptions: ParseOptions, asOf: number | undefined): DateCellReading {
  const cell = unwrapCell(text);
  const folded = cell.length > LONGEST ? cell : foldSpelling(cell);
  const coded = parseOptions.codes === undefined ? undefined : lookUp(folded, parseOptions.codes);
  if (coded !== undefined) {
    const day = typeof coded === "string" ? parseIsoDay(coded) : undefined;
    return day === undefined ? unreadable("wrong-type") : judge([{ low: day, high: day }], spec, asOf);
  }
  if (isDeclaredMissing(folded, parseOptions)) return missing("declared");
  const reason = missingWord(folded);
  if (reason !== undefined) return missing(reason);
  if (cell.length > LONGEST) return unreadable("not-a-date");
  const plain = trimWhite(withoutMark(cell, parseOptions.flags) ?? cell);
  const found = readDay(foldWidth(plain).replace(/\s+/g, " "), parseOptions.dateOrder);
  return Array.isArray(found) ? judge(found, spec, asOf) : found;
}

type Days = DayInterval[];

function readDay(written: string, order: ParseOptions["dateOrder"]): Days | Unreadable {
  const text = withoutTime(written);
  const [, yf, , mf, df] = YEAR_FIRST.exec(text) ?? [];
  // `2024.04` may be a number; with the other marks it is April.
  if (yf !== undefined && !(df === undefined && text.includes("."))) return civil(yf, mf, df);
  const [, yc, mc, dc] = COMPACT.exec(text) ?? CHINESE.exec(text) ?? [];
  if (yc !== undefined) return civil(yc, mc, dc);
  if (YEAR.test(text)) return civil(text, undefined, undefined);
  const [, mm, my] = MONTH_YEAR.exec(text) ?? [];
  if (my !== undefined) return civil(my, mm, undefined);
  const [, first, , second, year] = NUMERIC.exec(text) ?? [];
  if (first !== undefined && second !== undefined && year !== undefined) return ordered(first, second, year, order);
  return named(text) ?? whyNot(written, text);
}

/** Takes a time off the end. Its own digits must not pass for a part of the date. */
function withoutTime(text: string): string {
  if (!COLON_OR_T.test(text)) return text;
  const time = TIME.exec(text);
  return time === null || Number(time[1]) > 24 ? text : text.slice(0, time.index);
}

function named(text: string): Days | Unreadable | undefined {
  const [, d1, n1, y1] = DAY_NAME_YEAR.exec(text) ?? [];
  if (d1 !== undefined) return civil(y1, n1, d1);
  const [, n2, d2, y2] = NAME_DAY_YEAR.exec(text) ?? [];
  if (n2 !== undefined) return civil(y2, n2, d2);
  const [, y3, n3, d3] = YEAR_NAME_DAY.exec(text) ?? [];
  if (y3 !== undefined) return civil(y3, n3, d3);
  const [, n4, y4] = NAME_YEAR.exec(text) ?? [];
  if (n4 !== undefined) return civil(y4, n4, undefined);
  return DAY_NAME.test(text) ? unreadable("ambiguous-date", "the year is missing") : undefined;
}

/** The days of a date whose parts are in known places; a month may be a name. */
function civil(yearText: string | undefined, monthText: string | undefined, dayText: string | undefined): Days | Unreadable {
  if (yearText?.length !== 4) return unreadable("ambiguous-date", "the year has two digits");
  const year = Number(yearText);
  if (year < FIRST_YEAR || year > LAST_YEAR) return unreadable("implausible");
  if (monthText === undefined) return days({ year, month: 1, day: 1 }, { year, month: 12, day: 31 });
  const name = MONTHS.findIndex((one) => monthText.toLowerCase().startsWith(one));
  const month = name >= 0 ? name + 1 : Number(monthText);
  const length = daysInMonth(year, month);
  if (length === 0) return unreadable("impossible-date");
  if (dayText === undefined) return days({ year, month, day: 1 }, { year, month, day: length });
  const day = Number(dayText);
  return day < 1 || day > length ? unreadable("impossible-date") : days({ year, month, day }, { year, month, day });
}

function days(from: CivilDay, to: CivilDay): Days {
  return [{ low: dayNumber(from), high: dayNumber(to) }];
}

/** `03/04/2024`: two dates where both exist, unless the order is declared; a declared order is never swapped. */
function ordered(first: string, second: string, year: string, order: ParseOptions["dateOrder"]): Days | Unreadable {
  if (order === "ymd") return unreadable("ambiguous-date", "the declared order is year, month, day");
  const dayFirst = order === "mdy" ? undefined : civil(year, second, first);
  const monthFirst = order === "dmy" ? undefined : civil(year, first, second);
  const found = [dayFirst, monthFirst].flatMap((one) => (Array.isArray(one) ? one : []));
  const [one, other] = found;
  if (one === undefined) return dayFirst ?? monthFirst ?? unreadable("impossible-date");
  return other === undefined || other.low === one.low ? [one] : [one, other];
}

function whyNot(written: string, text: string): Unreadable {
  if (/\?$|^(?:[~≈]|ca\.? |c\. |circa |about |around |approx)/i.test(written)) return unreadable("approximate");
  if (SERIAL.test(text)) return unreadable("not-a-date", "looks like the serial number of a spreadsheet's date");
  if (SHORT_YEAR.test(text)) return unreadable("ambiguous-date", "the year does not have four digits");
  if (/\d{4}\D.*\D\d{4}(?!\d)/.test(text)) return unreadable("several-values");
  return unreadable("not-a-date");
}

/** Nothing is dropped here: a doubtful order is no reason to believe the other one. */
function judge(possibilities: Days, spec: DateSpec, asOf: number | undefined): DateCellReading {
  if (asOf !== undefined) {
    const { low, high } = spec.plausible;
    const tooOld = (interval: DayInterval): boolean => addYears(interval.high, high, "up") < asOf;
    const tooLate = (interval: DayInterval): boolean => addYears(interval.low, low, "down") > asOf;
    if (possibilities.every((one) => tooOld(one) || tooLate(one))) {
      return unreadable("implausible", possibilities.every(tooLate) ? "too late for the as-of date" : undefined);
    }
  }
  return { state: "read", type: "date", possibilities, dropped: [] };
}

/** Years may be declared with a fraction: whole months count, and a rest is rounded so that more is plausible. */
function addYears(day: number, years: Ratio, rounding: "up" | "down"): number {
  const months = years.num * 12n;
  const floor = months / years.den - (months < 0n && months % years.den !== 0n ? 1n : 0n);
  const rest = months % years.den !== 0n && rounding === "up" ? 1n : 0n;
  return addTime(day, Number(floor + rest), "mo");
}
