import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addTime, formatDay, parseIsoDay, readDate, type TimeUnit, wholeUnitsElapsed } from "../../src/values/date/date.js";
import { describeReading } from "../../src/values/describe-reading.js";
import { parseDecimal, ratio } from "../../src/values/ratio.js";
import type { DateSpec, ParseOptions } from "../../src/values/spec.js";
import { dayOf, later } from "../naive/calendar.js";
import { runs } from "../runs.js";
import { AS_OF, PLAIN_HABITS } from "./cell-table.js";

const UNITS = fc.constantFrom<TimeUnit>("d", "wk", "mo", "a");
const FIRST = dayOf("1900-01-01");
const LAST = dayOf("2060-12-31");

function day(iso: string): number {
  const number = parseIsoDay(iso);
  if (number === undefined) throw new Error(`no day: ${iso}`);
  return number;
}

test("days are numbered as in a calendar", () => {
  for (let number = FIRST; number <= LAST; number += 1) {
    const iso = new Date(number * 86_400_000).toISOString().slice(0, 10);
    if (formatDay(number) !== iso || parseIsoDay(iso) !== number) expect(`${number}: ${formatDay(number)}`).toBe(iso);
  }
});

test.each([
  "2023-02-29",
  "1900-02-29",
  "2024-04-00",
  "2024-00-10",
  "2024-13-01",
  "2024-04-31",
  "2024-4-3",
  "24-04-03",
  "",
  "2024-04-03 ",
])("%j is not an ISO date", (text) => expect(parseIsoDay(text)).toBeUndefined());

test.each([
  ["2023-01-31", 1, "mo", "2023-03-01"], // February has no 31st, so it is the first of the next month
  ["2024-01-31", 1, "mo", "2024-03-01"],
  ["2024-01-29", 1, "mo", "2024-02-29"],
  ["2023-01-29", 1, "mo", "2023-03-01"],
  ["2024-02-29", 1, "a", "2025-03-01"],
  ["2024-02-29", 4, "a", "2028-02-29"],
  ["2096-02-29", 4, "a", "2100-03-01"], // 2100 is no leap year
  ["2024-12-31", 1, "d", "2025-01-01"],
  ["2024-10-31", 1, "mo", "2024-12-01"],
  ["2024-12-15", 1, "mo", "2025-01-15"],
  ["2024-03-31", -1, "mo", "2024-03-01"],
  ["2024-01-15", -2, "a", "2022-01-15"],
  ["2024-01-15", 4, "wk", "2024-02-12"],
] as const)("%s and %i %s is %s", (from, n, unit, to) => expect(formatDay(addTime(day(from), n, unit))).toBe(to));

test("adding time agrees with a calendar that counts days", () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST, max: LAST }), fc.nat({ max: 60 }), UNITS, (from, n, unit) => {
      expect(addTime(from, n, unit)).toBe(later(from, n, unit));
    }),
    runs(5000),
  );
});

test("elapsed units are the largest number that fits", () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST, max: LAST }), fc.nat({ max: 20_000 }), UNITS, (from, days, unit) => {
      const n = wholeUnitsElapsed(from, from + days, unit) ?? -1;
      expect(addTime(from, n, unit)).toBeLessThanOrEqual(from + days);
      expect(addTime(from, n + 1, unit)).toBeGreaterThan(from + days);
    }),
    runs(5000),
  );
  expect(wholeUnitsElapsed(day("2024-02-29"), day("2025-02-28"), "a")).toBe(0);
  expect(wholeUnitsElapsed(day("2024-02-29"), day("2025-03-01"), "a")).toBe(1);
  expect(wholeUnitsElapsed(day("2024-02-29"), day("2024-02-28"), "d")).toBeUndefined();
});

test("a later day or more units never give an earlier result", () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST, max: LAST }), fc.nat({ max: 500 }), UNITS, (from, n, unit) => {
      expect(addTime(from + 1, n, unit)).toBeGreaterThanOrEqual(addTime(from, n, unit));
      expect(addTime(from, n + 1, unit)).toBeGreaterThan(addTime(from, n, unit));
    }),
    runs(5000),
  );
});

const ADULT = { plausible: { low: ratio(18n), high: ratio(100n) } };

test.each([
  ["2008-01-15", "read"], // 18 years on the as-of date
  ["2008-01-16", "implausible"],
  ["1926-01-15", "read"],
  ["1926-01-14", "implausible"],
  ["2008", "read"], // some days of that year are plausible
  ["2009", "implausible"],
])("with 18 to 100 years plausible %s is %s", (text, expected) => {
  const reading = readDate(text, ADULT, PLAIN_HABITS, AS_OF);
  expect(reading.state === "read" ? "read" : reading.reason).toBe(expected);
});

test("plausible ages may be half years, or negative for dates after the as-of date", () => {
  const half = { plausible: { low: ratio(-1n), high: parseDecimal("0.5")?.value ?? ratio(0n) } };
  const states = ["2025-07-14", "2025-07-15", "2027-01-15", "2027-01-16"].map(
    (text) => readDate(text, half, PLAIN_HABITS, AS_OF).state,
  );
  expect(states).toEqual(["unreadable", "read", "read", "unreadable"]);
});

// Plausible years that are not whole months are rounded outwards.
test.each([
  // from, to (years before 2026-01-15), first and last plausible day
  ["0.3", "0.7", "2025-04-15", "2025-10-15"], // 3.6 months count as 3, 8.4 as 9
  ["-0.3", "0.7", "2025-04-15", "2026-05-15"], // up to 4 months in the future
  ["-1", "-0.3", "2026-04-15", "2027-01-15"], // at least 3 months in the future
] as const)("from %s to %s years plausible: %s to %s", (low, high, first, last) => {
  const decimal = (text: string) => parseDecimal(text)?.value ?? ratio(0n);
  const spec = { plausible: { low: decimal(low), high: decimal(high) } };
  const near = [day(first) - 1, day(first), day(last), day(last) + 1].map(formatDay);
  const states = near.map((text) => readDate(text, spec, PLAIN_HABITS, AS_OF).state);
  expect(states).toEqual(["unreadable", "read", "read", "unreadable"]);
});

test.each([
  ["1799-12-31", "implausible"],
  ["1800-01-01", "read"],
  ["2200-12-31", "read"],
  ["2201-01-01", "implausible"],
])("%s without an as-of date: %s", (text, expected) => {
  const reading = readDate(text, ADULT, PLAIN_HABITS, undefined);
  expect(reading.state === "read" ? "read" : reading.reason).toBe(expected);
});

test.each(["0000-02-29", "0033-04-03", "0999-12-31"])("%s is written with four digits", (text) =>
  expect(formatDay(day(text))).toBe(text),
);

test("a year before the year 0 has a sign", () => expect(formatDay(addTime(day("0000-01-15"), -1, "a"))).toBe("-0001-01-15"));

test('without an as-of date no date is too old, but dates that programs write for "never" are not read', () => {
  expect(readDate("1850-01-01", ADULT, PLAIN_HABITS, undefined).state).toBe("read");
  expect(readDate("9999-12-31", ADULT, PLAIN_HABITS, undefined).state).toBe("unreadable");
});

const SPEC = { plausible: { low: ratio(0n), high: ratio(120n) } };

test.each([
  // cell, reason, hint
  ["3 Apr", "ambiguous-date", "the year is missing"],
  ["Apr 24", "ambiguous-date", "a day, or a year of two digits"],
  ["3 Apr 68", "ambiguous-date", "the year has two digits, and in this century it is after the as-of date"],
  ["03/04/24", "ambiguous-date", "the year has two digits, and the order is not declared"],
  ["28/02/25", "ambiguous-date", "the year has two digits, and the order is not declared"], // it is 2028 if the year comes first
  ["03/04/4", "ambiguous-date", "the year does not have four digits"],
  ["45385", "not-a-date", "looks like the serial number of a spreadsheet's date"],
  ["soon", "not-a-date", undefined],
  ["3 \u00a0 Aprilis 2024", "not-a-date", undefined],
  [`3${" ".repeat(90)}April 2024`, "not-a-date", undefined], // too long
  ["2024-04-03 25:00", "not-a-date", undefined],
  ["2023-01-01 and 2024-01-01", "several-values", undefined],
  ["ca 2024", "approximate", undefined],
  ["ca. 2024", "approximate", undefined],
  ["2024?", "approximate", undefined],
  ["31/31/2024", "impossible-date", undefined],
  ["03/04/1700", "implausible", undefined],
  ["2026-01-16", "implausible", "too late for the as-of date"],
  ["1905-01-01", "implausible", undefined],
])("%j is unreadable: %s, %s", (text, reason, hint) => {
  expect(readDate(text, SPEC, PLAIN_HABITS, AS_OF)).toEqual({
    state: "unreadable",
    reason,
    ...(hint === undefined ? {} : { hint }),
  });
});

test.each([
  ["3 \u00a0 April  2024", "2024-04-03"], // white space of any length
  ["2024-04-03 24:00", "2024-04-03"], // the end of the day, as some clocks write it
])("%j is %s", (text, iso) => {
  const reading = readDate(text, SPEC, PLAIN_HABITS, AS_OF);
  expect(reading).toEqual({ state: "read", type: "date", possibilities: [{ low: day(iso), high: day(iso) }], dropped: [] });
});

test.each([
  ["15-UNK-2025", "2025-01-15 to 2025-12-15"], // the month is not known
  ["set. 2024", "2024-09-01 to 2024-09-30"],
  ["set 2024", "unreadable: not-a-date"], // a word in English
])("%j is %s", (text, words) => expect(describeReading(readDate(text, SPEC, PLAIN_HABITS, AS_OF))).toBe(words));

test("only in the declared century, and only days that are plausible for the field", () => {
  const recent = { plausible: { low: ratio(0n), high: ratio(80n) } };
  const read = (text: string, spec: DateSpec, options: Partial<ParseOptions> = {}) =>
    describeReading(readDate(text, spec, { ...PLAIN_HABITS, ...options }, AS_OF));
  expect(read("3 Apr 24", recent)).toBe("2024-04-03");
  expect(read("03/04/24", recent)).toBe("2024-04-03 or 2024-03-04 or 2003-04-24");
  expect(read("3/4/24", recent)).toBe("2024-04-03 or 2024-03-04"); // a year has two digits
  expect(read("3 Apr 24", recent, { century: 1900 })).toBe("unreadable: implausible");
  expect(readDate("3 Apr 24", recent, PLAIN_HABITS, undefined)).toMatchObject({ possibilities: [{}, {}] });
});

test("a date in another than the declared order is unreadable, with a hint", () => {
  const hint = "the declared order is year, month, day";
  expect(readDate("03/04/2024", SPEC, { ...PLAIN_HABITS, dateOrder: "ymd" }, AS_OF)).toMatchObject({
    reason: "ambiguous-date",
    hint,
  });
});

test("codes of a column map stand for days", () => {
  const codes = new Map<string, string | number | boolean>([
    ["baseline", "2024-04-03"],
    ["birth", "1850-01-01"],
    ["never", false],
    ["odd", "3 April 2024"],
  ]);
  const read = (text: string) => readDate(text, SPEC, { ...PLAIN_HABITS, codes }, AS_OF);
  const april = { state: "read", possibilities: [{ low: day("2024-04-03"), high: day("2024-04-03") }] };
  expect(read("Baseline")).toMatchObject(april);
  expect(read("2024-04-03")).toMatchObject(april); // other dates are read as usual
  expect(read("birth")).toMatchObject({ reason: "implausible" });
  expect(read("never")).toMatchObject({ reason: "wrong-type" });
  expect(read("odd")).toMatchObject({ reason: "wrong-type" });
});

test("any text gives a reading", () => {
  const pieces = fc.constantFrom(..."0 1 2 3 4 12 13 31 2024 24 - / . , : T Z Apr may am  年 月 日 + 00".split(" "), " ");
  const cells = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(cells, fc.string({ unit: "binary" })), (text) => {
      const reading = readDate(text, SPEC, PLAIN_HABITS, AS_OF);
      if (reading.state !== "read" || reading.type !== "date") return;
      for (const { low, high } of reading.possibilities) {
        expect(low).toBeLessThanOrEqual(high);
        expect(text).toContain(formatDay(low).slice(2, 4)); // the year is always in the text
      }
    }),
    runs(20_000),
  );
});

test("a complete date in any known form is read as that date, or as one of two", () => {
  fc.assert(
    fc.property(fc.integer({ min: day("1950-01-01"), max: AS_OF }), (number) => {
      const iso = formatDay(number);
      const [y = "", m = "", d = ""] = iso.split("-");
      const name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][Number(m) - 1];
      const only = [
        iso,
        `${y}/${m}/${d}`,
        `${y}${m}${d}`,
        `${d}-${name}-${y}`,
        `${name} ${d}, ${y}`,
        `${iso}T23:59:59Z`,
        `${iso} 00:00`,
      ];
      for (const text of only) {
        expect(readDate(text, SPEC, PLAIN_HABITS, AS_OF)).toMatchObject({ possibilities: [{ low: number, high: number }] });
      }
      for (const [text, dateOrder] of [
        [`${d}/${m}/${y}`, "dmy"],
        [`${m}.${d}.${y}`, "mdy"],
      ] as const) {
        const either = readDate(text, SPEC, PLAIN_HABITS, AS_OF);
        expect(either.state === "read" && either.possibilities.some(({ low }) => low === number)).toBe(true);
        expect(readDate(text, SPEC, { ...PLAIN_HABITS, dateOrder }, AS_OF)).toMatchObject({ possibilities: [{ low: number }] });
      }
    }),
    runs(2000),
  );
});

// Slow texts are in `long.test.ts`.
test.each([["2024-04-03T".padEnd(100_000, "0")], ["1".repeat(80)], ["Apr ".repeat(20)], [`2024-04-03 ${"1:".repeat(30)}`]])(
  "hostile text %#",
  (text) => expect(readDate(text, SPEC, PLAIN_HABITS, AS_OF)).toMatchObject({ state: "unreadable", reason: "not-a-date" }),
);

describe("the first day of a program's calendar", () => {
  const EVENT = { ...SPEC, isEvent: true };

  test.each(["1970-01-01", "01.01.1970", "1-Jan-1970", "31.12.1969", "1960-01-01", "1904-01-01T00:00:00", "1900-01-01"])(
    "%s means no date in a field of events",
    (text) => {
      expect(readDate(text, EVENT, PLAIN_HABITS, undefined)).toEqual({
        state: "unreadable",
        reason: "implausible",
        hint: "programs write this date when there is none",
      });
      expect(readDate(text, SPEC, PLAIN_HABITS, undefined).state).toBe("read");
    },
  );

  test.each(["1970", "01/1970", "1970-01-02", "02/01/1970"])("%s is a longer period, or another day", (text) => {
    expect(readDate(text, EVENT, PLAIN_HABITS, undefined).state).toBe("read");
  });

  test("if the column map gives the day a meaning, it is read", () => {
    const codes = new Map([["1970-01-01", "1970-01-01"]]);
    expect(readDate("1970-01-01", EVENT, { ...PLAIN_HABITS, codes }, AS_OF).state).toBe("read");
  });
});
