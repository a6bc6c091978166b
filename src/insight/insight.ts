/**
 * What a list comes to: whom to approach, what to look up, what to correct, where candidates are lost. Worked out in one pass; memory does
 * not grow with the list, but for what is kept to be shown.
 */
import type { CandidateResult, CriterionResult, Eligibility, TrialResult } from "../evaluate/result.js";
import type { Trial } from "../language/model.js";
import { MISSING_WORDS } from "../values/describe-reading.js";
import { isCandidate } from "../values/record.js";
import { Kept } from "./kept.js";
import { LookUpSearch } from "./look-ups.js";
import { type Miss, missOf } from "./near-miss.js";

/** A candidate and where it stands. */
export interface Place {
  readonly candidate: string;
  readonly file: string;
  readonly row: number;
}

/** An eligible candidate, and the criteria that pass only by what the column map or a blank is taken to mean. */
export interface Approach extends Place {
  readonly assumed: readonly string[];
}

/** What has to be looked up for one candidate: nothing where several values are needed. */
export interface Needed extends Place {
  readonly lookUps: readonly { readonly field: string; readonly label: string; readonly why: string; readonly needs: string }[];
}

/** A cell that cannot be read, or a problem of a record (then `column` is ""). */
export interface Correction extends Place {
  readonly column: string;
  readonly cell: string;
  readonly why: string;
}

/** A candidate who fails one criterion alone. */
export interface NearMiss extends Place, Miss {}

/** How often a criterion came out so. `failsAlone`: nothing else fails; `unknownAlone`: nothing fails, and nothing else is open. */
export interface CriterionTally {
  pass: number;
  fail: number;
  unknown: number;
  failsAlone: number;
  unknownAlone: number;
  /** The first in protocol order that fails. */
  failsFirst: number;
}

/** How many candidates a value would decide alone, and in how many sets of look-ups it stands. */
export interface FieldTally {
  readonly label: string;
  candidates: number;
  alone: number;
}

/** One trial. */
export class TrialInsight {
  readonly trial: Trial;
  readonly counts: Record<Eligibility, number> = { eligible: 0, ineligible: 0, undetermined: 0 };
  readonly criteria: readonly CriterionTally[];
  readonly approach: Kept<Approach>;
  /** Fewest look-ups first. */
  readonly needed: Kept<Needed>;
  readonly nearMisses: Kept<NearMiss>;
  /** By field, in order of first need. */
  readonly fields = new Map<string, FieldTally>();
  /** Eligible candidates who rest on an assumption, and by criterion. */
  assumedEligible = 0;
  readonly toConfirm = new Map<string, number>();
  /** Ineligible candidates all of whose fails rest on an assumption. */
  assumedIneligible = 0;
  /** Undetermined candidates who are one look-up away, and those who need several values. */
  oneAway = 0;
  several = 0;
  readonly #search: LookUpSearch;
  readonly #asOf: number | undefined;

  constructor(trial: Trial, asOf: number | undefined, most: number) {
    this.trial = trial;
    this.#asOf = asOf;
    this.#search = new LookUpSearch(trial, asOf);
    this.criteria = trial.criteria.map(() => ({ pass: 0, fail: 0, unknown: 0, failsAlone: 0, unknownAlone: 0, failsFirst: 0 }));
    this.approach = new Kept(most);
    this.needed = new Kept(most);
    this.nearMisses = new Kept(most);
  }

  /** Takes one candidate's verdicts, with the evidence of each. */
  add(place: Place, result: TrialResult, hasProblems: boolean): void {
    const { eligibility, criteria } = result;
    this.counts[eligibility] += 1;
    const fails = this.#tally(criteria);
    switch (eligibility) {
      case "eligible":
        this.#addEligible(place, criteria);
        break;
      case "ineligible":
        this.#addIneligible(place, criteria, fails);
        break;
      case "undetermined":
        // A record with a problem is to correct: what its cells say is not sure.
        if (!hasProblems) this.#addOpen(place, criteria);
        break;
    }
  }

  /** Counts, and gives the places of the criteria that fail. */
  #tally(criteria: readonly CriterionResult[]): readonly number[] {
    const fails: number[] = [];
    const open: CriterionTally[] = [];
    criteria.forEach(({ verdict }, index) => {
      const tally = this.criteria[index];
      if (tally === undefined) return;
      tally[verdict] += 1;
      if (verdict === "fail") fails.push(index);
      if (verdict === "unknown") open.push(tally);
    });
    const [first] = fails;
    const tally = first === undefined ? undefined : this.criteria[first];
    if (tally !== undefined) {
      tally.failsFirst += 1;
      if (fails.length === 1) tally.failsAlone += 1;
    }
    const [only] = open;
    if (only !== undefined && open.length === 1 && fails.length === 0) only.unknownAlone += 1;
    return fails;
  }

  #addEligible(place: Place, criteria: readonly CriterionResult[]): void {
    const assumed = criteria.filter((one) => one.assumed).map(({ id }) => id);
    this.approach.add({ ...place, assumed });
    if (assumed.length > 0) this.assumedEligible += 1;
    for (const id of assumed) this.toConfirm.set(id, (this.toConfirm.get(id) ?? 0) + 1);
  }

  #addIneligible(place: Place, criteria: readonly CriterionResult[], fails: readonly number[]): void {
    if (fails.every((index) => criteria[index]?.assumed === true)) this.assumedIneligible += 1;
    const [only = -1, ...more] = fails;
    const criterion = this.trial.criteria[only];
    const result = criteria[only];
    const isNear = more.length === 0 && criteria.every(({ verdict }) => verdict !== "unknown");
    const miss = isNear && criterion !== undefined && result !== undefined && missOf(criterion, only, result, this.#asOf);
    if (miss) this.nearMisses.add({ ...place, ...miss });
  }

  #addOpen(place: Place, criteria: readonly CriterionResult[]): void {
    const found = this.#search.find(criteria.map(({ evidence }) => evidence.map(({ truth }) => truth)));
    if (found.state === "several") this.several += 1;
    if (found.state !== "found") return;
    const { lookUps } = found;
    if (lookUps.length === 1) this.oneAway += 1;
    for (const { field } of lookUps) {
      const tally = this.fields.get(field.name) ?? { label: field.label, candidates: 0, alone: 0 };
      this.fields.set(field.name, tally);
      tally.candidates += 1;
      if (lookUps.length === 1) tally.alone += 1;
    }
    const needed = lookUps.map(({ field, criterion, needs }) => {
      return { field: field.name, label: field.label, why: whyOpen(field.name, criteria[criterion]), needs };
    });
    this.needed.add({ ...place, lookUps: needed }, lookUps.length);
  }

  /** The flow of candidates as CONSORT asks for it; the numbers sum up. */
  get flow(): {
    readonly assessed: number;
    readonly excluded: readonly { readonly id: string; readonly count: number }[];
    readonly undetermined: number;
    readonly eligible: number;
  } {
    const { eligible, ineligible, undetermined } = this.counts;
    const excluded = this.trial.criteria.map(({ id }, index) => ({ id, count: this.criteria[index]?.failsFirst ?? 0 }));
    return { assessed: eligible + ineligible + undetermined, excluded, undetermined, eligible };
  }
}

/** Why the first open leaf of a field is open, without the field's name in front. */
function whyOpen(field: string, result: CriterionResult | undefined): string {
  const evidence = result?.evidence.find((one) => one.field === field && one.truth === "unknown");
  if (evidence === undefined) return "";
  const { reading } = evidence;
  // A pending result is no more pending for being quoted.
  if (reading.state === "missing") return MISSING_WORDS[reading.reason];
  // What will settle it says more than that it is not settled.
  const note = reading.state === "read" && reading.type === "code" ? reading.undecided?.note : undefined;
  return note ?? withoutName(field, evidence.because);
}

/** A sentence about a field, without the field's name in front: where it is shown, the field's label stands before it. */
function withoutName(field: string, because: string): string {
  return because.startsWith(`${field}: `) ? because.slice(field.length + 2) : because;
}

/** The whole list. */
export class Insight {
  readonly trials: readonly TrialInsight[];
  readonly corrections: Kept<Correction>;
  records = 0;
  /** Summaries of other rows, and comments: nobody who could be assessed. */
  otherRows = 0;
  /** Records with a problem, and cells that cannot be read; both are among the corrections. */
  recordsWithProblems = 0;
  unreadableCells = 0;
  readonly #shared = new Set<string>();
  #repeated = 0;

  /** @param most how many candidates of each kind are kept */
  constructor(trials: readonly Trial[], asOf: number | undefined, most: number) {
    this.trials = trials.map((trial) => new TrialInsight(trial, asOf, most));
    this.corrections = new Kept(most);
  }

  /** Takes one candidate, with all evidence. */
  add(result: CandidateResult): void {
    const { candidate, file, row, problems, trials } = result;
    const place = { candidate, file, row };
    if (!isCandidate(problems)) {
      this.otherRows += 1;
      return;
    }
    this.records += 1;
    if (problems.length > 0) this.recordsWithProblems += 1;
    for (const { code, message } of problems) {
      if (code === "repeated-id") {
        this.#repeated += 1;
        this.#shared.add(candidate);
      }
      this.corrections.add({ ...place, column: "", cell: "", why: message });
    }
    trials.forEach((trial, index) => {
      this.trials[index]?.add(place, trial, problems.length > 0);
    });
    if (problems.length === 0) this.#addCells(place, trials);
  }

  /** Different ids: records that share one are one person. */
  get ids(): number {
    return this.records - this.#repeated + this.#shared.size;
  }

  /** Each cell once, however many criteria ask for it. */
  #addCells(place: Place, trials: readonly TrialResult[]): void {
    const seen = new Set<string>();
    for (const { criteria } of trials) {
      for (const { evidence } of criteria) {
        for (const { field, column, cell, reading, because } of evidence) {
          if (reading.state !== "unreadable" || seen.has(column)) continue;
          seen.add(column);
          this.unreadableCells += 1;
          const why = withoutName(field, because).replace(" cannot be read: ", ": ");
          this.corrections.add({ ...place, column, cell, why });
        }
      }
    }
  }
}
