/** Evaluates conditions and trials by themselves, outside a run: for tests of criteria. */
import { type Condition, type Field, type LeafCondition, leavesOf, type NodeId, type Trial } from "../language/model.js";
import { type Asked, type CriteriaPlan, leafPlan, planCriteria } from "../plan/plan.js";
import type { CandidateRecord } from "../values/record.js";
import { ExplainedLeaves, explanationOf } from "./explain.js";
import { compileLeaf, type LeafTruth } from "./leaf.js";
import { ASSUMED, LeafStates, truthIn } from "./leaf-states.js";
import type { Detail, ExplainedNode, TrialResult } from "./result.js";
import { Screen } from "./screen.js";
import { CountedRecord } from "./select.js";
import type { Truth } from "./truth.js";
import { truthOf } from "./truth-of.js";
import { FOR_PROGRAMS, type Wording } from "./wording.js";

/** What evaluation must know of the records. `asOf` in days since 1970-01-01. */
export interface Surroundings {
  readonly slotOf: (field: Field) => number;
  readonly asOf: number | undefined;
  /** The wording of causes; undefined: for programs. */
  readonly wording?: Wording;
}

/** A condition that can be evaluated. Records are asked for readings; nothing is kept of them. */
export interface Evaluator {
  truth(record: CandidateRecord): Truth;
  /** The truth if a blank with a declared meaning counts as unknown. Differs only if the verdict depends on it. */
  truthWithoutAssumptions(record: CandidateRecord): Truth;
  explain(record: CandidateRecord): ExplainedNode;
}

/** Prepares one condition. Throws if it needs an as-of date and there is none. */
export function compile(condition: Condition, run: Surroundings): Evaluator {
  const { id } = condition;
  const criterion = { id, kind: "inclusion", condition } as const;
  const plan = planAlone({ id, criteria: [criterion] }, run.slotOf);
  const root = only(plan.shapes);
  const states = new LeafStates(plan, run.asOf);
  const leaves = new ExplainedLeaves(plan, states, run.wording ?? FOR_PROGRAMS);
  const truth = truthOf(root);
  const explanation = explanationOf(root);
  const evaluate = (record: CandidateRecord, without: number): Truth => {
    states.read(record);
    return truthIn(truth(states.bytes, without));
  };
  return {
    truth: (record) => evaluate(record, 0),
    truthWithoutAssumptions: (record) => evaluate(record, ASSUMED),
    explain: (record) => {
      states.read(record);
      return explanation(leaves.turn()).node;
    },
  };
}

/** One leaf, evaluated as it stands. */
export function compileOne(leaf: LeafCondition, { slotOf, asOf }: Surroundings): (record: CandidateRecord) => LeafTruth {
  const test = compileLeaf(leafPlan(leaf, slotOf(leaf.field)), leaf.field, asOf);
  return (record) => test(new CountedRecord(record, asOf, leaf.limit.maxAge !== undefined));
}

/** A trial that can be screened for on its own. */
export interface TrialScreen {
  readonly trial: Trial;
  screen(record: CandidateRecord, hasProblems: boolean, detail: Detail): TrialResult;
  /** The truth of every node of its conditions. */
  truths(record: CandidateRecord): ReadonlyMap<NodeId, Truth>;
  /** Every criterion's tree, in the order of the trial's criteria. */
  explain(record: CandidateRecord): readonly ExplainedNode[];
}

/** Prepares one trial. */
export function compileTrial(trial: Trial, slotOf: (field: Field) => number, asOf: number | undefined): TrialScreen {
  const screen = new Screen(planAlone(trial, slotOf), asOf, FOR_PROGRAMS);
  return {
    trial,
    screen: (record, hasProblems, detail) => only(screen.screen(record, hasProblems, detail)),
    truths: (record) => screen.truths(record),
    explain: (record) => only(screen.explain(record)),
  };
}

function only<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error("a trial or a condition by itself is one");
  return one;
}

function planAlone(trial: Asked, slotOf: (field: Field) => number): CriteriaPlan {
  const fields: Field[] = [];
  for (const { field } of trial.criteria.flatMap(({ condition }): readonly LeafCondition[] => leavesOf(condition)))
    fields[slotOf(field)] = field;
  return planCriteria([trial], fields, (_, field) => slotOf(field));
}
