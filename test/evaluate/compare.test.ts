import { describe, expect, test } from "vitest";
import { compareElapsed, compareInterval, compareWhole } from "../../src/evaluate/compare.js";
import { type Comparison, ONE_LIMIT } from "../../src/language/model.js";
import { type Bounds, decimalBounds, ratio } from "../../src/values/ratio.js";
import { exact, interval } from "../naive/build.js";

const LETTERS = { true: "T", false: "F", unknown: "U" } as const;
const WHOLE = true;
const REAL = false;

const at = (decimal: string): Bounds => decimalBounds(exact(decimal));

/** One letter per operator `< <= > >= = !=`: T(rue), F(alse) or U(nknown). */
function truths(text: string, limit: Bounds, integer: boolean): string {
  return ONE_LIMIT.map((op) => LETTERS[compareInterval(interval(text), op, [limit], integer)]).join("");
}

test.each([
  // cell, then < <= > >= = !=
  ["4", "TTFFFT"],
  ["4.99999999999999", "TTFFFT"],
  ["5", "FTFTTF"],
  ["5.00000000000001", "FFTTFT"],
  ["6", "FFTTFT"],
  ["[3,4]", "TTFFFT"], // below the limit
  ["[6,7]", "FFTTFT"], // above the limit
  ["[4,6]", "UUUUUU"], // on both sides
  ["(4,6)", "UUUUUU"],
  ["[3,5]", "UTFUUU"], // touches the limit with a closed end
  ["(3,5]", "UTFUUU"],
  ["[3,5)", "TTFFFT"], // touches the limit with an open end: 5 itself is excluded
  ["(3,5)", "TTFFFT"],
  ["[5,7]", "FUUTUU"],
  ["[5,7)", "FUUTUU"],
  ["(5,7]", "FFTTFT"],
  ["(5,7)", "FFTTFT"],
  ["(-,4]", "TTFFFT"],
  ["(-,5)", "TTFFFT"], // "<5" is certainly below 5
  ["(-,5]", "UTFUUU"], // "<=5" is certainly not above 5
  ["(-,6)", "UUUUUU"],
  ["(4,-)", "UUUUUU"],
  ["[5,-)", "FUUTUU"],
  ["(5,-)", "FFTTFT"],
  ["[6,-)", "FFTTFT"],
  ["(-,-)", "UUUUUU"],
])("%s against 5 is %s", (text, expected) => {
  expect(truths(text, at("5"), REAL)).toBe(expected);
});

test.each([
  ["-6", "TTFFFT"],
  ["-5", "FTFTTF"],
  ["-4", "FFTTFT"],
  ["[-6,-5)", "TTFFFT"],
  ["(-5,0]", "FFTTFT"],
])("%s against -5 is %s", (text, expected) => {
  expect(truths(text, at("-5"), REAL)).toBe(expected);
});

test.each([
  ["0", "FTFTTF"],
  ["-0", "FTFTTF"],
  ["(0,1]", "FFTTFT"],
  ["[0,1]", "FUUTUU"],
])("%s against 0 is %s", (text, expected) => {
  expect(truths(text, at("0"), REAL)).toBe(expected);
});

// A third lies between two decimals of 15 digits. No cell equals it, but an interval around it contains it.
test.each([
  ["0.333333333333333", "TTFFFT"],
  ["0.333333333333334", "FFTTFT"],
  ["[0.3,0.333333333333333]", "TTFFFT"],
  ["[0.333333333333334,0.4]", "FFTTFT"],
  ["(-,0.333333333333333]", "TTFFFT"],
  ["(-,0.333333333333334)", "UUUUUU"],
  ["[0.333333333333333,0.333333333333334]", "UUUUUU"],
  ["(0.333333333333333,0.333333333333334)", "UUUUUU"], // both ends are open, but the third is inside
  ["(0.333333333333333,0.4]", "UUUUUU"],
  ["[0.3,0.333333333333334)", "UUUUUU"],
])("%s against a third is %s", (text, expected) => {
  expect(truths(text, decimalBounds(ratio(1n, 3n)), REAL)).toBe(expected);
});

// In an integer field an interval contains only whole numbers, and its ends are whole.
test.each([
  ["[1,2]", "2.5", "TTFFFT"],
  ["[3,5]", "2.5", "FFTTFT"],
  ["[2,3]", "2.5", "UUUUFT"], // on both sides, but certainly not equal
  ["(-,2]", "2.5", "TTFFFT"],
  ["[3,-)", "2.5", "FFTTFT"],
  ["(-,3]", "2.5", "UUUUFT"],
  ["[3,-)", "3", "FUUTUU"],
  ["[4,-)", "3", "FFTTFT"], // ">3" is 4 and more
  ["(-,2]", "3", "TTFFFT"],
  ["[2,4]", "3", "UUUUUU"],
  ["[2,3]", "3", "UTFUUU"],
  ["(-,-)", "3", "UUUUUU"],
  ["(-,-)", "2.5", "UUUUFT"],
])("whole numbers of %s against %s: %s", (text, limit, expected) => {
  expect(truths(text, at(limit), WHOLE)).toBe(expected);
});

test("whole numbers against a third", () => {
  expect(truths("[0,1]", decimalBounds(ratio(1n, 3n)), WHOLE)).toBe("UUUUFT");
});

describe("between, both ends included", () => {
  const between = (text: string, low: Bounds, high: Bounds, integer: boolean): string =>
    LETTERS[compareInterval(interval(text), "between", [low, high], integer)];

  test.each([
    ["4", "F"],
    ["4.99999999999999", "F"],
    ["5", "T"],
    ["6", "T"],
    ["8", "T"],
    ["8.00000000000001", "F"],
    ["9", "F"],
    ["[5,8]", "T"],
    ["(5,8)", "T"],
    ["[6,7]", "T"],
    ["[3,4]", "F"],
    ["[9,10]", "F"],
    ["[3,5)", "F"], // touches the range with an open end
    ["[3,5]", "U"],
    ["(8,9]", "F"],
    ["[8,9]", "U"],
    ["(4,6)", "U"],
    ["(7,9)", "U"],
    ["[4,9]", "U"],
    ["(-,5)", "F"],
    ["(-,5]", "U"],
    ["(-,9)", "U"],
    ["(8,-)", "F"],
    ["[8,-)", "U"],
    ["(4,-)", "U"],
    ["(-,-)", "U"],
  ])("%s in [5, 8]: %s", (text, expected) => {
    expect(between(text, at("5"), at("8"), REAL)).toBe(expected);
  });

  test.each([
    ["4", "F"],
    ["5", "T"],
    ["6", "F"],
    ["[4,6]", "U"],
    ["[4,5)", "F"],
    ["(5,6]", "F"],
  ])("%s in [5, 5]: %s", (text, expected) => {
    expect(between(text, at("5"), at("5"), REAL)).toBe(expected);
  });

  test.each([
    ["0.333333333333333", "F"],
    ["0.333333333333334", "T"],
    ["0.666666666666666", "T"],
    ["0.666666666666667", "F"],
    ["[0.333333333333334,0.666666666666666]", "T"],
    ["(0.333333333333333,0.5]", "U"], // some of it is below a third
    ["[0.5,0.666666666666667)", "U"],
    ["[0,0.333333333333333]", "F"],
    ["[0.666666666666667,1]", "F"],
  ])("%s in [1/3, 2/3]: %s", (text, expected) => {
    expect(between(text, decimalBounds(ratio(1n, 3n)), decimalBounds(ratio(2n, 3n)), REAL)).toBe(expected);
  });

  test.each([
    ["[1,10]", "2.2", "2.8", "F"], // there is no whole number between the limits
    ["[2,3]", "2.2", "2.8", "F"],
    ["(-,-)", "2.2", "2.8", "F"],
    ["[2,3]", "2.2", "3.5", "U"],
    ["3", "2.2", "3.5", "T"],
    ["[4,9]", "2.2", "3.5", "F"],
    ["[1,9]", "2.2", "3.5", "U"],
    ["[3,4]", "2.2", "4.5", "T"],
    ["[3,-)", "2.2", "4.5", "U"],
    ["[5,-)", "2.2", "4.5", "F"],
  ])("whole numbers of %s in [%s, %s]: %s", (text, low, high, expected) => {
    expect(between(text, at(low), at(high), WHOLE)).toBe(expected);
  });

  test("an interval around limits without a whole number between them may have real numbers there", () => {
    expect(between("[1,10]", at("2.2"), at("2.8"), REAL)).toBe("U");
  });
});

describe("whole units elapsed since a date", () => {
  const WRITTEN = true;
  const CONVERTED = false;

  test.each([
    // whole units, limit, then < <= > >= = !=
    ["74", "75", WRITTEN, "TTFFFT"],
    ["75", "75", WRITTEN, "FTFTTF"], // true for a whole year from the 75th birthday on
    ["76", "75", WRITTEN, "FFTTFT"],
    ["[74,75]", "75", WRITTEN, "UTFUUU"],
    ["[75,76]", "75", WRITTEN, "FUUTUU"],
    ["74", "75.5", WRITTEN, "TTFFFT"],
    ["75", "75.5", WRITTEN, "UUUUUU"], // depends on the day within the year
    ["76", "75.5", WRITTEN, "FFTTFT"],
    ["[74,75]", "75.5", WRITTEN, "UUUUUU"],
    ["0", "1", CONVERTED, "TTFFFT"], // 12 months in years: less than one
    ["1", "1", CONVERTED, "FUUTUU"], // from 12 to less than 24 months
    ["2", "1", CONVERTED, "FFTTFT"],
  ])("%s against %s (as written: %s): %s", (text, limit, written, expected) => {
    const letters = ONE_LIMIT.map((op) => LETTERS[compareElapsed(interval(text), op, [at(limit)], written)]);
    expect(letters.join("")).toBe(expected);
  });

  test.each([
    ["64", "65", "75", WRITTEN, "F"],
    ["65", "65", "75", WRITTEN, "T"],
    ["75", "65", "75", WRITTEN, "T"],
    ["76", "65", "75", WRITTEN, "F"],
    ["[64,65]", "65", "75", WRITTEN, "U"],
    ["[75,76]", "65", "75", WRITTEN, "U"],
    ["[64,76]", "65", "75", WRITTEN, "U"],
    ["[60,64]", "65", "75", WRITTEN, "F"],
    ["[76,80]", "65", "75", WRITTEN, "F"],
    ["65", "65.5", "75", WRITTEN, "U"],
    ["75", "65.5", "75", WRITTEN, "T"],
    ["75", "65.5", "75.5", WRITTEN, "U"],
    ["76", "65.5", "75.5", WRITTEN, "F"],
    ["1", "1", "2", CONVERTED, "T"], // 12 to 24 months in years
    ["2", "1", "2", CONVERTED, "U"],
    ["3", "1", "2", CONVERTED, "F"],
  ])("%s between %s and %s (as written: %s): %s", (text, low, high, written, expected) => {
    expect(LETTERS[compareElapsed(interval(text), "between", [at(low), at(high)], written)]).toBe(expected);
  });

  test("a third of a unit is within the unit", () => {
    const third = decimalBounds(ratio(1n, 3n));
    expect(compareElapsed(interval("0"), ">", [third], WRITTEN)).toBe("unknown");
    expect(compareElapsed(interval("1"), ">", [third], WRITTEN)).toBe("true");
  });

  test("a limit just above a whole number is not equal to it", () => {
    const above = { lower: 75, upper: 75.0000000000001 };
    expect(compareElapsed(interval("75"), ">=", [above], WRITTEN)).toBe("unknown");
  });
});

// Readers never make such intervals. If one did, the truth would be unknown: no pass, and no "false" that passes an exclusion.
test.each<[string, number, number]>([
  ["not a number", Number.NaN, Number.NaN],
  ["an interval whose lower end is not a number", Number.NaN, 6],
  ["an interval whose upper end is not a number", 4, Number.NaN],
  ["an empty interval", 6, 4],
])("%s is unknown compared with everything", (_, low, high) => {
  const odd = { low, high, lowOpen: false, highOpen: false };
  for (const integer of [REAL, WHOLE]) {
    for (const op of ONE_LIMIT) expect(compareInterval(odd, op, [at("5")], integer), op).toBe("unknown");
    expect(compareInterval(odd, "between", [at("4"), at("6")], integer)).toBe("unknown");
  }
});

test.each<[number, Comparison, readonly [number] | readonly [number, number], boolean]>([
  [4, "<", [5], true],
  [5, "<", [5], false],
  [5, "<=", [5], true],
  [6, "<=", [5], false],
  [6, ">", [5], true],
  [5, ">", [5], false],
  [5, ">=", [5], true],
  [4, ">=", [5], false],
  [5, "=", [5], true],
  [4, "=", [5], false],
  [4, "!=", [5], true],
  [5, "!=", [5], false],
  [4, "between", [5, 7], false],
  [5, "between", [5, 7], true],
  [7, "between", [5, 7], true],
  [8, "between", [5, 7], false],
])("the day %d %s %j is %s", (day, op, limits, expected) => {
  expect(compareWhole(day, op, limits)).toBe(expected);
});
