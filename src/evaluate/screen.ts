/** From a plan to the results of one record after the other. */
import type { NodeId } from "../language/model.js";
import { type CriteriaPlan, leavesUnder, type PlanNode } from "../plan/plan.js";
import { memo } from "../values/memo.js";
import type { CandidateRecord } from "../values/record.js";
import { type Explain, ExplainedLeaves, explanationOf } from "./explain.js";
import { ASSUMED, LeafStates, QUOTED, UNKEPT, UNKNOWN } from "./leaf-states.js";
import type { CriterionResult, Detail, Evidence, ExplainedNode, TrialResult, Verdict } from "./result.js";
import { ResultCache } from "./result-cache.js";
import { NO_EVIDENCE, NO_RESULT, TrialScreen } from "./trial-screen.js";
import type { Truth } from "./truth.js";
import { type TruthOf, truthOf } from "./truth-of.js";
import { eligibility } from "./verdict.js";
import type { Wording } from "./wording.js";

/** See the head of this file. A record may be a cursor: nothing is kept of it. */
export class Screen {
  readonly #states: LeafStates;
  readonly #leaves: ExplainedLeaves;
  readonly #shapes: readonly Shape[];
  /** Those of several nodes. */
  readonly #groups: readonly number[];
  readonly #groupsBegin: number;
  readonly #trials: readonly TrialScreen[];

  /**
   * @param asOf in days since 1970-01-01; throws if a condition needs it and there is none: the command must have asked for it
   * @param wording that of causes
   */
  constructor(plan: CriteriaPlan, asOf: number | undefined, wording: Wording) {
    this.#states = new LeafStates(plan, asOf, plan.shapes.length);
    this.#leaves = new ExplainedLeaves(plan, this.#states, wording);
    let sentences = 0;
    const numberOf = memo(MOST_SENTENCES, String, (_: string) => ++sentences);
    this.#shapes = plan.shapes.map((node) => new Shape(node, plan, numberOf));
    this.#groups = plan.shapes.flatMap(({ kind }, index) => (kind === "test" ? [] : [index]));
    this.#groupsBegin = plan.leaves.length;
    this.#trials = plan.trials.map((trial) => new TrialScreen(trial, this.#groupsBegin));
  }

  /** The record's verdicts in every trial. */
  screen(record: CandidateRecord, hasProblems: boolean, detail: Detail): readonly TrialResult[] {
    this.#read(record);
    const { bytes } = this.#states;
    const isPassBare = detail === "verdicts" || detail === "reasons";
    const results: TrialResult[] = new Array(this.#trials.length);
    for (let index = 0; index < this.#trials.length; index++) {
      const trial = this.#trials[index];
      if (trial === undefined) continue;
      const criteria: CriterionResult[] = new Array(trial.criteria.length);
      const look = detail === "insight" ? trial.look(bytes) : undefined;
      let failed = false;
      let passed = 0;
      for (let at = 0; at < trial.criteria.length; at++) {
        const plain = trial.plain(at, bytes);
        const { verdict } = plain;
        if (verdict === "fail") failed = true;
        else if (verdict === "pass") passed += 1;
        criteria[at] = verdict === "pass" && isPassBare ? plain : this.#result(trial, at, plain, record, detail, look);
      }
      results[index] = { trial: trial.id, eligibility: eligibility(failed, passed, criteria.length, hasProblems), criteria };
    }
    return results;
  }

  /** By trial and criterion: the tree of every node. */
  explain(record: CandidateRecord): readonly (readonly ExplainedNode[])[] {
    this.#read(record);
    this.#leaves.turn(true);
    return this.#trials.map(({ criteria }) => criteria.map((criterion) => criterion.explain(this.#leaves).node));
  }

  /** The truth of every node. */
  truths(record: CandidateRecord): ReadonlyMap<NodeId, Truth> {
    this.#read(record);
    const truths = new Map<NodeId, Truth>();
    for (const { criteria } of this.#trials) {
      for (const criterion of criteria) criterion.truths(this.#states.bytes, (node, truth) => void truths.set(node, truth));
    }
    return truths;
  }

  #read(record: CandidateRecord): void {
    this.#states.read(record);
    this.#leaves.turn();
    const { bytes } = this.#states;
    for (const group of this.#groups) bytes[this.#groupsBegin + group] = this.#shapes[group]?.outcome(this.#states) ?? UNKNOWN;
  }

  #result(
    trial: TrialScreen,
    at: number,
    plain: CriterionResult,
    record: CandidateRecord,
    detail: Detail,
    look: Verdict | undefined,
  ): CriterionResult {
    const criterion = trial.criteria[at];
    if (criterion === undefined || detail === "verdicts") return plain;
    const shape = this.#shapes[criterion.shape];
    const isExplained =
      detail === "evidence" ||
      (detail === "insight" && (plain.verdict === look || shape?.isUnreadable(record, this.#states) === true));
    if (!isExplained) {
      // What would make a candidate eligible rests on the leaves of all criteria.
      if (plain.verdict === "pass") {
        if (look !== "unknown") return plain;
        const { id, kind, finding, verdict, assumed, because } = plain;
        return { id, kind, finding, verdict, assumed, because, evidence: criterion.settled(this.#leaves) };
      }
      const reason = shape?.reason(record, this.#states, this.#leaves);
      if (reason === undefined) return plain;
      if (reason.plain !== plain) {
        const { id, kind, finding, verdict, assumed } = plain;
        const { because, sentence } = reason;
        reason.plain = plain;
        reason.result = { id, kind, finding, verdict, assumed, because, evidence: NO_EVIDENCE, sentence };
      }
      return reason.result;
    }
    const { id, kind, finding, verdict, assumed } = plain;
    const { node } = criterion.explain(this.#leaves);
    return { id, kind, finding, verdict, assumed, because: node.because, evidence: evidenceOf(node) };
  }
}

/** A reason, the cells that it may quote, and the result with it of the criterion that asked last, which has one of its own without. */
interface Reason {
  readonly quoted: string;
  readonly because: string;
  readonly sentence: number | undefined;
  plain: CriterionResult;
  result: CriterionResult;
}

/** Sentences whose numbers are known; then all are forgotten, and no number is given again. */
const MOST_SENTENCES = 8192;

/** The number of a sentence. */
type NumberOf = (sentence: string) => number;

/** What criteria with equal conditions share. */
class Shape {
  readonly #node: PlanNode;
  readonly #truth: TruthOf;
  readonly #leaves: readonly number[];
  readonly #slots: readonly number[];
  #explain: Explain | undefined;
  readonly #reasons: ResultCache<Reason>;
  readonly #numberOf: NumberOf;

  constructor(node: PlanNode, { leaves }: CriteriaPlan, numberOf: NumberOf) {
    this.#node = node;
    this.#numberOf = numberOf;
    this.#truth = truthOf(node);
    this.#leaves = leavesUnder(node);
    this.#slots = [...new Set(this.#leaves.flatMap((leaf) => leaves[leaf]?.slot ?? []))];
    this.#reasons = new ResultCache(this.#slots);
  }

  /** The truth; assumed if it were another without what blanks were declared to mean, which is rare. */
  outcome({ bytes, all }: LeafStates): number {
    const truth = this.#truth(bytes, 0);
    return (all & ASSUMED) !== 0 && this.#truth(bytes, ASSUMED) !== truth ? truth | ASSUMED : truth;
  }

  /** Whether a cell that it asks for cannot be read, or may not: several observations may be none together. */
  isUnreadable(record: CandidateRecord, { bytes, all }: LeafStates): boolean {
    if ((all & QUOTED) === 0 || !this.#has(bytes, QUOTED)) return false;
    return this.#slots.some((slot) => {
      const [first, second] = record.observations(slot);
      return second !== undefined || first?.reading.state === "unreadable";
    });
  }

  /** A sentence about values rests on the readings alone; one about texts that could not be read quotes the cells. */
  reason(record: CandidateRecord, { bytes, all }: LeafStates, leaves: ExplainedLeaves): Reason {
    const { readingKeys } = record;
    if (readingKeys === undefined || ((all & UNKEPT) !== 0 && this.#has(bytes, UNKEPT))) return this.#fresh(leaves, "", false);
    const quoted = this.#has(bytes, QUOTED) ? this.#cellsOf(record) : "";
    const known = this.#reasons.get(readingKeys);
    if (known !== undefined && known.quoted === quoted) return known;
    const reason = this.#fresh(leaves, quoted, true);
    this.#reasons.set(readingKeys, reason);
    return reason;
  }

  #has(bytes: Uint8Array, bit: number): boolean {
    for (let at = 0; at < this.#leaves.length; at++) if (((bytes[this.#leaves[at] ?? 0] ?? 0) & bit) !== 0) return true;
    return false;
  }

  #cellsOf(record: CandidateRecord): string {
    if (this.#slots.length === 1) return record.cell(this.#slots[0] ?? -1);
    let cells = "";
    for (const slot of this.#slots) {
      if (record.observations(slot).every(({ reading }) => reading.state === "read")) continue;
      const cell = record.cell(slot);
      cells += `${cell.length}:${cell}`;
    }
    return cells;
  }

  #fresh(leaves: ExplainedLeaves, quoted: string, isKept: boolean): Reason {
    this.#explain ??= explanationOf(this.#node);
    const { because } = this.#explain(leaves).node;
    const sentence = isKept ? this.#numberOf(because) : undefined;
    return { quoted, because, sentence, plain: NO_RESULT, result: NO_RESULT };
  }
}

/** One evidence a leaf, in written order. */
function evidenceOf(node: ExplainedNode): readonly Evidence[] {
  return node.evidence === undefined ? node.children.flatMap(evidenceOf) : [node.evidence];
}
