/** Collects the answer of a list from the results of one candidate after another. */
import type { CandidateResult, CriterionResult, LookUp, TrialResult } from "../evaluate/result.js";
import type { Trial } from "../language/model.js";
import { MISSING_WORDS } from "../values/describe-reading.js";
import { isCandidate } from "../values/record.js";
import { type CriterionTally, type Insight, noInsight, type Place, type TrialInsight, tallyOf } from "./insight.js";
import { keep } from "./kept.js";
import { LookUpSearch } from "./look-ups.js";
import { missOf } from "./near-miss.js";
import { withoutName } from "./without-name.js";

/** How much is worked out. */
export interface InsightSettings {
  /** Days since 1970-01-01; undefined if no criterion needs it. */
  readonly asOf: number | undefined;
  /** How many candidates of each kind are kept. */
  readonly most: number;
  /** False: results come without evidence, so there are no look-ups, near misses and unreadable cells. */
  readonly hasEvidence: boolean;
}

/** See the head of this file. What it finds for a candidate does not depend on any other. */
export class InsightCollector {
  readonly #trials: readonly Trial[];
  readonly #settings: InsightSettings;
  readonly #searches: readonly LookUpSearch[];
  #insight: Insight;

  constructor(trials: readonly Trial[], settings: InsightSettings) {
    this.#trials = trials;
    this.#settings = settings;
    this.#searches = trials.map((trial) => new LookUpSearch(trial, settings.asOf));
    this.#insight = noInsight(trials, settings.most);
  }

  /** What was found about the candidates since the last call. */
  take(): Insight {
    const insight = this.#insight;
    this.#insight = noInsight(this.#trials, this.#settings.most);
    return insight;
  }

  /** Takes one candidate. @returns the same with its look-ups and near misses */
  add(result: CandidateResult): CandidateResult {
    const { candidate, file, row, problems, trials, kept } = result;
    const place = kept === undefined ? { candidate, file, row } : { candidate, file, row, kept };
    const insight = this.#insight;
    if (!isCandidate(problems)) {
      insight.otherRows += 1;
      return result;
    }
    insight.records += 1;
    if (problems.length > 0) insight.recordsWithProblems += 1;
    // With one column of IDs, only the first of these problems is about it; a second ID may be repeated, too.
    if (problems.some(({ code }) => code === "repeated-id")) {
      insight.repeated += 1;
      insight.repeatedIds.add(candidate);
    }
    for (const { message } of problems) keep(insight.corrections, { ...place, column: "", cell: "", why: message });
    if (problems.length === 0 && this.#settings.hasEvidence) this.#addCells(place, trials);
    const added = trials.map((trial, index) => this.#addTrial(index, place, trial, problems.length > 0));
    if (added.every((trial, index) => trial === trials[index])) return result;
    // Key by key: what is copied with `...` has a hidden class of its own, for which V8 compiles all that takes results once more.
    return kept === undefined
      ? { candidate, file, row, problems, trials: added }
      : { candidate, file, row, problems, trials: added, kept };
  }

  #addTrial(index: number, place: Place, result: TrialResult, hasProblems: boolean): TrialResult {
    const insight = this.#insight.trials[index];
    if (insight === undefined) return result;
    const { eligibility, criteria } = result;
    insight.counts[eligibility] += 1;
    const fails = tally(insight, criteria);
    const { hasEvidence } = this.#settings;
    switch (eligibility) {
      case "eligible":
        addEligible(insight, place, criteria);
        return result;
      case "ineligible":
        if (fails.every((at) => criteria[at]?.assumed === true)) insight.assumed.ineligible += 1;
        return hasEvidence ? this.#addMiss(index, insight, place, result, fails) : result;
      case "undetermined":
        if (!hasEvidence) return result;
        // A record with a problem must be corrected: its cells are not certain.
        return hasProblems ? withLookUps(result, []) : this.#addOpen(index, insight, place, result);
    }
  }

  #addMiss(index: number, insight: TrialInsight, place: Place, result: TrialResult, fails: readonly number[]): TrialResult {
    const [only = -1, ...more] = fails;
    const criterion = this.#trials[index]?.criteria[only];
    const failed = result.criteria[only];
    const isNear = more.length === 0 && result.criteria.every(({ verdict }) => verdict !== "unknown");
    const miss = isNear && criterion !== undefined && failed !== undefined && missOf(criterion, failed, this.#settings.asOf);
    if (!miss) return result;
    keep(insight.nearMisses, { ...place, ...miss });
    return { trial: result.trial, eligibility: result.eligibility, criteria: result.criteria, nearMiss: miss };
  }

  #addOpen(index: number, insight: TrialInsight, place: Place, result: TrialResult): TrialResult {
    const { criteria } = result;
    const found = this.#searches[index]?.find(criteria);
    if (found?.state === "several") insight.several += 1;
    if (found?.state !== "found") return withLookUps(result, []);
    const lookUps = found.lookUps.map(({ field, criterion, needs }) => {
      return { field: field.name, label: field.label, why: whyOpen(field.name, criteria[criterion]), needs };
    });
    if (lookUps.length === 1) insight.oneAway += 1;
    for (const { field, label } of lookUps) {
      const ofField = tallyOf(insight, field, label);
      ofField.candidates += 1;
      if (lookUps.length === 1) ofField.alone += 1;
    }
    keep(insight.needed, { ...place, lookUps }, lookUps.length);
    return withLookUps(result, lookUps);
  }

  /** Each cell once, however many criteria use it. */
  #addCells(place: Place, trials: readonly TrialResult[]): void {
    const seen = new Set<string>();
    for (const { criteria } of trials) {
      for (const { evidence } of criteria) {
        for (const { field, column, cell, reading, because } of evidence) {
          if (reading.state !== "unreadable" || seen.has(column)) continue;
          seen.add(column);
          this.#insight.unreadableCells += 1;
          const why = withoutName(field, because).replace(" cannot be read: ", ": ");
          keep(this.#insight.corrections, { ...place, column, cell, why });
        }
      }
    }
  }
}

function withLookUps({ trial, eligibility, criteria }: TrialResult, lookUps: readonly LookUp[]): TrialResult {
  return { trial, eligibility, criteria, lookUps };
}

/** Counts, and gives the places of the criteria that fail. */
function tally(insight: TrialInsight, criteria: readonly CriterionResult[]): readonly number[] {
  const fails: number[] = [];
  const open: CriterionTally[] = [];
  for (let index = 0; index < criteria.length; index++) {
    const verdict = criteria[index]?.verdict;
    const own = insight.criteria[index];
    if (own === undefined || verdict === undefined) continue;
    if (verdict === "pass") own.pass += 1;
    else if (verdict === "fail") {
      own.fail += 1;
      fails.push(index);
    } else {
      own.unknown += 1;
      open.push(own);
    }
  }
  const [first] = fails;
  const lost = first === undefined ? undefined : insight.criteria[first];
  if (lost !== undefined) {
    lost.failsFirst += 1;
    if (fails.length === 1) lost.failsAlone += 1;
  }
  const [only] = open;
  if (only !== undefined && open.length === 1 && fails.length === 0) only.unknownAlone += 1;
  return fails;
}

function addEligible(insight: TrialInsight, place: Place, criteria: readonly CriterionResult[]): void {
  const assumed = criteria.flatMap((one, index) => (one.assumed ? [{ id: one.id, index }] : []));
  keep(insight.approach, { ...place, assumed: assumed.map(({ id }) => id) });
  if (assumed.length > 0) insight.assumed.eligible += 1;
  for (const { index } of assumed) {
    const own = insight.criteria[index];
    if (own !== undefined) own.assumed += 1;
  }
}

/** Why the first open leaf of a field is open, without the field's name in front. */
function whyOpen(field: string, result: CriterionResult | undefined): string {
  const evidence = result?.evidence.find((one) => one.field === field && one.truth === "unknown");
  if (evidence === undefined) return "";
  const { reading } = evidence;
  // A pending result is no more pending for being quoted.
  if (reading.state === "missing") return MISSING_WORDS[reading.reason];
  // What will decide it says more than that it is undecided.
  const note = reading.state === "read" && reading.type === "code" ? reading.undecided?.note : undefined;
  return note ?? withoutName(field, evidence.because);
}
