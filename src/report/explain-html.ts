/** The explanation of candidates as one page, for screen and paper, without a script and without other files. */
import type { FileDigest, RunHead } from "../evaluate/result.js";
import { countsOf, evidenceLines, findingWords, lookUpWords, placeWords, statementWords } from "./explain-words.js";
import {
  type Choice,
  chosenOf,
  type ExplainedCriterion,
  type ExplainedStatement,
  type ExplainedTrial,
  type Explanation,
} from "./explanation.js";
import { framed } from "./html/frame.js";
import { html, type Markup } from "./html/markup.js";
import { pageStyle } from "./html/style.js";
import { notEvaluatedLines } from "./not-evaluated.js";
import { SIGNATURE } from "./shown.js";
import { ELIGIBILITY_LOOKS, VERDICT_LOOKS } from "./verdict-words.js";

/** What a page is made with. */
export interface ExplainPage {
  readonly run: RunHead;
  readonly choice: Choice;
  /** SHA-256 in base64, of {@link explainStyle}. */
  readonly styleHash: string;
}

/** The look of the page of these candidates. */
export function explainStyle({ trials, asOf }: Pick<RunHead, "trials" | "asOf">): string {
  return pageStyle(`${trials.map(({ id }) => id).join(", ")}${asOf === null ? "" : `, as of ${asOf}`}`);
}

/** The page. */
export function explainHtml(explanations: readonly Explanation[], { run, choice, styleHash }: ExplainPage): string {
  const names = explanations.map((one) => placeWords(one, null));
  const title = names.length === 1 ? `Candidate ${names[0]}` : `${names.length} candidates`;
  const body = html`<header>
<h1>${title}</h1>
${run.asOf === null ? undefined : html`<p>As of ${run.asOf}</p>`}
${names.length < 2 ? undefined : html`<nav aria-label="Candidates"><ul>${names.map((name, at) => html`<li><a href="#candidate-${at}">${name}</a></li>`)}</ul></nav>`}
</header>
<main>
${explanations.map((one, at) => candidate(one, at, choice))}${goneBy(run)}
<section id="sign">
<h2>Sign</h2>
<p>The program supports a decision; it does not make one. Whoever signs has read the evidence and decided.</p>
<div class="sign">${SIGNATURE.map((line) => html`<div>${line}</div>`)}</div>
</section>
</main>`;
  return framed({ title, style: explainStyle(run), styleHash, body });
}

function candidate(explanation: Explanation, at: number, choice: Choice): Markup {
  const { problems, trials } = explanation;
  return html`<section id="candidate-${at}">
<h2>${placeWords(explanation, null)}</h2>
${problems.map(({ message }) => html`<p><strong>To correct:</strong> ${message}</p>\n`)}${trials.map((trial) => trialOf(trial, choice))}</section>
`;
}

function trialOf(trial: ExplainedTrial, choice: Choice): Markup {
  const { eligibility, nearMiss, lookUps } = trial;
  const { shown, named } = chosenOf(trial, choice);
  const [lead, ...values] = lookUps === undefined ? [] : lookUpWords(lookUps, choice.values);
  return html`<h3>${trial.trial}: ${trial.title}</h3>
<p><span class="${eligibility}">${ELIGIBILITY_LOOKS[eligibility].text}</span>: ${countsOf(trial)}</p>
${notEvaluatedLines(trial).map((line) => html`<p class="note">${line}</p>\n`)}${nearMiss === undefined || !choice.values ? undefined : html`<p>${nearMiss.criterion} is missed by ${nearMiss.words}</p>\n`}${lead === undefined ? undefined : html`<p><strong>${lead}</strong></p>\n`}${values.length === 0 ? undefined : html`<ul>${values.map((value) => html`<li><span class="tick"></span> ${value}</li>`)}</ul>\n`}${shown.map((one) => criterion(one, choice))}${named.length === 0 ? undefined : html`<p>${VERDICT_LOOKS.pass.text}: ${named.map(({ id, label }) => `${id} ${label}`).join("; ")}</p>\n`}`;
}

/** The class that colours a verdict. */
const LOOKS = { fail: "ineligible", unknown: "undetermined", pass: "eligible" } as const;

function criterion(one: ExplainedCriterion, choice: Choice): Markup {
  const { id, label, note, verdict, statement } = one;
  return html`<h4><span class="${LOOKS[verdict]}">${VERDICT_LOOKS[verdict].text}</span> ${id} ${label}</h4>
<p class="note">${findingWords(one)}${note === undefined ? undefined : html`<br>Note: ${note}`}</p>
<ul class="plain">${statementOf(statement, choice)}</ul>
`;
}

function statementOf(statement: ExplainedStatement, choice: Choice): Markup {
  const lines = evidenceLines(statement, choice.values).map((line) => html`<br>${line}`);
  const members = statement.of.map((member) => statementOf(member, choice));
  return html`<li>${statementWords(statement)}${lines}${members.length === 0 ? undefined : html`<ul class="plain">${members}</ul>`}</li>`;
}

function goneBy({ version, trials, criteria, dictionaries, columnMap }: RunHead): Markup {
  const file = (what: string, { file: name, sha256 }: FileDigest): Markup =>
    html`<dt>${what}</dt><dd>${name}<br><span class="sha">SHA-256 ${sha256}</span></dd>\n`;
  return html`<section id="run">
<h2>Screened by</h2>
<dl>
${trials.map(({ id, version: revision }) => html`<dt>Protocol</dt><dd>${id}, ${revision === undefined ? "no version given" : `version ${revision}`}</dd>\n`)}${criteria.map((one) => file("Criteria", one))}${dictionaries.map((one) => file("Dictionary", one))}${columnMap === null ? undefined : file("Column map", columnMap)}<dt>Program</dt><dd>trialsieve ${version}</dd>
</dl>
</section>`;
}
