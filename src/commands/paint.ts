/** Colours. Whether to use any is decided in `io`; the text never depends on them. They are loaded only if they are used. */
import type { DiagnosticPaint } from "../diagnostics/pretty.js";
import { type Paint, plainPaint } from "../report/paint.js";

/** The colours of reports. */
export async function reportPaint(color: boolean): Promise<Paint> {
  if (!color) return plainPaint;
  const { bold, dim, green, red, yellow } = await colours();
  return { strong: one(bold), dim: one(dim), good: one(green), bad: one(red), unsure: one(yellow) };
}

/** The colours of diagnostics. */
export async function diagnosticPaint(color: boolean): Promise<DiagnosticPaint> {
  if (!color) return { strong: (text) => text, dim: (text) => text, severity: (text) => text };
  const { bold, dim, red, yellow, cyan } = await colours();
  const severities = { error: red.bold, warning: yellow.bold, note: cyan.bold };
  return { strong: one(bold), dim: one(dim), severity: (text, severity) => severities[severity](text) };
}

/** The sixteen colours, which every terminal has. */
async function colours() {
  const { Chalk } = await import("chalk");
  return new Chalk({ level: 1 });
}

/** Chalk joins all its arguments, and `map` passes more than the text. */
function one(style: (text: string) => string): (text: string) => string {
  return (text) => style(text);
}
