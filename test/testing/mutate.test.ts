/** Which mutants are made, noticed or equivalent, and that suggested cases notice those that survived. */
import { describe, expect, test } from "vitest";
import type { Trial } from "../../src/language/model.js";
import { coverageOf } from "../../src/testing/coverage.js";
import { mutantsOf } from "../../src/testing/mutants.js";
import { mutate } from "../../src/testing/mutate.js";
import { caseText } from "../../src/testing/new-case.js";
import { suggestCases } from "../../src/testing/suggest.js";
import { EVERYTHING, one, runOf, trialOf } from "./build.js";

function trial(inclusion: readonly object[]): Trial {
  const found = trialOf(inclusion);
  if (typeof found === "string") throw new Error(found);
  return found;
}

/** The mutants of a single criterion, without the kind that every criterion has. */
function faults(condition: object): readonly string[] {
  return mutantsOf(trial([condition]))
    .filter(({ kind }) => kind !== "inclusion-exclusion")
    .map(({ kind, after }) => `${kind}: ${after}`);
}

const SMOKER = '{ "field": "smoker", "op": "is", "value": true }';
const PREGNANT = '{ "field": "pregnant", "op": "is", "value": true }';

describe("mutants", () => {
  const hb = (op: string, value: string, unit = "g/dL", more = "") =>
    `{ "field": "hb", "op": "${op}", "value": ${value}, "unit": "${unit}"${more} }`;
  const age = (value: number) => `, "maxAge": { "value": ${value}, "unit": "d" }`;
  test.each<[string, readonly string[]]>([
    [
      hb(">=", "8.5"),
      [
        `comparison: ${hb(">", "8.5")}`,
        `comparison: ${hb("<=", "8.5")}`,
        `limit: ${hb(">=", "8.6")}`,
        `limit: ${hb(">=", "8.4")}`,
        `unit: ${hb(">=", "8.5", "g/L")}`,
      ],
    ],
    [
      hb("between", "[8, 9]"),
      [
        `comparison: ${hb(">=", "8")}`,
        `comparison: ${hb("<=", "9")}`,
        `comparison: { "all": [${hb(">", "8")}, ${hb("<=", "9")}] }`,
        `comparison: { "all": [${hb(">=", "8")}, ${hb("<", "9")}] }`,
        `limit: ${hb("between", "[9, 9]")}`,
        `limit: ${hb("between", "[7, 9]")}`,
        `limit: ${hb("between", "[8, 10]")}`,
        `limit: ${hb("between", "[8, 8]")}`,
        `unit: ${hb("between", "[8, 9]", "g/L")}`,
      ],
    ],
    [SMOKER, ['value: { "field": "smoker", "op": "is", "value": false }']],
    [
      `{ "field": "smoker", "op": "is", "value": true${age(14)} }`,
      [
        `value: { "field": "smoker", "op": "is", "value": false${age(14)} }`,
        `max-age: ${SMOKER}`,
        `max-age: { "field": "smoker", "op": "is", "value": true${age(15)} }`,
        `max-age: { "field": "smoker", "op": "is", "value": true${age(13)} }`,
        'max-age: { "field": "smoker", "op": "is", "value": true, "maxAge": { "value": 14, "unit": "wk" } }',
      ],
    ],
    [
      '{ "field": "child_pugh", "op": "in", "value": ["A", "B"] }',
      [
        'value: { "field": "child_pugh", "op": "not-in", "value": ["A", "B"] }',
        'codes: { "field": "child_pugh", "op": "is", "value": "B" }',
        'codes: { "field": "child_pugh", "op": "is", "value": "A" }',
        'codes: { "field": "child_pugh", "op": "in", "value": ["A", "B", "C"] }',
      ],
    ],
    [
      '{ "field": "last_dose", "op": "<", "value": 2, "unit": "wk" }',
      [
        'comparison: { "field": "last_dose", "op": "<=", "value": 2, "unit": "wk" }',
        'comparison: { "field": "last_dose", "op": ">", "value": 2, "unit": "wk" }',
        'limit: { "field": "last_dose", "op": "<", "value": 3, "unit": "wk" }',
        'limit: { "field": "last_dose", "op": "<", "value": 1, "unit": "wk" }',
        'unit: { "field": "last_dose", "op": "<", "value": 2, "unit": "d" }',
        'unit: { "field": "last_dose", "op": "<", "value": 2, "unit": "mo" }',
      ],
    ],
    [
      `{ "any": [${SMOKER}, ${PREGNANT}] }`,
      [
        `all-any: { "all": [${SMOKER}, ${PREGNANT}] }`,
        `branch-dropped: { "any": [${PREGNANT}] }`,
        `branch-dropped: { "any": [${SMOKER}] }`,
        'value: { "field": "smoker", "op": "is", "value": false }',
        'value: { "field": "pregnant", "op": "is", "value": false }',
      ],
    ],
    [`{ "not": ${SMOKER} }`, [`negation: ${SMOKER}`, 'value: { "field": "smoker", "op": "is", "value": false }']],
  ])("%s", (condition, expected) => expect(faults(JSON.parse(condition))).toEqual(expected));

  test("of counts, and with a condition of another criterion", () => {
    const two = { atLeast: 2, of: [JSON.parse(SMOKER), JSON.parse(PREGNANT), { field: "ecog", op: "<=", value: 1 }] };
    const all = mutantsOf(trial([two, { field: "hb", op: ">=", value: 8, unit: "g/dL" }])).filter(({ node }) => node === "I1");
    expect(all.map(({ kind }) => kind)).toEqual([
      ...["count", "count", "branch-dropped", "branch-dropped", "branch-dropped", "branch-added", "inclusion-exclusion"],
    ]);
    expect(all.find(({ kind }) => kind === "branch-added")?.after).toContain('"hb"');
  });
});

describe("equivalent mutants do not count", () => {
  const platelets = (op: string, value: number) => ({ field: "platelets", op, value, unit: "10*9/L" });
  test.each<[string, object, object, number]>([
    ["a limit below what is plausible", { field: "ecog", op: ">=", value: 0 }, { ecog: 1 }, 1], // a limit of -1
    ["a branch that another one implies", { any: [platelets(">=", 80), platelets(">=", 90)] }, { platelets: 100 }, 5], // dropped; `>`; 89; 91; 10*4/uL
  ])("%s", (_, condition, base, equivalent) => {
    const run = runOf(trialOf([condition]), base, [one("a", {}, { I1: "pass" })]);
    expect(mutate(run).equivalent).toBe(equivalent);
  });
});

describe("mutants that differ for some candidate survive, with a case that shows it", () => {
  const alt = (op: string, value: number, unit: string) => ({ field: "alt", op, value, unit });
  const age = (op: string, value: number, unit: string) => ({ field: "age", op, value, unit });
  const pregnant = (value: boolean) => ({ field: "pregnant", op: "is", value });
  test.each<[string, object, object, string]>([
    [
      // For 120 U/L with a limit of normal of 60, only the multiple decides.
      "a multiple of the upper limit of normal beside a plain limit that is the same for the base",
      { any: [alt("<=", 2.5, "[ULN]"), alt("<=", 100, "U/L")] },
      { alt: "30 U/L", alt_uln: 40 },
      "branch-dropped",
    ],
    [
      "an age beside the date of birth from which it is calculated",
      { any: [age(">=", 18, "a"), { field: "birth_date", op: "<", value: "2000-01-01" }] },
      { birth_date: "1970-05-05" },
      "branch-dropped",
    ],
    ["an age in months, calculated from a date", age("!=", 220, "mo"), { age: 30 }, "unit"], // 220 months, but not 220 years
    [
      "two branches that exclude each other",
      {
        any: [
          { field: "ecog", op: "<", value: 2 },
          { field: "ecog", op: ">=", value: 2 },
        ],
      },
      { ecog: 1 },
      "comparison",
    ],
    [
      "a limit with many digits",
      { field: "platelets", op: ">=", value: 80.1234567890123, unit: "10*9/L" },
      { platelets: 90 },
      "limit",
    ],
    [
      "a blank that must be recent",
      { ...pregnant(false), maxAge: { value: 14, unit: "d" } },
      { pregnant: false, pregnant_date: "2026-03-30" },
      "when-blank",
    ],
    ["multiples of the upper limit of normal also have a unit", alt("<=", 2.5, "[ULN]"), { alt: "2 U/L", alt_uln: 1 }, "unit"],
    ["a negated criterion also gets a second condition", { not: pregnant(true) }, { pregnant: false }, "branch-added"],
    [
      "the unit of a maximum age",
      { ...pregnant(false), maxAge: { value: 2, unit: "wk" } },
      { pregnant: false, pregnant_date: "2026-03-30" },
      "max-age",
    ],
  ])("%s", (_, condition, base, kind) => {
    const stranger = { field: "smoker", op: "is", value: false };
    const found = trialOf([condition, stranger]);
    const run = runOf(found, { ...base, smoker: false }, [one("a", {}, { eligibility: "eligible" })]);
    const { survivors } = mutate(run);
    expect(survivors.filter((survivor) => survivor.criterion === "I1").map((survivor) => survivor.kind)).toContain(kind);
    const cases = survivors.flatMap(({ caughtBy }) => (caughtBy === undefined ? [] : [JSON.parse(caseText(caughtBy))]));
    expect(cases).toHaveLength(survivors.length);
    const names = new Map(cases.map((each) => [each.name, each]));
    const after = runOf(found, { ...base, smoker: false }, [one("a", {}, { eligibility: "eligible" }), ...names.values()]);
    expect(after.all.flatMap(({ failures }) => failures)).toEqual([]);
    expect(mutate(after).survivors).toEqual([]);
  });

  test("a blank among many other fields", () => {
    const others = Array.from({ length: 9 }, (_, index) => `f${index}`);
    const fields = {
      ...Object.fromEntries(others.map((name) => [name, { type: "boolean" }])),
      last: { type: "boolean", whenBlank: true },
    };
    const any = [...others, "last"].map((field) => ({ field, op: "is", value: true }));
    const run = runOf(trialOf([{ any }], [], fields), { f0: true }, [one("a", {}, { I1: "pass" })]);
    const blanks = mutate(run).survivors.filter(({ kind }) => kind === "when-blank");
    expect(blanks.map(({ caughtBy }) => caughtBy && caseText(caughtBy).includes('"last": ""'))).toEqual([true, true]);
  });
});

test("the declared meaning of a blank", () => {
  const run = runOf(trialOf([], [JSON.parse(PREGNANT)]), { pregnant: false }, [one("a", { pregnant: true }, { E1: "fail" })]);
  const blanks = mutate(run).survivors.filter(({ kind }) => kind === "when-blank");
  expect(blanks.map(({ after }) => after)).toEqual(['"pregnant": no `whenBlank`', '"pregnant": { "whenBlank": true }']);
  expect(blanks[0]?.caughtBy && caseText(blanks[0].caughtBy)).toBe(
    '{ "name": "confirm: E1 with pregnant \\"\\"", "set": { "pregnant": "" }, "expect": { "eligibility": "eligible", "E1": "pass" } }',
  );
});

test("a survivor has the case that would notice it", () => {
  const run = runOf(trialOf([{ field: "platelets", op: ">=", value: 80, unit: "10*9/L" }]), { platelets: 210 }, [
    one("below", { platelets: 79 }, { I1: "fail" }),
    one("above", { platelets: 81 }, { I1: "pass" }),
  ]);
  expect(mutate(run).survivors.map(({ after, caughtBy }) => [after, caughtBy && caseText(caughtBy)])).toEqual([
    [
      '{ "field": "platelets", "op": ">", "value": 80, "unit": "10*9/L" }',
      '{ "name": "confirm: I1 with platelets 80 10*9/L", "set": { "platelets": "80 10*9/L" }, "expect": { "eligibility": "eligible", "I1": "pass" } }',
    ],
    [
      '{ "field": "platelets", "op": ">=", "value": 81, "unit": "10*9/L" }',
      '{ "name": "confirm: I1 with platelets 80 10*9/L", "set": { "platelets": "80 10*9/L" }, "expect": { "eligibility": "eligible", "I1": "pass" } }',
    ],
  ]);
});

test("a candidate is suggested only once, in whatever order mutants are made", () => {
  const platelets = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };
  const run = runOf(trialOf([platelets], [{ field: "smoker", op: "is", value: true }]), { platelets: 210, smoker: false }, [
    one("a", {}, { I1: "pass" }),
  ]);
  const sets = suggestCases(run, coverageOf(run), mutate(run)).map(({ set }) => [...set].map(String).sort().join());
  expect(sets.filter((set) => set.includes("smoker") && set.includes("platelets"))).toHaveLength(1);
  expect(new Set(sets).size).toBe(sets.length);
});

test("with the suggested cases a file is complete: everything is covered, and no mutant survives", () => {
  const found = trialOf(EVERYTHING.inclusion, EVERYTHING.exclusion);
  const first = one("the base", {}, { eligibility: "eligible" });
  const run = runOf(found, EVERYTHING.base, [first]);
  const suggested = suggestCases(run, coverageOf(run), mutate(run)).map((one) => JSON.parse(caseText(one)));
  expect(suggested.every(({ name }) => name.startsWith("confirm: "))).toBe(true);
  const complete = runOf(found, EVERYTHING.base, [first, ...suggested]);
  expect(complete.all.filter(({ failures }) => failures.length > 0)).toEqual([]);
  expect(coverageOf(complete).missing).toEqual([]);
  expect(mutate(complete).survivors).toEqual([]);
});
