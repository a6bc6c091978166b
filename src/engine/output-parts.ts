/** What makes the output of a run: code that is loaded only for its format, by every thread that renders. */
import { FOR_PROGRAMS, type Wording } from "../evaluate/wording.js";
import type { InsightCollector, InsightSettings } from "../insight/collect.js";
import type { Insight, NamedTrials } from "../insight/insight.js";
import type { Trial } from "../language/model.js";
import { loadReporter, type MakeReporter } from "../report/index.js";
import type { Format } from "../report/reporter.js";

/** How an insight is put together. */
export interface InsightParts {
  /** The insight of a list without candidates. */
  none(trials: NamedTrials): Insight;
  collector(trials: readonly Trial[], settings: Omit<InsightSettings, "most">): InsightCollector;
  /** Adds to `whole` what was found of candidates that come later. */
  merge(whole: Insight, later: Insight): void;
}

/** What one format is made with. */
export interface OutputParts {
  readonly makeReporter: MakeReporter;
  /** Undefined: the format shows no summary of the whole list. */
  readonly insight: InsightParts | undefined;
  /** How reasons are worded. */
  readonly wording: Wording;
}

/** What is worked out and worded for a format. */
interface Made {
  /** Who reads its reasons. */
  readonly readers: "people" | "programs";
  /** How many candidates of each kind its insight keeps to show; undefined: it shows none. */
  readonly insight: number | undefined;
}

const MADE: Readonly<Record<Format, Made>> = {
  summary: { readers: "people", insight: 20 },
  table: { readers: "people", insight: undefined },
  csv: { readers: "programs", insight: undefined },
  tsv: { readers: "programs", insight: undefined },
  json: { readers: "programs", insight: 0 }, // every candidate is there with its own look-ups
  ndjson: { readers: "programs", insight: undefined },
  html: { readers: "people", insight: 500 },
  xlsx: { readers: "people", insight: 200 },
};

/** Loads the code that makes a format. */
export async function loadOutputParts(format: Format): Promise<OutputParts> {
  const { readers, insight } = MADE[format];
  return {
    makeReporter: await loadReporter(format),
    insight: insight === undefined ? undefined : await insightParts(insight),
    wording: readers === "people" ? (await import("../evaluate/plain-wording.js")).FOR_PEOPLE : FOR_PROGRAMS,
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
