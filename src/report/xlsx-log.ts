/** Rows of the workbook's screening log and of its look-ups. */
import type {
  CandidateResult,
  CriterionHead,
  CriterionResult,
  Eligibility,
  LookUp,
  RunHead,
  Verdict,
} from "../evaluate/result.js";
import { isCandidate } from "../values/record.js";
import { type Bytes, type Piece, pieceOf } from "./bytes.js";
import { cellStart, dateCell, linesOf, numberCell, STYLE, textCell, wordCell } from "./sheet-xml.js";
import type { PlaceCells } from "./xlsx-candidates.js";
import { type Part, PartsCell, partOf } from "./xlsx-parts.js";
import type { Rows } from "./xlsx-rows.js";

/** With one of the next two after it, a placeholder for a candidate's number in the log: only the packer of the rows can count. */
export const NUMBER = "\u0003";
/** The next number. */
export const NEXT = "+";
/** The same number once more. */
const SAME = "=";

/** Room for a pen. */
const PEN_LINES = 2;

/** The width of the column of reasons, in characters. */
export const REASONS_WIDTH = 60;
/** Of what to look up. */
export const NEEDS_WIDTH = 70;
/** Of the protocol's version. */
export const VERSION_WIDTH = 18;

/** Makes the writer of the log: a row for each trial, whose cells for initials, date and decision are empty. */
export function logWriter(run: RunHead): (result: CandidateResult, place: PlaceCells, rows: Rows) => void {
  // What is the same for all candidates is made once.
  const empty = textCell("", STYLE.ruled);
  const asOf = run.asOf === null ? empty : dateCell(run.asOf, STYLE.ruledDate);
  const answers: Readonly<Record<Eligibility, Piece>> = {
    eligible: pieceOf(wordCell("yes", STYLE.ruled)),
    ineligible: pieceOf(wordCell("no", STYLE.ruled)),
    undetermined: pieceOf(wordCell("open", STYLE.ruled)),
  };
  const noCandidate = pieceOf(textCell("no candidate", STYLE.ruled));
  const pen = pieceOf(empty.repeat(3));
  const trials = run.trials.map(({ id, version = "", criteria }, index) => ({
    number: pieceOf(`${cellStart(STYLE.ruled)}><v>${NUMBER}${index === 0 ? NEXT : SAME}</v></c>`),
    head: pieceOf((run.trials.length > 1 ? textCell(id, STYLE.ruled) : "") + asOf + textCell(version, STYLE.ruled)),
    lines: Math.max(PEN_LINES, linesOf(version, VERSION_WIDTH)),
    fails: criteria.map((one) => partOf(`fails: ${nameOf(one)}`, REASONS_WIDTH)),
    open: criteria.map((one) => partOf(`open: ${nameOf(one)}`, REASONS_WIDTH)),
  }));
  const reasons = new PartsCell(STYLE.ruled, "\n", REASONS_WIDTH);
  return (result, place, rows) => {
    for (let at = 0; at < trials.length; at++) {
      const trial = trials[at];
      const found = result.trials[at];
      if (trial === undefined || found === undefined) continue;
      // Problems, then what fails, then what is open: protocol items and labels.
      reasons.clear();
      for (const { message } of result.problems) reasons.add(partOf(message, REASONS_WIDTH));
      addAll(reasons, trial.fails, found.criteria, "fail");
      addAll(reasons, trial.open, found.criteria, "unknown");
      const row = rows.begin(Math.max(trial.lines, reasons.lines));
      row.put(trial.number);
      row.append(place.ruled);
      row.put(trial.head);
      row.put(isCandidate(result.problems) ? answers[found.eligibility] : noCandidate);
      reasons.write(row);
      row.put(pen);
      rows.end();
    }
  };
}

function addAll(cell: PartsCell, parts: readonly Part[], criteria: readonly CriterionResult[], wanted: Verdict): void {
  for (let at = 0; at < criteria.length; at++) {
    const part = parts[at];
    if (criteria[at]?.verdict === wanted && part !== undefined) cell.add(part);
  }
}

function nameOf({ id, label, source }: CriterionHead): string {
  return `${id} ${label}${source === undefined ? "" : ` (${source})`}`;
}

/** Letters of the pieces of look-ups, by rank: they come one after the other in one sheet. */
export const RANKS = ["1", "2", "3", "4", "5"] as const;

/** Adds a row of what to look up, with a cell to tick off. @param ranks the fewest values first */
export function addLookUps(
  ranks: readonly Rows[],
  lookUps: readonly LookUp[],
  {
    trial,
    place,
    values,
    severalTrials,
  }: { readonly trial: string; readonly place: Bytes; readonly values: boolean; readonly severalTrials: boolean },
): void {
  const needs = lookUps
    .map(({ label, why, needs: needed }) => `${label}: ${values && why !== "" ? `${why}; ` : ""}needs ${needed}`)
    .join("\n");
  const text = lookUps.length === 0 ? "several values" : needs;
  const cells = [
    ...(severalTrials ? [textCell(trial)] : []),
    lookUps.length === 0 ? textCell("") : numberCell(lookUps.length),
    textCell(text, STYLE.wrapped),
    textCell(""),
  ];
  ranks[(lookUps.length === 0 ? RANKS.length : lookUps.length) - 1]?.add(place, cells, linesOf(text, NEEDS_WIDTH));
}
