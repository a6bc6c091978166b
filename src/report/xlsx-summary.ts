/** The first sheet of a workbook: the answer of the whole list. */
import type { Eligibility, RunHead, RunSummary, TrialHead } from "../evaluate/result.js";
import { decisiveFirst, flowOf, type Insight, type TrialInsight } from "../insight/insight.js";
import { counted } from "../text/counted.js";
import { listWords, onlyWords, READING_ORDER, remarksOf } from "./answer-words.js";
import { notEvaluatedLines } from "./not-evaluated.js";
import { dateCell, linesOf, numberCell, rowXml, STYLE, textCell } from "./sheet-xml.js";
import { ELIGIBILITY_LOOKS, NO_ID } from "./verdict-words.js";

/** The widths of its columns. */
export const SUMMARY_WIDTHS = [64, 16, 16, 16, 16] as const;
const REMARK_WIDTH = 64;
const STYLES: Readonly<Record<Eligibility, typeof STYLE.good | typeof STYLE.bad | typeof STYLE.unsure>> = {
  eligible: STYLE.good,
  ineligible: STYLE.bad,
  undetermined: STYLE.unsure,
};

const count = (value: number): string => numberCell(value, STYLE.left);
const strong = (text: string): string => rowXml([textCell(text, STYLE.title)], 1.5);
const EMPTY = rowXml([]);
const headings = (titles: readonly string[]): string => rowXml(titles.map((title) => textCell(title, STYLE.heading)));

/** What `--only` asked for, if anything. */
interface Shown {
  readonly only: Eligibility | undefined;
}

/** All rows. */
export function summaryRows(insight: Insight, run: RunHead, summary: RunSummary, { only }: Shown): readonly string[] {
  const { unreadableCells, recordsWithProblems } = insight;
  const said = only === undefined ? [] : [rowXml([textCell(onlyWords(only, insight))])];
  return [
    strong("Summary"),
    rowXml([textCell(listWords(insight, run, summary))]),
    ...(run.asOf === null ? [] : [rowXml([textCell("As-of date"), dateCell(run.asOf)])]),
    rowXml([
      textCell(
        `To correct: ${counted(unreadableCells, "unreadable cell")}, ${counted(recordsWithProblems, "record")} with a problem`,
      ),
    ]),
    ...said,
    ...insight.trials.flatMap((trial, index) => {
      const head = run.trials[index];
      return head === undefined ? [] : [EMPTY, ...trialRows(trial, head, only)];
    }),
  ];
}

function trialRows(insight: TrialInsight, head: TrialHead, only: Eligibility | undefined): readonly string[] {
  const remarks = remarksOf(insight, head);
  return [
    strong(`${head.id}  ${head.title}`),
    ...(head.version === undefined ? [] : [rowXml([textCell(`Version: ${head.version}`)])]),
    ...notEvaluatedLines(head).map((line) => rowXml([textCell(line)])),
    headings(["Eligibility", "Candidates"]),
    ...READING_ORDER.flatMap((kind) => {
      const remark = remarks[kind];
      return [
        rowXml([textCell(ELIGIBILITY_LOOKS[kind].text, STYLES[kind]), count(insight.counts[kind])]),
        ...(remark === "" ? [] : [rowXml([textCell(remark, STYLE.wrapped)], linesOf(remark, REMARK_WIDTH))]),
      ];
    }),
    ...(only === undefined || only === "eligible" ? approachRows(insight, head) : []),
    ...lookUpRows(insight),
    ...lossRows(insight, head),
    ...flowRows(insight),
  ];
}

function approachRows({ approach: { items, total } }: TrialInsight, { criteria }: TrialHead): readonly string[] {
  if (total === 0) return [];
  const labels = new Map(criteria.map(({ id, label }) => [id, `${label} (${id})`]));
  const title = items.length === total ? "Approach" : `Approach (${items.length} of ${total}; the sheet Candidates has all)`;
  return [
    EMPTY,
    headings([title, "Row", "Confirm first"]),
    ...items.map(({ candidate, row, assumed }) => {
      const confirm = assumed.map((id) => labels.get(id) ?? id).join("; ");
      return rowXml([textCell(candidate === "" ? NO_ID : candidate), count(row), textCell(confirm)]);
    }),
  ];
}

function lookUpRows(insight: TrialInsight): readonly string[] {
  const fields = decisiveFirst(insight);
  if (fields.length === 0) return [];
  return [
    EMPTY,
    headings(["Values to look up, the most decisive first", "Decides alone", "Needed for"]),
    ...fields.map(({ label, alone, candidates }) => rowXml([textCell(label), count(alone), count(candidates)])),
  ];
}

function lossRows({ criteria, nearMisses }: TrialInsight, head: TrialHead): readonly string[] {
  return [
    EMPTY,
    headings(["Where they are lost", "Failed", "No other failed", "First", "Open"]),
    ...head.criteria.map(({ id, label }, at) => {
      const { fail = 0, failsAlone = 0, failsFirst = 0, unknown = 0 } = criteria[at] ?? {};
      return rowXml([textCell(`${id} ${label}`), count(fail), count(failsAlone), count(failsFirst), count(unknown)]);
    }),
    rowXml([textCell("Near misses: one fail alone, by one number or date"), count(nearMisses.total)]),
  ];
}

function flowRows(insight: TrialInsight): readonly string[] {
  const { assessed, excluded, undetermined, eligible } = flowOf(insight);
  const row = (what: string, value: number): string => rowXml([textCell(what), count(value)]);
  return [
    EMPTY,
    headings(["Flow", "Candidates"]),
    row("Assessed", assessed),
    ...excluded.flatMap(({ id, count: lost }) => (lost === 0 ? [] : [row(`Excluded, first by ${id}`, lost)])),
    row("Undetermined", undetermined),
    row("Eligible", eligible),
  ];
}
