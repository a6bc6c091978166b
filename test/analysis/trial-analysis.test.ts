/** Answers without a search are the same as those of the search, and long files are searched completely. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/analysis/analyse.js";
import type { Scope } from "../../src/analysis/domains.js";
import { FALSE, type Formula, TRUE } from "../../src/analysis/formula.js";
import { constraint } from "../../src/analysis/solve.js";
import { TooLarge } from "../../src/analysis/state.js";
import { TrialAnalysis } from "../../src/analysis/trial-analysis.js";
import { loadTrials } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";
import { writeMixes } from "../bench/criteria-data.mjs";
import { scratch } from "../program.js";
import { runs } from "../runs.js";

const FIELDS = {
  platelets: { type: "number", unit: "10*9/L", plausible: [1, 2000] },
  alt: { type: "number", unit: "U/L", plausible: [1, 20000] },
  dose: { type: "date" },
  a: { type: "boolean" },
  b: { type: "boolean" },
  c: { type: "boolean" },
  grade: { type: "code", codes: { low: [], middle: [], high: [] } },
};

function trialOf(...conditions: readonly unknown[]): Trial {
  const inclusion = conditions.map((condition, index) => ({ id: `I${index}`, label: "x", condition }));
  const text = JSON.stringify({ trial: { id: "T1" }, fields: FIELDS, inclusion });
  const { trials, diagnostics } = loadTrials([{ file: "c.json", text }], () => undefined);
  const [trial] = trials;
  if (trial === undefined) throw new Error(JSON.stringify(diagnostics));
  return trial;
}

const comparison = fc.constantFrom("<", "<=", ">", ">=", "=", "!=");
const leaf = fc.oneof(
  fc.record({ field: fc.constant("platelets"), op: comparison, value: fc.constantFrom(75, 80), unit: fc.constant("10*9/L") }),
  fc.record({ field: fc.constant("alt"), op: comparison, value: fc.constantFrom(1, 2.5), unit: fc.constant("[ULN]") }),
  // 28 days may be shorter or longer than a month.
  fc.record({ field: fc.constant("dose"), op: comparison, value: fc.constantFrom(28, 90), unit: fc.constant("d") }),
  fc.record({ field: fc.constant("dose"), op: comparison, value: fc.constantFrom(1, 24), unit: fc.constant("mo") }),
  fc.record({ field: fc.constantFrom("a", "b", "c"), op: fc.constant("is"), value: fc.boolean() }),
  fc.record({ field: fc.constant("grade"), op: fc.constant("is"), value: fc.constantFrom("low", "middle") }),
);
const { condition } = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
    fc.array(tie("condition"), { minLength: 2, maxLength: 3 }).map((of) => ({ atLeast: 2, of })),
  ),
}));

/** Skips a generated case that is too large for the search. */
function unlessTooLarge<T>(answer: () => T): T {
  try {
    return answer();
  } catch (error) {
    fc.pre(!(error instanceof TooLarge));
    throw error;
  }
}

function finds(world: TrialAnalysis, scope: Scope, ...asked: readonly (readonly [Formula, number])[]): boolean {
  const constraints = asked.map(([formula, wanted]) => constraint(formula, wanted));
  return unlessTooLarge(() => world.find(constraints, scope) !== undefined);
}

function canBoth(world: TrialAnalysis, a: Formula, wanted: number, b: Formula, other: number): boolean {
  return finds(world, "all", [a, wanted], [b, other]);
}

describe("answers without a search", () => {
  test("whether a condition implies another, and which results of a condition are possible", () => {
    fc.assert(
      fc.property(
        condition,
        condition,
        fc.constantFrom(TRUE, FALSE),
        fc.constantFrom(TRUE, FALSE),
        (one, other, truth, wanted) => {
          const trial = trialOf(one, other);
          const [first, second] = trial.criteria;
          if (first === undefined || second === undefined) return;
          const world = new TrialAnalysis(trial);
          const [a, b] = [world.formula(first.condition), world.formula(second.condition)];
          const isImplied = !canBoth(world, a, truth, b, 7 & ~wanted);
          expect(unlessTooLarge(() => world.implies(a, truth, b, wanted))).toBe(isImplied);
          expect(unlessTooLarge(() => world.canBe(a, truth))).toBe(finds(world, "known", [a, truth]));
        },
      ),
      runs(300),
    );
  });

  test("which results of several conditions are possible together", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(condition, fc.constantFrom(TRUE, FALSE)), { minLength: 2, maxLength: 4 }), (asked) => {
        const trial = trialOf(...asked.map(([one]) => one));
        const world = new TrialAnalysis(trial);
        const constraints = trial.criteria.map((criterion, index) =>
          constraint(world.formula(criterion.condition), asked[index]?.[1] ?? TRUE),
        );
        const [one, ...others] = constraints;
        if (one === undefined) return;
        fc.pre(unlessTooLarge(() => world.find(others, "known")) !== undefined);
        const isFound = unlessTooLarge(() => world.find(constraints, "known")) !== undefined;
        expect(unlessTooLarge(() => world.isPossibleBeside(one, others))).toBe(isFound);
      }),
      runs(300),
    );
  });
});

describe("long files are searched completely, and have no diagnostics", () => {
  const { folder } = scratch();
  test.each(writeMixes(folder, 1000))("%s", (_name, path) => {
    const { trials } = loadTrials([{ file: path, text: readFileSync(path, "utf8") }], (file) => {
      return { file, text: readFileSync(file, "utf8") };
    });
    const found = trials.map((trial) => analyse(trial));
    expect(found).toMatchObject([{ isTooLarge: false, diagnostics: [] }]);
    expect(found[0]?.witness).toBeDefined();
  });
});
