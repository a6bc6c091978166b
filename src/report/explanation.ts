/** The explanation of one candidate as it is shown: every criterion in words, with its cells. Plain data: text, json and html are made from it. */
import type { CandidateResult, CriterionResult, Evidence, ExplainedNode, TrialResult, Verdict } from "../evaluate/result.js";
import { type Described, describeCondition } from "../language/describe.js";
import type { NotEvaluated, Trial } from "../language/model.js";

/** One statement of a criterion; if it has members, `text` is the line above their list. A denial is a statement of its own. */
export interface ExplainedStatement {
  readonly text: string;
  readonly kind: Described["kind"];
  readonly truth: ExplainedNode["truth"];
  /** The truth rests on what a blank was declared to mean, or on what the column map trusts. */
  readonly assumed: boolean;
  /** Why, in words. Holds patient values. */
  readonly because: string;
  /** Of a statement without members. */
  readonly evidence: (Evidence & { readonly label: string }) | undefined;
  readonly of: readonly ExplainedStatement[];
}

/** A criterion for one candidate. */
export interface ExplainedCriterion extends Omit<CriterionResult, "because" | "evidence"> {
  readonly label: string;
  /** Where the protocol says it. */
  readonly source: string | undefined;
  /** How an ambiguous sentence was read, and why. */
  readonly note: string | undefined;
  readonly statement: ExplainedStatement;
}

/** One trial of an explanation. */
export interface ExplainedTrial extends Pick<TrialResult, "trial" | "eligibility" | "nearMiss"> {
  readonly title: string;
  readonly version: string | undefined;
  /** For undetermined candidates without a problem; undefined for all others. */
  readonly lookUps: ExplainedLookUps | undefined;
  /** In protocol order. */
  readonly criteria: readonly ExplainedCriterion[];
  /** Sentences of the protocol that a person has to check. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/** The fewest values that could make the candidate eligible; none are named if more than four are needed, or none would do. */
export interface ExplainedLookUps {
  readonly values: NonNullable<TrialResult["lookUps"]>;
  readonly areSeveral: boolean;
}

/** Everything about one candidate's verdicts. */
export interface Explanation extends Pick<CandidateResult, "candidate" | "file" | "row" | "problems"> {
  readonly trials: readonly ExplainedTrial[];
}

/** What was found about a candidate. `several`, by trial: look-ups were searched for, and are too many to name. */
export interface FoundOfCandidate {
  readonly result: CandidateResult;
  readonly trees: readonly (readonly ExplainedNode[])[];
  readonly several: readonly boolean[];
}

/** Combines what was found about a candidate with what the criteria say. */
export function explanationOf(trials: readonly Trial[], { result, trees, several }: FoundOfCandidate): Explanation {
  const { candidate, file, row, problems } = result;
  const explained = trials.flatMap((trial, index) => {
    const own = result.trials[index];
    return own === undefined
      ? []
      : [explainedTrial(trial, own, trees[index] ?? [], several[index] ?? false, problems.length > 0)];
  });
  return { candidate, file, row, problems, trials: explained };
}

function explainedTrial(
  { title, version, criteria, notEvaluated, fields }: Trial,
  { trial, eligibility, criteria: results, lookUps, nearMiss }: TrialResult,
  trees: readonly ExplainedNode[],
  areSeveral: boolean,
  hasProblems: boolean,
): ExplainedTrial {
  const labelOf = (field: string): string => fields.get(field)?.label ?? field;
  return {
    trial,
    title,
    version,
    eligibility,
    lookUps: lookUps === undefined || hasProblems ? undefined : { values: lookUps, areSeveral },
    ...(nearMiss === undefined ? {} : { nearMiss }),
    notEvaluated,
    criteria: criteria.map(({ id, kind, label, source, note, condition }, at) => {
      const [result, tree] = [results[at], trees[at]];
      if (result === undefined || tree === undefined) throw new Error(`no explanation of ${id}`);
      const { finding, verdict, assumed } = result;
      const statement = statementOf(describeCondition(condition), tree, labelOf);
      return { id, kind, finding, verdict, assumed, label, source, note, statement };
    }),
  };
}

/** The words for a denial are separate from what is denied, so that its tree has one more level. */
function statementOf({ text, kind, of }: Described, tree: ExplainedNode, labelOf: (field: string) => string): ExplainedStatement {
  let said = tree;
  for (let [below] = tree.children; said.kind === "not" && below !== undefined; [below] = said.children) said = below;
  const { truth, assumed, because } = tree;
  const { evidence, children } = said;
  return {
    ...{ text, kind, truth, assumed, because },
    evidence: evidence && { ...evidence, label: labelOf(evidence.field) },
    of: of.map((member, at) => {
      const child = children[at];
      if (child === undefined) throw new Error(`no explanation of ${member.id}`);
      return statementOf(member, child, labelOf);
    }),
  };
}

/** The order in which people read verdicts: why somebody is excluded, what is open, and what speaks for them. */
export const VERDICT_ORDER = ["fail", "unknown", "pass"] as const satisfies readonly Verdict[];

/** Which parts of an explanation are shown. */
export interface Choice {
  /** Criteria that pass plainly are only named. */
  readonly passes: boolean;
  /** Undefined: all. */
  readonly only: ((trial: string, criterion: ExplainedCriterion) => boolean) | undefined;
  /** Without values no cell, reading or distance is shown. */
  readonly values: boolean;
}

/** Criteria to be shown in full, in the order in which people read them, and those that are only named. */
export function chosenOf(
  { trial, criteria }: ExplainedTrial,
  { passes, only }: Choice,
): { readonly shown: readonly ExplainedCriterion[]; readonly named: readonly ExplainedCriterion[] } {
  const chosen = only === undefined ? criteria : criteria.filter((one) => only(trial, one));
  // What passes by an assumption is to be confirmed.
  const isFull = (one: ExplainedCriterion): boolean => passes || only !== undefined || one.verdict !== "pass" || one.assumed;
  const shown = VERDICT_ORDER.flatMap((verdict) => chosen.filter((one) => one.verdict === verdict && isFull(one)));
  return { shown, named: chosen.filter((one) => !isFull(one)) };
}
