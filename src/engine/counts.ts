/** Counts of a run or of a part of it. They merge by adding, and pass between threads as plain data. */
import type { CandidateResult, Eligibility } from "../evaluate/result.js";
import { isCandidate, type ProblemCode } from "../values/record.js";

/** Counts as plain data. */
export interface CountsData {
  readonly records: number;
  readonly printed: number;
  readonly notCandidates: number;
  readonly recordsWithProblems: number;
  readonly problems: ReadonlyMap<ProblemCode, number>;
  /** By trial, in the order of the trials. */
  readonly eligibilities: readonly Readonly<Record<Eligibility, number>>[];
}

/** How many problems of one kind are reported by row in one run, if the output has the rest. */
const MAX_TOLD = 20;

/** Adds up records. */
export class Counts implements CountsData {
  records = 0;
  printed = 0;
  notCandidates = 0;
  recordsWithProblems = 0;
  readonly problems = new Map<ProblemCode, number>();
  readonly eligibilities: readonly Record<Eligibility, number>[];

  constructor(trials: number) {
    this.eligibilities = Array.from({ length: trials }, () => ({ eligible: 0, ineligible: 0, undetermined: 0 }));
  }

  /** Counts a record, but not whether it is printed. */
  add({ problems, trials }: CandidateResult): void {
    this.records += 1;
    if (problems.length > 0) this.recordsWithProblems += 1;
    for (const { code } of problems) this.problems.set(code, (this.problems.get(code) ?? 0) + 1);
    if (!isCandidate(problems)) {
      this.notCandidates += 1;
      return;
    }
    for (let index = 0; index < trials.length; index++) {
      const counts = this.eligibilities[index];
      const trial = trials[index];
      if (counts !== undefined && trial !== undefined) counts[trial.eligibility] += 1;
    }
  }

  /** Adds what was counted elsewhere. */
  merge(other: CountsData): void {
    this.records += other.records;
    this.printed += other.printed;
    this.notCandidates += other.notCandidates;
    this.recordsWithProblems += other.recordsWithProblems;
    for (const [code, count] of other.problems) this.problems.set(code, (this.problems.get(code) ?? 0) + count);
    for (const [index, { eligible, ineligible, undetermined }] of other.eligibilities.entries()) {
      const counts = this.eligibilities[index];
      if (counts === undefined) continue;
      counts.eligible += eligible;
      counts.ineligible += ineligible;
      counts.undetermined += undetermined;
    }
  }
}

/** Lets the first few of each kind through. */
export class FirstOfKind<T extends { readonly code: ProblemCode }> {
  readonly told: T[] = [];
  readonly #counts = new Map<ProblemCode, number>();
  readonly #most: number;

  /** @param hasAll the output names every problem; if it does not, all are let through */
  constructor(hasAll: boolean) {
    this.#most = hasAll ? MAX_TOLD : Number.POSITIVE_INFINITY;
  }

  /** Takes one problem, or leaves it to the counts. */
  add(problem: T): void {
    const count = this.#counts.get(problem.code) ?? 0;
    if (count >= this.#most) return;
    this.#counts.set(problem.code, count + 1);
    this.told.push(problem);
  }
}
