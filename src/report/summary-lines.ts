/** A list's answer on one page: whom to approach, what to look up, where candidates are lost, what to correct. */
import type { Eligibility, RunHead, RunSummary, TrialHead } from "../evaluate/result.js";
import { type Correction, decisiveFirst, type Insight, type Place, type TrialInsight } from "../insight/insight.js";
import { counted } from "../text/counted.js";
import { displayWidth, padEnd, terminalSafe } from "../text/terminal-text.js";
import { listWords, onlyWords, READING_ORDER, remarksOf } from "./answer-words.js";
import { notEvaluatedLines } from "./not-evaluated.js";
import { cutTo, Page } from "./page.js";
import type { Paint } from "./paint.js";
import { ELIGIBILITY_LOOKS, NO_ID } from "./verdict-words.js";

/** How the page is laid out. */
export interface SummaryLayout {
  readonly width: number | undefined;
  readonly paint: Paint;
  /** False: rows and needs, but never a cell, a reading or a distance. */
  readonly values: boolean;
  /** Only candidates of this eligibility are listed; numbers include all. */
  readonly only: Eligibility | undefined;
}

/** The fields that alone decide most candidates. */
const FIELDS_SHOWN = 2;

/** How many of each kind are on the page; the rest are counted, and the last line says how to see them. */
interface Shown {
  readonly approach: number;
  readonly lookUps: number;
  readonly criteria: number;
}

const SHOWN: Shown = { approach: 8, lookUps: 3, criteria: 3 };
/** The lists to shorten if that is too long for a terminal, in this order. */
const SHORTER: readonly Shown[] = [
  { approach: 8, lookUps: 2, criteria: 3 },
  { approach: 8, lookUps: 2, criteria: 2 },
  { approach: 4, lookUps: 2, criteria: 2 },
  { approach: 2, lookUps: 1, criteria: 2 },
];
/** A terminal is 80 columns wide and 24 lines high, and the last line is the prompt's. */
const TERMINAL = { width: 80, lines: 23 };

/** The page of a run, with a line end after every line. */
export function summaryText(insight: Insight, head: RunHead, summary: RunSummary, layout: SummaryLayout): string {
  let page = summaryPage(insight, head, summary, layout, SHOWN);
  // Several trials need more than a page, and so does what is narrow.
  if (head.trials.length === 1 && page.width >= TERMINAL.width)
    for (const shown of SHORTER) if (page.height > TERMINAL.lines) page = summaryPage(insight, head, summary, layout, shown);
  return page.text();
}

function summaryPage(insight: Insight, head: RunHead, summary: RunSummary, layout: SummaryLayout, shown: Shown): Page {
  const page = new Page(layout.width, layout.paint);
  const { severalFiles } = head;
  page.add(0, listWords(insight, head, summary));
  if (head.trials.length > 1) for (const trial of insight.trials) addOverview(page, trial);
  insight.trials.forEach((trial, index) => {
    const named = head.trials[index];
    if (named === undefined) return;
    if (index > 0) page.gap();
    page.add(0, cutTo(terminalSafe(`${named.id}  ${named.title}`), page.width), { paint: "strong" });
    for (const line of notEvaluatedLines(named)) page.add(2, line);
    addTrial(page, trial, named, { layout, severalFiles, shown });
  });
  addCorrections(page, insight, layout.values, severalFiles);
  if (layout.only !== undefined) page.add(0, onlyWords(layout.only, insight));
  page.add(0, "More: -f table, --only eligible, undetermined or ineligible; -o report.html", { paint: "dim" });
  return page;
}

interface Look {
  readonly layout: SummaryLayout;
  readonly severalFiles: boolean;
  readonly shown: Shown;
}

/** A title with a remark beside it, and lines below. */
function addSection(page: Page, title: string, beside: string, lines: readonly string[] = []): void {
  const head = `${title}  `;
  page.add(0, head + beside, { head, paint: "strong", hanging: head.length });
  for (const line of lines) page.add(2, line);
}

function addOverview(page: Page, { trial, counts }: TrialInsight): void {
  const { eligible, undetermined, ineligible } = counts;
  page.add(2, `${trial}: ${eligible} eligible, ${undetermined} undetermined, ${ineligible} ineligible`);
}

function addTrial(page: Page, insight: TrialInsight, trial: TrialHead, look: Look): void {
  const { only, values } = look.layout;
  const lists = (kind: Eligibility): boolean => only === undefined || only === kind;
  addCounts(page, insight, trial);
  if (lists("eligible")) addApproach(page, insight, look);
  if (lists("undetermined")) addLookUps(page, insight, look);
  if (values && lists("ineligible")) addNearMisses(page, insight, trial, look);
  addLosses(page, insight, trial, look);
}

function addCounts(page: Page, insight: TrialInsight, trial: TrialHead): void {
  const { counts } = insight;
  const remarks = remarksOf(insight, trial);
  const digits = Math.max(4, ...Object.values(counts).map((count) => String(count).length + 2));
  for (const kind of READING_ORDER) {
    const { text, paint } = ELIGIBILITY_LOOKS[kind];
    const remark = remarks[kind];
    const count = String(counts[kind]);
    const indent = digits - count.length;
    const hanging = digits + 18 - indent;
    const head = padEnd(`${count}  ${text}`, remark === "" ? 0 : hanging);
    page.add(indent, head + remark, { head, paint, hanging });
  }
}

/** A candidate with its row; the word `row` appears once in a list. */
function placeWords({ candidate, file, row, kept = [] }: Place, severalFiles: boolean, isFirst = true): string {
  const along = kept.filter((text) => text.trim() !== "").join(", ");
  const name = `${candidate === "" ? NO_ID : candidate}${along === "" ? "" : ` ${along}`}`;
  if (severalFiles) return `${name} (${file}, row ${row})`;
  return `${name} (${isFirst ? "row " : ""}${row})`;
}

/** `3 of 7`, or the number alone where all are shown. */
function shownOf(shown: number, all: number): string {
  return shown === all ? String(all) : `${shown} of ${all}`;
}

function addApproach(page: Page, { approach }: TrialInsight, { severalFiles, shown: most }: Look): void {
  if (approach.total === 0) return;
  const shown = approach.items.slice(0, most.approach).map((one, at) => placeWords(one, severalFiles, at === 0));
  const rest = approach.total - shown.length;
  page.gap();
  addSection(page, "Approach", `${shown.join(", ")}${rest === 0 ? "" : `, and ${rest} more`}`);
}

function addLookUps(page: Page, insight: TrialInsight, { layout, severalFiles, shown: most }: Look): void {
  const { needed, several } = insight;
  const all = needed.total + several;
  if (all === 0) return;
  const shown = needed.items.slice(0, most.lookUps);
  const byField = decisiveFirst(insight).filter(({ alone }) => alone > 0);
  const deciding = byField.slice(0, FIELDS_SHOWN).map(({ label, alone }) => `${label} decides ${alone} alone`);
  page.gap();
  addSection(
    page,
    "Look up",
    [shownOf(shown.length, all), ...deciding].join("; "),
    shown.map((one) => {
      const values = one.lookUps.map(({ label, why, needs }) => `${label}: ${layout.values ? `${why}; ` : ""}needs ${needs}`);
      return `${placeWords(one, severalFiles)}  ${values.join("; and ")}`;
    }),
  );
}

const LOSS_COLUMNS = ["failed", "only this", "first", "open"] as const;
/** In fewer columns a criterion's label would be unreadable. */
const NARROWEST_LABEL = 24;

function addLosses(page: Page, { criteria }: TrialInsight, trial: TrialHead, look: Look): void {
  const rows = trial.criteria.flatMap((criterion, index) => {
    const tally = criteria[index];
    return tally === undefined || tally.fail + tally.unknown === 0 ? [] : [{ criterion, tally }];
  });
  if (rows.length === 0) return;
  rows.sort(
    (a, b) => b.tally.failsFirst - a.tally.failsFirst || b.tally.fail - a.tally.fail || b.tally.unknown - a.tally.unknown,
  );
  const shown = rows.slice(0, look.shown.criteria);
  const cells = shown.map(({ tally }) => [tally.fail, tally.failsAlone, tally.failsFirst, tally.unknown].map(String));
  const widths = LOSS_COLUMNS.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const numbers = (row: readonly string[]): string => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join("  ");
  const room = page.width - 2 - numbers(LOSS_COLUMNS).length - 2;
  const title = `Where they are lost (${shownOf(shown.length, rows.length)} criteria)`;
  page.gap();
  if (room < Math.max(NARROWEST_LABEL, title.length - 2)) {
    page.add(0, title, { paint: "strong" });
    for (const { criterion, tally } of shown) {
      const counts = `failed ${tally.fail}, only this ${tally.failsAlone}, first ${tally.failsFirst}, open ${tally.unknown}`;
      page.add(2, `${criterion.id}  ${criterion.label}: ${counts}`);
    }
  } else {
    page.add(0, padEnd(title, room + 4) + numbers(LOSS_COLUMNS), { head: title, paint: "strong" });
    shown.forEach(({ criterion }, at) => {
      const label = cutTo(terminalSafe(`${criterion.id.padEnd(4)} ${criterion.label}`), room);
      page.add(2, padEnd(label, room + 2) + numbers(cells[at] ?? []));
    });
  }
}

function addNearMisses(page: Page, { nearMisses }: TrialInsight, trial: TrialHead, { severalFiles }: Look): void {
  const [first] = nearMisses.items;
  if (first === undefined) return;
  const id = first.criterion;
  const label = terminalSafe(trial.criteria.find((one) => one.id === id)?.label ?? id);
  const rest = nearMisses.total === 1 ? "" : `; ${nearMisses.total - 1} more`;
  const [place, missed] = [`${placeWords(first, severalFiles)}  `, ` (${id}): missed by ${first.words}${rest}`];
  const room = page.width - displayWidth(terminalSafe(`Nearly  ${place}${missed}`));
  addSection(page, "Nearly", place + (room < NARROWEST_LABEL ? label : cutTo(label, room)) + missed);
}

/** The first of a list, and the total if there are more. */
function addCorrections(page: Page, insight: Insight, values: boolean, severalFiles: boolean): void {
  const { corrections, unreadableCells, recordsWithProblems } = insight;
  const [first] = corrections.items;
  if (first === undefined) return;
  const words = correctionWords(first, values, severalFiles);
  if (corrections.total === 1) {
    addSection(page, "To correct", words);
    return;
  }
  const cells = unreadableCells === 0 ? [] : [counted(unreadableCells, "unreadable cell")];
  const problems = recordsWithProblems === 0 ? [] : [`${counted(recordsWithProblems, "row")} with a problem`];
  addSection(page, "To correct", [...cells, ...problems, "see columns --cells"].join("; "), [words]);
}

function correctionWords(one: Correction, values: boolean, severalFiles: boolean): string {
  const where = placeWords(one, severalFiles);
  if (one.column === "") return `${where}  ${one.why}`;
  return `${where}  ${one.column}${values ? `: ${one.why}` : ""}`;
}
