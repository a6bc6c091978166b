import { describe, expect, test } from "vitest";
import { compileOne } from "../../src/evaluate/compile.js";
import type { Doubt, Truth } from "../../src/evaluate/truth.js";
import { limitWords } from "../../src/language/limit-words.js";
import { type Comparison, type LeafCondition, ONE_LIMIT, type Span, type TimeUnit } from "../../src/language/model.js";
import { missing, type Reading, unreadable } from "../../src/values/reading.js";
import {
  AS_OF,
  booleanField,
  booleanLeaf,
  booleans,
  codeField,
  codeLeaf,
  codes,
  dateField,
  dateLeaf,
  dates,
  days,
  type Entry,
  elapsedLeaf,
  numberField,
  numberLeaf,
  numbers,
  quantity,
  recordOf,
} from "../naive/build.js";
import { dayOf } from "../naive/calendar.js";

const LETTERS = { true: "T", false: "F", unknown: "U" } as const;

function outcome(
  leaf: LeafCondition,
  entry: Entry,
  asOf: number | undefined = AS_OF,
): { truth: Truth; doubt: Doubt | undefined } {
  return { ...compileOne(leaf, { slotOf: () => 0, asOf: asOf })(recordOf([entry])) };
}

const NOTHING: readonly (readonly [string, Reading])[] = [
  ["missing", missing("blank")],
  ["not in the table", missing("no-column")],
  ["pending", missing("pending")],
  ["unreadable", unreadable("not-a-number")],
  ["implausible", unreadable("implausible", "looks like /uL")],
  ["without possibilities: a number", numbers([])],
  ["without possibilities: a date", dates([])],
  ["without possibilities: a boolean", booleans([])],
  ["without possibilities: a code", codes([])],
];

const PLATELETS = numberField("platelets", { unit: "10*9/L", plausible: ["0", "5000"] });
const HER2 = codeField("her2", ["negative", "equivocal", "positive"]);
const ECOG = numberField("ecog", { integer: true, plausible: ["0", "5"] });
const PREGNANT = booleanField("pregnant");
const BIRTH = dateField("birth_date");

const ONE_OF_EACH: readonly LeafCondition[] = [
  ...ONE_LIMIT.map((op) => numberLeaf(PLATELETS, { op, limits: ["80"] })),
  numberLeaf(PLATELETS, { op: "between", limits: ["80", "90"] }),
  numberLeaf(PLATELETS, { op: ">=", limits: ["1"], unit: "[ULN]" }),
  numberLeaf(ECOG, { op: "<=", limits: ["2"] }),
  booleanLeaf(PREGNANT, true),
  booleanLeaf(PREGNANT, false),
  codeLeaf(HER2, ["positive"], false),
  codeLeaf(HER2, ["positive"], true),
  ...ONE_LIMIT.map((op) => elapsedLeaf(BIRTH, op, [18], "a")),
  elapsedLeaf(BIRTH, "between", [18, 80], "a"),
  ...ONE_LIMIT.map((op) => dateLeaf(BIRTH, op, ["2024-01-01"])),
  dateLeaf(BIRTH, "between", ["2024-01-01", "2024-12-31"]),
];

describe.each(NOTHING)("a reading that is %s", (_, reading) => {
  test.each(ONE_OF_EACH.map((leaf) => [`${leaf.field.name} ${limitWords(leaf.limit)}`, leaf] as const))(
    "makes %s unknown",
    (_limit, leaf) => {
      expect(outcome(leaf, { reading }).truth).toBe("unknown");
    },
  );
});

describe("a reading of another type than the field's makes the leaf unknown", () => {
  const readings = [numbers([quantity("80", "10*9/L")]), booleans([true]), codes(["positive"]), days("2000-01-01")];
  test.each(ONE_OF_EACH.map((leaf) => [`${leaf.field.name} ${limitWords(leaf.limit)}`, leaf] as const))("%s", (_, leaf) => {
    const { type } = leaf.field;
    for (const reading of readings.filter((one) => one.type !== type)) expect(outcome(leaf, { reading }).truth).toBe("unknown");
  });
});

describe("numbers in another unit than the limit", () => {
  const creatinine = numberField("creatinine", { unit: "mg/dL", molarMass: "113.12", plausible: ["0", "40"] });
  const hemoglobin = numberField("hemoglobin", { unit: "g/L", plausible: ["0", "300"] });
  const life = numberField("life_expectancy", { unit: "mo", plausible: ["0", "600"] });

  test.each([
    // cell, unit, then < <= > >= = != against 80 10*9/L
    ["80000", "/uL", "FTFTTF"], // exactly at the limit
    ["79999", "/uL", "TTFFFT"],
    ["80.0000000000001", "10*3/uL", "FFTTFT"],
    ["0.08", "10*12/L", "FTFTTF"],
    ["80", "g/L", "UUUUUU"], // another kind of unit is never compared
    ["80", "", "UUUUUU"], // a number without a unit, which readers never make for this field
    ["80", "%", "UUUUUU"],
  ])("platelets %s %s against 80 10*9/L: %s", (cell, code, expected) => {
    const entry = { reading: numbers([quantity(cell, code)]) };
    const letters = ONE_LIMIT.map((op) => LETTERS[outcome(numberLeaf(PLATELETS, { op, limits: ["80"] }), entry).truth]);
    expect(letters.join("")).toBe(expected);
  });

  test.each([
    ["8", "g/dL", "FTFTTF"],
    ["7.9", "g/dL", "TTFFFT"],
    ["80", "mg/mL", "FTFTTF"],
    ["[7,8)", "g/dL", "TTFFFT"],
    ["[8,9]", "g/dL", "FUUTUU"],
  ])("hemoglobin %s %s against 80 g/L: %s", (cell, code, expected) => {
    const entry = { reading: numbers([quantity(cell, code)]) };
    const letters = ONE_LIMIT.map((op) => LETTERS[outcome(numberLeaf(hemoglobin, { op, limits: ["80"] }), entry).truth]);
    expect(letters.join("")).toBe(expected);
  });

  // 1.5 mg/dL / 113.12 g/mol = 132.602545968882… umol/L
  test.each([
    ["132.602545968882", "TTFFFT"],
    ["132.602545968883", "FFTTFT"],
    ["[132.602545968882,132.602545968883]", "UUUUUU"],
    ["[132,132.602545968882]", "TTFFFT"],
  ])("creatinine %s umol/L against 1.5 mg/dL, which lies between two decimals: %s", (cell, expected) => {
    const entry = { reading: numbers([quantity(cell, "umol/L")]) };
    const letters = ONE_LIMIT.map((op) => LETTERS[outcome(numberLeaf(creatinine, { op, limits: ["1.5"] }), entry).truth]);
    expect(letters.join("")).toBe(expected);
  });

  test.each([
    ["1", "a", "true"], // years and months are the same kind of unit
    ["0.5", "a", "false"],
    ["52", "wk", "true"], // more than any 6 months
    ["365", "d", "true"],
    ["26", "wk", "unknown"], // 182 days: 6 months have 181 to 184
    ["25", "wk", "false"],
    ["181", "d", "false"], // at most the shortest 6 months
    ["184", "d", "unknown"], // equal to the longest, but more than others
    ["185", "d", "true"],
    ["[25,27]", "wk", "unknown"],
    ["(26.5,-)", "wk", "true"],
  ])("a life expectancy of %s %s against > 6 mo: %s", (cell, code, expected) => {
    expect(outcome(numberLeaf(life, { op: ">", limits: ["6"] }), { reading: numbers([quantity(cell, code)]) }).truth).toBe(
      expected,
    );
  });
});

describe("possibilities of a number only decide where they agree", () => {
  test.each([
    ["1.2 or 1200", ["1.2", "1200"], "UUUUFT"], // certainly not 80
    ["90 or 1200", ["90", "1200"], "FFTTFT"],
    ["1.2 or 80", ["1.2", "80"], "UTFUUU"],
    ["below 5 or 10 to 20", ["(-,5)", "[10,20]"], "TTFFFT"],
    ["80 twice", ["80", "80"], "FTFTTF"],
  ])("%s against 80", (_, cells, expected) => {
    const entry = { reading: numbers(cells.map((cell) => quantity(cell, "10*9/L"))) };
    const letters = ONE_LIMIT.map((op) => LETTERS[outcome(numberLeaf(PLATELETS, { op, limits: ["80"] }), entry).truth]);
    expect(letters.join("")).toBe(expected);
  });

  test("each possibility is compared in its own unit, within a cell and in later records", () => {
    const leaf = numberLeaf(PLATELETS, { op: ">=", limits: ["80"] });
    const evaluate = compileOne(leaf, { slotOf: () => 0, asOf: AS_OF });
    const cells = [
      [quantity("80", "10*9/L")],
      [quantity("80000", "/uL")],
      [quantity("79", "10*9/L")],
      [quantity("79", "/uL")],
      [quantity("90", "10*3/uL"), quantity("90000", "/uL")],
      [quantity("90", "10*9/L"), quantity("90", "/uL")],
    ];
    const truths = cells.map((of) => evaluate(recordOf([{ reading: numbers(of) }])).truth);
    expect(truths).toEqual(["true", "true", "false", "false", "true", "unknown"]);
  });

  test("a possibility in a unit that does not convert makes the truth unknown", () => {
    const entry = { reading: numbers([quantity("90", "10*9/L"), quantity("90", "g/L")]) };
    expect(outcome(numberLeaf(PLATELETS, { op: ">=", limits: ["80"] }), entry).truth).toBe("unknown");
  });
});

describe("an integer field", () => {
  test.each([
    ["[2,3]", "=", ["2.5"], "false"], // 2 or 3, but nothing between
    ["[3,-)", ">=", ["3"], "true"],
    ["(-,1]", "<", ["2"], "true"],
    ["[2,3]", "between", ["2.2", "2.8"], "false"],
  ] as const)("%s %s %j is %s", (cell, op, limits, expected) => {
    expect(outcome(numberLeaf(ECOG, { op, limits }), { reading: numbers([quantity(cell)]) }).truth).toBe(expected);
  });

  test("contains only whole numbers of its own unit, but any number of another", () => {
    const stay = numberField("stay", { unit: "d", integer: true, plausible: ["0", "1000"] });
    const leaf = numberLeaf(stay, { op: "=", limits: ["10"] });
    // 1 to 2 weeks may be 10 days, which is no whole number of weeks.
    expect(outcome(leaf, { reading: numbers([quantity("[1,2]", "wk")]) }).truth).toBe("unknown");
    expect(outcome(leaf, { reading: numbers([quantity("[8,9]", "d")]) }).truth).toBe("false");
  });

  test("contains only whole numbers of the same unit with another name", () => {
    const cd4 = numberField("cd4", { unit: "/uL", integer: true, plausible: ["0", "5000"] });
    const leaf = numberLeaf(cd4, { op: "=", limits: ["350.5"] });
    expect(outcome(leaf, { reading: numbers([quantity("[350,351]", "10*6/L")]) }).truth).toBe("false");
  });
});

describe("time elapsed from a date to the as-of date", () => {
  test.each<[string, Comparison, number, TimeUnit, string, Truth]>([
    // 28 days before 15 January 2026 is 18 December 2025
    ["2025-12-17", ">=", 28, "d", "2026-01-15", "true"],
    ["2025-12-18", ">=", 28, "d", "2026-01-15", "true"],
    ["2025-12-19", ">=", 28, "d", "2026-01-15", "false"],
    ["2025-12-17", ">", 28, "d", "2026-01-15", "true"],
    ["2025-12-18", ">", 28, "d", "2026-01-15", "false"], // strictly more
    ["2025-12-18", "<=", 28, "d", "2026-01-15", "true"],
    ["2025-12-17", "<=", 28, "d", "2026-01-15", "false"],
    ["2025-12-18", "<", 28, "d", "2026-01-15", "false"],
    ["2025-12-19", "<", 28, "d", "2026-01-15", "true"],
    ["2025-12-18", "=", 28, "d", "2026-01-15", "true"],
    ["2025-12-19", "=", 28, "d", "2026-01-15", "false"],
    ["2025-12-18", "!=", 28, "d", "2026-01-15", "false"],
    ["2025-12-19", "!=", 28, "d", "2026-01-15", "true"],
    ["2025-12-18", ">=", 4, "wk", "2026-01-15", "true"],
    ["2025-12-19", ">=", 4, "wk", "2026-01-15", "false"],
    ["2025-12-15", ">=", 1, "mo", "2026-01-15", "true"],
    ["2025-12-16", ">=", 1, "mo", "2026-01-15", "false"],
    ["2025-12-15", ">", 1, "mo", "2026-01-15", "false"],
    ["2025-12-14", ">", 1, "mo", "2026-01-15", "true"],
    // the as-of date itself: no time has passed, and that is certain
    ["2026-01-15", ">=", 0, "d", "2026-01-15", "true"],
    ["2026-01-15", ">", 0, "d", "2026-01-15", "false"],
    ["2026-01-15", "=", 0, "d", "2026-01-15", "true"],
    ["2026-01-15", "<", 1, "d", "2026-01-15", "true"],
    // a day that the month does not have counts as the first of the next: 31 January + 1 month is 1 March
    ["2025-01-31", ">=", 1, "mo", "2025-02-28", "false"],
    ["2025-01-31", ">=", 1, "mo", "2025-03-01", "true"],
    ["2025-01-31", ">", 1, "mo", "2025-03-01", "false"],
    ["2025-01-31", ">", 1, "mo", "2025-03-02", "true"],
    ["2025-01-29", ">=", 1, "mo", "2025-02-28", "false"],
    ["2025-01-29", "=", 1, "mo", "2025-03-01", "true"],
    ["2025-01-28", "=", 1, "mo", "2025-02-28", "true"],
    ["2025-03-31", "=", 1, "mo", "2025-05-01", "true"],
    ["2025-03-31", ">=", 1, "mo", "2025-04-30", "false"],
    ["2024-01-30", ">=", 1, "mo", "2024-02-29", "false"], // 30 February of a leap year
    ["2024-01-29", ">=", 1, "mo", "2024-02-29", "true"],
    ["2023-11-30", "=", 3, "mo", "2024-03-01", "true"], // across the end of a year
    ["2023-11-29", "=", 3, "mo", "2024-02-29", "true"],
    // born on 29 February
    ["2024-02-29", ">=", 1, "a", "2025-02-28", "false"],
    ["2024-02-29", ">=", 1, "a", "2025-03-01", "true"],
    ["2020-02-29", "=", 4, "a", "2024-02-29", "true"],
    ["2008-02-29", ">=", 18, "a", "2026-02-28", "false"],
    ["2008-02-29", ">=", 18, "a", "2026-03-01", "true"],
    ["2024-02-29", "=", 12, "mo", "2025-03-01", "true"], // 12 months are one year
    ["1900-02-28", "=", 1, "d", "1900-03-01", "true"], // 1900 was not a leap year
    ["2000-02-28", "=", 1, "d", "2000-02-29", "true"], // 2000 was a leap year
    // a day in the future: no time has passed since, and "less than 28 days" would be a guess
    ["2026-01-16", ">=", 0, "d", "2026-01-15", "unknown"],
    ["2026-01-16", "<", 28, "d", "2026-01-15", "unknown"],
    ["2026-01-16", "<=", 28, "d", "2026-01-15", "unknown"],
    ["2026-01-16", ">", 28, "d", "2026-01-15", "unknown"],
    ["2026-01-16", "=", 28, "d", "2026-01-15", "unknown"],
    ["2026-01-16", "!=", 28, "d", "2026-01-15", "unknown"],
    // partial dates
    ["2025-12-01..2025-12-31", ">=", 14, "d", "2026-01-15", "true"],
    ["2025-12-01..2025-12-31", ">=", 1, "mo", "2026-01-15", "unknown"],
    ["2025-12-01..2025-12-31", ">=", 2, "mo", "2026-01-15", "false"],
    ["2025-12-01..2025-12-31", "=", 28, "d", "2026-01-15", "unknown"], // only a day in the middle is 28 days ago
    ["2025-12-01..2025-12-31", "!=", 28, "d", "2026-01-15", "unknown"],
    ["2025-12-01..2025-12-31", "=", 50, "d", "2026-01-15", "false"],
    ["2025-12-01..2025-12-31", "!=", 50, "d", "2026-01-15", "true"],
    ["2026-01-01..2026-01-31", "<", 28, "d", "2026-01-15", "unknown"], // some of its days are in the future
    ["2024-01-01..2024-12-31", ">=", 1, "a", "2026-01-15", "true"],
    ["2025-01-01..2025-12-31", ">=", 1, "a", "2026-01-15", "unknown"],
    // two possible dates of one cell
    ["2025-04-03|2025-03-04", ">=", 9, "mo", "2026-01-15", "true"],
    ["2025-04-03|2025-03-04", ">=", 10, "mo", "2026-01-15", "unknown"],
    ["2025-04-03|2025-03-04", ">=", 11, "mo", "2026-01-15", "false"],
    ["2025-12-03|2026-03-12", ">=", 28, "d", "2026-01-15", "unknown"], // one of them is in the future
    ["2025-12-03|2026-03-12", "<", 60, "d", "2026-01-15", "unknown"], // unknown, although both are less than 60 days ago
  ])("%s %s %d %s on %s: %s", (date, op, count, unit, asOf, expected) => {
    expect(outcome(elapsedLeaf(BIRTH, op, [count], unit), { reading: days(date) }, dayOf(asOf)).truth).toBe(expected);
  });

  test.each<[string, Truth]>([
    ["2025-12-16", "false"],
    ["2025-12-15", "true"],
    ["2025-11-30", "true"],
    ["2025-11-15", "true"],
    ["2025-11-14", "false"],
    ["2025-11-15..2025-12-15", "true"],
    ["2025-11-14..2025-12-15", "unknown"],
    ["2025-11-01..2025-11-30", "unknown"],
    ["2025-10-01..2025-12-31", "unknown"], // both ends are outside, but not the middle
    ["2025-10-01..2025-10-31", "false"],
    ["2026-01-16", "unknown"],
  ])("%s between 1 and 2 mo ago: %s", (date, expected) => {
    expect(outcome(elapsedLeaf(BIRTH, "between", [1, 2], "mo"), { reading: days(date) }).truth).toBe(expected);
  });

  test("elapsed time needs an as-of date", () => {
    expect(() => compileOne(elapsedLeaf(BIRTH, ">=", [1], "d"), { slotOf: () => 0, asOf: undefined })).toThrow("as-of date");
  });
});

describe("whole units since a date, used as a number", () => {
  const AGE = numberField("age", { unit: "a", plausible: ["0", "120"] });
  const since = (text: string, code: string) => ({ reading: { ...numbers([quantity(text, code)]), elapsed: true } as const });

  test.each<[string, string, string, string, string]>([
    // whole units, their unit, limit, its unit, then < <= > >= = !=
    ["75", "a", "75", "a", "FTFTTF"], // true for the whole year
    ["75", "a", "75.5", "a", "UUUUUU"], // the last birthday was 0 to 12 months ago
    ["74", "a", "75.5", "a", "TTFFFT"],
    ["76", "a", "75.5", "a", "FFTTFT"],
    ["[74,75]", "a", "75", "a", "UTFUUU"], // for a birth date without its day
    ["2", "a", "24", "mo", "FUUTUU"], // from 24 to less than 36 months
    ["1", "a", "24", "mo", "TTFFFT"],
    ["75", "a", "75", "d", "UUUUUU"], // years do not convert into days
  ])("%s %s against %s %s is %s", (text, code, limit, unit, expected) => {
    const letters = ONE_LIMIT.map(
      (op) => LETTERS[outcome(numberLeaf(AGE, { op, limits: [limit], unit }), since(text, code)).truth],
    );
    expect(letters.join("")).toBe(expected);
  });

  test("two possible dates must agree", () => {
    const reading = { ...numbers([quantity("17", "a"), quantity("18", "a")]), elapsed: true } as const;
    expect(outcome(numberLeaf(AGE, { op: ">=", limits: ["18"] }), { reading }).truth).toBe("unknown");
    expect(outcome(numberLeaf(AGE, { op: ">=", limits: ["17"] }), { reading }).truth).toBe("true");
  });
});

describe("a date compared with dates", () => {
  test.each<[string, Comparison, string, Truth]>([
    ["2024-04-02", "<", "2024-04-03", "true"],
    ["2024-04-03", "<", "2024-04-03", "false"],
    ["2024-04-03", "<=", "2024-04-03", "true"],
    ["2024-04-04", "<=", "2024-04-03", "false"],
    ["2024-04-04", ">", "2024-04-03", "true"],
    ["2024-04-03", ">", "2024-04-03", "false"],
    ["2024-04-03", ">=", "2024-04-03", "true"],
    ["2024-04-02", ">=", "2024-04-03", "false"],
    ["2024-04-03", "=", "2024-04-03", "true"],
    ["2024-04-02", "=", "2024-04-03", "false"],
    ["2024-04-02", "!=", "2024-04-03", "true"],
    ["2024-04-03", "!=", "2024-04-03", "false"],
    ["1969-12-31", "<", "1970-01-01", "true"],
    ["2027-01-01", ">", "2026-12-31", "true"], // dates after the as-of date are compared as well
    ["2024-04-01..2024-04-30", "<", "2024-05-01", "true"],
    ["2024-04-01..2024-04-30", "<", "2024-04-30", "unknown"],
    ["2024-04-01..2024-04-30", "<=", "2024-04-30", "true"],
    ["2024-04-01..2024-04-30", "<", "2024-04-01", "false"],
    ["2024-04-01..2024-04-30", ">=", "2024-04-01", "true"],
    ["2024-04-01..2024-04-30", "=", "2024-04-15", "unknown"],
    ["2024-04-01..2024-04-30", "!=", "2024-04-15", "unknown"],
    ["2024-04-01..2024-04-30", "=", "2024-05-01", "false"],
    ["2024-04-03|2024-03-04", "<", "2024-04-04", "true"],
    ["2024-04-03|2024-03-04", "<", "2024-04-03", "unknown"],
  ])("%s %s %s: %s", (date, op, limit, expected) => {
    expect(outcome(dateLeaf(BIRTH, op, [limit]), { reading: days(date) }).truth).toBe(expected);
  });

  test.each<[string, Truth]>([
    ["2024-03-31", "false"],
    ["2024-04-01", "true"],
    ["2024-04-30", "true"],
    ["2024-05-01", "false"],
    ["2024-04-01..2024-04-30", "true"],
    ["2024-03-31..2024-04-30", "unknown"],
    ["2024-01-01..2024-12-31", "unknown"], // both ends are outside, but not the middle
  ])("%s between 2024-04-01 and 2024-04-30: %s", (date, expected) => {
    expect(outcome(dateLeaf(BIRTH, "between", ["2024-04-01", "2024-04-30"]), { reading: days(date) }).truth).toBe(expected);
  });
});

describe("maxAge: every possible date of the measurement must be within the span, and not after the as-of date", () => {
  const TWO_WEEKS: Span = { value: 14, unit: "d" };
  const MONTH: Span = { value: 1, unit: "mo" };
  const met = numbers([quantity("90", "10*9/L")]);
  const notMet = numbers([quantity("70", "10*9/L")]);

  test.each<[string, Reading, Reading, Span, string, Truth, Doubt | undefined]>([
    ["of the as-of date", met, days("2026-01-15"), TWO_WEEKS, "2026-01-15", "true", undefined],
    ["that is recent", met, days("2026-01-10"), TWO_WEEKS, "2026-01-15", "true", undefined],
    ["that is recent, and not met", notMet, days("2026-01-10"), TWO_WEEKS, "2026-01-15", "false", undefined],
    ["that is exactly as old as allowed", met, days("2026-01-01"), TWO_WEEKS, "2026-01-15", "true", undefined],
    ["that is one day too old", met, days("2025-12-31"), TWO_WEEKS, "2026-01-15", "unknown", "outdated"],
    ["that is one day too old, and not met", notMet, days("2025-12-31"), TWO_WEEKS, "2026-01-15", "unknown", "outdated"],
    ["of the day after", met, days("2026-01-16"), TWO_WEEKS, "2026-01-15", "unknown", "after-as-of"],
    ["without a date", met, missing("no-column"), TWO_WEEKS, "2026-01-15", "unknown", "undated"],
    ["with a blank date", met, missing("blank"), TWO_WEEKS, "2026-01-15", "unknown", "undated"],
    ["with an unreadable date", met, unreadable("not-a-date"), TWO_WEEKS, "2026-01-15", "unknown", "undated"],
    ["with a number for a date", met, met, TWO_WEEKS, "2026-01-15", "unknown", "undated"],
    [
      "of a month that is partly in the future",
      met,
      days("2026-01-01..2026-01-31"),
      TWO_WEEKS,
      "2026-01-15",
      "unknown",
      "after-as-of",
    ],
    ["of a month that is partly too old", met, days("2025-12-15..2026-01-10"), TWO_WEEKS, "2026-01-15", "unknown", "outdated"],
    ["of an unknown day within the span", met, days("2026-01-01..2026-01-15"), TWO_WEEKS, "2026-01-15", "true", undefined],
    ["of one of two days within the span", met, days("2026-01-03|2026-01-12"), TWO_WEEKS, "2026-01-15", "true", undefined],
    [
      "of one of two days, one in the future",
      met,
      days("2026-01-03|2026-03-01"),
      TWO_WEEKS,
      "2026-01-15",
      "unknown",
      "after-as-of",
    ],
    ["of one of two days, one too old", met, days("2026-01-03|2025-03-01"), TWO_WEEKS, "2026-01-15", "unknown", "outdated"],
    ["that is exactly a month old", met, days("2025-12-15"), MONTH, "2026-01-15", "true", undefined],
    ["that is a month and a day old", met, days("2025-12-14"), MONTH, "2026-01-15", "unknown", "outdated"],
    ["a month from 31 January", met, days("2025-01-31"), MONTH, "2025-03-01", "true", undefined],
    ["a month and a day from 31 January", met, days("2025-01-31"), MONTH, "2025-03-02", "unknown", "outdated"],
    ["that is missing, without a date", missing("pending"), missing("blank"), TWO_WEEKS, "2026-01-15", "unknown", undefined],
    [
      "that is unreadable, without a date",
      unreadable("approximate"),
      missing("blank"),
      TWO_WEEKS,
      "2026-01-15",
      "unknown",
      undefined,
    ],
    ["that is missing, with a date", missing("pending"), days("2026-01-15"), TWO_WEEKS, "2026-01-15", "unknown", undefined],
    [
      "that is unreadable, with a date",
      unreadable("approximate"),
      days("2026-01-15"),
      TWO_WEEKS,
      "2026-01-15",
      "unknown",
      undefined,
    ],
  ])("a value %s", (_, reading, measuredOn, maxAge, asOf, truth, doubt) => {
    const leaf = numberLeaf(PLATELETS, { op: ">=", limits: ["80"], maxAge });
    expect(outcome(leaf, { reading, measuredOn }, dayOf(asOf))).toEqual({ truth, doubt });
  });

  test("also applies to booleans and codes", () => {
    const old = days("2025-12-31");
    const fresh = days("2026-01-01");
    const pregnant = booleanLeaf(PREGNANT, false, TWO_WEEKS);
    const positive = codeLeaf(HER2, ["positive"], false, TWO_WEEKS);
    expect(outcome(pregnant, { reading: booleans([false]), measuredOn: fresh }).truth).toBe("true");
    expect(outcome(pregnant, { reading: booleans([false]), measuredOn: old }).truth).toBe("unknown");
    expect(outcome(positive, { reading: codes(["positive"]), measuredOn: fresh }).truth).toBe("true");
    expect(outcome(positive, { reading: codes(["negative"]), measuredOn: old }).truth).toBe("unknown");
  });

  test("an assumed blank has no date, so it does not count", () => {
    const leaf = booleanLeaf(PREGNANT, false, TWO_WEEKS);
    expect(outcome(leaf, { reading: booleans([false], "blank") })).toEqual({ truth: "unknown", doubt: "undated" });
  });

  test("needs an as-of date", () => {
    const leaf = numberLeaf(PLATELETS, { op: ">=", limits: ["80"], maxAge: TWO_WEEKS });
    expect(() => compileOne(leaf, { slotOf: () => 0, asOf: undefined })).toThrow("as-of date");
  });
});

describe("multiples of the upper limit of normal", () => {
  const ALT = numberField("alt", { unit: "U/L", plausible: ["0", "5000"] });
  const none = missing("no-column");
  const own = (...texts: readonly (readonly [string, string])[]) => numbers(texts.map(([text, code]) => quantity(text, code)));
  const alt = (text: string, code: string, inCell?: readonly [string, string]) =>
    numbers([quantity(text, code)], inCell && quantity(...inCell));

  test.each<[string, Reading, Reading, Truth, Doubt | undefined]>([
    ["its own column: at the limit", alt("100", "U/L"), own(["40", "U/L"]), "true", undefined],
    ["its own column: above", alt("100.1", "U/L"), own(["40", "U/L"]), "false", undefined],
    ["in the cell: at the limit", alt("100", "U/L", ["40", "U/L"]), none, "true", undefined],
    ["in the cell: above", alt("101", "U/L", ["40", "U/L"]), none, "false", undefined],
    ["no limit of normal", alt("100", "U/L"), none, "unknown", "no-uln"],
    ["no limit of normal, however low the value is", alt("1", "U/L"), none, "unknown", "no-uln"],
    ["a blank column, and a limit in the cell", alt("100", "U/L", ["40", "U/L"]), missing("blank"), "true", undefined],
    ["a blank column alone", alt("100", "U/L"), missing("blank"), "unknown", "no-uln"],
    ["unreadable", alt("100", "U/L"), unreadable("not-a-number"), "unknown", "no-uln"],
    ["unreadable, and a limit in the cell", alt("100", "U/L", ["40", "U/L"]), unreadable("no-unit"), "unknown", "no-uln"],
    ["both, and they agree", alt("100", "U/L", ["40", "U/L"]), own(["40", "U/L"]), "true", undefined],
    ["both, and they agree in other units", alt("100", "U/L", ["40", "U/L"]), own(["0.04", "U/mL"]), "true", undefined],
    ["both, and they disagree", alt("100", "U/L", ["40", "U/L"]), own(["41", "U/L"]), "unknown", "no-uln"],
    ["both, and they disagree, but not on the answer", alt("1", "U/L", ["40", "U/L"]), own(["41", "U/L"]), "unknown", "no-uln"],
    ["zero", alt("0", "U/L"), own(["0", "U/L"]), "unknown", "no-uln"],
    ["zero in the cell", alt("0", "U/L", ["0", "U/L"]), none, "unknown", "no-uln"],
    ["zero in the cell, and a usable one", alt("10", "U/L", ["0", "U/L"]), own(["40", "U/L"]), "unknown", "no-uln"],
    ["negative", alt("10", "U/L"), own(["-40", "U/L"]), "unknown", "no-uln"],
    ["a range", alt("10", "U/L"), own(["[35,40]", "U/L"]), "unknown", "no-uln"],
    ["censored", alt("10", "U/L"), own(["(-,40)", "U/L"]), "unknown", "no-uln"],
    ["a multiple as a limit", alt("10", "U/L"), own(["1", "[ULN]"]), "unknown", "no-uln"],
    ["in another kind of unit", alt("10", "U/L"), own(["40", "g/L"]), "unknown", "no-uln"],
    ["two possibilities that agree on the answer", alt("100", "U/L"), own(["40", "U/L"], ["400", "U/L"]), "true", undefined],
    ["two possibilities that disagree", alt("101", "U/L"), own(["40", "U/L"], ["400", "U/L"]), "unknown", "undecided"],
    ["of another type", alt("10", "U/L"), booleans([true]), "unknown", "no-uln"],
    // 1 ukat/L is 60 U/L: 2.5 x 40 U/L is 1.66666666666666… ukat/L
    ["a cell in another unit, just below", alt("1.66666666666666", "ukat/L"), own(["40", "U/L"]), "true", undefined],
    ["a cell in another unit, just above", alt("1.66666666666667", "ukat/L"), own(["40", "U/L"]), "false", undefined],
    ["in another unit than the cell", alt("150", "U/L"), own(["1", "ukat/L"]), "true", undefined],
    ["in another unit than the cell, above", alt("150.1", "U/L"), own(["1", "ukat/L"]), "false", undefined],
    ["a cell in another kind of unit", alt("100", "g/L"), own(["40", "U/L"]), "unknown", "no-uln"],
    ["an interval below the limit", alt("(-,100)", "U/L"), own(["40", "U/L"]), "true", undefined],
    ["an interval across the limit", alt("[90,110]", "U/L"), own(["40", "U/L"]), "unknown", "undecided"],
    ["a cell that is a multiple needs none", alt("2.5", "[ULN]"), none, "true", undefined],
    ["a cell that is a greater multiple", alt("2.6", "[ULN]"), none, "false", undefined],
    ["a censored multiple", alt("(-,2)", "[ULN]"), none, "true", undefined],
  ])("at most 2.5 [ULN], %s", (_, reading, upperLimit, truth, doubt) => {
    const leaf = numberLeaf(ALT, { op: "<=", limits: ["2.5"], unit: "[ULN]" });
    expect(outcome(leaf, { reading, upperLimit })).toEqual({ truth, doubt });
  });

  test.each<[string, Reading, Reading, Truth, Doubt | undefined]>([
    ["at the limit", alt("2.5", "[ULN]"), own(["40", "U/L"]), "true", undefined],
    ["above it", alt("2.6", "[ULN]"), own(["40", "U/L"]), "false", undefined],
    ["without an upper limit", alt("2.5", "[ULN]"), none, "unknown", "no-uln"],
    ["with a limit in the cell", alt("2.5", "[ULN]", ["40", "U/L"]), none, "true", undefined],
    ["with two limits that disagree", alt("2.5", "[ULN]", ["40", "U/L"]), own(["50", "U/L"]), "unknown", "no-uln"],
    ["with a limit in another unit", alt("2.5", "[ULN]"), own(["0.04", "U/mL"]), "true", undefined],
    ["with a limit in another kind of unit", alt("2.5", "[ULN]"), own(["40", "g/L"]), "unknown", "no-uln"],
    ["at the end of the plausible range", alt("125", "[ULN]"), own(["40", "U/L"]), "false", undefined], // 5000 U/L
    ["implausible", alt("126", "[ULN]"), own(["40", "U/L"]), "unknown", "no-uln"],
    ["partly implausible", alt("(3,-)", "[ULN]"), own(["40", "U/L"]), "false", undefined],
    ["from the end of the plausible range on", alt("[12.5,20]", "[ULN]"), own(["400", "U/L"]), "false", undefined],
    ["of another kind of unit, which is no multiple", alt("2", "g/L"), own(["40", "U/L"]), "unknown", "undecided"],
    ["an interval across the limit", alt("[2,3]", "[ULN]"), own(["40", "U/L"]), "unknown", "undecided"],
  ])("at most 100 U/L, with the cell in multiples %s", (_, reading, upperLimit, truth, doubt) => {
    const leaf = numberLeaf(ALT, { op: "<=", limits: ["100"] });
    expect(outcome(leaf, { reading, upperLimit })).toEqual({ truth, doubt });
  });

  test.each<[string, Truth]>([
    ["39.9", "false"],
    ["40", "true"],
    ["120", "true"],
    ["120.1", "false"],
    ["[40,120]", "true"],
    ["[39,50]", "unknown"],
  ])("%s U/L between 1 and 3 times 40 U/L: %s", (text, expected) => {
    const leaf = numberLeaf(ALT, { op: "between", limits: ["1", "3"], unit: "[ULN]" });
    expect(outcome(leaf, { reading: alt(text, "U/L"), upperLimit: own(["40", "U/L"]) }).truth).toBe(expected);
  });

  test("mass and substance are compared by the molar mass", () => {
    const creatinine = numberField("creatinine", { unit: "mg/dL", molarMass: "113.12", plausible: ["0", "40"] });
    const leaf = numberLeaf(creatinine, { op: "<=", limits: ["1.5"], unit: "[ULN]" });
    // 1.5 x 100 umol/L x 113.12 g/mol = 1.6968 mg/dL
    const upperLimit = own(["100", "umol/L"]);
    expect(outcome(leaf, { reading: alt("1.6968", "mg/dL"), upperLimit }).truth).toBe("true");
    expect(outcome(leaf, { reading: alt("1.69680000000001", "mg/dL"), upperLimit }).truth).toBe("false");
  });
});

describe("codes and booleans", () => {
  test.each<[readonly string[], readonly string[], Truth, Truth]>([
    // possible codes, listed codes, in, not in
    [["positive"], ["positive"], "true", "false"],
    [["negative"], ["positive"], "false", "true"],
    [["equivocal"], ["positive", "equivocal"], "true", "false"],
    [["positive", "equivocal"], ["positive", "equivocal"], "true", "false"], // true for both
    [["positive", "equivocal"], ["positive"], "unknown", "unknown"],
    [["negative", "equivocal"], ["positive"], "false", "true"], // false for both
    [["negative", "equivocal", "positive"], ["positive", "equivocal"], "unknown", "unknown"],
    [["negative", "equivocal", "positive"], ["positive", "equivocal", "negative"], "true", "false"],
  ])("%j in %j is %s, and not in is %s", (possible, listed, within, without) => {
    expect(outcome(codeLeaf(HER2, listed, false), { reading: codes(possible) }).truth).toBe(within);
    expect(outcome(codeLeaf(HER2, listed, true), { reading: codes(possible) }).truth).toBe(without);
  });

  test.each([
    [["positive"]],
    [["negative"]],
    [["negative", "positive"]],
    [["equivocal"]],
    [["negative", "equivocal", "positive"]],
  ])("an unfinished result may or may not be in %j", (listed) => {
    const undecided = { name: "borderline", means: ["positive", "negative"], note: undefined };
    const reading = { ...codes(undecided.means), undecided };
    for (const negated of [false, true]) expect(outcome(codeLeaf(HER2, listed, negated), { reading }).truth).toBe("unknown");
  });

  test.each<[readonly boolean[], Truth, Truth]>([
    [[true], "true", "false"],
    [[false], "false", "true"],
    [[true, false], "unknown", "unknown"],
    [[false, true], "unknown", "unknown"],
    [[true, true], "true", "false"],
  ])("%j is true: %s, is false: %s", (possible, yes, no) => {
    expect(outcome(booleanLeaf(PREGNANT, true), { reading: booleans(possible) }).truth).toBe(yes);
    expect(outcome(booleanLeaf(PREGNANT, false), { reading: booleans(possible) }).truth).toBe(no);
  });

  test("a blank or a digit with a declared meaning has that value", () => {
    expect(outcome(booleanLeaf(PREGNANT, false), { reading: booleans([false], "blank") }).truth).toBe("true");
    expect(outcome(booleanLeaf(PREGNANT, true), { reading: booleans([true], "digit") }).truth).toBe("true");
    expect(outcome(codeLeaf(HER2, ["negative"], false), { reading: codes(["negative"], "blank") }).truth).toBe("true");
  });
});
