/** What can be known about a trial's criteria without any candidate. */
import { type Diagnostic, sortDiagnostics } from "../diagnostics/diagnostic.js";
import type { Trial } from "../language/model.js";
import { checkCriterion } from "./branches.js";
import { conflictDiagnostics, findConflicts } from "./conflicts.js";
import { checkRedundant, type Mislabelled } from "./redundant.js";
import { TooLarge } from "./state.js";
import { TrialAnalysis } from "./trial-analysis.js";
import { type Witness, witnessOf } from "./witness.js";

/** The diagnostics of one trial, and a candidate who would be eligible, if there can be one and the search came to its end. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  readonly witness: Witness | undefined;
  /** The search was given up: that nothing is reported proves nothing. */
  readonly isTooLarge: boolean;
}

/**
 * Analyses a trial: criteria that can never be met or never not met, branches that cannot matter, criteria that conflict, and
 * criteria that others make superfluous. Exact where it answers; where it would take too long, it says so.
 */
export function analyse(trial: Trial, isMislabelled: Mislabelled = () => false): Analysis {
  const diagnostics: Diagnostic[] = [];
  let witness = (): Witness | undefined => undefined;
  try {
    const analysis = new TrialAnalysis(trial);
    const sound = analysis.rules.filter(({ criterion }) => {
      const faults = checkCriterion(analysis, criterion);
      diagnostics.push(...faults.diagnostics);
      return faults.passes;
    });
    const conflicts = findConflicts(analysis, sound);
    diagnostics.push(...conflictDiagnostics(conflicts));
    const { found } = conflicts;
    const isPossible = sound.length === analysis.rules.length && conflicts.sets.length === 0;
    if (isPossible && found !== undefined) witness = () => witnessOf(analysis, found);
    const conflicting = new Set(conflicts.sets.flat());
    const oneSided = new Set(diagnostics.map(({ at }) => at));
    const comparable = sound.filter((rule) => !conflicting.has(rule) && !oneSided.has(rule.criterion.condition.at));
    diagnostics.push(...checkRedundant(analysis, comparable, isMislabelled));
    return withWitness(sortDiagnostics(diagnostics), witness, false);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    const at = { file: trial.file, line: 1, column: 1 };
    const message =
      "there are too many criteria, or they depend on each other too much, to be checked completely; some conflicts may not be reported";
    diagnostics.push({ code: "analysis-too-large", severity: "note", at, message });
    return withWitness(sortDiagnostics(diagnostics), witness, true);
  }
}

/** Written only when it is asked for, which is rare. */
function withWitness(diagnostics: readonly Diagnostic[], witness: () => Witness | undefined, isTooLarge: boolean): Analysis {
  return {
    diagnostics,
    get witness() {
      return witness();
    },
    isTooLarge,
  };
}
