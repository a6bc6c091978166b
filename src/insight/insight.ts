/**
 * The summary of a list: whom to approach, what to look up, what to correct, where candidates are lost. Plain data, merged block by
 * block in the order of the list. Its size does not depend on the list, except for the candidates that are kept to be shown.
 */
import { type CandidateResult, ELIGIBILITIES, type Eligibility, type LookUp, type NearMiss } from "../evaluate/result.js";
import { type Kept, keepOf, mergeKept } from "./kept.js";

/** A candidate, and its place in the input. */
export type Place = Pick<CandidateResult, "candidate" | "file" | "row" | "kept">;

/** An eligible candidate, and the ids of the criteria that pass only because of what the column map or a blank is taken to mean. */
export interface Approach extends Place {
  readonly assumed: readonly string[];
}

/** What has to be looked up for one candidate. */
export interface Needed extends Place {
  readonly lookUps: readonly LookUp[];
}

/** A cell that cannot be read, or a problem of a record (then `column` and `cell` are ""). */
export interface Correction extends Place {
  readonly column: string;
  readonly cell: string;
  readonly why: string;
}

/** A candidate who fails only one criterion, and by how much. */
export interface Missed extends Place, NearMiss {}

/** How often a criterion had each result. */
export interface CriterionTally {
  readonly id: string;
  pass: number;
  fail: number;
  unknown: number;
  /** How often it was the only criterion that failed. */
  failsAlone: number;
  /** How often it was the only unknown criterion and none failed. */
  unknownAlone: number;
  /** How often it was the first criterion, in protocol order, that failed. */
  failsFirst: number;
  /** Eligible candidates who pass it only by what the column map or a blank is taken to mean. */
  assumed: number;
}

/** How many candidates need a value looked up, and how many of them it decides alone. */
export interface FieldTally {
  readonly field: string;
  readonly label: string;
  candidates: number;
  alone: number;
}

/** One trial. */
export interface TrialInsight {
  readonly trial: string;
  readonly counts: Record<Eligibility, number>;
  /** Those whose eligibility rests on assumptions: the eligible who pass a criterion by one, the ineligible all of whose fails rest on one. */
  readonly assumed: { eligible: number; ineligible: number };
  /** In protocol order. */
  readonly criteria: readonly CriterionTally[];
  readonly approach: Kept<Approach>;
  /** Fewest look-ups first. */
  readonly needed: Kept<Needed>;
  readonly nearMisses: Kept<Missed>;
  /** By field, in order of first need. */
  readonly fields: Map<string, FieldTally>;
  /** Undetermined candidates who are one look-up away, and those who need several values. */
  oneAway: number;
  several: number;
}

/** The whole list, or a part of it. */
export interface Insight {
  readonly trials: readonly TrialInsight[];
  readonly corrections: Kept<Correction>;
  /** Candidates: records without those that are not candidates. */
  records: number;
  /** Records that are not candidates: summaries of other rows, and comments. */
  otherRows: number;
  /** Records with a problem, and cells that cannot be read; both are among the corrections. */
  recordsWithProblems: number;
  unreadableCells: number;
  /** Records that share their id with another, and these ids. */
  repeated: number;
  readonly repeatedIds: Set<string>;
}

/** What an insight needs to know about trials. */
export type NamedTrials = readonly { readonly id: string; readonly criteria: readonly { readonly id: string }[] }[];

/** The insight of an empty list. @param most how many candidates of each kind are kept */
export function noInsight(trials: NamedTrials, most: number): Insight {
  return {
    trials: trials.map(({ id: trial, criteria }) => ({
      trial,
      counts: { eligible: 0, ineligible: 0, undetermined: 0 },
      assumed: { eligible: 0, ineligible: 0 },
      criteria: criteria.map(({ id }) => {
        return { id, pass: 0, fail: 0, unknown: 0, failsAlone: 0, unknownAlone: 0, failsFirst: 0, assumed: 0 };
      }),
      approach: keepOf(most),
      needed: keepOf(most),
      nearMisses: keepOf(most),
      fields: new Map(),
      oneAway: 0,
      several: 0,
    })),
    corrections: keepOf(most),
    records: 0,
    otherRows: 0,
    recordsWithProblems: 0,
    unreadableCells: 0,
    repeated: 0,
    repeatedIds: new Set(),
  };
}

const TALLIES = ["pass", "fail", "unknown", "failsAlone", "unknownAlone", "failsFirst", "assumed"] as const;
const TRIAL_COUNTS = ["oneAway", "several"] as const;
const LIST_COUNTS = ["records", "otherRows", "recordsWithProblems", "unreadableCells", "repeated"] as const;

/** Adds the insight of candidates that come after those of `whole`. */
export function mergeInsight(whole: Insight, later: Insight): void {
  for (const count of LIST_COUNTS) whole[count] += later[count];
  for (const id of later.repeatedIds) whole.repeatedIds.add(id);
  mergeKept(whole.corrections, later.corrections);
  for (const [index, trial] of later.trials.entries()) {
    const own = whole.trials[index];
    if (own !== undefined) mergeTrial(own, trial);
  }
}

function mergeTrial(own: TrialInsight, later: TrialInsight): void {
  for (const word of ELIGIBILITIES) own.counts[word] += later.counts[word];
  own.assumed.eligible += later.assumed.eligible;
  own.assumed.ineligible += later.assumed.ineligible;
  for (const [at, tally] of own.criteria.entries()) for (const of of TALLIES) tally[of] += later.criteria[at]?.[of] ?? 0;
  mergeKept(own.approach, later.approach);
  mergeKept(own.needed, later.needed);
  mergeKept(own.nearMisses, later.nearMisses);
  for (const { field, label, candidates, alone } of later.fields.values()) {
    const tally = tallyOf(own, field, label);
    tally.candidates += candidates;
    tally.alone += alone;
  }
  for (const count of TRIAL_COUNTS) own[count] += later[count];
}

/** The tally of a field, a new one where there is none yet. */
export function tallyOf({ fields }: TrialInsight, field: string, label: string): FieldTally {
  const tally = fields.get(field) ?? { field, label, candidates: 0, alone: 0 };
  fields.set(field, tally);
  return tally;
}

/** Different ids: records that share one are one person. */
export function idsOf({ records, repeated, repeatedIds }: Insight): number {
  return records - repeated + repeatedIds.size;
}

/** The flow of candidates, as CONSORT asks for it. */
export interface Flow {
  readonly assessed: number;
  /** By the first criterion that fails, in protocol order. */
  readonly excluded: readonly { readonly id: string; readonly count: number }[];
  readonly undetermined: number;
  readonly eligible: number;
}

/** The flow of a trial; its numbers sum up to the assessed. */
export function flowOf({ counts, criteria }: TrialInsight): Flow {
  const { eligible, ineligible, undetermined } = counts;
  const excluded = criteria.map(({ id, failsFirst }) => ({ id, count: failsFirst }));
  return { assessed: eligible + ineligible + undetermined, excluded, undetermined, eligible };
}

/** The values to look up, the most decisive first; in order of first need where they decide as much. */
export function decisiveFirst({ fields }: TrialInsight): readonly FieldTally[] {
  return [...fields.values()].sort((a, b) => b.alone - a.alone || b.candidates - a.candidates);
}
