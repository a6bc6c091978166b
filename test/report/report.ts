/** Writes a whole report as one text. */
import { readFileSync } from "node:fs";
import { loadOutputParts, type OutputParts } from "../../src/engine/output-parts.js";
import type { CandidateResult, RunHead, RunSummary } from "../../src/evaluate/result.js";
import { loadTrials } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";
import type { Format, ReportOptions } from "../../src/report/reporter.js";
import { showTrial } from "../../src/report/shown.js";
import { OPTIONS, RESULTS, RUN, SUMMARY } from "./sample.js";

const [summary, table, csv, tsv, json, ndjson, html, xlsx] = await Promise.all([
  loadOutputParts("summary"),
  loadOutputParts("table"),
  loadOutputParts("csv"),
  loadOutputParts("tsv"),
  loadOutputParts("json"),
  loadOutputParts("ndjson"),
  loadOutputParts("html"),
  loadOutputParts("xlsx"),
]);
const PARTS: Readonly<Record<Format, OutputParts>> = { summary, table, csv, tsv, json, ndjson, html, xlsx };

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
  { run, results, summary: numbers }: Screening = SAMPLE,
  cut = results.length,
): string {
  const trials = trialsOf(run);
  const page = { script: "", scriptHash: "script", styleHash: "style", trials: trials.map((trial) => showTrial(trial, [])) };
  const settings = { ...OPTIONS, page, ...options };
  const { makeReporter, insight: parts } = PARTS[format];
  const reporter = makeReporter(settings);
  const collector = parts?.collector(trials, { asOf: undefined, hasEvidence: ["evidence", "insight"].includes(reporter.detail) });
  const insight = parts?.none(trials);
  let text = reporter.head(run);
  [results.slice(0, cut), results.slice(cut)].forEach((block, index) => {
    const all = block.map((result) => collector?.add(result) ?? result);
    const printed = all.filter(({ trials: [trial] }) => settings.only === undefined || trial?.eligibility === settings.only);
    // The bytes are only valid until the next block.
    text += textOf(reporter.block(printed, index === 0 || cut === 0));
    if (collector !== undefined && insight !== undefined) parts?.merge(insight, collector.take());
  });
  return text + reporter.tail(numbers, insight);
}

/** The shipped trial, with only the criteria of the sample. */
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
