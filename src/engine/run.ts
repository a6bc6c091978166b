/** A whole screening after the preflight: second pass, output, counts. */
import type { InputNotice } from "../diagnostics/notice.js";
import type { RunHead, RunSummary } from "../evaluate/result.js";
import { judgeColumns } from "../facts/judgement.js";
import type { Insight } from "../insight/insight.js";
import type { Trial } from "../language/model.js";
import type { Plan } from "../plan/plan.js";
import type { Paint } from "../report/paint.js";
import { Counts, FirstOfKind } from "./counts.js";
import { HashTable } from "./hash-table.js";
import type { InsightParts } from "./output-parts.js";
import type { OutputSettings, PlacedProblem } from "./pipeline.js";
import { blocksAgain, changed, findingsOf, type Preflight, type PreflightResult } from "./preflight.js";
import { statsNotices } from "./records/read.js";
import type { RecordPlace } from "./repeated.js";
import type { EarlierPlaces, PlacedBlock } from "./screener.js";
import { SeenIds } from "./seen-ids.js";
import { bytesOf, failureOf, ReadFailure, type ReadSettings } from "./source.js";
import { type DoneBlock, inOrder, type WorkerPool } from "./worker-pool.js";

/** Where the output goes. `write` resolves when more may come. */
export interface OutputSink {
  write(text: string | Uint8Array): Promise<void>;
}

/** Makes SHA-256 digests; where it comes from does not matter here. */
export interface Digest {
  update(bytes: Uint8Array): void;
  hex(): string;
}

/** All that a run needs in addition to the criteria and the preflight. */
export interface RunSettings {
  readonly head: RunHead;
  readonly asOf: number | undefined;
  readonly read: ReadSettings;
  readonly output: OutputSettings;
  readonly paint: Paint;
  readonly digest: () => Digest;
  /** Called during the second pass: how many more bytes were read, and how many records are written so far. */
  readonly onBytes?: (bytes: number, records: number) => void;
}

/** What to report after a run. */
export interface RunOutcome {
  readonly summary: RunSummary;
  /** In order of file and row: the first few of each kind. */
  readonly problems: readonly PlacedProblem[];
  /** What the cells showed, once per column. */
  readonly notices: readonly InputNotice[];
}

/** Thrown if candidates must be read before they are screened: see {@link screenFrom}. */
class NeedsPreflight extends Error {}

/** The combined outcome of the blocks that are done. */
class Run {
  readonly counts: Counts;
  readonly problems: FirstOfKind<PlacedProblem>;
  readonly #earlier = new Earlier();
  /** Where no id may occur twice. */
  readonly #seen: SeenIds | undefined;
  readonly #pool: WorkerPool;
  readonly #sink: OutputSink;
  readonly #hasCommas: boolean;
  readonly #parts: InsightParts | undefined;
  /** Of all blocks, if the output shows it. */
  readonly insight: Insight | undefined;

  constructor(
    trials: readonly Trial[],
    pool: WorkerPool,
    { format, only }: OutputSettings,
    sink: OutputSink,
    seen: SeenIds | undefined,
  ) {
    this.problems = new FirstOfKind(only === undefined);
    this.counts = new Counts(trials.length);
    this.#parts = pool.parts?.insight;
    this.insight = this.#parts?.none(trials);
    this.#pool = pool;
    this.#sink = sink;
    this.#hasCommas = format === "json";
    this.#seen = seen;
  }

  /** Takes the next block, in order. */
  async take(done: DoneBlock, block: PlacedBlock): Promise<void> {
    if (done.fault !== undefined) throw failureOf(done.fault);
    const earlier = this.#earlierOf(done, block.file);
    const isRepeated = earlier !== undefined && earlier.size > 0;
    const { text, counts, problems, insight } = isRepeated
      ? this.#pool.screenAgain({ ...block, bytes: new Uint8Array(done.bytes) }, earlier)
      : done;
    // A block is rendered as one that is not the first: in JSON it begins with a comma.
    const isFirst = this.#hasCommas && this.counts.printed === 0;
    this.counts.merge(counts);
    for (const problem of problems) this.problems.add(problem);
    // In one pass, the first of the records that share an ID is not known to be repeated, so counting the others would be wrong.
    if (isRepeated) insight?.repeatedIds.clear();
    if (this.insight !== undefined && insight !== undefined) this.#parts?.merge(this.insight, insight);
    if (text.length > 0) await this.#sink.write(isFirst ? withoutFirst(text) : text);
    done.release();
  }

  #earlierOf({ ids, bytes }: DoneBlock, file: number): EarlierPlaces | undefined {
    if (ids === undefined) return undefined;
    if (this.#seen === undefined) return this.#earlier.find(ids, file);
    this.#seen.add(ids.hashes, bytes.length);
    if (this.#seen.suspects.size > 0) throw new NeedsPreflight();
    return undefined;
  }
}

function withoutFirst(text: string | Uint8Array): string | Uint8Array {
  return typeof text === "string" ? text.slice(1) : text.subarray(1);
}

/** If IDs were not read before: the hashes of all so far, and the first place of each. */
class Earlier {
  readonly #table = new HashTable(3);
  /** Records before each file's first one: a place is one number. */
  readonly #begins: number[] = [0];
  #last = 0;

  find({ hashes, rows }: NonNullable<DoneBlock["ids"]>, file: number): EarlierPlaces {
    while (this.#begins.length <= file) this.#begins.push(this.#last);
    const begin = this.#begins[file] ?? 0;
    const found = new Map<number, RecordPlace>();
    for (const [index, row] of rows.entries()) {
      const place = begin + row;
      const first = this.#table.add(hashes[2 * index] ?? 0, hashes[2 * index + 1] ?? 0, place);
      if (first >= 0) found.set(row, this.#placeAt(first));
      this.#last = Math.max(this.#last, place);
    }
    return found;
  }

  #placeAt(place: number): RecordPlace {
    const file = this.#begins.findLastIndex((begin) => begin < place);
    return { file, row: place - (this.#begins[file] ?? 0) };
  }
}

/** Goes through every file once more and passes the outcome of its blocks to `end`, in order. */
async function readAll<Done>(
  { files, pool }: PreflightResult,
  { read, digest, onBytes }: RunSettings,
  counts: { readonly records: number },
  begin: (block: PlacedBlock) => Promise<Done>,
  end: (done: Done, block: PlacedBlock) => Promise<void> | void,
): Promise<readonly { readonly file: string; readonly sha256: string; readonly records: number }[]> {
  const inputs: { readonly file: string; readonly sha256: string; readonly records: number }[] = [];
  for (const [index, { source, head, records: expected }] of files.entries()) {
    const sum = digest();
    const before = counts.records;
    const blocks = blocksAgain(source, head, index, read, (chunk) => {
      if (source.workbook === undefined) sum.update(chunk);
      onBytes?.(chunk.length, counts.records);
    });
    await inOrder(pool, blocks, begin, end);
    if (source.workbook !== undefined) sum.update(source.workbook.bytes);
    const records = counts.records - before;
    if (expected !== undefined && records !== expected) {
      throw changed(source.name, `it had ${expected} records at first, and ${records} now`);
    }
    inputs.push({ file: source.name, sha256: sum.hex(), records });
  }
  return inputs;
}

/**
 * Screens all candidates. Throws a {@link ReadFailure} if a file cannot be read to its end; what has been written stays.
 */
export async function screenAll(
  plan: Plan,
  preflight: PreflightResult,
  settings: RunSettings,
  sink: OutputSink,
): Promise<RunOutcome> {
  const { pool, files } = preflight;
  const { head, output, paint } = settings;
  const pipeline = pool.prepare({ run: head, output, ...findingsOf(preflight) }, paint);
  const sources = files.map(({ source }) => source);
  const noneTwice = !preflight.isWhole && !settings.read.assumeUniqueIds;
  const run = new Run(plan.trials, pool, output, sink, noneTwice ? new SeenIds(bytesOf(sources)) : undefined);
  const { counts } = run;
  await sink.write(pipeline.head);
  const read = await readAll(
    preflight,
    settings,
    counts,
    (block) => pool.screen(block),
    (done, block) => run.take(done, block),
  );
  if (output.only === undefined && counts.printed !== counts.records) {
    throw new Error(`${counts.records} records were read, and ${counts.printed} written`);
  }
  const stats = await pool.stats();
  if (!preflight.isWhole) {
    const isEmpty = read.some(({ records }) => records === 0);
    const isJudged = stats.some(({ facts }) => judgeColumns(facts, preflight.judgedSlots).size > 0);
    const mayPass = stats.some(({ notCandidates }) => notCandidates > 0);
    if (isEmpty || isJudged || mayPass) throw new NeedsPreflight();
  }
  const summary: RunSummary = {
    inputs: read.map((input, index) => ({ ...input, emptyRows: stats[index]?.emptyRows ?? 0 })),
    records: counts.records,
    printed: counts.printed,
    notCandidates: counts.notCandidates,
    recordsWithProblems: counts.recordsWithProblems,
    problems: Object.fromEntries([...counts.problems].sort(([a], [b]) => (a < b ? -1 : 1))),
    trials: plan.trials.map(({ id }, index) => {
      const { eligible = 0, ineligible = 0, undetermined = 0 } = counts.eligibilities[index] ?? {};
      return { trial: id, counts: { eligible, ineligible, undetermined } };
    }),
  };
  await sink.write(pipeline.reporter.tail(summary, run.insight));
  const notices = files.flatMap(({ source, columns, judged }, index) => {
    const found = stats[index];
    return found === undefined ? [] : statsNotices(plan, columns, found, source.name, judged);
  });
  return { summary, problems: run.problems.told, notices };
}

/** A sink whose output may start again. */
export interface RestartableSink extends OutputSink {
  /** Forgets what was written; undefined if it cannot. */
  restart?(): Promise<void>;
}

/** How a list was screened. */
export interface Screened {
  readonly outcome: RunOutcome;
  /** What the outcome is based on. */
  readonly based: PreflightResult;
}

/**
 * Screens all candidates, whatever the preflight has read so far. If only headings, they are screened in one pass, as if the rest of the
 * preflight would find nothing: in most long lists it does not. If it would, the output starts again, after a whole preflight.
 *
 * @param check called with a whole preflight that took place here, before anything is screened by it; may throw to stop the run
 */
export async function screenFrom(
  preflight: Preflight,
  begun: PreflightResult,
  plan: Plan,
  settings: RunSettings,
  sink: RestartableSink,
  check: (whole: PreflightResult) => void,
): Promise<Screened> {
  if (begun.isWhole) return { outcome: await screenAll(plan, begun, settings, sink), based: begun };
  const outcome = sink.restart === undefined ? undefined : await screenAtOnce(plan, begun, settings, sink);
  if (outcome !== undefined) return { outcome, based: begun };
  await sink.restart?.();
  const whole = await preflight.whole();
  check(whole);
  return { outcome: await screenAll(plan, whole, settings, sink), based: whole };
}

/** Undefined: the candidates must be read first, and nothing that was written holds. */
async function screenAtOnce(...args: Parameters<typeof screenAll>): Promise<RunOutcome | undefined> {
  try {
    return await screenAll(...args);
  } catch (error) {
    // The whole preflight finds again what cannot be read, and reports it in its own words.
    if (error instanceof NeedsPreflight || error instanceof ReadFailure) return undefined;
    throw error;
  }
}
