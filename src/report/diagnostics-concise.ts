/** Diagnostics one a line, for `grep`, editors and logs. */
import type { Diagnostic } from "../diagnostic.js";
import { terminalSafe } from "../terminal-text.js";

/** `file:line:column: severity code: message`. */
export function conciseDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(
      ({ at, severity, code, message }) =>
        `${terminalSafe(at.file)}:${at.line}:${at.column}: ${severity} ${code}: ${terminalSafe(message)}\n`,
    )
    .join("");
}
