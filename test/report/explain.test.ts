import fc from "fast-check";
import { expect, test } from "vitest";
import type { Evidence } from "../../src/evaluate/result.js";
import { renderExplanation } from "../../src/report/explain.js";
import { explainHtml } from "../../src/report/explain-html.js";
import type { Choice, ExplainedStatement, Explanation } from "../../src/report/explanation.js";
import { plainPaint } from "../../src/report/paint.js";
import { displayWidth } from "../../src/text/terminal-text.js";
import { expectGolden } from "./golden.js";
import { CRITERIA, RESULTS, RUN } from "./sample.js";

const TRUTHS = { met: "true", "not-met": "false", unknown: "unknown" } as const;
const OPEN_AND_FAILED: Choice = { passes: false, only: undefined, values: true };
const ALL: Choice = { ...OPEN_AND_FAILED, passes: true };

/** The statement of a criterion; several pieces of evidence become statements below a group. */
function statement(truth: ExplainedStatement["truth"], evidence: readonly Evidence[], because: string): ExplainedStatement {
  const leaves = evidence.map((leaf, i): ExplainedStatement => {
    const { field, cell, reading } = leaf;
    return {
      text: `“${field}” is as asked`,
      kind: "boolean",
      truth: reading.state === "read" ? (evidence.length === 1 || i === 1 ? truth : "false") : "unknown",
      assumed: reading.state === "read" && reading.type === "boolean" && reading.assumed === "blank",
      because: evidence.length === 1 ? because : `${field}: ${cell === "" ? "cell is empty" : cell}`,
      evidence: { ...leaf, label: field },
      of: [],
    };
  });
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  return { text: "at least one of these", kind: "any", truth, assumed: false, because, evidence: undefined, of: leaves };
}

const SOURCES = ["inclusion, item 1", "inclusion, item 4", undefined] as const;
const NOTES = ["either is enough; the record does not say which therapies count as standard", undefined, undefined] as const;

function explanation(index: number): Explanation {
  const result = RESULTS[index];
  if (result === undefined) throw new Error(`no result ${index}`);
  const { candidate, file, row, problems } = result;
  const trials = result.trials.map(({ trial, eligibility, criteria, lookUps, nearMiss }, at) => ({
    ...{ trial, eligibility, ...(nearMiss === undefined ? {} : { nearMiss }) },
    title: RUN.trials[at]?.title ?? "",
    version: RUN.trials[at]?.version,
    lookUps: lookUps === undefined ? undefined : { values: lookUps, areSeveral: false },
    notEvaluated: [],
    criteria: criteria.map(({ finding, evidence, because, ...criterion }, i) => ({
      ...{ ...criterion, finding, label: CRITERIA[i]?.label ?? "", source: SOURCES[i], note: NOTES[i] },
      statement: statement(TRUTHS[finding], evidence, because),
    })),
  }));
  return { candidate, file, row, problems, trials };
}

test.each([
  ["explain-failed.txt", 1, 80, OPEN_AND_FAILED],
  ["explain-assumed.txt", 2, 80, OPEN_AND_FAILED], // what passes by an assumption has to be confirmed
  ["explain-hostile.txt", 5, 80, ALL],
  ["explain-unknown.txt", 7, 80, ALL],
  ["explain-unknown-40.txt", 7, 40, ALL],
  ["explain-no-values.txt", 1, 80, { ...ALL, values: false }],
])("%s", (name, index, width, choice) => {
  expectGolden(renderExplanation(explanation(index), RUN.asOf, { width, paint: plainPaint, choice }), name);
});

test("explain.html", () => {
  const page = { run: RUN, choice: ALL, styleHash: "aGFzaA==" };
  expectGolden(
    explainHtml([explanation(1), explanation(5)], page).replace(/<style>.*<\/style>/s, "<style></style>"),
    "explain.html",
  );
});

test("no line is wider than the given width, however deep the tree, and no control character is printed", () => {
  const base = explanation(5);
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.integer({ min: 20, max: 120 }),
      fc.integer({ min: 0, max: 100 }),
      (text, width, depth) => {
        const trials = base.trials.map((trial) => ({
          ...trial,
          title: text,
          notEvaluated: [{ source: text, label: text, why: undefined }],
          lookUps: { values: [{ field: text, label: text, why: text, needs: text }], areSeveral: false },
          criteria: trial.criteria.map((criterion) => {
            let deep: ExplainedStatement = { ...criterion.statement, because: text };
            for (let i = 0; i < depth; i++) deep = { ...deep, text, evidence: undefined, of: [deep] };
            return { ...criterion, label: text, note: text, statement: deep };
          }),
        }));
        const options = { width, paint: plainPaint, choice: ALL };
        const page = renderExplanation({ ...base, trials, candidate: text }, RUN.asOf, options);
        for (const line of page.split("\n")) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
      },
    ),
  );
});
