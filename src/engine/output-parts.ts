/** What makes the output of a run: code that is loaded only for its format, by every thread that renders. */
import { FOR_PROGRAMS, type Wording } from "../evaluate/wording.js";
import type { InsightCollector, InsightSettings } from "../insight/collect.js";
import type { Insight, NamedTrials } from "../insight/insight.js";
import type { Trial } from "../language/model.js";
import { loadReporter, type MakeReporter } from "../report/index.js";
import type { Format } from "../report/reporter.js";

/** How an insight is put together. */
export interface InsightParts {
  /** Of nobody. */
  none(trials: NamedTrials): Insight;
  collector(trials: readonly Trial[], settings: Omit<InsightSettings, "most">): InsightCollector;
  /** Adds to `whole` what was found of candidates that come later. */
  merge(whole: Insight, later: Insight): void;
}

/** See the head of this file. */
export interface OutputParts {
  readonly makeReporter: MakeReporter;
  /** Undefined: the format shows no summary of the whole list. */
  readonly insight: InsightParts | undefined;
  /** That of causes. */
  readonly wording: Wording;
}

/** Formats that people read; the others are for programs. */
const FOR_READERS: ReadonlySet<Format> = new Set(["summary", "table", "html", "xlsx"]);

/** How many candidates of each kind an insight keeps for a format to show. */
const KEPT: Readonly<Record<Format, number | undefined>> = {
  summary: 20,
  table: undefined,
  csv: undefined,
  tsv: undefined,
  json: 0, // every candidate is there with its own look-ups
  ndjson: undefined,
  html: 500,
  xlsx: 200,
};

/** Loads the code that makes a format. */
export async function loadOutputParts(format: Format): Promise<OutputParts> {
  const most = KEPT[format];
  return {
    makeReporter: await loadReporter(format),
    insight: most === undefined ? undefined : await insightParts(most),
    wording: FOR_READERS.has(format) ? (await import("../evaluate/plain-wording.js")).FOR_PEOPLE : FOR_PROGRAMS,
  };
}

async function insightParts(most: number): Promise<InsightParts> {
  const [{ InsightCollector: Collector }, { mergeInsight, noInsight }] = await Promise.all([
    import("../insight/collect.js"),
    import("../insight/insight.js"),
  ]);
  return {
    none: (trials) => noInsight(trials, most),
    collector: (trials, settings) => new Collector(trials, { ...settings, most }),
    merge: mergeInsight,
  };
}
