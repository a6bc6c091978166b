/** Rows of the workbook's candidates and of their verdicts. This is the innermost loop of long runs: it looks up and appends. */
import type { CandidateResult, CriterionResult, Eligibility, RunHead } from "../evaluate/result.js";
import type { Problem } from "../values/record.js";
import { Bytes, type Piece, pieceOf } from "./bytes.js";
import type { ReportOptions } from "./reporter.js";
import { cellStart, numberCell, STYLE, type Style, textContent, wordCell } from "./sheet-xml.js";
import { NO_ID } from "./verdict-words.js";
import { type Part, PartsCell, partOf } from "./xlsx-parts.js";
import type { Rows } from "./xlsx-rows.js";

/** The width of the columns of causes, in characters. */
export const WHY_WIDTH = 70;
/** Of lists of ids. */
export const IDS_WIDTH = 22;
/** Of problems. */
export const PROBLEMS_WIDTH = 40;

const ELIGIBILITY_CELLS: Readonly<Record<Eligibility, Piece>> = {
  eligible: pieceOf(wordCell("eligible", STYLE.good)),
  ineligible: pieceOf(wordCell("ineligible", STYLE.bad)),
  undetermined: pieceOf(wordCell("undetermined", STYLE.unsure)),
};
const PASS = pieceOf(wordCell("pass", STYLE.good));
const FAIL = pieceOf(wordCell("fail", STYLE.bad));
const UNKNOWN = pieceOf(wordCell("unknown", STYLE.unsure));

/** The cells with a candidate's ID and place: for lists, and ruled as on a form. */
export class PlaceCells {
  readonly #severalFiles: boolean;
  /** Good until the next candidate. */
  readonly plain = new Bytes();
  readonly ruled = new Bytes();

  constructor({ severalFiles }: RunHead) {
    this.#severalFiles = severalFiles;
  }

  /** Moves to a candidate. */
  turnTo({ candidate, file, row, kept = [] }: CandidateResult): void {
    this.plain.clear();
    this.ruled.clear();
    this.#text(candidate === "" ? NO_ID : candidate, STYLE.plain);
    if (this.#severalFiles) this.#text(file, STYLE.plain);
    this.plain.text(numberCell(row));
    this.ruled.text(numberCell(row, STYLE.ruled));
    for (const text of kept) this.#text(text, STYLE.wrapped);
  }

  #text(text: string, style: Style): void {
    const content = textContent(text);
    this.plain.text(cellStart(style));
    this.plain.text(content);
    this.ruled.text(cellStart(STYLE.ruled));
    this.ruled.text(content);
  }
}

/** Makes the writer of both rows. */
export function candidateWriter(
  run: RunHead,
  options: ReportOptions,
): (result: CandidateResult, place: PlaceCells, candidates: Rows, verdicts: Rows) => void {
  const cells = run.trials.map(({ criteria }) => new TrialCells(criteria, options));
  const told = new PartsCell(STYLE.wrapped, "\n", PROBLEMS_WIDTH);
  const tell = ({ code, message }: Problem): void =>
    told.add(partOf(options.reasons ? `${code}: ${message}` : code, PROBLEMS_WIDTH));
  return ({ problems, trials }, place, candidates, verdicts) => {
    told.clear();
    for (const problem of problems) tell(problem);
    let { lines } = told;
    for (let at = 0; at < trials.length; at++) {
      const trial = trials[at];
      if (trial !== undefined) lines = Math.max(lines, cells[at]?.turnTo(trial.criteria) ?? 1);
    }
    const row = candidates.begin(lines);
    row.append(place.plain);
    for (let at = 0; at < trials.length; at++) {
      const trial = trials[at];
      if (trial !== undefined) row.put(ELIGIBILITY_CELLS[trial.eligibility]);
      cells[at]?.write(row);
    }
    told.write(row);
    candidates.end();
    const words = verdicts.begin();
    words.append(place.plain);
    // Faster than a map keyed by the words.
    for (const { criteria } of trials)
      for (const { verdict } of criteria) words.put(verdict === "pass" ? PASS : verdict === "fail" ? FAIL : UNKNOWN);
    verdicts.end();
  };
}

/** Causes remembered for a trial at most. */
const MAX_CAUSES = 20_000;

/** What is said about a candidate in one trial: the causes, and the IDs of criteria that failed, are unknown, or were assumed. */
class TrialCells {
  readonly #why: PartsCell | undefined;
  readonly #showsCauses: boolean;
  readonly #failed = new PartsCell(STYLE.wrapped, ", ", IDS_WIDTH);
  readonly #unknown = new PartsCell(STYLE.wrapped, ", ", IDS_WIDTH);
  readonly #assumed = new PartsCell(STYLE.wrapped, ", ", IDS_WIDTH);
  readonly #ids: readonly Part[];
  /** By criterion and cause. */
  readonly #causes: readonly Map<string, Part>[];
  #count = 0;

  constructor(criteria: readonly { readonly id: string }[], { reasons, values }: ReportOptions) {
    this.#why = reasons ? new PartsCell(STYLE.wrapped, "\n", WHY_WIDTH) : undefined;
    this.#showsCauses = reasons && values;
    this.#ids = criteria.map(({ id }) => partOf(id, IDS_WIDTH));
    this.#causes = criteria.map(() => new Map());
  }

  /** @returns how many lines the highest cell has */
  turnTo(criteria: readonly CriterionResult[]): number {
    this.#why?.clear();
    this.#failed.clear();
    this.#unknown.clear();
    this.#assumed.clear();
    for (let at = 0; at < criteria.length; at++) {
      const one = criteria[at];
      const id = this.#ids[at];
      if (one === undefined || id === undefined) continue;
      if (one.verdict === "fail") {
        this.#failed.add(id);
        this.#say(one, at);
      } else if (one.verdict === "unknown") this.#unknown.add(id);
      if (one.assumed) this.#assumed.add(id);
    }
    // What failed comes before what is unknown.
    for (let at = 0; at < criteria.length; at++) {
      const one = criteria[at];
      if (one?.verdict === "unknown") this.#say(one, at);
    }
    return Math.max(this.#why?.lines ?? 1, this.#failed.lines, this.#unknown.lines, this.#assumed.lines);
  }

  write(out: Bytes): void {
    this.#why?.write(out);
    this.#failed.write(out);
    this.#unknown.write(out);
    this.#assumed.write(out);
  }

  #say({ id, because }: CriterionResult, at: number): void {
    const known = this.#causes[at];
    if (!this.#showsCauses || because === "" || known === undefined) return;
    let part = known.get(because);
    if (part === undefined) {
      part = partOf(`${id}: ${because}`, WHY_WIDTH);
      if (this.#count >= MAX_CAUSES) {
        for (const causes of this.#causes) causes.clear();
        this.#count = 0;
      }
      known.set(because, part);
      this.#count += 1;
    }
    this.#why?.add(part);
  }
}
