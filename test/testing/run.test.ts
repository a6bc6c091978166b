/** Test cases run against criteria: results and explanations. */
import { describe, expect, test } from "vitest";
import { countCases } from "../../src/testing/outcome.js";
import { countedCases } from "../../src/testing/run.js";
import { one, runOf, trialOf } from "./build.js";

const PLATELETS = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };
const SMOKER = { field: "smoker", op: "is", value: true };
const TRIAL = trialOf([PLATELETS], [SMOKER]);
const BASE = { platelets: "210 10*9/L", smoker: false };

describe("results", () => {
  test.each<[string, object, object]>([
    ["nothing changed", {}, { eligibility: "eligible", I1: "pass", E1: "pass" }],
    ["below the limit", { platelets: "79 10*9/L" }, { eligibility: "ineligible", I1: "fail", E1: "pass" }],
    ["an exclusion that is met", { smoker: true }, { eligibility: "ineligible", I1: "pass", E1: "fail" }],
    ["a removed key is absent", { platelets: null }, { eligibility: "undetermined", I1: "unknown" }],
    ["an empty text is a blank", { platelets: "" }, { eligibility: "undetermined", I1: "unknown" }],
    ["a number without a unit has the unit of the field", { platelets: 80 }, { eligibility: "eligible", I1: "pass" }],
    ["digits are not rounded", { platelets: "79.99999999999" }, { I1: "fail" }],
    ["a quantity", { platelets: { value: 80000, unit: "/uL" } }, { I1: "pass" }],
    ["a unit under a separate key", { platelets: 80000, platelets_unit: "/uL" }, { I1: "pass" }],
    [
      "repeated measurements: the latest counts",
      {
        platelets: [
          { value: 90, date: "2026-01-01" },
          { value: 70, date: "2026-02-01" },
        ],
      },
      { I1: "fail" },
    ],
  ])("%s", (name, set, expected) => {
    expect(runOf(TRIAL, BASE, [one(name, set, expected)]).all.flatMap(({ failures }) => failures)).toEqual([]);
  });
});

test("a failure has the expected and the actual result, and the cell that decided", () => {
  const run = runOf(TRIAL, BASE, [one("wrong", { platelets: "79" }, { eligibility: "eligible", I1: "pass", E1: "pass" })]);
  const [failed] = countedCases(run);
  expect(failed?.failures.map(({ id, expected, actual }) => [id, expected, actual])).toEqual([
    ["eligibility", "eligible", "ineligible"],
    ["I1", "pass", "fail"],
  ]);
  const [cause] = failed?.failures[0]?.because ?? [];
  expect(cause).toMatchObject({ id: "I1", verdict: "fail", because: "platelets: 79 10*9/L is not >= 80 10*9/L" });
  expect(cause?.evidence).toMatchObject([
    { field: "platelets", column: "platelets", cell: "79", limit: { op: ">=", values: ["80"], unit: "10*9/L" } },
  ]);
});

test("only the leaves that decide are evidence", () => {
  const trial = trialOf([{ all: [PLATELETS, { not: SMOKER }] }]);
  const run = runOf(trial, BASE, [one("wrong", { smoker: true }, { I1: "pass" })]);
  expect(countedCases(run)[0]?.failures[0]?.because[0]?.evidence.map(({ field }) => field)).toEqual(["smoker"]);
});

test("a base that does not pass every criterion is a failing case; one that does is not counted", () => {
  const good = runOf(TRIAL, BASE, [one("a", {}, { I1: "pass" })]);
  const bad = runOf(TRIAL, { platelets: 70 }, [one("a", {}, { I1: "fail" })]);
  expect(countedCases(good).map(({ name }) => name)).toEqual(["a"]);
  expect(countedCases(bad).map(({ name, failures }) => [name, failures.map(({ id, actual }) => `${id} ${actual}`)])).toEqual([
    ["base", ["I1 fail", "E1 unknown"]],
    ["a", []],
  ]);
  const outcomes = [good, bad].map((run) => ({ run, coverage: undefined, mutation: undefined, suggested: undefined }));
  expect(countCases(outcomes)).toEqual({ files: 2, passed: 2, failed: 1, unconfirmed: 0 });
});
