/** Colours. Whether to use any is decided in `io`; what is said never depends on them. */
import { styleText } from "node:util";
import type { Severity } from "../diagnostics/diagnostic.js";
import type { DiagnosticPaint } from "../diagnostics/pretty.js";
import { type Paint, plainPaint } from "../report/paint.js";

type Style = Parameters<typeof styleText>[0];

/** Paints always: newer releases of Node would look at the stream again. */
function painted(style: Style): (text: string) => string {
  return (text) => (text === "" ? "" : styleText(style, text, { validateStream: false }));
}

const STRONG = painted("bold");
const DIM = painted("dim");
const REPORT: Paint = { strong: STRONG, dim: DIM, good: painted("green"), bad: painted("red"), unsure: painted("yellow") };
const SEVERITIES: Readonly<Record<Severity, (text: string) => string>> = {
  error: painted(["red", "bold"]),
  warning: painted(["yellow", "bold"]),
  note: painted(["cyan", "bold"]),
};

/** The colours of reports. */
export function reportPaint(color: boolean): Paint {
  return color ? REPORT : plainPaint;
}

/** The colours of diagnostics. */
export function diagnosticPaint(color: boolean): DiagnosticPaint {
  if (!color) return { strong: (text) => text, dim: (text) => text, severity: (text) => text };
  return { strong: STRONG, dim: DIM, severity: (text, severity) => SEVERITIES[severity](text) };
}
