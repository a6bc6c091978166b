/** Rows of the workbook's screening log and of its look-ups. */
import type { CandidateResult, CriterionHead, Eligibility, LookUp, RunHead, TrialResult } from "../evaluate/result.js";
import { isCandidate } from "../values/record.js";
import { dateCell, linesOf, numberCell, rowXml, STYLE, textCell, wordCell } from "./sheet-xml.js";

/** Stands for the number of the next candidate of the log: only whoever packs the rows can count. */
export const NEXT_NUMBER = "\u0003";
/** Stands for the same number once more. */
export const SAME_NUMBER = "\u0004";

/** Room for a pen. */
const PEN_LINES = 2;

/** The width of the column of reasons, in characters. */
export const REASONS_WIDTH = 60;
/** Of what to look up. */
export const NEEDS_WIDTH = 70;
/** Of the protocol's version. */
export const VERSION_WIDTH = 18;

/** Makes the writer of the log: a row for each trial, whose cells for initials, date and decision are empty. */
export function logWriter(run: RunHead): (result: CandidateResult, place: string) => readonly string[] {
  // What is the same for all candidates is made once.
  const empty = textCell("", STYLE.ruled);
  const asOf = run.asOf === null ? empty : dateCell(run.asOf, STYLE.ruledDate);
  const answers: Readonly<Record<Eligibility, string>> = {
    eligible: wordCell("yes", STYLE.ruled),
    ineligible: wordCell("no", STYLE.ruled),
    undetermined: wordCell("open", STYLE.ruled),
  };
  const trials = run.trials.map(({ id, version = "", criteria }, index) => ({
    number: `<c s="${STYLE.ruled}"><v>${index === 0 ? NEXT_NUMBER : SAME_NUMBER}</v></c>`,
    head: (run.trials.length > 1 ? textCell(id, STYLE.ruled) : "") + asOf + textCell(version, STYLE.ruled),
    lines: Math.max(PEN_LINES, linesOf(version, VERSION_WIDTH)),
    names: criteria.map(nameOf),
  }));
  const pen = empty.repeat(3);
  return (result, place) => {
    return result.trials.map((trial, index) => {
      const { number = "", head = "", lines = PEN_LINES, names = [] } = trials[index] ?? {};
      const reasons = reasonsOf(result, trial, names);
      const answer = isCandidate(result.problems) ? answers[trial.eligibility] : textCell("no candidate", STYLE.ruled);
      const cells = [number, place, head, answer, textCell(reasons, STYLE.ruled), pen];
      return rowXml(cells, Math.max(lines, linesOf(reasons, REASONS_WIDTH)));
    });
  };
}

/** Problems, then what fails, then what is open: protocol items and labels. */
function reasonsOf({ problems }: CandidateResult, { criteria }: TrialResult, names: readonly string[]): string {
  const lines = problems.map(({ message }) => message);
  const open: string[] = [];
  for (let at = 0; at < criteria.length; at++) {
    const verdict = criteria[at]?.verdict;
    if (verdict === "fail") lines.push(`fails: ${names[at]}`);
    else if (verdict === "unknown") open.push(`open: ${names[at]}`);
  }
  return [...lines, ...open].join("\n");
}

function nameOf({ id, label, source }: CriterionHead): string {
  return `${id} ${label}${source === undefined ? "" : ` (${source})`}`;
}

/** A row of what to look up, with a cell to tick off. `rank`: fewest values first. */
export function lookUpRow(
  lookUps: readonly LookUp[],
  {
    trial,
    place,
    values,
    severalTrials,
  }: { readonly trial: string; readonly place: string; readonly values: boolean; readonly severalTrials: boolean },
): { readonly rank: number; readonly xml: string } {
  const needs = lookUps
    .map(({ label, why, needs: needed }) => `${label}: ${values && why !== "" ? `${why}; ` : ""}needs ${needed}`)
    .join("\n");
  const text = lookUps.length === 0 ? "several values" : needs;
  const cells = [
    place,
    ...(severalTrials ? [textCell(trial)] : []),
    lookUps.length === 0 ? textCell("") : numberCell(lookUps.length),
    textCell(text, STYLE.wrapped),
    textCell(""),
  ];
  return { rank: lookUps.length === 0 ? RANKS.length : lookUps.length, xml: rowXml(cells, linesOf(text, NEEDS_WIDTH)) };
}

/** Letters of the pieces of look-ups, by rank: they come one after the other in one sheet. */
export const RANKS = ["1", "2", "3", "4", "5"] as const;
