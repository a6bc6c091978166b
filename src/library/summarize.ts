/** Sums results up: the numbers that the command line gives for a list. */
import type { CandidateResult } from "../evaluate/result.js";
import { InsightCollector } from "../insight/collect.js";
import { idsOf } from "../insight/insight.js";
import { type EvidentNumbers, evidentNumbersOf } from "../insight/numbers.js";
import type { Trial } from "../language/model.js";
import { expectArgument, expectOptions, expectTrials, isIterable, isObject } from "./arguments.js";
import { dayOf } from "./screen.js";

/** Settings of {@link summarize}. */
export interface SummaryOptions {
  /** The `asOf` of the screening. */
  readonly asOf?: string;
}

/** The answer of a list. */
export interface ListSummary {
  /** Results in all. */
  readonly records: number;
  /** Different ids of candidates. */
  readonly ids: number;
  /** Summaries of other rows, and comments: they count only in `records`. */
  readonly notCandidates: number;
  readonly recordsWithProblems: number;
  /** In the order of the trials. */
  readonly trials: readonly EvidentNumbers[];
}

const OPTIONS: readonly string[] = ["asOf"] satisfies readonly (keyof SummaryOptions)[];

/**
 * Sums results up, one after the other: a screening, or some of its results, each once. Only numbers are kept, so an ID that two
 * screenings share counts as two: screen their records together.
 *
 * @throws TypeError for arguments of another type, and for results of other trials
 * @throws ReadFailure if criteria measure time and `asOf` is missing, or no date
 */
export async function summarize(
  trials: readonly Trial[],
  results: AsyncIterable<CandidateResult> | Iterable<CandidateResult>,
  options: SummaryOptions = {},
): Promise<ListSummary> {
  expectTrials(trials, "first");
  expectOptions(options, "third", OPTIONS, '{ asOf: "2026-01-15" }');
  const given: unknown = results;
  const areResults = isIterable(given) || (isObject(given) && Symbol.asyncIterator in given);
  expectArgument(areResults, "the second argument must be results of `screenRecords`", given);
  const collector = new InsightCollector(trials, { asOf: dayOf(trials, options.asOf), most: 0, hasEvidence: true });
  for await (const result of results) {
    expectResult(result, trials);
    collector.add(result);
  }
  const insight = collector.take();
  return {
    records: insight.records + insight.otherRows,
    ids: idsOf(insight),
    notCandidates: insight.otherRows,
    recordsWithProblems: insight.recordsWithProblems,
    trials: insight.trials.map(evidentNumbersOf),
  };
}

function expectResult(result: unknown, trials: readonly Trial[]): void {
  const own: unknown = isObject(result) ? Reflect.get(result, "trials") : undefined;
  const isOne = isObject(result) && Array.isArray(own) && Array.isArray(Reflect.get(result, "problems"));
  expectArgument(isOne, "each result must be as `screenRecords` gives it", result);
  const ids: readonly unknown[] = Array.isArray(own) ? own.map((one) => (isObject(one) ? Reflect.get(one, "trial") : one)) : [];
  if (ids.length !== trials.length || trials.some(({ id }, index) => ids[index] !== id))
    throw new TypeError(`the results are of other trials: ${ids.join(", ")}`);
}
