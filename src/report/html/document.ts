/** The page around the sections: what was screened, what to correct, every candidate, the criteria, who signs. */
import type { RunHead, RunSummary } from "../../evaluate/result.js";
import type { Insight } from "../../insight/insight.js";
import type { Described } from "../../language/describe.js";
import { counted } from "../../text/counted.js";
import { listWords, onlyWords } from "../answer-words.js";
import { jsonText } from "../json-text.js";
import { NO_SOURCE, NOT_EVALUATED, oneLine, SECTIONS, type ShownCriterion, type ShownTrial, SIGNATURE } from "../shown.js";
import type { PageAssets } from "./assets.js";
import { PAGE_IDS, type PageData } from "./data.js";
import { framed } from "./frame.js";
import { type Column, html, Markup } from "./markup.js";
import { pageStyle } from "./style.js";
import { keptTable, type PageLayout, trialSections } from "./trial-sections.js";

/** All that a page shows. */
export interface Shown {
  readonly run: RunHead;
  readonly summary: RunSummary;
  readonly insight: Insight;
  readonly assets: PageAssets;
  readonly layout: PageLayout;
  /** {@link PageData} without its rows. */
  readonly data: Omit<PageData, "rows">;
  /** The rows, each as JSON. */
  readonly rows: readonly string[];
}

/** The style sheet of a page of these trials. */
export function styleOf(trials: readonly { readonly id: string }[], asOf: string | null): string {
  return pageStyle(`${trials.map(({ id }) => id).join(", ")}${asOf === null ? "" : `, as of ${asOf}`}`);
}

/** The page. */
export function pageText(shown: Shown): string {
  const { run, summary, insight, assets, layout } = shown;
  const { trials, asOf } = run;
  const title = trials.length === 1 ? `${trials[0]?.id}: ${trials[0]?.title}` : `${trials.length} trials`;
  const sections = trials.map((trial, index) => {
    const own = insight.trials[index];
    const heading = trials.length === 1 ? "The answer" : `${trial.id}: ${trial.title}`;
    return own === undefined
      ? undefined
      : html`<section id="trial-${index}">
<h2>${heading}</h2>
${trialSections(own, trial, layout)}</section>
`;
  });
  const body = html`<header>
<h1>${title}</h1>
<p>${listWords(insight, run, summary)}</p>
${layout.only === undefined ? undefined : html`<p>${onlyWords(layout.only, insight)}</p>`}
<nav aria-label="Sections"><ul>${trials.map(({ id }, index) => html`<li><a href="#trial-${index}">${id}</a></li>`)}<li><a href="#correct">To correct</a></li><li><a href="#${PAGE_IDS.candidates}">Every candidate</a></li><li><a href="#criteria">Criteria</a></li><li><a href="#run">What was screened</a></li><li><a href="#sign">Sign</a></li></ul></nav>
</header>
<main>
${sections}
${corrections(insight, layout)}
<section id="${PAGE_IDS.candidates}">
<h2>Screening log: every candidate</h2>
${trials.map(({ id, version }) => html`<p class="note">Protocol ${id}${version === undefined ? "" : `, version ${version}`}${asOf === null ? "" : `; as of ${asOf}`}</p>`)}
<noscript><p>This list needs JavaScript, which is off. Everything else on this page does not; -o log.csv or -o log.xlsx writes the list without it.</p></noscript>
</section>
<section id="criteria">
<h2>Criteria</h2>
${assets.trials.map((trial) => criteriaOf(trial, assets.trials.length > 1))}</section>
${screened(run, summary)}
${signatures()}
</main>
<script type="application/json" id="${PAGE_IDS.data}">${new Markup(dataText(shown))}</script>
<script>${new Markup(assets.script)}</script>`;
  return framed({ title, style: styleOf(trials, asOf), styleHash: assets.styleHash, scriptHash: assets.scriptHash, body });
}

/** JSON that cannot begin a tag. */
function dataText({ data, rows }: Shown): string {
  const head = jsonText(data);
  return `${head.slice(0, -1)},"rows":[\n${rows.join(",\n")}\n]}`.replaceAll("<", "\\u003c");
}

function corrections(insight: Insight, layout: PageLayout): Markup {
  const { corrections: found, unreadableCells, recordsWithProblems } = insight;
  if (found.total === 0)
    return html`<section id="correct"><h2>To correct</h2>\n<p>Nothing: every cell could be read, and no record has a problem.</p></section>`;
  const counts = [
    counted(unreadableCells, "cell that cannot be read", "cells that cannot be read"),
    counted(recordsWithProblems, "record with a problem", "records with a problem"),
  ];
  const columns: readonly Column[] = [
    { title: "Column" },
    ...(layout.values ? [{ title: "Cell" }] : []),
    { title: "What is wrong", look: "wide" },
  ];
  const list = keptTable(found, { caption: counts.join("; "), columns, layout }, ({ column, cell, why }) => {
    // Without values, nothing is said about cells: the reason why one cannot be read quotes it.
    return layout.values ? [column, cell, why] : [column, column === "" ? why : "cannot be read"];
  });
  return html`<section id="correct"><h2>To correct</h2>
${list}</section>`;
}

function screened({ version, asOf, criteria, dictionaries, columnMap, trials }: RunHead, { inputs }: RunSummary): Markup {
  const file = (what: string, { file: name, sha256 }: { readonly file: string; readonly sha256: string }, more = ""): Markup =>
    html`<dt>${what}</dt><dd>${name}${more}<br><span class="sha">SHA-256 ${sha256}</span></dd>`;
  return html`<section id="run">
<h2>What was screened</h2>
<dl>
${inputs.map((input) => file("Candidates", input, `, ${counted(input.records, "record")}`))}
<dt>As-of date</dt><dd>${asOf ?? "none: no criterion needs one"}</dd>
${trials.map(({ id, version: revision, source }) => html`<dt>Protocol</dt><dd>${id}, ${revision === undefined ? "no version given" : `version ${revision}`}${source === undefined ? "" : `, ${source}`}</dd>`)}
${criteria.map((one) => file("Criteria", one))}
${dictionaries.map((one) => file("Dictionary", one))}
${columnMap === null ? undefined : file("Column map", columnMap)}
<dt>Program</dt><dd>trialsieve ${version}</dd>
</dl>
</section>`;
}

function criteriaOf(trial: ShownTrial, isNamed: boolean): Markup {
  const { id, title, reading, notEvaluated } = trial;
  const sections = SECTIONS.map(({ kind, title: heading, none, lead }) => {
    const groups = trial[kind];
    return html`<h3>${isNamed ? `${id}. ` : ""}${groups.length === 0 ? none : heading}</h3>
${groups.map(({ source, criteria }) => html`<h4>${source ?? NO_SOURCE}</h4>\n<ul class="plain">${criteria.map((one) => criterion(one, lead))}</ul>\n`)}`;
  });
  const unsaid = notEvaluated.map(
    ({ source, label, why }) => html`<li>${label} (${source ?? NO_SOURCE})${why === null ? "" : `. Why: ${oneLine(why)}`}</li>`,
  );
  return html`${isNamed ? html`<p><strong>${id}: ${title}</strong></p>` : undefined}
${reading.map((line) => html`<p class="note">${line}</p>`)}
${sections}
${unsaid.length === 0 ? undefined : html`<h3>${NOT_EVALUATED}</h3><ul class="plain">${unsaid}</ul>`}
`;
}

function criterion({ id, label, note, condition, assumed }: ShownCriterion, lead: string): Markup {
  return html`<li><strong>${id}</strong> ${label}<br>${lead} ${condition.text}${members(condition)}${assumed.map((line) => html`<br><span class="note">Assumed: ${line}</span>`)}${note === null ? undefined : html`<br><span class="note">Note: ${oneLine(note)}</span>`}</li>
`;
}

function members({ of }: Described): Markup | undefined {
  return of.length === 0 ? undefined : html`<ul class="plain">${of.map((one) => html`<li>${one.text}${members(one)}</li>`)}</ul>`;
}

function signatures(): Markup {
  const block = (
    who: string,
  ): Markup => html`<div class="sign"><p>${who}</p>${SIGNATURE.map((title) => html`<div>${title}</div>`)}</div>
`;
  return html`<section id="sign">
<h2>Sign</h2>
<p>The program supports a decision; it does not make one. Whoever signs has read the evidence and decided.</p>
${["Screened by", "Investigator"].map(block)}</section>`;
}
