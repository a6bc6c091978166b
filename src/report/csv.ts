/** csv: RFC 4180 with LF, if no other delimiter is asked for; for Excel a byte order mark and CRLF. */
import { delimited } from "./delimited.js";
import type { Reporter, ReportOptions } from "./reporter.js";

/** Makes a csv reporter for one run. */
export function csv(options: ReportOptions): Reporter {
  const { delimiter = ",", excel } = options;
  return excel
    ? delimited(options, { delimiter, lineEnd: "\r\n", mark: "\ufeff" })
    : delimited(options, { delimiter, lineEnd: "\n", mark: "" });
}
