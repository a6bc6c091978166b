/** What the explanation of one candidate is made from. Plain data. */
import type { CandidateResult, ExplainedNode } from "../evaluate/result.js";
import type { NotEvaluated, Trial } from "../language/model.js";

/** What the result does not hold of a criterion; what it holds (id, kind, verdict) is not said twice. */
export interface ExplainedCriterion {
  readonly label: string;
  /** Where the protocol says it. */
  readonly source: string | undefined;
  /** How an ambiguous sentence was read, and why. */
  readonly note: string | undefined;
  readonly tree: ExplainedNode;
}

/** One trial of an explanation. */
export interface ExplainedTrial {
  readonly title: string;
  /** In the order of the result's criteria. */
  readonly criteria: readonly ExplainedCriterion[];
  /** Sentences of the protocol that a person has to check. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/** Everything about one candidate's verdicts. */
export interface Explanation {
  /** ISO date; null where no criterion needs one. */
  readonly asOf: string | null;
  readonly result: CandidateResult;
  /** In the order of the result's trials. */
  readonly trials: readonly ExplainedTrial[];
}

/** Puts together what was found of a candidate and what the criteria say. */
export function explanationOf(
  trials: readonly Trial[],
  asOf: string | null,
  { result, trees }: Pick<Explanation, "result"> & { readonly trees: readonly (readonly ExplainedNode[])[] },
): Explanation {
  const explained = trials.map(({ title, criteria, notEvaluated }, trial) => ({
    title,
    notEvaluated,
    criteria: criteria.flatMap(({ label, source, note }, index) => {
      const tree = trees[trial]?.[index];
      return tree === undefined ? [] : [{ label, source, note, tree }];
    }),
  }));
  return { asOf, result, trials: explained };
}
