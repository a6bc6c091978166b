/** html: for people, on screen and on paper. One page that needs nothing else; it holds its candidates until the tail. */

import type { RunHead } from "../evaluate/result.js";
import { terminalSafe } from "../text/terminal-text.js";
import type { PageAssets } from "./html/assets.js";
import { pageText } from "./html/document.js";
import { PageRows } from "./html/rows.js";
import { noInsightGiven, type Reporter, type ReportOptions } from "./reporter.js";

/** What a page has room for in all, in bytes; what its sections need is left free. */
const ROOM = 6_000_000 - 700_000;
/** Lines of one list, and of all trials together. */
const MOST_LISTED = 500;
const FEWEST_LISTED = 20;

/** Makes an html reporter for one run. */
export function html(options: ReportOptions): Reporter {
  const assets: PageAssets | undefined = options.page;
  if (assets === undefined) throw new Error("a page needs its script and its criteria");
  const files = new Map<string, number>();
  const rows = new PageRows({ values: options.values, files, room: ROOM });
  let run: RunHead | undefined;
  return {
    detail: "evidence",
    head(started) {
      run = started;
      return "";
    },
    block(results) {
      for (const result of results) {
        if (!files.has(result.file)) files.set(result.file, files.size);
        rows.add(result);
      }
      return "";
    },
    tail(summary, insight = noInsightGiven()) {
      if (run === undefined) throw new Error("a report begins with its head");
      const { trials, severalFiles } = run;
      const most = Math.max(FEWEST_LISTED, Math.floor(MOST_LISTED / trials.length));
      const fitting = rows.fitting;
      return pageText({
        run,
        summary,
        insight,
        assets,
        layout: { values: options.values, only: options.only, keep: options.keep, severalFiles, most },
        data: {
          files: [...files.keys()].map(terminalSafe),
          keep: (options.keep ?? []).map(terminalSafe),
          trials: trials.map(({ id, criteria }) => ({
            id,
            criteria: criteria.map(({ id: name, label }) => ({ id: name, label })),
          })),
          leftOut: fitting.leftOut,
        },
        rows: fitting.rows,
      });
    },
  };
}
