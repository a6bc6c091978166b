/** The library: load criteria, screen records, sum results up, compare them. Small on purpose; the command line does the rest. */
import { readText } from "./io/text.js";
import type { LoadedTrials } from "./language/load/load.js";
import type { Trial } from "./language/model.js";
import * as load from "./library/load.js";

export type { Diagnostic, DiagnosticCode, Severity } from "./diagnostics/diagnostic.js";
export type { InputNotice, InputNoticeCode } from "./diagnostics/notice.js";
export type { Screening } from "./engine/screen-objects.js";
export { ReadFailure } from "./engine/source.js";
export type {
  CandidateResult,
  CriterionResult,
  Eligibility,
  Evidence,
  Finding,
  TrialResult,
  Verdict,
} from "./evaluate/result.js";
export type { Flow } from "./insight/insight.js";
export type { EvidentNumbers } from "./insight/numbers.js";
export type { LoadedTrials, Source } from "./language/load/load.js";
export type { ColumnMap, Criterion, Field, Trial } from "./language/model.js";
export { type ComparedResult, compareResults, type ResultComparison } from "./library/compare.js";
export type { File, FindDictionary, LoadedColumnMap } from "./library/load.js";
export { type ScreenOptions, screenRecords } from "./library/screen.js";
export { type ListSummary, type SummaryOptions, summarize } from "./library/summarize.js";
export type { Position } from "./text/position.js";
export type { Reading } from "./values/reading.js";
export type { Problem, ProblemCode } from "./values/record.js";
export { version } from "./version.js";

/**
 * Loads criteria files. A path is read, and so is the dictionary beside it; the dictionary of a text is among the texts that are given, or
 * comes of `findDictionary`.
 *
 * @returns the trials that have no fault, and every fault of all files
 * @throws TypeError for arguments of another type, and for no files
 */
export function loadTrials(criteria: load.File | Iterable<load.File>, findDictionary?: load.FindDictionary): LoadedTrials {
  return load.loadTrials(readText, criteria, findDictionary);
}

/**
 * Loads a column map, and holds it against the trials that it will serve.
 *
 * @throws TypeError for arguments of another type
 */
export function loadColumnMap(file: load.File, trials: readonly Trial[]): load.LoadedColumnMap {
  return load.loadColumnMap(readText, file, trials);
}
