/** summary: for people. The answer of the whole list on a page; memory does not grow with the list. */
import type { RunHead } from "../evaluate/result.js";
import type { Reporter, ReportOptions } from "./reporter.js";
import { summaryText } from "./summary-lines.js";

/** Makes a summary reporter for one run. Every candidate must be handed to it: its numbers are of the whole list. */
export function summary(options: ReportOptions): Reporter {
  const insight = options.insight?.();
  if (insight === undefined) throw new Error("a summary needs an insight to fill");
  let run: RunHead | undefined;
  return {
    detail: "evidence",
    head(started) {
      run = started;
      return "";
    },
    block(results) {
      for (const result of results) insight.add(result);
      return "";
    },
    tail(numbers) {
      if (run === undefined) throw new Error("a report begins with its head");
      return summaryText(insight, run, numbers, options);
    },
  };
}
