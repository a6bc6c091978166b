/** What csv and tsv share: a heading, and rows of either layout. */
import type { Detail } from "../evaluate/result.js";
import { Bytes } from "./bytes.js";
import { longRows } from "./long.js";
import type { Reporter, ReportOptions } from "./reporter.js";
import type { Rows } from "./rows.js";
import { cellWriter, type OutputDelimiter } from "./spreadsheet.js";
import { wideRows } from "./wide.js";

/** How rows are written. */
export interface Dialect {
  readonly delimiter: OutputDelimiter;
  readonly lineEnd: "\n" | "\r\n";
  /** What stands before the heading. */
  readonly mark: "" | "\ufeff";
}

function detailOf({ layout, reasons, values }: ReportOptions): Detail {
  // Reasons quote cells, so none are left without values; long still names fields, columns and limits.
  if (layout === "wide") return reasons && values ? "reasons" : "verdicts";
  return reasons ? "evidence" : "verdicts";
}

/** A reporter that writes delimited text. */
export function delimited(options: ReportOptions, { delimiter, lineEnd, mark }: Dialect): Reporter {
  const { layout, reasons, values, keep = [] } = options;
  let rows: Rows | undefined;
  const out = new Bytes();
  return {
    detail: detailOf(options),
    head(run) {
      rows = (layout === "wide" ? wideRows : longRows)({
        run,
        reasons,
        values,
        delimiter,
        lineEnd,
        keep,
        cell: cellWriter(delimiter),
      });
      return mark + rows.heading;
    },
    block(results) {
      if (rows === undefined) throw new Error("a report begins with its head");
      out.clear();
      for (const result of results) rows.write(result, out);
      return out.bytes;
    },
    tail: () => "",
  };
}
