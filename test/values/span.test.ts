import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addTime, parseIsoDay } from "../../src/values/date/calendar.js";
import { ratio } from "../../src/values/ratio.js";
import { areAcross, daysIn, sidesInDays } from "../../src/values/span.js";
import { type Unit, ucumUnit } from "../../src/values/unit/unit.js";
import { exact, interval } from "../naive/build.js";

function unit(code: string): Unit {
  const found = ucumUnit(code);
  if (found === undefined) throw new Error(`no unit ${code}`);
  return found;
}

test.each([
  ["1", "mo", "28", "31"],
  ["2", "mo", "59", "62"],
  ["6", "mo", "181", "184"],
  ["1", "a", "365", "366"],
  ["0.5", "a", "181", "184"],
  ["18", "a", "6573", "6575"], // without a leap day in 1900 or 2100
  ["400", "a", "146097", "146097"], // the calendar repeats itself
  ["401", "a", "146462", "146463"],
  ["0", "mo", "0", "0"],
  ["-1", "mo", "-31", "-28"],
  ["1.5", "mo", "28", "62"], // from the fewest days of one month to the most of two
  ["2", "wk", "14", "14"],
  ["12", "h", "0.5", "0.5"],
])("%s %s is %s to %s days", (value, code, low, high) => {
  expect(daysIn(exact(value), unit(code))).toEqual({ low: exact(low), high: exact(high) });
});

test.each([
  ["wk", "mo", true],
  ["a", "d", true],
  ["mo", "a", false],
  ["wk", "d", false],
  ["mo", "kg", false],
])("comparing %s and %s depends on the calendar: %s", (a, b, expected) => {
  expect(areAcross(unit(a), unit(b))).toBe(expected);
  expect(areAcross(unit(a), undefined)).toBe(false);
});

describe("results for months hold for every day of the calendar", () => {
  const first = parseIsoDay("1900-01-01") ?? 0;
  const last = parseIsoDay("2100-01-01") ?? 0;
  test("a number of months from any day has as many days as the bounds say", () => {
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), fc.integer({ min: 0, max: 1500 }), (from, months) => {
        const days = BigInt(addTime(from, months, "mo") - from);
        const { low, high } = daysIn(ratio(BigInt(months)), unit("mo"));
        expect(low.num <= days && days <= high.num).toBe(true);
      }),
    );
  });

  test("days are only below or above a limit in months if that holds from every day", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: first, max: last }),
        fc.integer({ min: 0, max: 240 }),
        fc.integer({ min: -40, max: 40 }),
        (from, months, more) => {
          const days = Math.max(0, Math.round(months * 30.44) + more);
          const limit = addTime(from, months, "mo");
          const sides = sidesInDays(interval(String(days)), unit("d"), daysIn(ratio(BigInt(months)), unit("mo")));
          const side = from + days < limit ? sides.below : from + days > limit ? sides.above : sides.equal;
          expect(side).toBe(true);
        },
      ),
    );
  });

  test("months compared with a limit in days give the opposite result", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 0, max: 8000 }), (months, days) => {
        const one = sidesInDays(interval(String(days)), unit("d"), daysIn(ratio(BigInt(months)), unit("mo")));
        const other = sidesInDays(interval(String(months)), unit("mo"), daysIn(ratio(BigInt(days)), unit("d")));
        expect(other).toEqual({ below: one.above, equal: one.equal, above: one.below });
      }),
    );
  });
});

test.each([
  ["(6,-)", "mo", "181", "above"], // more than 6 months are more than the fewest days of 6 months
  ["(-,6)", "mo", "184", "below"],
  ["[6,6]", "mo", "181", "equal above"],
  ["[6,6]", "mo", "184", "below equal"],
  ["(-,-)", "mo", "184", "below equal above"],
])("%s %s against %s days: %s", (text, code, days, expected) => {
  const sides = sidesInDays(interval(text), unit(code), daysIn(exact(days), unit("d")));
  const named = [sides.below && "below", sides.equal && "equal", sides.above && "above"].filter(Boolean);
  expect(named.join(" ")).toBe(expected);
});
