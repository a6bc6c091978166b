/** table: for people. It aligns its columns, so it holds every row until the tail, but no more of each than it shows. */
import type { CandidateResult, CriterionResult, RunHead, RunSummary, TrialResult } from "../evaluate/result.js";
import { counted } from "../text/counted.js";
import { terminalSafe, wrapHanging } from "../text/terminal-text.js";
import { countLines } from "./counts-text.js";
import type { Reporter, ReportOptions } from "./reporter.js";
import { type Remark, type TableRow, tableLines } from "./table-lines.js";
import { ELIGIBILITY_LOOKS, lineWidth, NO_ID, PROBLEM_SYMBOL, VERDICT_LOOKS } from "./verdict-words.js";

/** What failed and what is unknown, the most decisive first; then what was assumed. */
function remarksOf({ criteria }: TrialResult, withText: boolean): readonly Remark[] {
  const remarks: Remark[] = [];
  for (const verdict of ["fail", "unknown"] as const) {
    const { text: head, paint } = VERDICT_LOOKS[verdict];
    const found = criteria.filter((criterion) => criterion.verdict === verdict);
    if (withText) {
      for (const { id, because } of found)
        remarks.push({ head, paint, text: ` ${id}${because === "" ? "" : `: ${terminalSafe(because)}`}` });
    } else if (found.length > 0) remarks.push({ head, paint, text: ` ${idsOf(found)}` });
  }
  const assumed = criteria.filter((criterion) => criterion.assumed);
  if (assumed.length > 0) remarks.push({ head: "assumed", paint: "dim", text: ` ${idsOf(assumed)}` });
  return remarks;
}

function idsOf(criteria: readonly CriterionResult[]): string {
  return criteria.map(({ id }) => id).join(", ");
}

function tableRow(
  { candidate, file, row, problems, trials, kept = [] }: CandidateResult,
  { withText, keep = [] }: { readonly withText: boolean; readonly keep: ReportOptions["keep"] },
): TableRow {
  const along = kept.flatMap((text, index) => (text === "" ? [] : [terminalSafe(`${keep[index] ?? ""}: ${text}`)]));
  return {
    candidate: candidate === "" ? NO_ID : terminalSafe(candidate),
    file: terminalSafe(file),
    row: String(row),
    kept: along.length === 0 ? [] : [{ head: along.join(" · "), paint: "dim", text: "" }],
    problems: problems.map(({ code, message }) => ({
      head: `${PROBLEM_SYMBOL} ${code}`,
      paint: "unsure",
      text: `: ${terminalSafe(message)}`,
    })),
    trials: trials.map((trial) => ({
      trial: trial.trial,
      eligibility: ELIGIBILITY_LOOKS[trial.eligibility],
      remarks: remarksOf(trial, withText),
    })),
  };
}

/** The result of the run; these numbers include every record, printed or not. */
function closingLines(summary: RunSummary, heads: RunHead["trials"]): readonly string[] {
  const { recordsWithProblems, problems, inputs } = summary;
  const lines = [...countLines(summary, heads).map(terminalSafe)];
  const codes = Object.keys(problems).sort();
  if (recordsWithProblems > 0) {
    lines.push(
      `${counted(recordsWithProblems, "record")} with problems: ${codes.map((code) => `${problems[code]} ${code}`).join(", ")}`,
    );
  }
  const empty = inputs.reduce((sum, input) => sum + input.emptyRows, 0);
  if (empty > 0) lines.push(`${counted(empty, "row")} without any content`);
  return lines;
}

/** Makes a table reporter for one run. */
export function table(options: ReportOptions): Reporter {
  const { reasons, values, paint, keep } = options;
  const width = lineWidth(options.width);
  // Reasons quote cells.
  const withText = reasons && values;
  const rows: TableRow[] = [];
  let run: RunHead | undefined;
  return {
    detail: withText ? "reasons" : "verdicts",
    head(started) {
      run = started;
      const titles = started.trials.flatMap(({ id, title }) =>
        wrapHanging(terminalSafe(`${id}  ${title}`), width, 2).map(paint.strong),
      );
      const asOf = started.asOf === null ? [] : [paint.dim(`as of ${started.asOf}`)];
      return `${[...titles, ...asOf, ""].join("\n")}\n`;
    },
    block(results) {
      for (const result of results) rows.push(tableRow(result, { withText, keep }));
      return "";
    },
    tail(summary) {
      if (run === undefined) throw new Error("a report begins with its head");
      const lines = tableLines(rows, { width, paint, severalTrials: run.trials.length > 1, severalFiles: run.severalFiles });
      const counts = closingLines(summary, run.trials).flatMap((line) => wrapHanging(line, width, 2));
      return `${[...lines, ...(lines.length === 0 ? [] : [""]), ...counts].join("\n")}\n`;
    },
  };
}
