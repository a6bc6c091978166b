/**
 * Texts that are made once and used for every candidate. What a report says about a criterion, apart from reasons and evidence, depends
 * on its place in the run and on its verdict alone: six texts a criterion, whatever the number of candidates.
 */
import type { CriterionResult, TrialResult } from "../evaluate/result.js";

/** How many different results a criterion can have: three verdicts, assumed or not. The finding follows from the verdict. */
export const VERDICT_CODES = 6;

/** Which of them this is. */
export function verdictCode({ verdict, assumed }: CriterionResult): number {
  const code = verdict === "pass" ? 0 : verdict === "fail" ? 1 : 2;
  return assumed ? code + 3 : code;
}

type Lookup = (trial: TrialResult, trialIndex: number, criterion: CriterionResult, index: number) => string;

/** Remembers a text by place and verdict. Results come in the order of the run's trials and criteria, always. */
export function byVerdict(make: (trial: TrialResult, criterion: CriterionResult) => string): Lookup {
  const known: string[][] = [];
  return (trial, trialIndex, criterion, index) => {
    known[trialIndex] ??= [];
    const texts = known[trialIndex];
    const key = index * VERDICT_CODES + verdictCode(criterion);
    const text = texts[key] ?? make(trial, criterion);
    texts[key] = text;
    return text;
  };
}
