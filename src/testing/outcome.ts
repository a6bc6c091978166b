/** Everything that is known of one test file after a run, for the reports. */
import type { Coverage } from "./coverage.js";
import { isUnconfirmed, type NewCase } from "./new-case.js";
import { type CaseRun, countedCases, type FileRun } from "./run.js";
import type { Mutation } from "./survivor.js";

/** Whatever was not requested, apart from running the cases, is undefined. */
export interface FileOutcome {
  readonly run: FileRun;
  readonly coverage: Coverage | undefined;
  /** `failing`: the cases do not pass as it is, so that they cannot tell a fault. */
  readonly mutation: Mutation | "failing" | undefined;
  readonly suggested: readonly NewCase[] | undefined;
}

/** Sums over all test files. */
export interface TestCounts {
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  /** Passed or failed, but suggested, and not yet compared with the protocol. */
  readonly unconfirmed: number;
}

/** Counts cases; `base` counts where it fails. */
export function countCases(outcomes: readonly FileOutcome[]): TestCounts {
  const cases = outcomes.flatMap(({ run }) => countedCases(run));
  const failed = cases.filter(hasFailed).length;
  const unconfirmed = cases.filter(isUnconfirmed).length;
  return { files: outcomes.length, passed: cases.length - failed, failed, unconfirmed };
}

/** Whether a case did not give the expected result. */
export function hasFailed({ failures }: CaseRun): boolean {
  return failures.length > 0;
}
