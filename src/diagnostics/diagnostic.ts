/** Diagnostics: faults in files that the user wrote. They are values; nothing here prints or throws. */
import type { Position } from "../text/position.js";

/** From grave to slight: an `error` makes files unusable, a `warning` is likely a mistake, a `note` is for information. */
export const SEVERITIES = ["error", "warning", "note"] as const;
/** How grave a diagnostic is. */
export type Severity = (typeof SEVERITIES)[number];

/** What `validate` checks in well-formed files; all other codes are faults that make a file unusable. */
export const CHECK_CODES = [
  // what the criteria come to
  "nobody-eligible", "never-met", "never-not-met", "dead-branch", "redundant-criterion", "duplicate-criterion",
  "boundary-gap", "boundary-overlap", "analysis-too-large",
  // what may not be meant
  "label-mismatch", "negated-exclusion", "exchanged-limits", "exact-equality", "whole-years", "unused-field", "missing-source", "missing-loinc", "missing-aliases", "no-test-file",
  "nothing-required", "nothing-excluded", "unused-accept",
] as const; // biome-ignore format: one line a family

/** Every code a diagnostic can have. Stable: scripts and documentation depend on them. */
export const DIAGNOSTIC_CODES = [
  ...CHECK_CODES,
  // the text
  "unreadable-file", "empty-file", "not-utf8", "json-syntax", "json-depth", "duplicate-key", "wrong-kind-of-file",
  // the form
  "unknown-key", "missing-key", "wrong-type", "invalid-value", "invalid-id", "unknown-condition", "condition-depth", "empty-list",
  "empty-criteria", "too-many-digits",
  // references and meaning
  "dictionary-not-found", "unknown-field", "unknown-code", "wrong-operator", "unknown-unit", "missing-unit", "unexpected-unit",
  "wrong-unit", "reversed-range", "count-out-of-range", "duplicate-id", "reserved-id", "duplicate-trial",
  "criteria-not-found", "unknown-criterion", "implausible-limit", "duplicate-name", "duplicate-spelling", "invalid-since", "invalid-date",
] as const; // biome-ignore format: one line a family
/** What kind of fault a diagnostic reports. */
export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];

/** A fault in a file the user wrote; printed as `file:line:column: code: message`. */
export interface Diagnostic {
  /** Stable and greppable: `unknown-field`. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly at: Position;
  /** Lower case, no full stop, the user's words in backticks: unknown field `platlets`. */
  readonly message: string;
  /** What to do: did you mean `platelets`? */
  readonly help?: string | undefined;
}

/** In order of place, then of code: the same files give the same list. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const order = (a: Diagnostic, b: Diagnostic): number =>
    compareText(a.at.file, b.at.file) ||
    a.at.line - b.at.line ||
    a.at.column - b.at.column ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message);
  return [...diagnostics].sort(order);
}

/** By code units, the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
