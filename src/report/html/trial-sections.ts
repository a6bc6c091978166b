/** The answer of the list for one trial. */
import type { Eligibility, TrialHead } from "../../evaluate/result.js";
import { decisiveFirst, flowOf, type Place, type TrialInsight } from "../../insight/insight.js";
import type { Kept } from "../../insight/kept.js";
import { READING_ORDER, remarksOf } from "../answer-words.js";
import { notEvaluatedLines } from "../not-evaluated.js";
import type { ReportOptions } from "../reporter.js";
import { ELIGIBILITY_LOOKS, NO_ID } from "../verdict-words.js";
import { flowPicture } from "./flow.js";
import { type Column, type Content, html, type Markup, table } from "./markup.js";

/** What the sections are made from. */
export interface PageLayout extends Pick<ReportOptions, "values" | "only" | "keep"> {
  readonly severalFiles: boolean;
  /** Lines of one list at most. */
  readonly most: number;
}

/** The columns of the ID and the row. */
function placeColumns({ severalFiles, keep = [] }: PageLayout): readonly Column[] {
  const along = keep.map((title) => ({ title }));
  return [{ title: "Candidate" }, ...(severalFiles ? [{ title: "File" }] : []), { title: "Row", look: "number" }, ...along];
}

/** Their cells. */
function placeCells({ candidate, file, row, kept = [] }: Place, { severalFiles }: PageLayout): readonly Content[] {
  return [candidate === "" ? NO_ID : candidate, ...(severalFiles ? [file] : []), row, ...kept];
}

/** A list of which only the first are shown, with the total. */
export function keptTable<T extends Place>(
  kept: Kept<T>,
  { caption, columns, layout }: { readonly caption: string; readonly columns: readonly Column[]; readonly layout: PageLayout },
  cells: (item: T) => readonly Content[],
): Markup {
  const shown = kept.items.slice(0, layout.most);
  const all = shown.length === kept.total ? "" : ` (${shown.length} of ${kept.total} shown)`;
  const rows = shown.map((item) => [...placeCells(item, layout), ...cells(item)]);
  return table(caption + all, [...placeColumns(layout), ...columns], rows);
}

const BOX: Content = html`<span class="tick"></span>`;

/** All sections of a trial, below its heading. */
export function trialSections(insight: TrialInsight, trial: TrialHead, layout: PageLayout): Markup {
  const lists = (kind: Eligibility): boolean => layout.only === undefined || layout.only === kind;
  return html`${counts(insight, trial)}
${notEvaluatedLines(trial).map((line) => html`<p>${line}</p>`)}
${lists("eligible") ? approach(insight, trial, layout) : undefined}
${lists("undetermined") ? lookUps(insight, layout) : undefined}
${losses(insight, trial)}
<h3>Flow</h3>
${flowPicture(flowOf(insight), trial)}
${lists("ineligible") && layout.values ? nearMisses(insight, trial, layout) : undefined}`;
}

function counts(insight: TrialInsight, trial: TrialHead): Markup {
  const remarks = remarksOf(insight, trial);
  const rows = READING_ORDER.map((kind) => {
    return html`<tr><td>${insight.counts[kind]}</td><td class="${kind}">${ELIGIBILITY_LOOKS[kind].text}</td><td>${remarks[kind]}</td></tr>`;
  });
  return html`<table class="counts"><caption>Candidates by eligibility</caption><thead><tr><th scope="col" class="number">Number</th><th scope="col">Eligibility</th><th scope="col">Remark</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function approach({ approach: eligible }: TrialInsight, { id, criteria }: TrialHead, layout: PageLayout): Markup {
  if (eligible.total === 0) return html`<h3>Approach</h3>\n<p>Nobody is eligible yet.</p>`;
  const labels = new Map(criteria.map((one) => [one.id, `${one.label} (${one.id})`]));
  const columns: readonly Column[] = [
    { title: "Confirm first", look: "wide" },
    { title: "Approached", look: "box" },
  ];
  const found = keptTable(
    eligible,
    { caption: `Eligible for ${id}, in the order of the list`, columns, layout },
    ({ assumed }) => [assumed.length === 0 ? "" : assumed.map((one) => labels.get(one) ?? one).join("; "), BOX],
  );
  return html`<h3>Approach</h3>\n${found}`;
}

function lookUps(insight: TrialInsight, layout: PageLayout): Markup {
  const { needed, several, trial } = insight;
  if (needed.total + several === 0) return html``;
  const byField = decisiveFirst(insight).map(({ label, candidates, alone }) => [label, alone, candidates]);
  const fields: readonly Column[] = [
    { title: "Value", look: "wide" },
    { title: "Decides alone", look: "number" },
    { title: "Needed for", look: "number" },
  ];
  const columns: readonly Column[] = [
    { title: "Look up", look: "wide" },
    { title: "Done", look: "box" },
  ];
  const caption = `Fewest values that could make each candidate eligible for ${trial}, if nothing else changes`;
  const byCandidate = keptTable(needed, { caption, columns, layout }, ({ lookUps: values }) => [
    values.map(
      ({ label, why, needs }) => html`<div>${label}: ${layout.values && why !== "" ? `${why}; ` : ""}needs ${needs}</div>`,
    ),
    BOX,
  ]);
  const more =
    several === 0
      ? undefined
      : html`<p>${several} more undetermined ${several === 1 ? "candidate needs" : "candidates need"} several values.</p>`;
  return html`<h3>Look up</h3>
${needed.total === 0 ? undefined : byCandidate}
${more}
${byField.length === 0 ? undefined : table(`Values to look up for ${trial}, the most decisive first`, fields, byField)}`;
}

function losses({ criteria }: TrialInsight, trial: TrialHead): Markup {
  const columns: readonly Column[] = [
    { title: "Criterion" },
    { title: "Label", look: "wide" },
    { title: "Failed", look: "number" },
    { title: "Only this", look: "number" },
    { title: "First", look: "number" },
    { title: "Open", look: "number" },
  ];
  const rows = trial.criteria.map(({ id, label }, at) => {
    const { fail = 0, failsAlone = 0, failsFirst = 0, unknown = 0 } = criteria[at] ?? {};
    return [id, label, fail, failsAlone, failsFirst, unknown];
  });
  return html`<h3>Where they are lost</h3>
${table(`Criteria of ${trial.id}, in the order of the protocol. Only this: no other criterion fails. First: none before it fails. Open: not known`, columns, rows)}`;
}

function nearMisses({ nearMisses: near }: TrialInsight, { id: trial, criteria }: TrialHead, layout: PageLayout): Markup {
  if (near.total === 0) return html``;
  const labels = new Map(criteria.map(({ id, label }) => [id, label]));
  const columns: readonly Column[] = [{ title: "Criterion", look: "wide" }, { title: "Missed by" }];
  const caption = `Candidates who fail one criterion of ${trial} alone, by one number or date, and nothing is open`;
  const found = keptTable(near, { caption, columns, layout }, ({ criterion, words }) => [
    `${criterion} ${labels.get(criterion) ?? ""}`,
    words,
  ]);
  return html`<h3>Near misses</h3>\n${found}`;
}
