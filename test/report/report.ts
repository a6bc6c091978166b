/** A whole report in one piece. */
import { readFileSync } from "node:fs";
import type { CandidateResult, RunHead, RunSummary } from "../../src/evaluate/result.js";
import { Insight } from "../../src/insight/insight.js";
import { loadTrials } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";
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
  const insight = (): Insight => new Insight(trialsOf(run), undefined, 20);
  const reporter = reporters[format]({ ...OPTIONS, insight, ...options });
  const head = reporter.head(run);
  // Bytes are good until the next block only.
  const first = textOf(reporter.block(results.slice(0, cut), true));
  return head + first + textOf(reporter.block(results.slice(cut), cut === 0)) + reporter.tail(summary);
}

/** The shipped trial with the criteria that a sample's results are of. */
function trialsOf(run: RunHead): readonly Trial[] {
  const text = readFileSync("criteria/NCT02843126.json", "utf8");
  const dictionary = { file: "dictionary.json", text: readFileSync("criteria/dictionary.json", "utf8") };
  const [shipped] = loadTrials([{ file: "NCT02843126.json", text }], () => dictionary).trials;
  if (shipped === undefined) throw new Error("the shipped trial is faulty");
  return run.trials.map(({ criteria }) => ({
    ...shipped,
    criteria: criteria.flatMap(({ id }) => shipped.criteria.filter((one) => one.id === id)),
  }));
}

function textOf(block: string | Uint8Array): string {
  return typeof block === "string" ? block : new TextDecoder("utf-8", { ignoreBOM: true }).decode(block);
}
