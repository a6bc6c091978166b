/** A whole report in one piece. */
import type { CandidateResult, RunHead, RunSummary } from "../../src/evaluate/result.js";
import { reporters } from "../../src/report/index.js";
import type { Format, ReportOptions } from "../../src/report/reporter.js";
import { OPTIONS, RESULTS, RUN, SUMMARY } from "./sample.js";

interface Screening {
  readonly run: RunHead;
  readonly results: readonly CandidateResult[];
  readonly summary: RunSummary;
}

export const SAMPLE: Screening = { run: RUN, results: RESULTS, summary: SUMMARY };

/** @param cut candidates in the first of two blocks */
export function report(
  format: Format,
  options: Partial<ReportOptions> = {},
  { run, results, summary }: Screening = SAMPLE,
  cut = results.length,
): string {
  const reporter = reporters[format]({ ...OPTIONS, ...options });
  const head = reporter.head(run);
  // Bytes are good until the next block only.
  const first = textOf(reporter.block(results.slice(0, cut), true));
  return head + first + textOf(reporter.block(results.slice(cut), cut === 0)) + reporter.tail(summary);
}

function textOf(block: string | Uint8Array): string {
  return typeof block === "string" ? block : new TextDecoder("utf-8", { ignoreBOM: true }).decode(block);
}
