/** The library: load criteria, screen records. Small on purpose; the command line does the rest. */
export type { Diagnostic, DiagnosticCode, Position, Severity } from "./diagnostics/diagnostic.js";
export { type RecordsOptions, type RecordsResult, screenRecords } from "./engine/records.js";
export type {
  CandidateResult,
  CriterionResult,
  Eligibility,
  Evidence,
  Finding,
  RunSummary,
  TrialResult,
  Verdict,
} from "./evaluate/result.js";
export { type LoadedTrials, loadTrials, type Source } from "./language/load/load.js";
export type { Criterion, Field, Trial } from "./language/model.js";
export type { Reading } from "./values/reading.js";
export { version } from "./version.js";
