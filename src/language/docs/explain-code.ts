/** `validate --explain CODE`: what a code means, with an example that has the fault and one that does not. */
import { CHECK_CODES, type DiagnosticCode } from "../../diagnostics/diagnostic.js";
import { CHECKS } from "./explain-checks.js";
import type { Example, Explanation } from "./explain-examples.js";
import { FAULTS } from "./explain-faults.js";

type CheckCode = (typeof CHECK_CODES)[number];

function isCheck(code: DiagnosticCode): code is CheckCode {
  return CHECK_CODES.some((known) => known === code);
}

/** Everything that explains a code. */
export function explanationOf(code: DiagnosticCode): Explanation {
  return isCheck(code) ? CHECKS[code] : FAULTS[code];
}

/** A code in one sentence. */
export function summaryOf(code: DiagnosticCode): string {
  return explanationOf(code).summary;
}

/** Longer examples are cut: what they show is that they are long. */
const LONGEST = 600;

function shown(title: string, example: Example | undefined): string {
  if (example === undefined) return "";
  const text = example.shown.length > LONGEST ? `${example.shown.slice(0, LONGEST)}…` : example.shown;
  const lines = text.trimEnd() === "" ? ["(nothing)"] : text.trimEnd().split("\n");
  return `\n${title}:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
}

/** The explanation as text, with a line end. */
export function explainCode(code: DiagnosticCode): string {
  const { summary, text, wrong, right } = explanationOf(code);
  return `${code}: ${summary}\n\n${text}\n${shown("Wrong", wrong)}${shown("Right", right)}`;
}
