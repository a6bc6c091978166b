/** What screening finds out, and what reports print. Plain data, so that any report can be made from it. */
import type { Condition, CriterionKind, Limit, NodeId, NotEvaluated } from "../language/model.js";
import type { Reading } from "../values/reading.js";
import type { Problem } from "../values/record.js";
import type { PassedOver } from "./select.js";
import type { Doubt, Truth } from "./truth.js";

/** Does the candidate meet the condition as written? */
export type Finding = "met" | "not-met" | "unknown";

/** All verdicts. */
export const VERDICTS = ["pass", "fail", "unknown"] as const;
/** What the finding does to eligibility. */
export type Verdict = (typeof VERDICTS)[number];

/** All eligibilities, in the order in which counts are told. */
export const ELIGIBILITIES = ["eligible", "ineligible", "undetermined"] as const;
/** `ineligible` if any verdict is fail; else `undetermined` if any is unknown; else `eligible`. */
export type Eligibility = (typeof ELIGIBILITIES)[number];

/** What one leaf of a condition depends on. `column` is the heading or key; "" if the record has none. */
export interface Evidence {
  readonly field: string;
  readonly column: string;
  readonly cell: string;
  readonly reading: Reading;
  readonly limit: Limit;
  /** What the leaf came out as, and why; begins with the field's name. */
  readonly truth: Truth;
  readonly because: string;
  /** Why the truth is unknown where the cell could be read. */
  readonly doubt: Doubt | undefined;
  /** The day on which what counts was measured, as far as the value or its date column says; looked at for single candidates alone. */
  readonly on?: Reading | undefined;
  /** Observations of the field that do not count, and why; undefined if there are none. */
  readonly passedOver?: readonly PassedOver[] | undefined;
}

/** `because` is "" and `evidence` is empty where the output does not show them. */
export interface CriterionResult {
  readonly id: string;
  readonly kind: CriterionKind;
  readonly finding: Finding;
  readonly verdict: Verdict;
  /** The verdict depends on what a blank was declared to mean. */
  readonly assumed: boolean;
  readonly because: string;
  readonly evidence: readonly Evidence[];
  /**
   * Names the sentence of `because` where it is one of those that are given again and again: in one thread of one run, equal numbers are equal
   * sentences, so that what was made of one may be kept. Only in results without evidence.
   */
  readonly sentence?: number | undefined;
}

/** A value to look up: why it is open, and what it must be, in words. `why` holds patient values. */
export interface LookUp {
  readonly field: string;
  readonly label: string;
  readonly why: string;
  readonly needs: string;
}

/** By how much a candidate misses the one criterion that fails, in the limit's unit; `words` have the unit: `1 × 10⁹/L`, `3 days`. */
export interface NearMiss {
  readonly criterion: string;
  readonly distance: number;
  readonly words: string;
}

/** One candidate's verdicts in one trial, in the order of its criteria. */
export interface TrialResult {
  readonly trial: string;
  readonly eligibility: Eligibility;
  readonly criteria: readonly CriterionResult[];
  /**
   * Of the undetermined, where `insight/` has worked it out: the fewest values that could make the candidate eligible. Empty where more than
   * four are needed, where no values are enough, and where the record has a problem: that is to be corrected first.
   */
  readonly lookUps?: readonly LookUp[];
  /** Of the ineligible who fail one criterion alone, by one number or day. */
  readonly nearMiss?: NearMiss;
}

/** One candidate. `row` is what a spreadsheet shows, the index in a JSON array, the line in NDJSON. */
export interface CandidateResult {
  readonly candidate: string;
  readonly file: string;
  readonly row: number;
  readonly problems: readonly Problem[];
  readonly trials: readonly TrialResult[];
  /** The contents of the columns copied into the output, if any are. */
  readonly kept?: readonly string[] | undefined;
}

/**
 * How much of a result an output shows, and so how much is made. `reasons`: `because` for all but `pass`. `insight`: also the evidence that
 * the answer of a list rests on: for criteria with a cell that cannot be read, for all criteria of an undetermined candidate (without words if
 * they pass and nothing is open), and for the only failing criterion of a candidate with nothing open.
 */
export type Detail = "verdicts" | "reasons" | "insight" | "evidence";

/** A criterion as reports need it. */
export interface CriterionHead {
  readonly id: string;
  readonly kind: CriterionKind;
  readonly label: string;
  /** Everything that it asks, in words; only if an output shows it. */
  readonly text?: string;
  /** Where the protocol says it. */
  readonly source?: string | undefined;
}

/** A trial as reports need it. */
export interface TrialHead {
  readonly id: string;
  readonly title: string;
  readonly source: string | undefined;
  readonly version: string | undefined;
  readonly criteria: readonly CriterionHead[];
  /** Sentences of the protocol that a person has to check. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/** A file that the run depends on. */
export interface FileDigest {
  readonly file: string;
  readonly sha256: string;
}

/** All that is known before the first record. */
export interface RunHead {
  readonly version: string;
  /** ISO date; null where no criterion needs one. */
  readonly asOf: string | null;
  readonly criteria: readonly FileDigest[];
  readonly dictionaries: readonly FileDigest[];
  readonly columnMap: FileDigest | null;
  readonly trials: readonly TrialHead[];
  /** More than one candidate file: outputs then say which. */
  readonly severalFiles: boolean;
}

/** How many candidates are eligible, ineligible and undetermined. */
export type EligibilityCounts = Readonly<Record<Eligibility, number>>;

/** All that is known after the last record. */
export interface RunSummary {
  readonly inputs: readonly (FileDigest & { readonly records: number; readonly emptyRows: number })[];
  readonly records: number;
  /** Records printed; fewer than `records` only with `--only`. */
  readonly printed: number;
  /** Records that are not candidates: in no other count but `records`, `printed`, `recordsWithProblems` and `problems`. */
  readonly notCandidates: number;
  readonly recordsWithProblems: number;
  readonly problems: Readonly<Record<string, number>>;
  readonly trials: readonly { readonly trial: string; readonly counts: EligibilityCounts }[];
}

/** One node of a condition, explained for one candidate. `count` is how many members are asked for; undefined but for `atLeast`. */
export interface ExplainedNode {
  readonly id: NodeId;
  readonly kind: Condition["kind"];
  readonly truth: Truth;
  /** The truth depends on what a blank was declared to mean. */
  readonly assumed: boolean;
  readonly count: number | undefined;
  /** Why, in words. Holds patient values. */
  readonly because: string;
  readonly evidence: Evidence | undefined;
  readonly children: readonly ExplainedNode[];
}
