/** tsv: as csv, with tabs between the cells; cells that hold a tab, a quote or a line end are quoted. */
import { delimited } from "./delimited.js";
import type { Reporter, ReportOptions } from "./reporter.js";

/** Makes a tsv reporter for one run. */
export function tsv(options: ReportOptions): Reporter {
  return delimited(options, { delimiter: "\t", lineEnd: "\n", mark: "" });
}
