/** Colours. Whether to use any is decided in `io`; what is said never depends on them. */
import { Chalk } from "chalk";
import type { DiagnosticPaint } from "../diagnostics/pretty.js";
import type { Paint } from "../report/paint.js";
import { plainPaint } from "../report/paint.js";

/** The colours of reports. */
export function reportPaint(color: boolean): Paint {
  if (!color) return plainPaint;
  const chalk = new Chalk({ level: 1 });
  return {
    strong: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    unsure: (text) => chalk.yellow(text),
  };
}

/** The colours of diagnostics. */
export function diagnosticPaint(color: boolean): DiagnosticPaint {
  if (!color) return { strong: (text) => text, dim: (text) => text, severity: (text) => text };
  const chalk = new Chalk({ level: 1 });
  const severities = { error: chalk.red.bold, warning: chalk.yellow.bold, note: chalk.cyan.bold };
  return {
    strong: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    severity: (text, severity) => severities[severity](text),
  };
}
