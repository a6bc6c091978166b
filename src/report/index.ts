/** The reports, by format: each is loaded for its own format alone. */
import type { Format, Reporter, ReportOptions } from "./reporter.js";

/** Makes a reporter for one run. */
export type MakeReporter = (options: ReportOptions) => Reporter;

const LOADERS: Readonly<Record<Format, () => Promise<MakeReporter>>> = {
  summary: async () => (await import("./summary.js")).summary,
  table: async () => (await import("./table.js")).table,
  csv: async () => (await import("./csv.js")).csv,
  tsv: async () => (await import("./tsv.js")).tsv,
  json: async () => (await import("./json.js")).json,
  ndjson: async () => (await import("./ndjson.js")).ndjson,
  html: async () => (await import("./html.js")).html,
  xlsx: async () => (await import("./xlsx.js")).xlsx,
};

/** What makes the reports of a format. */
export function loadReporter(format: Format): Promise<MakeReporter> {
  return LOADERS[format]();
}
