/** Which of several observations counts, and the result of a criterion. */
import { describe, expect, test } from "vitest";
import { latestOf } from "../../src/evaluate/select.js";
import { loadTrials, screenRecords } from "../../src/index.js";
import { describeReading } from "../../src/values/describe-reading.js";
import type { Observation } from "../../src/values/observation.js";
import { type DayInterval, missing, type Reading, unreadable } from "../../src/values/reading.js";
import { AS_OF, dates, numbers, quantity } from "../naive/build.js";
import { dayOf } from "../naive/calendar.js";

const plt = (value: string): Reading => numbers([quantity(value, "10*9/L")]);
const NOT_DONE = missing("not-performed");

/** A day, a month (`2026-01`), or one of several days. */
function on(text: string): Reading {
  const days = text.split(" or ").map((one): DayInterval => {
    const low = dayOf(one.length === 7 ? `${one}-01` : one);
    return { low, high: one.length === 7 ? low + 30 : low };
  });
  return dates(days);
}

const seen = (reading: Reading | string, at?: string): Observation => ({
  reading: typeof reading === "string" ? plt(reading) : reading,
  at: at === undefined ? undefined : on(at),
});

describe("the latest, on the as-of date 2026-01-15", () => {
  test.each<[what: string, all: readonly Observation[], counted: string, passed: string, after?: string]>([
    ["by date, not by position", [seen("90", "2026-01-10"), seen("50", "2026-01-01")], "90 10*9/L", "earlier"],
    [
      "whether readable or not",
      [seen("50", "2026-01-01"), seen(missing("pending"), "2026-01-10")],
      "missing: pending",
      "earlier",
    ],
    ["two of the same day", [seen("50", "2026-01-10"), seen("90", "2026-01-10")], "50 or 90 10*9/L", ""],
    ["undated", [seen("50"), seen("90")], "50 or 90 10*9/L", ""],
    ["one of them undated", [seen("50", "2026-01-01"), seen("90")], "50 or 90 10*9/L", ""],
    [
      "an earlier one does not count",
      [seen("50", "2026-01-01"), seen("80", "2026-01-10"), seen("90")],
      "80 or 90 10*9/L",
      "earlier",
    ],
    ["one may be missing", [seen("50"), seen(missing("blank"))], "unreadable: mixed", ""],
    ["a test that was not done", [seen("50", "2026-01-01"), seen(NOT_DONE, "2026-01-10")], "50 10*9/L", "not-done"],
    ["no test was done", [seen(NOT_DONE, "2026-01-01"), seen(NOT_DONE, "2026-01-10")], "missing: not-performed", "earlier"],
    [
      "refused is not `not done`",
      [seen("50", "2026-01-01"), seen(missing("refused"), "2026-01-10")],
      "missing: refused",
      "earlier",
    ],
    ["one of tomorrow", [seen("50", "2026-01-01"), seen("90", "2026-01-16")], "50 10*9/L", "after-as-of", "90 10*9/L"],
    ["one of today", [seen("50", "2026-01-01"), seen("90", "2026-01-15")], "90 10*9/L", "earlier"],
    ["all in the future", [seen("50", "2026-02-01"), seen("90", "2026-03-01")], "90 10*9/L", "earlier", "90 10*9/L"],
    ["one of a month that is partly in the future", [seen("50", "2026-01-10"), seen("90", "2026-01")], "50 or 90 10*9/L", ""],
    [
      "one of two possible days, one of them in the future",
      [seen("90", "2026-01-11 or 2026-11-01"), seen("70", "2026-01-10")],
      "90 or 70 10*9/L",
      "",
    ],
    [
      "and one that is earlier than one of them",
      [seen("90", "2026-01"), seen("70", "2026-01-10"), seen("60", "2026-01-09")],
      "90 or 70 10*9/L",
      "earlier",
    ],
  ])("%s", (_, all, counted, passed, after) => {
    const found = latestOf(all, AS_OF);
    expect(describeReading(found.counted.reading)).toBe(counted);
    expect(found.passed.map(({ why }) => why).join(" ")).toBe(passed);
    expect(found.after && describeReading(found.after.reading)).toBe(after);
  });

  test("without an as-of date nothing is in the future", () => {
    const { counted, passed, after } = latestOf([seen("50", "2026-01-01"), seen("90", "2036-01-16")], undefined);
    expect([describeReading(counted.reading), passed.length, after]).toEqual(["90 10*9/L", 1, undefined]);
  });
});

describe("a criterion", () => {
  const leaf = { field: "plt", op: ">=", value: 80, unit: "10*9/L" };
  const { trials } = loadTrials({
    file: "t.json",
    text: JSON.stringify({
      trial: { id: "T1", title: "x", source: "x" },
      fields: { plt: { type: "number", unit: "10*9/L", plausible: [1, 2000] } },
      inclusion: [
        { id: "I1", label: "x", condition: leaf },
        { id: "I2", label: "x", condition: { ...leaf, maxAge: { value: 14, unit: "d" } } },
        { id: "I3", label: "x", condition: { field: "plt", op: "known" } },
      ],
      notEvaluated: [{ label: "x" }],
    }),
  });
  const at = (value: unknown, date?: string): object => ({ value, ...(date === undefined ? {} : { date }) });

  test.each<[what: string, all: readonly object[], expected: string]>([
    ["the latest passes", [at(50, "2025-01-01"), at(90, "2026-01-10")], "pass pass pass"],
    ["the latest fails", [at(90, "2025-01-01"), at(50, "2026-01-10")], "fail fail pass"],
    ["the latest is too old", [at(90, "2025-01-01"), at(90, "2025-02-01")], "pass unknown pass"],
    ["one of two on the same day fails", [at(90, "2026-01-10"), at(50, "2026-01-10")], "unknown unknown pass"],
    ["both on the same day pass", [at(90, "2026-01-10"), at(80, "2026-01-10")], "pass pass pass"],
    // A measurement after the as-of date makes the value on that date unknown,
    ["one is in the future", [at(90, "2025-01-01"), at(90, "2026-01-20")], "unknown unknown unknown"],
    // unless the criterion limits the age of values, and an earlier one is recent enough.
    ["one is in the future, another is recent", [at(90, "2026-01-10"), at(50, "2026-01-20")], "unknown pass unknown"],
    ["one is in the future, another recent one fails", [at(50, "2026-01-10"), at(90, "2026-01-20")], "unknown fail unknown"],
    ["all are in the future", [at(90, "2026-01-20"), at(90, "2026-01-21")], "unknown unknown unknown"],
    ["one may be in the future", [at(90, "2026-01-10"), at(50, "2026-01")], "unknown unknown pass"],
    ["the latest was not done", [at(90, "2026-01-10"), at("not done", "2026-01-12")], "pass pass pass"],
    ["none was done", [at("not done", "2026-01-10"), at("not done", "2026-01-12")], "unknown unknown fail"],
    ["the latest is pending", [at(90, "2026-01-10"), at("pending", "2026-01-12")], "unknown unknown unknown"],
    ["the latest is in another unit", [at("90", "2026-01-10"), at("50000 /uL", "2026-01-12")], "fail fail pass"],
  ])("%s", async (_, plt, expected) => {
    const { candidates } = await screenRecords(trials, [{ id: "P1", plt }], { asOf: "2026-01-15" });
    expect(candidates[0]?.trials[0]?.criteria.map(({ verdict }) => verdict).join(" ")).toBe(expected);
  });

  test("evidence says which observations do not count, and why", async () => {
    const plt = [at(50, "2026-01-01"), at(90, "2026-01-10"), at("not done", "2026-01-12"), at(70, "2026-01-20")];
    const { candidates } = await screenRecords(trials, [{ id: "P1", plt }], { asOf: "2026-01-15" });
    const [open, within] = candidates[0]?.trials[0]?.criteria ?? [];
    expect(open?.because).toBe("plt: 70 10*9/L is dated after the as-of date (2026-01-20)");
    expect(within?.because).toBe("plt: 90 10*9/L is >= 80 10*9/L, at most 14 d old");
    const passed = (one: typeof open) =>
      one?.evidence[0]?.passedOver?.map(({ why, observation }) => `${describeReading(observation.reading)} ${why}`);
    // The observation in the future is the one that is examined; the others do not count because of it.
    expect(passed(open)).toEqual(["50 10*9/L earlier", "90 10*9/L earlier", "missing: not-performed not-done"]);
    expect(passed(within)).toEqual(["50 10*9/L earlier", "missing: not-performed not-done", "70 10*9/L after-as-of"]);
  });

  const beside = { plt: 90, plt_date: "2026-01-20" };
  test.each<[what: string, record: object, expected: string, asOf?: string]>([
    ["is in the future", { plt: [at(90, "2026-01-20")] }, "unknown unknown unknown"],
    ["is in the future, and would fail", { plt: at(50, "2026-01-20") }, "unknown unknown unknown"],
    ["is in the future by the date beside it", beside, "unknown unknown unknown"],
    ["is of today", beside, "pass pass pass", "2026-01-20"],
    ["was not done, in the future", { plt: "not done", plt_date: "2026-01-20" }, "unknown unknown unknown"],
    ["is one of several, by the date beside them", { plt: [90, 95], plt_date: "2026-01-20" }, "unknown unknown unknown"],
    // A value that may be dated in the future counts like one without a date.
    ["may be in the future", { plt: at(90, "2026-01") }, "pass unknown pass"],
    ["may be in the future, by order of day and month", { plt: 90, plt_date: "11/01/2026" }, "pass unknown pass"],
    ["is in the future, whatever the order of day and month", { plt: 90, plt_date: "03/04/2026" }, "unknown unknown unknown"],
    ["has an unreadable date", { plt: 90, plt_date: "soon" }, "pass unknown pass"],
  ])("a single value that %s", async (_, record, expected, asOf = "2026-01-15") => {
    const { candidates } = await screenRecords(trials, [{ id: "P1", ...record }], { asOf });
    expect(candidates[0]?.trials[0]?.criteria.map(({ verdict }) => verdict).join(" ")).toBe(expected);
  });

  test("the reason of a single value in the future says so", async () => {
    const records = [beside, { plt: "not done", plt_date: "2026-01-20" }].map((record, at) => ({ id: `P${at}`, ...record }));
    const { candidates } = await screenRecords(trials, records, { asOf: "2026-01-15" });
    expect(candidates.map(({ trials: [trial] }) => trial?.criteria[2]?.because)).toEqual([
      "plt: 90 10*9/L is dated after the as-of date (2026-01-20)",
      'plt: "not done": not done, dated after the as-of date (2026-01-20)',
    ]);
  });
});

test("the latest counts even if it is unreadable", () => {
  const { counted } = latestOf([seen("50", "2026-01-01"), seen(unreadable("approximate"), "2026-01-10")], AS_OF);
  expect(describeReading(counted.reading)).toBe("unreadable: approximate");
});

describe("observations that do not count still cast doubt", () => {
  const fields = {
    wbc: { type: "number", label: "White blood cells", unit: "10*9/L", plausible: [0.1, 500] },
    neutrophils: { type: "number", label: "Neutrophils", unit: "10*9/L", plausible: [0.01, 400], partOf: "wbc" },
    alt: { type: "number", label: "ALT", unit: "U/L", plausible: [1, 10000] },
    birth_date: { type: "date", label: "Birth date" },
    age: { type: "number", label: "Age", unit: "a", plausible: [0, 120], since: "birth_date" },
  };
  const conditions = {
    N: { field: "neutrophils", op: ">=", value: 2, unit: "10*9/L", maxAge: { value: 14, unit: "d" } },
    A: { field: "age", op: "<=", value: 45, unit: "a" },
    K: { field: "age", op: "known" },
    U: { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" },
    L: { field: "alt", op: ">=", value: 0.9, unit: "[LLN]" },
  };
  const text = {
    trial: { id: "T", title: "t" },
    fields,
    inclusion: Object.entries(conditions).map(([id, condition]) => ({ id, label: id, condition })),
    exclusion: [{ id: "E", label: "e", condition: { field: "wbc", op: "<", value: 3, unit: "10*9/L" } }],
  };
  const { trials: dated } = loadTrials({ file: "t.json", text: JSON.stringify(text) });
  const at = (value: unknown, date: string): unknown => ({ value, date });
  const neutrophils = at(5, "2026-01-10");

  test.each<[what: string, record: object, criterion: string, verdict: string]>([
    ["a part larger than its whole", { neutrophils, wbc: at(3.2, "2026-01-10") }, "N", "unknown"],
    [
      "even if the whole was not done later",
      { neutrophils, wbc: [at(3.2, "2026-01-10"), at("not done", "2026-01-12")] },
      "N",
      "unknown",
    ],
    ["even if the whole is larger later", { neutrophils, wbc: [at(3.2, "2026-01-10"), at(8, "2026-02-10")] }, "N", "unknown"],
    ["a whole that fits", { neutrophils, wbc: [at(3.2, "2026-01-01"), at(8, "2026-01-10")] }, "N", "pass"],
    ["an age that contradicts the date of birth", { birth_date: "1950-01-01", age: 40 }, "A", "unknown"],
    ["even if it was not asked for later", { birth_date: "1950-01-01", age: [40, "not done"] }, "A", "unknown"],
    ["a date of birth that was not asked for does not make the age known", { birth_date: "not done", age: "" }, "K", "unknown"],
    ["a range beside the value", { alt: "30 (10-90)" }, "U", "pass"],
    ["a range beside each of two values", { alt: ["100 (10-90)", "30 (10-90)"] }, "U", "pass"],
    ["a range beside one of two values", { alt: ["200", "30 (10-90)"] }, "U", "unknown"],
    ["and for the lower limit", { alt: ["200", "30 (10-90)"] }, "L", "unknown"],
  ])("%s", async (_, record, criterion, verdict) => {
    const { candidates } = await screenRecords(dated, [{ id: "P1", ...record }], { asOf: "2026-01-15" });
    expect(candidates[0]?.trials[0]?.criteria.find(({ id }) => id === criterion)?.verdict).toBe(verdict);
  });
});
