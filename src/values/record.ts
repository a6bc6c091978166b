/** What evaluation needs to know of a record, whatever file it came from. */
import type { Observation } from "./observation.js";
import type { Reading } from "./reading.js";

/** What is wrong with a record as a whole. Codes are stable. */
export type ProblemCode =
  | "ragged-row" // too many or too few cells: they may be shifted
  | "stray-quote" // a quote joins lines that may be rows of their own, or an id begins with one
  | "not-a-candidate" // a summary of the rows above, or a comment
  | "missing-id"
  | "repeated-id"
  | "repeated-second-id" // in a second ID column, two records with different IDs share one
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
 * The cache key of an observation, by slot: observations of a slot with the same generation and number are equal. Both count from 1,
 * and no generation has many. The keys are those of the current record.
 */
export interface ReadingKeys {
  readonly generations: Int32Array;
  readonly numbers: Int32Array;
}

/** One of the two limits of normal. */
export type NormalLimit = "uln" | "lln";

/**
 * One candidate's values by slot; a slot is a field that criteria use, as one dictionary declares it. A record may be a cursor that
 * moves on to the next row, so code must not keep one.
 */
export interface CandidateRecord {
  /**
   * The observations of a field: nearly always one, never none. Which of several counts is up to the criteria. If a date column beside a value
   * puts it after the as-of date, the observation carries that day: it cannot count, whatever the criterion asks.
   */
  observations(slot: number): readonly Observation[];
  /** Keys of the observations, under which results that depend on these alone are cached. */
  readonly readingKeys?: ReadingKeys;
  /**
   * When an observation was made: a date reading, or missing or unreadable.
   *
   * @param at the day that the cell itself names; a date column beside it may hold another
   */
  measuredOn(slot: number, at: Reading | undefined): Reading;
  /** The laboratory's limit of normal from its own column or the column map: a number reading, or missing or unreadable. */
  limitOfNormal(slot: number, which: NormalLimit): Reading;
  /** The heading or key that holds the value; "" if the record has none. */
  column(slot: number): string;
  /** The value as written; "" if there is none. */
  cell(slot: number): string;
}
