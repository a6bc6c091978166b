/** Diagnostics one a line, for `grep`, editors and logs. */
import { terminalSafe } from "../text/terminal-text.js";
import type { Diagnostic } from "./diagnostic.js";

/** `file:line:column: severity code: message; help`. */
export function conciseDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(
      ({ at, severity, code, message, help }) =>
        `${terminalSafe(at.file)}:${at.line}:${at.column}: ${severity} ${code}: ${terminalSafe(help === undefined ? message : `${message}; ${help}`)}\n`,
    )
    .join("");
}
