/** Diagnostics on standard error. */
import { type Diagnostic, sortDiagnostics } from "../diagnostics/diagnostic.js";
import { printDiagnostic } from "../diagnostics/pretty.js";
import { tellPainted, terminalWidth, usesColor } from "../io/streams.js";
import { diagnosticPaint } from "./paint.js";

/** Texts of the files that diagnostics are about, for their code frames. */
export interface DiagnosticTexts {
  textOf(file: string): string | undefined;
}

/** Prints diagnostics with code frames, in order of place. */
export async function tellDiagnostics(
  diagnostics: readonly Diagnostic[],
  texts: DiagnosticTexts,
  color: boolean | undefined,
): Promise<void> {
  const paint = await diagnosticPaint(usesColor("stderr", color));
  for (const diagnostic of sortDiagnostics(diagnostics))
    tellPainted(printDiagnostic(diagnostic, texts.textOf(diagnostic.at.file), paint, terminalWidth()));
}
