/** Diagnostics as workflow commands of GitHub Actions, which shows them as annotations of the lines. */
import type { Diagnostic, Severity } from "./diagnostic.js";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "notice" };

/** A message: what would end it, or be read as an escape, is escaped. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A property: what would end it as well. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** `::error file=…,line=…,col=…,title=code::message`, one a line. */
export function githubDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ at, severity, code, message, help }) => {
      const place = `file=${property(at.file)},line=${at.line},col=${at.column},title=${property(code)}`;
      return `::${COMMANDS[severity]} ${place}::${data(help === undefined ? message : `${message}\nhelp: ${help}`)}\n`;
    })
    .join("");
}
