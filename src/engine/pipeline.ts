/** From a block of whole records to rendered text, counts and problems: one thread's unit of work, here or in a worker. */
import type { InputNotice } from "../diagnostics/notice.js";
import type { CandidateResult, RunHead } from "../evaluate/result.js";
import type { InsightCollector } from "../insight/collect.js";
import type { Insight } from "../insight/insight.js";
import type { Plan } from "../plan/plan.js";
import type { Paint } from "../report/paint.js";
import type { Format, Reporter, ReportOptions } from "../report/reporter.js";
import { isCandidate, type Problem } from "../values/record.js";
import { turns } from "../values/turns.js";
import { Counts, type CountsData, FirstOfKind } from "./counts.js";
import { IdHash } from "./id-hash.js";
import { NumberList } from "./number-list.js";
import type { OutputParts } from "./output-parts.js";
import type { CandidateRow, RecordReader } from "./records/record-reader.js";
import { type EarlierPlaces, type PlacedBlock, Screener, type ScreenerSettings } from "./screener.js";

/** What a run prints. */
export interface OutputSettings extends Omit<ReportOptions, "paint"> {
  readonly format: Format;
}

/** What is rendered, and how. */
export interface Rendering {
  readonly run: RunHead;
  readonly output: OutputSettings;
}

/** A record's problem with its place, for stderr. */
export interface PlacedProblem extends Problem {
  readonly file: string;
  readonly row: number;
}

/** The ids of a block as hashes: two numbers each, and one for the row. Missing ids are left out. */
export interface IdHashes {
  readonly hashes: Uint32Array;
  readonly rows: Uint32Array;
}

/** The outcome of a block, rendered as one that is not the first. */
export interface ScreenedBlock {
  /** UTF-8, valid until the next block. */
  readonly text: string | Uint8Array;
  readonly counts: CountsData;
  /** In order of row; the first few of each kind, the counts have the rest. */
  readonly problems: readonly PlacedProblem[];
  readonly fault: InputNotice | undefined;
  /** Of all the block's candidates, if the output shows it. */
  readonly insight: Insight | undefined;
  /** If ids were not read before. */
  readonly ids: IdHashes | undefined;
}

/** What is known about a block's records besides what is printed. */
interface Taken {
  readonly counts: Counts;
  readonly problems: FirstOfKind<PlacedProblem>;
  readonly ids: { readonly hashes: NumberList; readonly rows: NumberList } | undefined;
}

/** Screens blocks of records and renders the results, in any order. */
export class Pipeline {
  readonly reporter: Reporter;
  readonly head: string;
  readonly #screener: Screener;
  readonly #insight: InsightCollector | undefined;
  readonly #plan: Plan;
  readonly #only: OutputSettings["only"];
  readonly #hash: IdHash;
  /** Ids were not looked at before, and the blocks' ids are noted down. */
  readonly #notesIds: boolean;

  constructor(plan: Plan, settings: ScreenerSettings, { run, output }: Rendering, parts: OutputParts, paint: Paint) {
    this.#plan = plan;
    this.#only = output.only;
    this.#notesIds = settings.repeated === undefined;
    this.#hash = new IdHash(settings.key);
    this.reporter = parts.makeReporter({ ...output, paint });
    this.#screener = new Screener(plan, settings, output.keep, parts.wording);
    const hasEvidence = this.reporter.detail === "evidence" || this.reporter.detail === "insight";
    this.#insight = parts.insight?.collector(plan.trials, { asOf: settings.asOf, hasEvidence });
    this.head = this.reporter.head(run);
  }

  /** What was read from each file so far. */
  get stats(): Screener["stats"] {
    return this.#screener.stats;
  }

  /**
   * Screens a block.
   *
   * @param earlier if ids were not read before: the rows that repeat one
   */
  block(block: PlacedBlock, earlier?: EarlierPlaces): ScreenedBlock {
    const reader = this.#screener.reader(block.file);
    const problems = new FirstOfKind<PlacedProblem>(this.#only === undefined);
    const counts = new Counts(this.#plan.trials.length);
    const notesIds = this.#notesIds && this.#screener.hasIds(block.file);
    const ids = notesIds ? { hashes: new NumberList(), rows: new NumberList() } : undefined;
    const text = this.reporter.block(this.#printed(block, reader, { counts, problems, ids }, earlier), false);
    return {
      text,
      counts,
      problems: problems.told,
      fault: reader.fault,
      insight: this.#insight?.take(),
      ids: ids === undefined ? undefined : { hashes: ids.hashes.numbers, rows: ids.rows.numbers },
    };
  }

  /** Screens record by record, notes what must be known about all of them, and yields those that are printed. */
  #printed(
    block: PlacedBlock,
    reader: RecordReader,
    { counts, problems, ids }: Taken,
    earlier: EarlierPlaces | undefined,
  ): Iterable<CandidateResult> {
    const records = reader.records(block)[Symbol.iterator]();
    return turns(() => {
      for (let turn = records.next(); turn.done !== true; turn = records.next()) {
        const record = turn.value;
        const screened = this.#screener.screen(record, block.file, this.reporter.detail, earlier);
        const result = this.#insight?.add(screened) ?? screened;
        if (ids !== undefined && isCandidate(result.problems)) this.#noteIds(ids, record);
        counts.add(result);
        for (const problem of result.problems) problems.add({ ...problem, file: result.file, row: result.row });
        if (!this.#isPrinted(result)) continue;
        counts.printed += 1;
        return result;
      }
      return undefined;
    });
  }

  #noteIds(ids: NonNullable<Taken["ids"]>, { id, others, row }: CandidateRow): void {
    if (id !== "") {
      this.#hash.take(id);
      note(ids, this.#hash, row);
    }
    for (let at = 0; at < others.length; at++) {
      const other = others[at];
      // In one pass nobody knows under which id another column's came before.
      if (other === undefined || other.heading !== undefined) continue;
      this.#hash.takeKey(other.key);
      note(ids, this.#hash, row);
    }
  }

  #isPrinted({ problems, trials }: CandidateResult): boolean {
    const only = this.#only;
    return only === undefined || (isCandidate(problems) && trials.some(({ eligibility }) => eligibility === only));
  }
}

function note({ hashes, rows }: NonNullable<Taken["ids"]>, { low, high }: IdHash, row: number): void {
  hashes.push(low);
  hashes.push(high);
  rows.push(row);
}
