/** ndjson: one candidate a line, nothing else. */
import { candidateWriter, jsonDetail } from "./candidate-json.js";
import type { Reporter, ReportOptions } from "./reporter.js";

/** Makes an ndjson reporter for one run. */
export function ndjson(options: ReportOptions): Reporter {
  const write = candidateWriter(options);
  return {
    detail: jsonDetail(options),
    head: () => "",
    block(results) {
      let text = "";
      for (const result of results) text += `${write(result)}\n`;
      return text;
    },
    tail: () => "",
  };
}
