/**
 * The analysis compared with the engine: witnesses are eligible, and where nobody can be eligible, a naive search finds nobody.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/analysis/analyse.js";
import { screenRecords } from "../../src/index.js";
import { loadTrials } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";
import { runs } from "../runs.js";

const FIELDS = {
  platelets: { type: "number", unit: "10*9/L", plausible: [1, 2000] },
  ecog: { type: "number", plausible: [0, 5], integer: true },
  sex: { type: "code", codes: { female: [], male: [] } },
  pregnant: { type: "boolean" },
  age: { type: "number", unit: "a", plausible: [0, 120], since: "birth_date" },
  birth_date: { type: "date" },
  last_dose: { type: "date" },
};
/** Values on both sides of every limit below, so that trying them all covers every case. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  platelets: [50, 75, 77, 80, 90, 100, 500],
  ecog: [0, 1, 2, 3, 4, 5],
  sex: ["female", "male"],
  pregnant: [true, false],
  birth_date: ["2006-01-10", "2008-01-15", "2009-01-15", "1951-01-14", "1951-01-15", "1990-05-05", "1950-01-01"],
  last_dose: ["2026-01-15", "2025-12-31", "2025-12-18", "2025-12-17", "2025-10-01", "2023-07-01"],
};
const AS_OF = "2026-01-15";

function trialOf(inclusion: readonly unknown[], exclusion: readonly unknown[]): Trial {
  const list = (prefix: string, of: readonly unknown[]) =>
    of.map((condition, index) => ({ id: `${prefix}${index + 1}`, label: "x", condition }));
  const text = JSON.stringify({
    trial: { id: "T1" },
    fields: FIELDS,
    inclusion: list("I", inclusion),
    exclusion: list("E", exclusion),
  });
  const { trials, diagnostics } = loadTrials([{ file: "c.json", text }], () => undefined);
  const [trial] = trials;
  if (trial === undefined) throw new Error(JSON.stringify(diagnostics));
  return trial;
}

const comparison = fc.constantFrom("<", "<=", ">", ">=", "=", "!=");
const leaf = fc.oneof(
  fc.record({
    field: fc.constant("platelets"),
    op: comparison,
    value: fc.constantFrom(75, 80, 100),
    unit: fc.constant("10*9/L"),
  }),
  fc.record({
    field: fc.constant("platelets"),
    op: comparison,
    value: fc.constantFrom(75_000, 80_000),
    unit: fc.constant("/uL"),
  }),
  fc.record({ field: fc.constant("ecog"), op: comparison, value: fc.constantFrom(1, 2, 2.5) }),
  fc.record({ field: fc.constant("sex"), op: fc.constant("is"), value: fc.constantFrom("female", "male") }),
  fc.record({ field: fc.constant("pregnant"), op: fc.constant("is"), value: fc.boolean() }),
  fc.record({ field: fc.constant("age"), op: comparison, value: fc.constantFrom(18, 75), unit: fc.constant("a") }),
  fc.record({ field: fc.constant("birth_date"), op: comparison, value: fc.constantFrom(18, 75), unit: fc.constant("a") }),
  fc.record({ field: fc.constant("last_dose"), op: comparison, value: fc.constantFrom(28, 15), unit: fc.constant("d") }),
);
const conditions = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(tie("node"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })) },
    { weight: 1, arbitrary: fc.array(tie("node"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: tie("node").map((not) => ({ not })) },
    { weight: 1, arbitrary: fc.array(tie("node"), { minLength: 2, maxLength: 3 }).map((of) => ({ atLeast: 2, of })) },
  ),
})).node;
const lists = fc.tuple(fc.array(conditions, { minLength: 1, maxLength: 4 }), fc.array(conditions, { maxLength: 3 }));

/** All combinations of values of the fields that the criteria use; if there are too many, an even selection of them. */
function everybody(trial: Trial): readonly Readonly<Record<string, unknown>>[] {
  const text = JSON.stringify(trial.criteria, (_, value) => (typeof value === "bigint" ? String(value) : value));
  const used = Object.keys(VALUES).filter(
    (name) => text.includes(`"name":"${name}"`) || (name === "birth_date" && text.includes('"name":"age"')),
  );
  const rows = used.reduce<readonly Readonly<Record<string, unknown>>[]>(
    (some, name) => some.flatMap((row) => (VALUES[name] ?? []).map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
  const step = Math.ceil(rows.length / 1000);
  return rows.filter((_, index) => index % step === 0).map((row, index) => ({ patient_id: `P${index}`, ...row }));
}

describe("against the engine", () => {
  test("a witness is eligible; if nobody can be eligible, no combination of values is", async () => {
    await fc.assert(
      fc.asyncProperty(lists, async ([inclusion, exclusion]) => {
        const trial = trialOf(inclusion, exclusion);
        const { diagnostics, witness, isTooLarge } = analyse(trial);
        const isHopeless = diagnostics.some(({ severity }) => severity === "error");
        expect(isTooLarge).toBe(false);
        expect(witness === undefined).toBe(isHopeless);
        if (witness !== undefined) {
          const { candidates } = await screenRecords([trial], [witness.record], { asOf: witness.asOf });
          expect(candidates.map(({ trials }) => trials[0]?.eligibility)).toEqual(["eligible"]);
        } else {
          const { candidates } = await screenRecords([trial], everybody(trial), { asOf: AS_OF });
          expect(candidates.filter(({ trials }) => trials[0]?.eligibility === "eligible")).toEqual([]);
        }
      }),
      runs(200),
    );
  }, 120_000);

  test("removing a criterion that is reported as redundant does not change who is eligible", async () => {
    await fc.assert(
      fc.asyncProperty(lists, async ([inclusion, exclusion]) => {
        const trial = trialOf(inclusion, exclusion);
        const told = analyse(trial).diagnostics.find(
          ({ code }) => code === "redundant-criterion" || code === "duplicate-criterion",
        );
        if (told === undefined) return;
        const rest = trial.criteria.filter(({ condition }) => condition.at !== told.at);
        expect(rest.length).toBe(trial.criteria.length - 1);
        const records = everybody(trial);
        const whole = await screenRecords([trial], records, { asOf: AS_OF });
        const less = await screenRecords([{ ...trial, criteria: rest }], records, { asOf: AS_OF });
        const eligible = ({ candidates }: typeof whole) => candidates.map(({ trials }) => trials[0]?.eligibility === "eligible");
        expect(eligible(less)).toEqual(eligible(whole));
      }),
      runs(100),
    );
  }, 120_000);
});

describe("witnesses for correct files", () => {
  const load = (text: string): Trial => {
    const { trials } = loadTrials([{ file: "fixtures/checks/x/c.json", text }], (file) => ({
      file,
      text: readFileSync("fixtures/checks/dictionary.json", "utf8"),
    }));
    const [trial] = trials;
    if (trial === undefined) throw new Error("faulty");
    return trial;
  };
  const right = readdirSync("fixtures/checks", { recursive: true, encoding: "utf8" }).filter((name) =>
    /^(?!missing|label)[^/]+\/right-.*\.json$/.test(name),
  );
  test.each(right)("%s", async (name) => {
    const trial = load(readFileSync(join("fixtures/checks", name), "utf8"));
    const { witness } = analyse(trial);
    if (witness === undefined) throw new Error("no witness");
    const { candidates } = await screenRecords([trial], [witness.record], { asOf: witness.asOf });
    expect(candidates.map(({ trials }) => trials[0]?.eligibility)).toEqual(["eligible"]);
  });
});

test.each([
  [{ field: "last_dose", op: ">", value: "2027-06-01" }], // impossible on earlier days
  [
    {
      any: [
        { field: "last_dose", op: ">", value: "2031-01-01" },
        { field: "pregnant", op: "is", value: true },
      ],
    },
  ],
  [
    {
      all: [
        { field: "last_dose", op: ">", value: "2027-06-01" },
        { field: "last_dose", op: ">=", value: 28, unit: "d" },
      ],
    },
  ],
])("a condition that is possible only on a later day is possible: %j", (condition) => {
  expect(analyse(trialOf([condition], []))).toMatchObject({ diagnostics: [], witness: { record: {} } });
});

test("a search that is too large is given up with a note", () => {
  const fields = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, { type: "boolean" }]));
  // The pigeonhole principle: every pigeon needs a hole of its own. This is hard for any search.
  const [pigeons, holes] = [8, 7];
  const is = (pigeon: number, hole: number) => ({ field: `p${pigeon}h${hole}`, op: "is", value: true });
  const range = (count: number) => Array.from({ length: count }, (_, index) => index);
  const all = Object.fromEntries(range(pigeons).flatMap((p) => range(holes).map((h) => [`p${p}h${h}`, { type: "boolean" }])));
  const inclusion = range(pigeons).map((p) => ({
    id: `I${p}`,
    label: "x",
    condition: { any: range(holes).map((h) => is(p, h)) },
  }));
  const exclusion = range(holes).map((h) => ({
    id: `E${h}`,
    label: "x",
    condition: { atLeast: 2, of: range(pigeons).map((p) => is(p, h)) },
  }));
  const text = JSON.stringify({ trial: { id: "T1" }, fields: { ...fields, ...all }, inclusion, exclusion });
  const [trial] = loadTrials([{ file: "c.json", text }], () => undefined).trials;
  if (trial === undefined) throw new Error("faulty");
  const { diagnostics, isTooLarge, witness } = analyse(trial);
  expect(isTooLarge).toBe(true);
  expect(witness).toBeUndefined();
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["note analysis-too-large"]);
});

test("times that are as long as the plausible range are possible", () => {
  const old = { type: "date", plausible: [0, 1000] };
  const text = JSON.stringify({
    trial: { id: "T1" },
    fields: { old, smoker: { type: "boolean" } },
    inclusion: [
      { id: "I1", label: "x", condition: { field: "old", op: "<=", value: 1000, unit: "a" } },
      {
        id: "I2",
        label: "x",
        condition: {
          any: [
            { field: "old", op: "<", value: 12_000, unit: "mo" },
            { field: "smoker", op: "is", value: true },
          ],
        },
      },
    ],
    exclusion: [],
  });
  const [trial] = loadTrials([{ file: "c.json", text }], () => undefined).trials;
  expect(trial && analyse(trial).witness?.record).toBeDefined();
});

test("a code that contains a comma is a single code", () => {
  const stain = (value: readonly string[]) => ({ field: "stain", op: "in", value });
  const inclusion = [stain(["a", "b"]), stain(["a, b"])].map((condition, index) => ({ id: `I${index}`, label: "x", condition }));
  const fields = { stain: { type: "code", codes: { a: [], b: [], "a, b": [], c: [] } } };
  const text = JSON.stringify({ trial: { id: "T1" }, fields, inclusion });
  const [trial] = loadTrials([{ file: "c.json", text }], () => undefined).trials;
  expect(trial && analyse(trial).diagnostics.map(({ code }) => code)).toEqual(["nobody-eligible"]);
});

describe("combinations of criteria", () => {
  const plt = (op: string, value: number) => ({ field: "platelets", op, value, unit: "10*9/L" });
  const ecog = (op: string, value: unknown) => ({ field: "ecog", op, value });
  test.each<[string, readonly unknown[], readonly unknown[], readonly string[]]>([
    ["a gap", [plt(">=", 80)], [plt("<", 75)], ["boundary-gap"]],
    ["a gap that another exclusion closes", [plt(">=", 80)], [plt("<", 75), plt("<", 80)], ["redundant-criterion"]],
    // The cell `>1` is enough for one of them only, so they are not duplicates; but whatever passes the second passes the first.
    ["a limit and its parts", [ecog(">=", 1), { any: [ecog(">=", 3), ecog("between", [1, 2])] }], [], ["redundant-criterion"]],
    ["a limit twice", [ecog(">=", 1), ecog(">", 0)], [], ["duplicate-criterion"]],
  ])("%s", (_, inclusion, exclusion, codes) => {
    expect(analyse(trialOf(inclusion, exclusion)).diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  const known = { field: "platelets", op: "known" };
  test.each<[string, unknown, readonly string[]]>([
    // "Not done" is false for one of them, and unknown for the other.
    ["known, and at least a limit", { all: [known, plt(">=", 80)] }, []],
    ["the same in the other order", { all: [plt(">=", 80), known] }, []],
    [
      "with another branch that matters where the test was not done",
      { all: [plt(">=", 80), { any: [known, ecog("=", 1)] }] },
      [],
    ],
    ["known, or at least a limit: it can never be false", { any: [known, plt(">=", 80)] }, ["never-not-met"]],
    ["twice", { all: [known, known] }, ["dead-branch"]],
    ["without `known`", { all: [plt(">=", 80), { any: [plt(">=", 50), ecog("=", 1)] }] }, ["dead-branch"]],
  ])("%s", (_, condition, codes) => {
    expect(analyse(trialOf([condition], [])).diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  test.each<[unknown, string]>([
    [{ not: plt(">=", 1) }, "`I1` can never be met, so nobody can be eligible: not platelets >= 1 10*9/L"],
    [{ not: { not: plt("<", 1) } }, "`I1` can never be met, so nobody can be eligible: platelets < 1 10*9/L"],
    [
      { not: { all: [plt("<", 1), ecog("=", 1)] } },
      "`I1` is met by every possible value, so it only requires that there is one: not platelets < 1 10*9/L",
    ],
  ])("the message about %j shows the negation", (condition, message) => {
    expect(analyse(trialOf([condition], [])).diagnostics.map((one) => one.message)).toEqual([message]);
  });
});
