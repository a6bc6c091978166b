/** summary: for people. The answer of the whole list on a page; memory does not grow with the list. */
import type { RunHead } from "../evaluate/result.js";
import { noInsightGiven, type Reporter, type ReportOptions } from "./reporter.js";
import { summaryText } from "./summary-lines.js";

/** Makes a summary reporter for one run. */
export function summary(options: ReportOptions): Reporter {
  let run: RunHead | undefined;
  return {
    detail: "insight",
    head(started) {
      run = started;
      return "";
    },
    block(results) {
      // What the page says about candidates was collected when they were screened.
      for (const _ of results);
      return "";
    },
    tail(numbers, insight = noInsightGiven()) {
      if (run === undefined) throw new Error("a report begins with its head");
      return summaryText(insight, run, numbers, options);
    },
  };
}
