/** Incomplete protocols, accepted warnings, unconfirmed test cases: the program always says what a person still has to do. */
import { describe, expect, test } from "vitest";
import { run, scratch } from "./program.js";

const { file } = scratch();
const FIELDS = {
  platelets: { type: "number", unit: "10*9/L", plausible: [1, 2000], aliases: ["PLT"], loinc: ["777-3"] },
};
const AT_LEAST = {
  ...{ id: "I1", label: "Platelets at least 80 × 10⁹/L", source: "inclusion, item 1" },
  condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L" },
};
const AT_MOST = {
  ...{ id: "E1", label: "Platelets at most 80 × 10⁹/L", source: "exclusion, item 1" },
  condition: { field: "platelets", op: "<=", value: 80, unit: "10*9/L" },
};
const REST = [
  { source: "exclusion, item 7", label: "Investigator's judgement", why: "only a person can judge" },
  { label: "Consent" },
];
const trial = (more: object): string => JSON.stringify({ trial: { id: "T1" }, fields: FIELDS, inclusion: [AT_LEAST], ...more });

const half = file("half.json", trial({ exclusion: [] }));
const told = file("told.json", trial({ exclusion: [], notEvaluated: REST }));
const list = file("list.csv", "id,PLT\nP1,90\n");
const SENTENCE =
  "T1: eligible as far as 1 of 3 sentences are evaluated; a person checks: Investigator's judgement (exclusion, item 7); Consent";

describe("sentences of the protocol that no criterion evaluates", () => {
  test("a file with only inclusion criteria gets a warning, unless it lists what a person checks", () => {
    expect(run(["validate", half, "-f", "concise", "--max-warnings", "0"])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(" warning nothing-excluded: "),
    });
    expect(run(["validate", told, "-f", "concise", "--max-warnings", "0"]).status).toBe(0);
  });

  test("every output for people lists what is left to check", () => {
    for (const args of [
      ["-f", "csv"],
      ["-f", "table"],
    ]) {
      const { stdout, stderr } = run(["screen", list, "-c", told, ...args]);
      expect((stdout + stderr).replace(/\s+/g, " ")).toContain(SENTENCE);
    }
    expect(run(["explain", list, "P1", "-c", told]).stdout.replace(/\s+/g, " ")).toContain(SENTENCE.slice("T1: ".length));
  });

  test("json lists them under the trial; the list may be empty", () => {
    const of = (criteria: string): unknown =>
      JSON.parse(run(["screen", list, "-c", criteria, "-f", "json"]).stdout).trials[0].notEvaluated;
    expect(of(told)).toEqual([REST[0], { source: null, label: "Consent", why: null }]);
    expect(of(half)).toEqual([]);
  });

  test("an entry needs a label", () => {
    const faulty = file("faulty.json", trial({ notEvaluated: [{ why: "nobody knows" }] }));
    expect(run(["validate", faulty, "-f", "concise"]).stdout).toContain("an entry of `notEvaluated` needs the key `label`");
  });
});

describe("accepted warnings", () => {
  const accept = [{ code: "boundary-overlap", why: "the protocol says both" }];

  test("are counted, listed in json with the reason, and no longer reported", () => {
    const faithful = file("faithful.json", trial({ exclusion: [{ ...AT_MOST, accept }] }));
    const { status, stdout } = run(["validate", faithful, "--max-warnings", "0"]);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/ 0 warnings, 1 note; 1 accepted\n$/)]);
    const { diagnostics, accepted } = JSON.parse(run(["validate", faithful, "-f", "json"]).stdout);
    expect(diagnostics.map(({ code }: { code: string }) => code)).toEqual(["no-test-file"]);
    expect(accepted).toMatchObject([{ code: "boundary-overlap", severity: "warning", why: "the protocol says both" }]);
  });

  test("only for the criterion that has the entry", () => {
    const elsewhere = file("elsewhere.json", trial({ inclusion: [{ ...AT_LEAST, accept }], exclusion: [AT_MOST] }));
    const { diagnostics } = JSON.parse(run(["validate", elsewhere, "-f", "json", "--disable", "no-test-file"]).stdout);
    expect(diagnostics.map(({ code }: { code: string }) => code)).toEqual(["unused-accept", "boundary-overlap"]);
  });

  test("errors cannot be accepted", () => {
    const never = { ...AT_LEAST, accept: [{ code: "never-met", why: "it is so" }] };
    const low = { ...AT_MOST.condition, op: "<" };
    const hopeless = { ...never, condition: { all: [AT_LEAST.condition, low] } };
    const { status, stdout } = run([
      "validate",
      file("never.json", trial({ inclusion: [hopeless], notEvaluated: REST })),
      "-f",
      "concise",
    ]);
    expect([status, stdout]).toEqual([
      1,
      expect.stringMatching(/error never-met: [\s\S]*warning unused-accept: |warning unused-accept: [\s\S]*error never-met: /),
    ]);
  });
});

describe("unconfirmed test cases", () => {
  const test_ = (name: string): string =>
    file(
      "told.test.json",
      JSON.stringify({ criteria: "told.json", cases: [{ name, set: { platelets: "80" }, expect: { I1: "pass" } }] }),
    );

  test.each([
    ["confirm: I1 with platelets 80", 1],
    ["platelets exactly at the limit", 0],
  ])("%s", (name, status) => {
    const cases = test_(name);
    expect(run(["test", cases]).status).toBe(0);
    expect(run(["test", cases, "--no-unconfirmed"]).status).toBe(status);
    expect(run(["test", cases]).stdout.includes("1 to confirm")).toBe(status === 1);
    expect(JSON.parse(run(["test", cases, "-f", "json"]).stdout).summary.unconfirmed).toBe(status);
  });
});
