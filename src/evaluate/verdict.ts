/** From findings to verdicts to eligibility: the only place where an exclusion reverses a finding. */
import { assertNever, type CriterionKind } from "../language/model.js";
import type { Eligibility, Finding, Verdict } from "./result.js";
import type { Truth } from "./truth.js";

/** A condition's truth in the words of a screening. */
export function findingOf(truth: Truth): Finding {
  return truth === "true" ? "met" : truth === "false" ? "not-met" : "unknown";
}

/** Inclusion: met is pass. Exclusion: met is fail. Unknown stays unknown. */
export function verdictOf(kind: CriterionKind, finding: Finding): Verdict {
  if (finding === "unknown") return "unknown";
  switch (kind) {
    case "inclusion":
      return finding === "met" ? "pass" : "fail";
    case "exclusion":
      return finding === "met" ? "fail" : "pass";
    default:
      return assertNever(kind);
  }
}

/**
 * Ineligible if any verdict is fail; else undetermined if any is unknown, or the record has a problem; else eligible. Without any verdict
 * nothing has been shown, so nobody is eligible.
 */
export function eligibilityOf(verdicts: readonly Verdict[], hasProblems: boolean): Eligibility {
  const passed = verdicts.filter((verdict) => verdict === "pass").length;
  return eligibility(verdicts.includes("fail"), passed, verdicts.length, hasProblems);
}

/** {@link eligibilityOf} by counts. */
export function eligibility(failed: boolean, passed: number, all: number, hasProblems: boolean): Eligibility {
  if (failed) return "ineligible";
  return hasProblems || all === 0 || passed < all ? "undetermined" : "eligible";
}
