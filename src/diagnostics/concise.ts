/** Diagnostics one a line, for `grep`, editors and logs. */
import { terminalSafe } from "../text/terminal-text.js";
import type { Diagnostic } from "./diagnostic.js";

/** `file:line:column: severity code: message`. */
export function conciseDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(
      ({ at, severity, code, message }) =>
        `${terminalSafe(at.file)}:${at.line}:${at.column}: ${severity} ${code}: ${terminalSafe(message)}\n`,
    )
    .join("");
}
