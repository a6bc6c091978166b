/** Replaces `text.ts` where there are no files to read: in a browser. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** Whatever the path is. */
export function readText(file: string): Diagnostic {
  const at = { file, line: 1, column: 1 };
  const help = 'give texts: { file: "trial.json", text: "{ ... }" }';
  return { code: "unreadable-file", severity: "error", at, message: "cannot be read: there are no files here", help };
}
