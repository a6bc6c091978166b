/** The reports, by format. */
import { csv } from "./csv.js";
import { json } from "./json.js";
import { ndjson } from "./ndjson.js";
import type { Format, Reporter, ReportOptions } from "./reporter.js";
import { summary } from "./summary.js";
import { table } from "./table.js";
import { tsv } from "./tsv.js";
import { xlsx } from "./xlsx.js";

/** Makes a reporter for one run. */
export const reporters = { summary, table, csv, tsv, json, ndjson, xlsx } satisfies Record<
  Format,
  (options: ReportOptions) => Reporter
>;
