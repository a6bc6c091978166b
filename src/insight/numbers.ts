/** The numbers of an insight as plain data, alike in every output and in the library. Objects are built key by key, in one order. */
import type { EligibilityCounts } from "../evaluate/result.js";
import { type CriterionTally, decisiveFirst, type FieldTally, type Flow, flowOf, type TrialInsight } from "./insight.js";

/** The answer of a list in one trial. */
export interface TrialNumbers {
  readonly trial: string;
  readonly counts: EligibilityCounts;
  /** Those whose eligibility rests on assumptions. */
  readonly assumed: { readonly eligible: number; readonly ineligible: number };
  /** In protocol order. */
  readonly criteria: readonly Readonly<Omit<CriterionTally, "assumed">>[];
  readonly flow: Flow;
}

/** The same, and what only the evidence shows. */
export interface EvidentNumbers extends TrialNumbers {
  /** The most decisive first. */
  readonly lookUps: readonly Readonly<FieldTally>[];
  /** Candidates who fail only one criterion, by a known distance. */
  readonly nearMisses: number;
}

/** The numbers of a trial. */
export function numbersOf(trial: TrialInsight): TrialNumbers {
  const { eligible, ineligible, undetermined } = trial.counts;
  return {
    trial: trial.trial,
    counts: { eligible, ineligible, undetermined },
    assumed: { eligible: trial.assumed.eligible, ineligible: trial.assumed.ineligible },
    criteria: trial.criteria.map(({ id, pass, fail, unknown, failsAlone, unknownAlone, failsFirst }) => {
      return { id, pass, fail, unknown, failsAlone, unknownAlone, failsFirst };
    }),
    flow: flowOf(trial),
  };
}

/** The numbers of a trial whose results came with their evidence. */
export function evidentNumbersOf(trial: TrialInsight): EvidentNumbers {
  const lookUps = decisiveFirst(trial).map(({ field, label, candidates, alone }) => ({ field, label, candidates, alone }));
  return { ...numbersOf(trial), lookUps, nearMisses: trial.nearMisses.total };
}
