/** The results of a trial's criteria for one record, and how each is explained. */
import { type CriterionPlan, type TrialPlan, writtenLeaves } from "../plan/plan.js";
import { type Explain, type ExplainedLeaves, explanationOf } from "./explain.js";
import { ASSUMED, TRUTH, truthIn, UNKNOWN } from "./leaf-states.js";
import { type NodeTruths, type NoteTruth, nodeTruths } from "./node-truths.js";
import type { CriterionResult, Evidence, Verdict } from "./result.js";
import { findingOf, verdictOf } from "./verdict.js";

/** The evidence of results that show none. */
export const NO_EVIDENCE: readonly Evidence[] = [];

/** That of no criterion. */
export const NO_RESULT: CriterionResult = {
  ...{ id: "", kind: "inclusion", finding: "unknown", verdict: "unknown", assumed: false, because: "" },
  evidence: NO_EVIDENCE,
};

/** A truth, assumed or not. */
const OUTCOMES = 8;

/** The criteria of one trial. */
export class TrialScreen {
  readonly id: string;
  readonly criteria: readonly CriterionScreen[];
  /** By criterion: which byte holds its result. */
  readonly #places: Int32Array;
  /** Results without text, by criterion and outcome: they are few and alike. */
  readonly #plain: (CriterionResult | undefined)[];

  /** @param groupsBegin where the bytes of conditions of several nodes begin */
  constructor({ id, criteria }: TrialPlan, groupsBegin: number) {
    this.id = id;
    this.criteria = criteria.map((criterion) => new CriterionScreen(criterion));
    this.#places = Int32Array.from(criteria, ({ root, shape }) => (root.kind === "test" ? root.leaf : groupsBegin + shape));
    this.#plain = new Array(OUTCOMES * criteria.length);
  }

  /** The result of a criterion, without its reason. */
  plain(at: number, bytes: Uint8Array): CriterionResult {
    const outcome = (bytes[this.#places[at] ?? 0] ?? UNKNOWN) & (TRUTH | ASSUMED);
    return this.#plain[OUTCOMES * at + outcome] ?? this.#make(at, outcome);
  }

  /** The criteria to explain: the open ones of candidates who fail none, and the only failing one of candidates with nothing open. */
  look(bytes: Uint8Array): Verdict | undefined {
    let fails = 0;
    let unknowns = 0;
    for (let at = 0; at < this.criteria.length; at++) {
      const { verdict } = this.plain(at, bytes);
      if (verdict === "fail") fails += 1;
      else if (verdict === "unknown") unknowns += 1;
    }
    if (fails === 0) return unknowns === 0 ? undefined : "unknown";
    return fails === 1 && unknowns === 0 ? "fail" : undefined;
  }

  #make(at: number, outcome: number): CriterionResult {
    const result = this.criteria[at]?.plain(outcome) ?? NO_RESULT;
    this.#plain[OUTCOMES * at + outcome] = result;
    return result;
  }
}

/** One criterion. */
export class CriterionScreen {
  readonly shape: number;
  readonly #criterion: CriterionPlan;
  #explain: Explain | undefined;
  #written: readonly number[] | undefined;
  #truths: NodeTruths | undefined;

  constructor(criterion: CriterionPlan) {
    this.#criterion = criterion;
    this.shape = criterion.shape;
  }

  /** Its result, without its reason. */
  plain(outcome: number): CriterionResult {
    const { id, kind } = this.#criterion;
    const finding = findingOf(truthIn(outcome));
    const assumed = (outcome & ASSUMED) !== 0;
    return { id, kind, finding, verdict: verdictOf(kind, finding), assumed, because: "", evidence: NO_EVIDENCE };
  }

  truths(leaves: Uint8Array, note: NoteTruth): void {
    this.#truths ??= nodeTruths(this.#criterion.root);
    this.#truths(leaves, note);
  }

  explain(leaves: ExplainedLeaves): ReturnType<Explain> {
    this.#explain ??= explanationOf(this.#criterion.root);
    return this.#explain(leaves);
  }

  /** One evidence a leaf, in written order; with words only where a leaf is open. */
  settled(leaves: ExplainedLeaves): readonly Evidence[] {
    this.#written ??= writtenLeaves(this.#criterion.root);
    return this.#written.map((leaf) => leaves.settled(leaf));
  }
}
