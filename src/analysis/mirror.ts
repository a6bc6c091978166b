/** Checks whether an exclusion that restates an inclusion from the other side meets it at the boundary. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { FALSE, TRUE, truthsOf } from "./formula.js";
import { orderedStates, type State } from "./state.js";
import type { Rule, TrialAnalysis } from "./trial-analysis.js";
import { demandWords } from "./words.js";

/**
 * Compares an inclusion and an exclusion on one ordered field: `>= 80` is required, `< 75` is excluded.
 *
 * @param others criteria on the field: where one of them fails whatever lies between the two, there is no gap
 * @returns `exact` if they meet, a diagnostic if there is a gap or an overlap, undefined if one does not mirror the other
 */
export function boundaryFault(
  analysis: TrialAnalysis,
  inclusion: Rule,
  exclusion: Rule,
  others: readonly Rule[],
): Diagnostic | "exact" | undefined {
  const [variable] = inclusion.variables;
  if (variable === undefined || exclusion.variables[0] !== variable || inclusion.criterion.kind !== "inclusion") return undefined;
  // A value whose upper limit of normal is not known has no place in the order of multiples.
  const ordered = orderedStates(analysis.states(variable, "known"));
  const is = ({ formula }: Rule, truth: number): readonly boolean[] =>
    ordered.map(({ leaves }) => truthsOf(formula, (_, leaf) => leaves[leaf] ?? 0) === truth);
  const required = is(inclusion, TRUE);
  const excluded = is(exclusion, TRUE);
  // What is excluded lies at one end or at both; nothing between.
  const middle = excluded.slice(excluded.indexOf(false), excluded.lastIndexOf(false) + 1);
  if (middle.length === 0 || middle.includes(true)) return undefined;
  const steps = [
    ...(excluded[0] === true ? [stepAt(excluded, required)] : []),
    ...(excluded.at(-1) === true ? [stepAt([...excluded].reverse(), [...required].reverse())] : []),
  ];
  if (steps.length === 0 || steps.includes(undefined)) return undefined;
  const step = steps.find((one) => one !== 0);
  if (step === undefined) return "exact";
  const isGap = step > 0;
  if (isGap && isClosed(ordered, [inclusion, exclusion], others)) return "exact";
  const rest = isGap
    ? "a value that meets neither is neither required nor excluded"
    : "a value that meets both is required and excluded at once";
  const { criterion } = exclusion;
  const message = `\`${criterion.id}\` mirrors \`${inclusion.criterion.id}\` with ${isGap ? "a gap" : "an overlap"}: ${demandWords(inclusion.criterion)}, ${demandWords(criterion)}; ${rest}`;
  return { code: isGap ? "boundary-gap" : "boundary-overlap", severity: "warning", at: criterion.condition.at, message };
}

/** Whether other criteria fail every value that neither of two meets. */
function isClosed(states: readonly State[], [inclusion, exclusion]: readonly [Rule, Rule], others: readonly Rule[]): boolean {
  const truth = ({ formula }: Rule, { leaves }: State): number => truthsOf(formula, (_, leaf) => leaves[leaf] ?? 0);
  const closing = others.filter((rule) => rule !== inclusion && rule !== exclusion && rule.variables.length === 1);
  return states
    .filter((state) => truth(inclusion, state) === FALSE && truth(exclusion, state) === FALSE)
    .every((state) => closing.some((rule) => (truth(rule, state) & rule.pass.wanted) === 0));
}

/** From an end where the exclusion begins: by how many states the requirement begins after it ends; below 0 they overlap. */
function stepAt(excluded: readonly boolean[], required: readonly boolean[]): number | undefined {
  const start = required.indexOf(true);
  return start > 0 ? start - excluded.indexOf(false) : undefined;
}
