/** Trials and test files written as objects, and loaded like files. */
import { type FoundCriteria, loadTestFile, loadTrials, type TestFile } from "../../src/language/load/load.js";
import { type FileRun, runTest } from "../../src/testing/run.js";

/** Fields of every type, for invented trials. */
const FIELDS = {
  age: { type: "number", unit: "a", plausible: [0, 120], integer: true, since: "birth_date" },
  alt: { type: "number", unit: "U/L", plausible: [1, 10000], aliases: ["GPT"] },
  birth_date: { type: "date" },
  child_pugh: { type: "code", codes: { A: [], B: [], C: [] } },
  creatinine: { type: "number", unit: "umol/L", plausible: [20, 3000], molarMass: 113.12 },
  diagnosed: { type: "date" },
  ecog: { type: "number", plausible: [0, 4], integer: true, ranges: true },
  hb: { type: "number", unit: "g/dL", plausible: [2, 25] },
  last_dose: { type: "date" },
  platelets: { type: "number", unit: "10*9/L", plausible: [1, 2000] },
  pregnant: { type: "boolean", whenBlank: false },
  smoker: { type: "boolean" },
};

/** A trial with the inclusion criteria I1, I2, … and the exclusion criteria E1, E2, …. */
export function trialOf(inclusion: readonly object[], exclusion: readonly object[] = [], fields: object = FIELDS): FoundCriteria {
  const list = (conditions: readonly object[], letter: string): readonly object[] =>
    conditions.map((condition, index) => ({ id: `${letter}${index + 1}`, label: "l", condition }));
  const text = JSON.stringify({
    trial: { id: "T" },
    fields,
    inclusion: list(inclusion, "I"),
    exclusion: list(exclusion, "E"),
  });
  const { trials, diagnostics } = loadTrials([{ file: "t.json", text }], () => undefined);
  const [trial] = trials;
  if (trial === undefined) throw new Error(JSON.stringify(diagnostics));
  return trial;
}

/** A case with these values and expectations. */
export function one(name: string, set: object, expect: object): object {
  return { name, set, expect };
}

/** Loads a test file of a trial. */
function testOf(trial: FoundCriteria, base: object, cases: readonly object[], asOf = "2026-03-31"): TestFile {
  const text = JSON.stringify({ criteria: "t.json", asOf, base, cases });
  const { test, diagnostics } = loadTestFile({ file: "t.test.json", text }, () => trial);
  if (test === undefined) throw new Error(JSON.stringify(diagnostics));
  return test;
}

/** Runs a test file of a trial. */
export function runOf(trial: FoundCriteria, base: object, cases: readonly object[], asOf?: string): FileRun {
  return runTest(testOf(trial, base, cases, asOf));
}

/** A trial with a condition of every kind, and a candidate who passes all of them. */
export const EVERYTHING = {
  inclusion: [
    { field: "age", op: "between", value: [18, 75], unit: "a" },
    { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" },
    { field: "creatinine", op: "<=", value: 1.5, unit: "mg/dL" },
    {
      any: [
        { field: "last_dose", op: ">=", value: 28, unit: "d" },
        { field: "diagnosed", op: "<", value: "2024-01-01" },
      ],
    },
    { field: "child_pugh", op: "in", value: ["A", "B"] },
    { field: "hb", op: ">=", value: 8.5, unit: "g/dL", maxAge: { value: 14, unit: "d" } },
    {
      atLeast: 2,
      of: [
        { field: "ecog", op: "<=", value: 1 },
        { field: "child_pugh", op: "is", value: "A" },
        { not: { field: "pregnant", op: "is", value: true } },
      ],
    },
  ],
  exclusion: [
    { field: "pregnant", op: "is", value: true },
    { field: "last_dose", op: "<", value: 2, unit: "wk" },
    { field: "diagnosed", op: "between", value: ["2020-03-01", "2020-08-31"] },
  ],
  base: {
    ...{
      birth_date: "1970-05-05",
      alt: "30 U/L",
      alt_uln: 40,
      creatinine: "80 umol/L",
      last_dose: "2025-12-01",
      diagnosed: "2023-05-05",
    },
    ...{ child_pugh: "A", ecog: 0, pregnant: false, hb: "12 g/dL", hb_date: "2026-03-20" },
  },
};
