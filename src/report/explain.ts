/** The explanation of one candidate: every criterion as a tree, with the cell, how it was read, the limit and the cause. */
import type { CandidateResult, CriterionResult, Evidence, ExplainedNode, TrialResult } from "../evaluate/result.js";
import { limitWords } from "../language/limit-words.js";
import type { CriterionKind } from "../language/model.js";
import { describeReading } from "../values/describe-reading.js";
import type { Reading } from "../values/reading.js";
import type { ExplainedCriterion, ExplainedTrial, Explanation } from "./explanation.js";
import { notEvaluatedLines } from "./not-evaluated.js";
import { Page } from "./page.js";
import type { ReportOptions } from "./reporter.js";
import { ELIGIBILITY_LOOKS, NO_ID, PROBLEM_SYMBOL, VERDICT_LOOKS } from "./verdict-words.js";

type ExplainOptions = Pick<ReportOptions, "width" | "paint">;

const FINDING_WORDS = { met: "met", "not-met": "not met", unknown: "unknown" } as const;
const TRUTH_WORDS = { true: "met", false: "not met", unknown: "unknown" } as const;
const GROUP_WORDS = { all: "all of", any: "any of", atLeast: "at least some of", not: "not" } as const;
const SECTIONS: readonly { readonly kind: CriterionKind; readonly title: string }[] = [
  { kind: "inclusion", title: "Inclusion" },
  { kind: "exclusion", title: "Exclusion" },
];

/** Where a number's unit came from, where that is not plain to see in the cell. */
function unitSource(reading: Reading): string {
  if (reading.state !== "read" || reading.type !== "number") return "";
  switch (reading.unitFrom) {
    case "field":
      return " (unit assumed: the field's own)";
    case "unit-column":
      return " (unit from the unit column)";
    case "column-map":
      return " (unit from the column map)";
    case "heading":
      return " (unit from the heading)";
    case "cell":
    case "none":
      return "";
  }
}

function evidenceText({ column, cell, reading }: Evidence): string {
  // A record without the field has neither; a JSON key or a heading is always there where a value is.
  const where = column === "" && cell === "" ? "no cell" : `column "${column}", cell "${cell}"`;
  return `${where}, read as ${describeReading(reading)}${unitSource(reading)}`;
}

function askedWords({ kind, count, evidence }: ExplainedNode): string {
  if (kind === "all" || kind === "any" || kind === "not") return GROUP_WORDS[kind];
  if (kind === "atLeast") return `at least ${count} of`;
  return evidence === undefined ? "" : `${evidence.field} ${limitWords(evidence.limit)}`;
}

function addNode(page: Page, node: ExplainedNode, indent: number, sayWhy: boolean): void {
  const { truth, assumed, because, evidence, children } = node;
  page.add(indent, `- ${askedWords(node)}: ${TRUTH_WORDS[truth]}${assumed ? " (assumed)" : ""}`);
  if (evidence !== undefined) {
    page.add(indent + 2, evidenceText(evidence));
    if (sayWhy && because !== "") page.add(indent + 2, because);
  }
  for (const child of children) addNode(page, child, indent + 2, sayWhy);
}

function addCriterion(page: Page, result: CriterionResult, { label, source, note, tree }: ExplainedCriterion): void {
  const { text, paint } = VERDICT_LOOKS[result.verdict];
  page.add(0, `${text}  ${result.id}  ${label}`, { head: text, paint });
  page.add(2, `finding: ${FINDING_WORDS[result.finding]}${result.assumed ? ", assumed" : ""}`);
  if (source !== undefined) page.add(2, `source: ${source}`);
  if (note !== undefined) page.add(2, `note: ${note}`);
  // What passes plainly needs no sentence: the cell, the reading and the limit say it.
  addNode(page, tree, 2, result.verdict !== "pass" || result.assumed);
}

function addTrial(page: Page, { trial, eligibility, criteria }: TrialResult, explained: ExplainedTrial): void {
  const { text, paint } = ELIGIBILITY_LOOKS[eligibility];
  page.gap();
  page.add(0, `${trial}  ${explained.title}`, { head: trial, paint: "strong" });
  page.add(0, text, { head: text, paint });
  for (const line of notEvaluatedLines(explained)) page.add(0, line);
  for (const { kind, title } of SECTIONS) {
    const members = criteria.flatMap((result, i) => {
      const more = explained.criteria[i];
      if (more === undefined) throw new Error(`no explanation of ${result.id}`);
      return result.kind === kind ? [{ result, more }] : [];
    });
    if (members.length === 0) continue;
    page.title(title);
    for (const { result, more } of members) addCriterion(page, result, more);
  }
}

function addCandidate(page: Page, { candidate, file, row, problems }: CandidateResult, asOf: string | null): void {
  const name = candidate === "" ? NO_ID : candidate;
  page.add(0, `${name}  ${file}, row ${row}${asOf === null ? "" : `, as of ${asOf}`}`);
  for (const { code, message } of problems) {
    const head = `${PROBLEM_SYMBOL} ${code}`;
    page.add(0, `${head}: ${message}`, { head, paint: "unsure" });
  }
}

/** Everything that is known of one candidate, as lines of text with a line end each. Holds patient values. */
export function renderExplanation({ asOf, result, trials }: Explanation, { width, paint }: ExplainOptions): string {
  const page = new Page(width, paint);
  addCandidate(page, result, asOf);
  result.trials.forEach((trial, i) => {
    const explained = trials[i];
    if (explained === undefined) throw new Error(`no explanation of ${trial.trial}`);
    addTrial(page, trial, explained);
  });
  return page.text();
}
