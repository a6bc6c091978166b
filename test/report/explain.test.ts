import fc from "fast-check";
import { expect, test } from "vitest";
import type { Evidence, ExplainedNode, TrialResult } from "../../src/evaluate/result.js";
import { renderExplanation } from "../../src/report/explain.js";
import type { Explanation } from "../../src/report/explanation.js";
import { plainPaint } from "../../src/report/paint.js";
import { displayWidth } from "../../src/text/terminal-text.js";
import { expectGolden } from "./golden.js";
import { CRITERIA, RESULTS, RUN } from "./sample.js";

const TRUTHS = { met: "true", "not-met": "false", unknown: "unknown" } as const;

/** A tree as evaluation makes it: several leaves stand below a group. */
function tree(id: string, truth: ExplainedNode["truth"], evidence: readonly Evidence[], because: string): ExplainedNode {
  const leaves = evidence.map(
    (leaf, i): ExplainedNode => ({
      id: evidence.length === 1 ? id : `${id}.any[${i}]`,
      kind: "boolean",
      truth: leaf.reading.state === "read" ? (evidence.length === 1 || i === 1 ? truth : "false") : "unknown",
      assumed: leaf.reading.state === "read" && leaf.reading.type === "boolean" && leaf.reading.assumed === "blank",
      count: undefined,
      because: evidence.length === 1 ? because : `${leaf.field}: ${leaf.cell === "" ? "cell is empty" : leaf.cell}`,
      evidence: leaf,
      children: [],
    }),
  );
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  return { id, kind: "any", truth, assumed: false, count: undefined, because, evidence: undefined, children: leaves };
}

const SOURCES = ["inclusion, item 1", "inclusion, item 4", undefined] as const;
const NOTES = ["either is enough; the record does not say which therapies count as standard", undefined, undefined] as const;

function explanation(index: number): Explanation {
  const result = RESULTS[index];
  if (result === undefined) throw new Error(`no result ${index}`);
  const criteriaOf = (trial: TrialResult): Explanation["trials"][number]["criteria"] =>
    trial.criteria.map(({ id, finding, evidence, because }, i) => ({
      label: CRITERIA[i]?.label ?? "",
      source: SOURCES[i],
      note: NOTES[i],
      tree: tree(id, TRUTHS[finding], evidence, because),
    }));
  const trials = result.trials.map((trial, i) => ({
    title: RUN.trials[i]?.title ?? "",
    criteria: criteriaOf(trial),
    notEvaluated: [],
  }));
  return { asOf: RUN.asOf, result, trials };
}

test.each([
  ["explain-failed.txt", 1, 80],
  ["explain-assumed.txt", 2, 80],
  ["explain-hostile.txt", 5, 80],
  ["explain-unknown.txt", 7, 80],
  ["explain-unknown-40.txt", 7, 40],
])("%s", (name, index, width) => {
  expectGolden(renderExplanation(explanation(index), { width, paint: plainPaint }), name);
});

test("no line is wider than asked for, however deep the tree, and nothing raw reaches the terminal", () => {
  const base = explanation(5);
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.integer({ min: 20, max: 120 }),
      fc.integer({ min: 0, max: 100 }),
      (text, width, depth) => {
        const trials = base.trials.map((trial) => ({
          title: text,
          notEvaluated: [{ source: text, label: text, why: undefined }],
          criteria: trial.criteria.map((criterion) => {
            let deep: ExplainedNode = { ...criterion.tree, because: text };
            for (let i = 0; i < depth; i++)
              deep = { ...deep, kind: "not", count: undefined, evidence: undefined, children: [deep] };
            return { ...criterion, label: text, note: text, tree: deep };
          }),
        }));
        const page = renderExplanation(
          { ...base, trials, result: { ...base.result, candidate: text } },
          { width, paint: plainPaint },
        );
        for (const line of page.split("\n")) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
      },
    ),
  );
});

test("a group says what it asks for, where the tree knows it", () => {
  const base = explanation(7);
  const trials = base.trials.map((trial) => ({
    ...trial,
    criteria: trial.criteria.map((criterion) => ({
      ...criterion,
      tree: { ...criterion.tree, kind: "atLeast" as const, count: 2 },
    })),
  }));
  const page = renderExplanation({ ...base, trials }, { width: 80, paint: plainPaint });
  expect(page).toContain("- at least 2 of: unknown");
});
