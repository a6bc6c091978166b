/** The fewest values that could make a candidate eligible: compared with trying all values, and in words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atLeast, negation, type Truth } from "../../src/evaluate/truth.js";
import { LookUpSearch, type LookUps } from "../../src/insight/look-ups.js";
import { loadTrials } from "../../src/language/load/load.js";
import { type Condition, type LeafCondition, leavesOf, type Trial } from "../../src/language/model.js";
import { PATIENCE, runs } from "../runs.js";

type Value = number | boolean | string | undefined;
type Values = Readonly<Record<string, Value>>;

const FIELDS = {
  lines: { type: "number", label: "Lines", plausible: [0, 4], integer: true },
  brain: { type: "boolean", label: "Brain metastasis" },
  liver: { type: "boolean", label: "Liver metastasis" },
  her2: { type: "code", label: "HER2", codes: { positive: [], negative: [], low: [] } },
  age: { type: "number", label: "Age", unit: "a", plausible: [0, 120], since: "birth_date" },
  birth_date: { type: "date", label: "Date of birth" },
  platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
};
/** The values that the brute-force search tries. */
const DOMAINS: Readonly<Record<string, readonly Value[]>> = {
  lines: [0, 1, 2, 3, 4],
  brain: [true, false],
  liver: [true, false],
  her2: ["positive", "negative", "low"],
};

function trialOf(inclusion: readonly object[], exclusion: readonly object[] = []): Trial {
  const list = (prefix: string, conditions: readonly object[]): readonly object[] =>
    conditions.map((condition, index) => ({ id: `${prefix}${index + 1}`, label: "l", condition }));
  const text = JSON.stringify({
    ...{ trial: { id: "T1" }, fields: FIELDS },
    inclusion: list("I", inclusion),
    exclusion: list("E", exclusion),
  });
  const { trials, diagnostics } = loadTrials([{ file: "t.json", text }], () => undefined);
  const [trial] = trials;
  if (trial === undefined) throw new Error(JSON.stringify(diagnostics));
  return trial;
}

function leafTruth(leaf: LeafCondition, values: Values): Truth {
  const value = values[leaf.field.name];
  if (value === undefined) return "unknown";
  const words = (is: boolean): Truth => (is ? "true" : "false");
  if (leaf.kind === "boolean") return words(value === leaf.value);
  if (leaf.kind === "code") return words(leaf.codes.includes(String(value)) !== leaf.negated);
  if (leaf.kind !== "number") throw new Error("not tried");
  const [low, high = low] = leaf.limits.map(({ num, den }) => Number(num) / Number(den));
  if (low === undefined || high === undefined || typeof value !== "number") throw new Error("no limit");
  switch (leaf.op) {
    case "<":
      return words(value < low);
    case "<=":
      return words(value <= low);
    case ">":
      return words(value > low);
    case ">=":
      return words(value >= low);
    case "=":
      return words(value === low);
    case "!=":
      return words(value !== low);
    case "between":
      return words(low <= value && value <= high);
  }
}

function truthOf(node: Condition, values: Values): Truth {
  if (node.kind === "not") return negation(truthOf(node.of, values));
  if (node.kind !== "all" && node.kind !== "any" && node.kind !== "atLeast") return leafTruth(node, values);
  const of = node.of.map((member) => truthOf(member, values));
  const wanted = node.kind === "all" ? of.length : node.kind === "any" ? 1 : node.count;
  const yes = of.filter((truth) => truth === "true").length;
  const maybe = of.filter((truth) => truth === "unknown").length;
  return atLeast(wanted, yes, maybe);
}

function verdicts(trial: Trial, values: Values): readonly Truth[] {
  return trial.criteria.map(({ kind, condition }) => {
    const truth = truthOf(condition, values);
    return kind === "inclusion" ? truth : negation(truth);
  });
}

/** Fields without a value that are used in open criteria, in the order in which criteria use them. */
function openFields(trial: Trial, values: Values): readonly string[] {
  const open = verdicts(trial, values).map((verdict) => verdict === "unknown");
  const asked = new Set(
    trial.criteria.flatMap(({ condition }, index) =>
      open[index] === true ? leavesOf(condition).map(({ field }) => field.name) : [],
    ),
  );
  const inOrder = trial.criteria.flatMap(({ condition }) => leavesOf(condition).map(({ field }) => field.name));
  return [...new Set(inOrder)].filter((name) => values[name] === undefined && asked.has(name));
}

function subsets(names: readonly string[], size: number): readonly (readonly string[])[] {
  if (size === 0) return [[]];
  return names.flatMap((name, at) => subsets(names.slice(at + 1), size - 1).map((rest) => [name, ...rest]));
}

function completions(names: readonly string[], values: Values): readonly Values[] {
  return names.reduce<readonly Values[]>(
    (all, name) => all.flatMap((one) => (DOMAINS[name] ?? []).map((value) => ({ ...one, [name]: value }))),
    [values],
  );
}

/** Tries all values of all subsets of up to four open fields, and returns the first that can make everything true. */
function bruteForce(trial: Trial, values: Values): readonly string[] | undefined {
  const open = openFields(trial, values);
  for (let size = 1; size <= Math.min(4, open.length); size++) {
    const found = subsets(open, size).find((names) =>
      completions(names, values).some((one) => verdicts(trial, one).every((verdict) => verdict === "true")),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function search(trial: Trial, values: Values): LookUps {
  const truths = trial.criteria.map(({ condition }) => ({
    evidence: leavesOf(condition).map((leaf) => ({ truth: leafTruth(leaf, values) })),
  }));
  return new LookUpSearch(trial, undefined).find(truths);
}

const leaf = fc.oneof(
  fc.record({
    field: fc.constant("lines"),
    op: fc.constantFrom("<", "<=", ">", ">=", "=", "!="),
    value: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({ field: fc.constantFrom("brain", "liver"), op: fc.constant("is"), value: fc.boolean() }),
  fc.record({
    field: fc.constant("her2"),
    op: fc.constantFrom("in", "not-in"),
    value: fc.constantFrom(["positive"], ["positive", "low"]),
  }),
);
const { condition } = fc.letrec<{ condition: object }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    leaf,
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    fc.array(tie("condition"), { minLength: 2, maxLength: 3 }).map((of) => ({ atLeast: 2, of })),
    tie("condition").map((not) => ({ not })),
  ),
}));
const trials = fc
  .tuple(fc.array(condition, { minLength: 1, maxLength: 3 }), fc.array(condition, { maxLength: 2 }))
  .map(([inclusion, exclusion]) => trialOf(inclusion, exclusion));
const maybe = (domain: readonly Value[]): fc.Arbitrary<Value> => fc.oneof(fc.constant(undefined), fc.constantFrom(...domain));
const candidates = fc.record(Object.fromEntries(Object.entries(DOMAINS).map(([name, domain]) => [name, maybe(domain)])));

test("finds the smallest set, and the first of several in the order of the protocol, like the brute-force search", () => {
  let undetermined = 0;
  fc.assert(
    fc.property(trials, candidates, (trial, values) => {
      const before = verdicts(trial, values);
      if (before.includes("false") || !before.includes("unknown")) return;
      undetermined += 1;
      const found = search(trial, values);
      const names = found.state === "found" ? found.lookUps.map(({ field }) => field.name) : undefined;
      expect(names).toEqual(bruteForce(trial, values));
    }),
    { ...runs(3000), interruptAfterTimeLimit: PATIENCE },
  );
  expect(undetermined).toBeGreaterThan(300);
});

const PLATELETS = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };
const ADULT = { field: "age", op: ">=", value: 18, unit: "a" };
const NO_BRAIN = { field: "brain", op: "is", value: true };

describe("in words", () => {
  test.each<readonly [string, Trial, readonly string[]]>([
    ["a limit", trialOf([PLATELETS]), ["Platelets: at least 80 × 10⁹/L"]],
    [
      "two limits of one field",
      trialOf([PLATELETS, { ...PLATELETS, op: "<", value: 400 }]),
      ["Platelets: at least 80 × 10⁹/L and below 400 × 10⁹/L"],
    ],
    // The second limit includes the first.
    ["a limit within another", trialOf([PLATELETS, { ...PLATELETS, value: 100 }]), ["Platelets: at least 100 × 10⁹/L"]],
    [
      "an exclusion requires the opposite",
      trialOf([PLATELETS], [NO_BRAIN]),
      ["Platelets: at least 80 × 10⁹/L", "Brain metastasis: no"],
    ],
    [
      "an exclusion of a range",
      trialOf([], [{ ...PLATELETS, op: "between", value: [80, 400] }]),
      ["Platelets: below 80 × 10⁹/L or above 400 × 10⁹/L"],
    ],
    ["a code", trialOf([{ field: "her2", op: "in", value: ["positive", "low"] }]), ["HER2: one of: positive, low"]],
    // One of the two is enough, and the first in the protocol is used.
    ["one of two is enough", trialOf([{ any: [NO_BRAIN, PLATELETS] }]), ["Brain metastasis: yes"]],
    [
      "age, where the date of birth is asked for, too",
      trialOf([ADULT, { field: "birth_date", op: "<", value: "2008-01-01" }]),
      ["Age: Date of birth before 2008-01-01"],
    ],
    // Neither limit describes it alone.
    [
      "a gap",
      trialOf([
        {
          any: [
            { ...PLATELETS, op: "<", value: 50 },
            { ...PLATELETS, value: 100 },
          ],
        },
      ]),
      ["Platelets: as I1 asks"],
    ],
    [
      "the age of the value is limited",
      trialOf([{ ...PLATELETS, maxAge: { value: 14, unit: "d" } }]),
      ["Platelets: at least 80 × 10⁹/L, measured at most 14 days before the as-of date, not after it"],
    ],
  ])("%s", (_, trial, expected) => {
    const found = search(trial, {});
    expect(found.state === "found" ? found.lookUps.map(({ field, needs }) => `${field.label}: ${needs}`) : found.state).toEqual(
      expected,
    );
  });

  test("nothing to look up for an impossible trial; more than four values are only counted as several", () => {
    expect(search(trialOf([NO_BRAIN, { not: NO_BRAIN }]), {})).toEqual({ state: "none" });
    const many = ["lines", "brain", "liver", "her2", "platelets"].map((field) => ({
      any: [
        {
          field,
          ...(field === "lines"
            ? { op: ">", value: 1 }
            : field === "her2"
              ? { op: "is", value: "low" }
              : field === "platelets"
                ? { op: ">", value: 1, unit: "10*9/L" }
                : { op: "is", value: true }),
        },
      ],
    }));
    expect(search(trialOf(many), {})).toEqual({ state: "several" });
  });
});
