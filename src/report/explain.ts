/** The explanation of one candidate as text: what fails and what is open first, each with the cell, how it was read, the limit and the cause. */
import { countsOf, evidenceLines, findingWords, lookUpWords, placeWords, statementWords } from "./explain-words.js";
import {
  type Choice,
  chosenOf,
  type ExplainedCriterion,
  type ExplainedStatement,
  type ExplainedTrial,
  type Explanation,
} from "./explanation.js";
import { notEvaluatedLines } from "./not-evaluated.js";
import { Page } from "./page.js";
import type { ReportOptions } from "./reporter.js";
import { ELIGIBILITY_LOOKS, PROBLEM_SYMBOL, VERDICT_LOOKS } from "./verdict-words.js";

/** How it is shown. */
export interface ExplainOptions extends Pick<ReportOptions, "width" | "paint"> {
  readonly choice: Choice;
}

function addStatement(page: Page, statement: ExplainedStatement, indent: number, choice: Choice): void {
  page.add(indent, `- ${statementWords(statement)}`);
  for (const line of evidenceLines(statement, choice.values)) page.add(indent + 2, line);
  for (const member of statement.of) addStatement(page, member, indent + 2, choice);
}

function addCriterion(page: Page, criterion: ExplainedCriterion, choice: Choice): void {
  const { text, paint } = VERDICT_LOOKS[criterion.verdict];
  page.gap();
  page.add(0, `${text}  ${criterion.id}  ${criterion.label}`, { head: text, paint });
  page.add(2, findingWords(criterion));
  if (criterion.note !== undefined) page.add(2, `note: ${criterion.note}`);
  addStatement(page, criterion.statement, 2, choice);
}

function addTrial(page: Page, trial: ExplainedTrial, choice: Choice): void {
  const { text, paint } = ELIGIBILITY_LOOKS[trial.eligibility];
  const { shown, named } = chosenOf(trial, choice);
  page.gap();
  page.add(0, `${trial.trial}  ${trial.title}`, { head: trial.trial, paint: "strong" });
  page.add(0, `${text}: ${countsOf(trial)}`, { head: text, paint });
  for (const line of notEvaluatedLines(trial)) page.add(0, line);
  const { nearMiss, lookUps } = trial;
  if (nearMiss !== undefined && choice.values) page.add(0, `${nearMiss.criterion} is missed by ${nearMiss.words}`);
  if (lookUps !== undefined) {
    const [lead, ...values] = lookUpWords(lookUps, choice.values);
    page.gap();
    page.add(0, lead, { paint: "strong" });
    for (const value of values) page.add(2, value);
  }
  for (const criterion of shown) addCriterion(page, criterion, choice);
  if (named.length === 0) return;
  const looks = VERDICT_LOOKS.pass;
  page.gap();
  page.add(0, `${looks.text}  ${named.map(({ id }) => id).join(", ")} (in full with --all)`, {
    head: looks.text,
    paint: looks.paint,
  });
}

/** Everything that is known of one candidate, as lines of text with a line end each. Holds patient values, unless they are left out. */
export function renderExplanation(
  explanation: Explanation,
  asOf: string | null,
  { width, paint, choice }: ExplainOptions,
): string {
  const page = new Page(width, paint);
  page.add(0, placeWords(explanation, asOf));
  for (const { code, message } of explanation.problems) {
    const head = `${PROBLEM_SYMBOL} ${code}`;
    page.add(0, `${head}: ${message}`, { head, paint: "unsure" });
  }
  for (const trial of explanation.trials) addTrial(page, trial, choice);
  return page.text();
}
