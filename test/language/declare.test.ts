/** Stubs for undeclared fields. */
import { describe, expect, test } from "vitest";
import { undeclared } from "../../src/language/load/declare.js";
import { loadTrials } from "../../src/language/load/load.js";

const trial = (conditions: readonly object[], more: object = {}): string =>
  JSON.stringify({
    trial: { id: "T1" },
    ...more,
    inclusion: conditions.map((condition, at) => ({ id: `I${at}`, label: "x", condition })),
  });
const declared = (text: string, dictionary?: string) =>
  undeclared([{ file: "t.json", text }], (file) => (dictionary === undefined ? undefined : { file, text: dictionary }));
const leaf = (field: string, op: string, value?: unknown, unit?: string): object => ({ field, op, value, unit });

test.each<[string, readonly object[], object]>([
  ["a number without unit", [leaf("ecog", "<=", 1)], { type: "number", label: "Ecog", plausible: ["FILL IN", "FILL IN"] }],
  ["the unit of the criteria", [leaf("hb", ">=", 8, "g/dL")], { type: "number", unit: "g/dL" }],
  ["the first of several units", [leaf("hb", ">=", 8, "g/dL"), leaf("hb", "<", 180, "g/L")], { unit: "g/dL" }],
  // A multiple of normal does not determine the unit, but another condition may.
  ["a multiple of normal", [leaf("alt", "<=", 2.5, "[ULN]")], { type: "number", unit: "FILL IN" }],
  ["a multiple beside a unit", [leaf("alt", "<=", 2.5, "[ULN]"), leaf("alt", "<=", 200, "U/L")], { unit: "U/L" }],
  ["yes or no", [leaf("pregnant", "is", false)], { type: "boolean", label: "Pregnant" }],
  [
    "codes of all conditions",
    [leaf("her2", "is", "high"), leaf("her2", "not-in", ["low", "high"])],
    { codes: { high: [], low: [] } },
  ],
  ["a calendar date", [leaf("enrolled", "<", "2026-01-01")], { type: "date" }],
  ["a time since a day", [leaf("last_chemo", ">=", 28, "d")], { type: "date", label: "Last chemo" }],
  ["a quantity of time", [leaf("age", "between", [18, 75], "a")], { type: "number", unit: "a" }],
  ["whether it is known", [leaf("ct", "known")], { type: "FILL IN" }],
  ["known, and a comparison besides", [leaf("ct", "known"), leaf("ct", "is", true)], { type: "boolean" }],
  ["in nested groups", [{ not: { any: [{ all: [leaf("bm", "is", true)] }] } }], { type: "boolean" }],
  // Contradictory uses are not decided by the first one.
  ["a number and a word", [leaf("x", ">=", 3), leaf("x", "is", "high")], { type: "FILL IN" }],
])("%s", (_, conditions, stub) => {
  const { stubs } = declared(trial(conditions));
  expect(stubs.size).toBe(1);
  expect([...stubs.values()][0]).toMatchObject(stub);
});

describe("declared fields have no stub", () => {
  const conditions = [leaf("hb", ">=", 8, "g/dL"), leaf("bm", "is", true)];
  test("whether in the file or its dictionary, and even with errors", () => {
    const fields = { bm: { type: "bool" } };
    const dictionary = JSON.stringify({ fields: { hb: { type: "number", unit: "g/L", plausible: [20, 250] } } });
    expect(declared(trial(conditions, { fields, dictionary: "d.json" }), dictionary).stubs.size).toBe(0);
    expect([...declared(trial(conditions, { dictionary: "d.json" }), dictionary).stubs.keys()]).toEqual(["bm"]);
    expect([...declared(trial(conditions, { dictionary: "d.json" })).stubs.keys()]).toEqual(["hb", "bm"]); // not yet found
  });

  test("if a dictionary cannot be read, its fields are not known", () => {
    const { faults } = declared(trial(conditions, { dictionary: "d.json" }), '{ "fields": { "hb": ');
    expect(faults.map(({ code }) => code)).toEqual(["json-syntax"]);
    // An empty file is no error, because a shell creates it before the command writes into it.
    const { stubs, faults: none } = declared(trial(conditions, { dictionary: "d.json" }), "");
    expect([[...stubs.keys()], none]).toEqual([["hb", "bm"], []]);
  });

  test("a misspelt name is not a new field", () => {
    const fields = { platelets: { type: "number", unit: "10*9/L", plausible: [1, 2000] } };
    const { stubs, similar } = declared(trial([leaf("platlets", ">=", 80, "10*9/L")], { fields }));
    expect([stubs.size, [...similar]]).toEqual([0, [["platlets", "platelets"]]]);
  });
});

test("stubs are errors until they are completed, and then load", () => {
  const conditions = [
    ...[leaf("hb", ">=", 8, "g/dL"), leaf("alt", "<=", 2.5, "[ULN]"), leaf("her2", "is", "positive")],
    ...[leaf("ct", "known"), leaf("last_chemo", ">=", 28, "d"), leaf("bm", "is", true)],
  ];
  const stubs = JSON.stringify({ fields: Object.fromEntries(declared(trial(conditions)).stubs) });
  const faults = (fields: string): readonly string[] =>
    loadTrials(
      [{ file: "t.json", text: trial(conditions, { fields: JSON.parse(fields).fields }) }],
      () => undefined,
    ).diagnostics.map(({ message }) => message);
  expect(faults(stubs)).toHaveLength(6); // two bounds in each of two, a unit, a type
  const complete = stubs
    .replaceAll('["FILL IN","FILL IN"]', "[0,500]")
    .replace('"unit":"FILL IN"', '"unit":"U/L"')
    .replace('"type":"FILL IN"', '"type":"boolean"');
  expect(faults(complete)).toEqual([]);
});
