/** The interface of all reports: text for the head of a run, for each block of candidates, and for the tail. Pure. */
import type { CandidateResult, Detail, Eligibility, RunHead, RunSummary } from "../evaluate/result.js";
import type { Insight } from "../insight/insight.js";
import type { PageAssets } from "./html/assets.js";
import type { Paint } from "./paint.js";
import type { OutputDelimiter } from "./spreadsheet.js";

/** Every format of a screening. */
export const FORMATS = ["summary", "table", "csv", "tsv", "json", "ndjson", "html", "xlsx"] as const;
/** A format of a screening. */
export type Format = (typeof FORMATS)[number];

/** Every layout of csv and tsv. */
export const LAYOUTS = ["wide", "long"] as const;
/** `wide` is one row a candidate, `long` one row per candidate, trial and criterion. */
export type Layout = (typeof LAYOUTS)[number];

/** What a report shows, and how. */
export interface ReportOptions {
  /** csv and tsv only. */
  readonly layout: Layout;
  /** False: verdicts without text and evidence. */
  readonly reasons: boolean;
  /** False: no patient value anywhere; columns and keys remain, but are empty. */
  readonly values: boolean;
  /** csv only: a byte order mark and CRLF. */
  readonly excel: boolean;
  /** Headings of the list's columns that are copied to the output. */
  readonly keep?: readonly string[] | undefined;
  /** csv only: the delimiter; undefined: a comma. */
  readonly delimiter?: OutputDelimiter | undefined;
  /** summary and table only: columns of the terminal; undefined: 80. */
  readonly width: number | undefined;
  /** summary and table only. */
  readonly paint: Paint;
  /** Only candidates with this eligibility are passed to the report; the run's totals include all candidates. */
  readonly only: Eligibility | undefined;
  /** html only. */
  readonly page?: PageAssets | undefined;
}

/** The error of a format that shows an insight but was given none. */
export function noInsightGiven(): never {
  throw new Error("this report shows what a list comes to, and that was not worked out");
}

/**
 * One run's report. `head` comes first, once. `block` depends on the run, the options and the results alone, so workers may
 * render blocks with reporters of their own; only `table`, which aligns its columns, and `html` hold every row until `tail`,
 * and `summary` says everything there.
 */
export interface Reporter {
  /** How much of each result the report shows; more need not be made. */
  readonly detail: Detail;
  head(run: RunHead): string;
  /**
   * @param results asked for one after the other, each before the next is made
   * @param isFirst no candidate has been printed before this block. Only `json` asks: all but its first candidate follow a
   * comma, so a block that is not the first begins with exactly one (an empty block is "").
   * @returns text, or UTF-8 that is valid until the next call
   */
  block(results: Iterable<CandidateResult>, isFirst: boolean): string | Uint8Array;
  /** @param insight where the format shows one */
  tail(summary: RunSummary, insight: Insight | undefined): string;
}
