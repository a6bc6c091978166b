/** What evaluation asks of a record, whatever file it came from. */
import type { Observation } from "./observation.js";
import type { Reading } from "./reading.js";

/** What is wrong with a record as a whole. Codes are stable. */
export type ProblemCode =
  | "ragged-row" // too many or too few cells: they may be shifted
  | "stray-quote" // a quote joins lines that may be rows of their own, or an id begins with one
  | "not-a-candidate" // a summary of the rows above, or a comment
  | "missing-id"
  | "repeated-id"
  | "repeated-second-id" // another column of ids has the same one under another id
  | "two-values" // two keys for one field in a JSON record
  | "not-a-record"; // a JSON array element or line that is no object

/** A problem never stops a run; its record cannot be eligible. The message holds no patient value. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
}

/** Whether a record with these problems is a candidate's. */
export function isCandidate(problems: readonly Problem[]): boolean {
  return problems[0]?.code !== "not-a-candidate";
}

/**
 * By slot, the key of what is known: observations of one slot that share generation and number are the same. Generations count from 1, numbers too,
 * and no generation has many; they are those of the current record.
 */
export interface ReadingKeys {
  readonly generations: Int32Array;
  readonly numbers: Int32Array;
}

/** One of the two limits of normal. */
export type NormalLimit = "uln" | "lln";

/**
 * One candidate's values by slot; a slot is a field that criteria use, as one dictionary declares it. A record may be a cursor that
 * moves on to the next row: nobody keeps one.
 */
export interface CandidateRecord {
  /**
   * What is known of a field: one observation nearly always, and never none. Which of several counts is for criteria to say. One that a day
   * beside it puts after the as-of date says that day itself: it cannot count, whatever is asked.
   */
  observations(slot: number): readonly Observation[];
  /** Keys of the observations, under which results that depend on these alone are cached. */
  readonly readingKeys?: ReadingKeys;
  /**
   * When an observation was made: a date reading, or missing or unreadable.
   *
   * @param at what it says itself; another day may stand beside it
   */
  measuredOn(slot: number, at: Reading | undefined): Reading;
  /** The laboratory's limit of normal from its own column or the column map: a number reading, or missing or unreadable. */
  limitOfNormal(slot: number, which: NormalLimit): Reading;
  /** The heading or key that holds the value; "" if the record has none. */
  column(slot: number): string;
  /** The value as written; "" if there is none. */
  cell(slot: number): string;
}
