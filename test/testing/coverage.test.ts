/** Which items count as covered, and how missing ones are named. */
import { describe, expect, test } from "vitest";
import { coverageOf, percentText, reaches } from "../../src/testing/coverage.js";
import { itemWords } from "../../src/testing/report-pretty.js";
import { one, runOf, trialOf } from "./build.js";

function missingIn(condition: object, base: object, sets: readonly object[]): readonly string[] {
  const cases = sets.map((set, index) => one(`c${index}`, set, { eligibility: "eligible" }));
  return coverageOf(runOf(trialOf([condition]), base, cases)).missing.map(({ item }) => item.wanted);
}

describe("limits: covered by a value at most one unit of the last digit away", () => {
  const number = (value: number | readonly number[], op = ">=", unit = "10*9/L") => ({ field: "platelets", op, value, unit });
  const days = { field: "last_dose", op: ">=", value: 28, unit: "d" };
  const months = { field: "last_dose", op: ">=", value: 1, unit: "mo" };
  test.each<[string, object, object, readonly object[], readonly string[]]>([
    [
      "only the base",
      number(80),
      { platelets: 210 },
      [{}],
      ["not met", "unknown", "just below 80 10*9/L", "exactly at 80 10*9/L", "just above 80 10*9/L"],
    ],
    [
      "everything",
      number(80),
      { platelets: 210 },
      [{ platelets: 79 }, { platelets: 80 }, { platelets: 81 }, { platelets: null }],
      [],
    ],
    [
      "a nearer value counts",
      number(80),
      { platelets: 210 },
      [{ platelets: 79.9 }, { platelets: 80 }, { platelets: 80.001 }, { platelets: "NA" }],
      [],
    ],
    [
      "a value farther away does not",
      number(80),
      { platelets: 210 },
      [{ platelets: 78.9 }, { platelets: 80 }, { platelets: 81 }, { platelets: null }],
      ["just below 80 10*9/L"],
    ],
    [
      "the last digit of 2.5 is a tenth",
      number(2.5),
      { platelets: 210 },
      [{ platelets: 2.4 }, { platelets: 2.5 }, { platelets: 2.7 }, { platelets: null }],
      ["just above 2.5 10*9/L"],
    ],
    [
      "another unit",
      number(80),
      { platelets: 210 },
      [{ platelets: "79500 /uL" }, { platelets: "80000 /uL" }, { platelets: "81 K/uL" }, { platelets: null }],
      [],
    ],
    [
      "an interval does not count as a value",
      number(80),
      { platelets: 210 },
      [{ platelets: "<80" }, { platelets: 80 }, { platelets: 81 }, { platelets: null }],
      ["just below 80 10*9/L"],
    ],
    [
      "both ends of a range",
      number([80, 90], "between"),
      { platelets: 85 },
      [{ platelets: 79 }, { platelets: 80 }, { platelets: 81 }, { platelets: 89 }, { platelets: 91 }, { platelets: null }],
      ["exactly at 90 10*9/L"],
    ],
    [
      "in whole numbers, the next whole number",
      { field: "ecog", op: "<=", value: 1 },
      { ecog: 0 },
      [{ ecog: 1 }, { ecog: 2 }, { ecog: null }],
      [],
    ],
    [
      "nothing is below a limit at the end of the plausible range",
      { field: "ecog", op: ">", value: 0 },
      { ecog: 1 },
      [{ ecog: 0 }, { ecog: null }],
      [],
    ],
    [
      "days",
      days,
      { last_dose: "2025-01-01" },
      [{ last_dose: "2026-03-04" }, { last_dose: "2026-03-03" }, { last_dose: null }],
      ["just above 28 d"],
    ],
    // The as-of date is 31 March, and no day of February is exactly one month earlier, so "exactly at" is impossible.
    [
      "months",
      months,
      { last_dose: "2025-01-01" },
      [{ last_dose: "2026-03-01" }, { last_dose: "2026-02-28" }, { last_dose: null }],
      [],
    ],
    [
      "a calendar date",
      { field: "diagnosed", op: "<", value: "2024-01-01" },
      { diagnosed: "2023-12-31" },
      [{ diagnosed: "2024-01-01" }, { diagnosed: null }],
      ["just above 2024-01-01"],
    ],
    [
      "every code of the list",
      { field: "child_pugh", op: "in", value: ["A", "B"] },
      { child_pugh: "A" },
      [{ child_pugh: "C" }, { child_pugh: null }],
      ["the code B"],
    ],
    ["booleans", { field: "smoker", op: "is", value: true }, { smoker: true }, [{ smoker: null }], ["not met"]],
    [
      "multiples of the upper limit of normal",
      { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" },
      { alt: "30 U/L", alt_uln: 40 },
      [{ alt: "100 U/L" }, { alt: "2.6 x ULN" }, { alt: "96 U/L" }, { alt: null }],
      [],
    ],
    [
      "age of the value",
      { ...number(80), maxAge: { value: 14, unit: "d" } },
      { platelets: 210, platelets_date: "2026-03-30" },
      [{ platelets: 79 }, { platelets: 80 }, { platelets: 81 }, { platelets_date: "2026-03-17" }],
      ["unknown", "just below 14 d old", "just above 14 d old"],
    ],
    [
      "a value that is too old covers no limit",
      { ...number(80), maxAge: { value: 14, unit: "d" } },
      { platelets: 210, platelets_date: "2026-03-30" },
      [
        { platelets: 80, platelets_date: "2026-01-01" },
        { platelets: 79, platelets_date: null },
        { platelets: 81, platelets_date: "2026-03-16" },
      ],
      [
        "not met",
        "just below 80 10*9/L",
        "exactly at 80 10*9/L",
        "just above 80 10*9/L",
        "just below 14 d old",
        "exactly at 14 d old",
      ],
    ],
    [
      "many digits",
      number(80.1234567890123),
      { platelets: 210 },
      [{ platelets: "80.1234567890122 10*9/L" }, { platelets: null }],
      ["exactly at 80.1234567890123 10*9/L", "just above 80.1234567890123 10*9/L"],
    ],
  ])("%s", (_, condition, base, sets, missing) => expect(missingIn(condition, base, sets)).toEqual(missing));
});

const GROUP = { any: [{ field: "smoker", op: "is", value: true }, { not: { field: "pregnant", op: "is", value: true } }] };

test("every node is named", () => {
  const run = runOf(trialOf([GROUP]), { smoker: true, pregnant: true }, [one("a", {}, { I1: "pass" })]);
  expect(coverageOf(run).missing.map(({ item }) => itemWords(item))).toEqual([
    "I1: not met",
    "I1: unknown",
    "I1.any[0] (smoker is true): false",
    "I1.any[0] (smoker is true): unknown",
    "I1.any[1]: true",
    "I1.any[1]: unknown",
    "I1.any[1].not (pregnant is true): false",
    "I1.any[1].not (pregnant is true): unknown",
  ]);
});

test("items that no candidate can reach are listed separately and do not count", () => {
  const always = {
    any: [
      { field: "ecog", op: "<", value: 2 },
      { field: "ecog", op: ">=", value: 2 },
    ],
  };
  const sets = [{ ecog: 1 }, { ecog: 2 }, { ecog: 3 }, { ecog: null }];
  const run = runOf(
    trialOf([always]),
    { ecog: 1 },
    sets.map((set, index) => one(`c${index}`, set, { eligibility: "eligible" })),
  );
  const coverage = coverageOf(run);
  expect(coverage.impossible.map(itemWords)).toEqual(["I1: not met"]);
  expect(coverage.missing).toEqual([]);
  expect(percentText(coverage)).toBe("100");
});

describe("percentages are never rounded up", () => {
  test.each([
    [0, 3, "0"],
    [2, 3, "66.66"],
    [99_999, 100_000, "99.99"],
    [3, 3, "100"],
  ])("%i of %i", (covered, total, text) => expect(percentText({ covered, total, missing: [], impossible: [] })).toBe(text));

  test("and they are compared exactly", () => {
    const almost = { covered: 99_999, total: 100_000, missing: [], impossible: [] };
    const exactly = { covered: 9993, total: 10_000, missing: [], impossible: [] };
    expect(reaches(exactly, 99.93)).toBe(true); // with doubles it would not be reached
    expect([reaches(almost, 99.999), reaches(almost, 99.9991), reaches(almost, 100)]).toEqual([true, false, false]);
  });
});
