/** Diagnostics as SARIF 2.1.0 (OASIS), which code scanning services read. */
import type { Diagnostic, DiagnosticCode } from "./diagnostic.js";

/** A code in one sentence, for the list of rules. */
export type RuleText = (code: DiagnosticCode) => string;

/** A relative path as SARIF wants it: a URI, with `/` between folders. */
function uriOf(file: string): string {
  return file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}

/** One run with the rules that occur and a result for each diagnostic. Columns count whole characters. */
export function sarifDiagnostics(diagnostics: readonly Diagnostic[], ruleText: RuleText, version: string): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const rules = codes.map((code) => ({ id: code, shortDescription: { text: ruleText(code) } }));
  const results = diagnostics.map(({ code, severity, message, help, at }) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: help === undefined ? message : `${message}\nhelp: ${help}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(at.file) },
          region: { startLine: at.line, startColumn: at.column },
        },
      },
    ],
  }));
  const run = { tool: { driver: { name: "trialsieve", version, rules } }, columnKind: "unicodeCodePoints", results };
  return `${JSON.stringify({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }, undefined, 2)}\n`;
}
