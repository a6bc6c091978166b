/** The forms of dates: from a text to its parts, and from these to the days that it may mean. */
import { type DayInterval, type Unreadable, unreadable } from "../reading.js";
import { dayNumber, daysInMonth } from "./calendar.js";
import { type Days, type Frame, inCenturies } from "./century.js";
import { wholeOfPart, withoutDateWords } from "./date-words.js";
import { inCommonYears } from "./eras.js";
import { monthInRoman, monthNamed } from "./months.js";

/** Years beyond these are what programs write for "none" (0001, 9999), whatever the as-of date. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2200;

/** A day or month that is not known: `UN-DEC-2025`. */
const UNKNOWN = "un|unk|nk|xx";
const NAME = "(\\p{L}{3,10})\\.?";
const NTH = `(\\d{1,2}|${UNKNOWN})(?:st|nd|rd|th|er|[º°ª])?`;
/** Also `3 de abril de 2024`, `1st of April 2024`. */
const GAP = "(?:[ ,/.-]{0,2}| ?(?:de|del|of) )";
/** Four digits, or two with or without an apostrophe. */
const ANY_YEAR = "['\u2019]?(\\d{2}|\\d{4})";

const YEAR_FIRST = new RegExp(`^(\\d{4}) ?([-/.]) ?(\\d{1,2}|${UNKNOWN})(?: ?\\2 ?(\\d{1,2}|${UNKNOWN}))?$`, "i");
/** The month is missing: ISO 8601 as CDISC cuts it. */
const NO_MONTH = /^(\d{4})---(\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const CHINESE = /^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?$/;
const YEAR = /^\d{4}$/;
const MONTH_YEAR = new RegExp(`^(\\d{1,2}|${UNKNOWN}) ?[-/.] ?(\\d{4})$`, "i");
/** `03/26` where the day comes first can only be a month of a year. */
const MONTH_SHORT_YEAR = /^(\d{1,2}) ?[/.] ?(\d{2})$/;
const NUMERIC = new RegExp(`^(\\d{1,2}|${UNKNOWN}) ?([-/.]) ?(\\d{1,2}|${UNKNOWN}) ?\\2 ?(\\d{4}|\\d{2})$`, "i");
const DAY_NAME_YEAR = new RegExp(`^${NTH}${GAP}${NAME}${GAP}${ANY_YEAR}$`, "iu");
const DAY_UNKNOWN_YEAR = new RegExp(`^${NTH}[ /-](?:${UNKNOWN})[ /-](\\d{4})$`, "i");
const NAME_DAY_YEAR = new RegExp(`^${NAME}[ -]?${NTH}(?:, ?| |-)${ANY_YEAR}$`, "iu");
const YEAR_NAME_DAY = new RegExp(`^(\\d{4})[ -]${NAME}(?:[ -]${NTH})?$`, "iu");
const NAME_YEAR = new RegExp(`^${NAME}(?:[ ,/-]{0,2}| (?:de|del|of) )(['\u2019]?\\d{2}|\\d{4})$`, "iu");
/** `12-III-2025`. Without a day it may be a quarter. */
const DAY_ROMAN_YEAR = /^(\d{1,2})( ?[-/. ] ?)([ivx]{1,4})\2(\d{4})$/i;
const DAY_NAME = new RegExp(`^${NTH}${GAP}${NAME}$`, "iu");
/** Months in Spanish, Italian or Portuguese, but words in English: with a day they are months. */
const WORDS_ALONE: ReadonlySet<string> = new Set(["ago", "out", "set"]);
const SHORT_YEAR = /^\d{1,4}([-/.])\d{1,2}\1\d{1,2}$|^\d{1,2}([-/.])\d{1,2}\2\d{1,4}$|^\d{1,2}[-/.]\d{1,2}$|^\d{6}$/;
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;
const MONTH = /^(?:0?[1-9]|1[0-2])$/;
/** A time after a date. Only its form is checked. Its zone does not matter: the day counts as written. */
const TIME =
  /[T ] ?(\d{1,2}):?([0-5]\d)(?::?[0-5]\d(?:[.,]\d{1,9})?)? ?(?:[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[a-z]{3,4}|(?:utc|gmt)?[+\-\u2212]\d{1,2}(?::?\d{2})?))?$/i;
/** `3 апреля 2024 г.`, where the word says "year". */
const YEAR_WORD = /(?<=\d{4}) ?(?:г\.?|года?)$/iu;
/** `am 12.03.2025`, `le 12/03/2025` */
const ON = /^(?:on|am|den|le|el|il|em) (?=\d)/i;
/** After a date: `12. 3. 2025.` */
const FULL_STOP = /(?<=(?<!\d)\d{4}|^\d{4}[-/.] ?\d{1,2}[-/.] ?\d{1,2})\.$/;
const COLON_OR_T = /:|\dT\d/i;

/** The days that a text may mean, plausible or not. White is single spaces, and full-width forms are folded. */
export function readDay(written: string, frame: Frame): Days | Unreadable {
  const days = dayOf(written, frame);
  if (!("state" in days)) return days;
  const plain = withoutDateWords(written, frame.spec.isBirth === true);
  const again = plain === written ? days : dayOf(plain, frame);
  const month = "state" in again ? wholeOfPart(plain) : undefined;
  const whole = month === undefined ? again : dayOf(month, frame);
  // A day has no middle.
  const isWhole = !("state" in whole) && (month === undefined || whole.every(({ low, high }) => low < high));
  return isWhole ? whole : days;
}

function dayOf(written: string, frame: Frame): Days | Unreadable {
  const text = inCommonYears(withoutTime(written)).replace(YEAR_WORD, "").replace(FULL_STOP, "").replace(ON, "");
  const [, yf, , mf, df] = groups(YEAR_FIRST, text);
  // `2024.1` may be January, October in a program that drops zeros, or a part of a year: a day of 2024 in any case. With the other marks it is January.
  const isMonthSure = df !== undefined || !text.includes(".");
  if (yf !== undefined && (isMonthSure || MONTH.test(mf ?? ""))) return civil(frame, yf, isMonthSure ? mf : undefined, df);
  const [, yc, mc, dc] = COMPACT.exec(text) ?? groups(CHINESE, text);
  if (yc !== undefined) return civil(frame, yc, mc, dc);
  const [, yn, dn] = groups(NO_MONTH, text);
  if (yn !== undefined) return civil(frame, yn, undefined, dn);
  if (YEAR.test(text)) return civil(frame, text, undefined, undefined);
  const [, mm, my] = groups(MONTH_YEAR, text);
  if (my !== undefined) return civil(frame, my, mm, undefined);
  const [, ms, ys] = groups(MONTH_SHORT_YEAR, text);
  if (frame.order === "dmy" && ys !== undefined && Number(ys) > 12 && Number(ms) <= 12) return civil(frame, ys, ms, undefined);
  const [, first, , second, year] = groups(NUMERIC, text);
  if (first !== undefined && second !== undefined && year !== undefined) return ordered(frame, [first, second, year]);
  return named(frame, text) ?? whyNot(written, text);
}

/** The groups of a pattern's match; all undefined if it does not match. */
function groups(pattern: RegExp, text: string): readonly (string | undefined)[] {
  return pattern.exec(text) ?? [];
}

/** Takes a time off the end. Its own digits must not pass for a part of the date. */
function withoutTime(text: string): string {
  if (!COLON_OR_T.test(text)) return text;
  const time = TIME.exec(text);
  return time === null || Number(time[1]) > 24 ? text : text.slice(0, time.index);
}

function named(frame: Frame, text: string): Days | Unreadable | undefined {
  const [, d0, y0] = groups(DAY_UNKNOWN_YEAR, text);
  if (d0 !== undefined) return civil(frame, y0, undefined, d0);
  const [, d1, n1, y1] = groups(DAY_NAME_YEAR, text);
  if (isMonth(n1)) return civil(frame, y1, n1, d1);
  const [, d6, , roman, y6] = groups(DAY_ROMAN_YEAR, text);
  if (roman !== undefined) return romanDay(frame, y6, roman, d6);
  const [, n2, d2, y2] = groups(NAME_DAY_YEAR, text);
  if (isMonth(n2)) return civil(frame, y2, n2, d2);
  const [, y3, n3, d3] = groups(YEAR_NAME_DAY, text);
  if (isMonth(n3)) return civil(frame, y3, n3, d3);
  const [, n4, y4] = groups(NAME_YEAR, text);
  if (isMonth(n4) && y4 !== undefined && (!WORDS_ALONE.has(n4.toLowerCase()) || text.charAt(n4.length) === "."))
    return monthAlone(frame, y4, n4);
  const [, , n5] = groups(DAY_NAME, text);
  return isMonth(n5) ? unreadable("ambiguous-date", "the year is missing") : undefined;
}

function romanDay(frame: Frame, year: string | undefined, roman: string, day: string | undefined): Days | Unreadable {
  const month = monthInRoman(roman);
  return month === undefined ? unreadable("impossible-date") : civil(frame, year, String(month), day);
}

function isMonth(name: string | undefined): name is string {
  return name !== undefined && monthNamed(name) !== undefined;
}

/** English names, and what looks like them, stand in front of the day, too. */
const ENGLISH =
  /^(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|may|january|february|march|april|june|july|august|september|october|november|december)$/i;

/** `Apr 24` may be a day of April; `Apr '24` and `Apr 68` are in a year, and so is `août 24`. */
function monthAlone(frame: Frame, yearText: string, monthText: string): Days | Unreadable {
  const year = yearText.replace(/^\D/, "");
  const mayBeDay = ENGLISH.test(monthText);
  return yearText.length === 2 && Number(year) <= 31 && mayBeDay
    ? unreadable("ambiguous-date", "a day, or a year of two digits")
    : civil(frame, year, monthText, undefined);
}

/** The days of a date whose parts are in known places; a month may be a name. Without a month and a day it is any of the year. */
function civil(
  frame: Frame,
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
): Days | Unreadable {
  const [month, day] = [monthText === undefined ? undefined : (monthNamed(monthText) ?? known(monthText)), known(dayText)];
  const written = Number(yearText);
  if (String(yearText).length !== 4) return inCenturies(frame, (century) => daysOf(century + written, month, day));
  if (written < FIRST_YEAR || written > LAST_YEAR) return unreadable("implausible");
  const days = daysOf(written, month, day);
  return days === undefined ? unreadable("impossible-date") : [days];
}

/** A number, or undefined if it is not known. */
function known(text: string | undefined): number | undefined {
  return text === undefined || !/^\d/.test(text) ? undefined : Number(text);
}

function daysOf(year: number, month: number | undefined, day: number | undefined): DayInterval | undefined {
  const from = { year, month: month ?? 1, day: day ?? 1 };
  const last = month ?? 12;
  const to = { year, month: last, day: day ?? daysInMonth(year, last) };
  // Every month that may be meant lies between January and December, which lack no day.
  const exists = [from, to].every((one) => one.day >= 1 && one.day <= daysInMonth(one.year, one.month));
  return exists ? { low: dayNumber(from), high: dayNumber(to) } : undefined;
}

/**
 * `03/04/2024`: two dates where both exist, unless the order is declared; a declared order is never swapped. A year of two digits may also
 * stand in front.
 */
function ordered(frame: Frame, [first, second, third]: readonly [string, string, string]): Days | Unreadable {
  const { order } = frame;
  const isShort = third.length === 2 && /^\d\d$/.test(first);
  if (order === "ymd" && !isShort) return unreadable("ambiguous-date", "the declared order is year, month, day");
  const inOrder = {
    dmy: () => civil(frame, third, second, first),
    mdy: () => civil(frame, third, first, second),
    ymd: () => (isShort ? civil(frame, first, second, third) : unreadable("impossible-date")),
  };
  if (order !== undefined) return inOrder[order]();
  const all = [inOrder.dmy(), inOrder.mdy(), inOrder.ymd()];
  const found = all.flatMap((one) => ("state" in one ? [] : [one]));
  const doubtful = all.flatMap((one) => ("state" in one && one.reason === "ambiguous-date" ? [one] : []));
  const distinct = found.filter((one, index) => found.findIndex(([day]) => isSame(day, one[0])) === index);
  const [only = inOrder.dmy()] = [...distinct, ...doubtful];
  if (distinct.length + doubtful.length < 2) return only;
  // The order and the century are both unknown: that is too much to guess.
  const isOpen = doubtful.length > 0 || distinct.some(({ length }) => length > 1);
  return isOpen ? unreadable("ambiguous-date", "the year has two digits, and the order is not declared") : distinct.flat();
}

function isSame(one: DayInterval | undefined, other: DayInterval | undefined): boolean {
  return one?.low === other?.low && one?.high === other?.high;
}

function whyNot(written: string, text: string): Unreadable {
  if (/\?$|^(?:[~≈]|ca\.? |c\. |circa |about |around |approx)/i.test(written)) return unreadable("approximate");
  if (SERIAL.test(text)) return unreadable("not-a-date", "looks like the serial number of a spreadsheet's date");
  if (SHORT_YEAR.test(text)) return unreadable("ambiguous-date", "the year does not have four digits");
  if (/\d{4}\D.*\D\d{4}(?!\d)/.test(text)) return unreadable("several-values");
  return unreadable("not-a-date");
}
