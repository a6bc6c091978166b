/**
 * The preflight of the candidate files: headings, columns, ids. Everything that can stop a run is found here, before the first
 * byte of output.
 */
import { judgedSlots } from "../columns/judged-slots.js";
import { type InputNotice, stops } from "../diagnostics/notice.js";
import type { JudgedSlot } from "../facts/judgement.js";
import type { Plan } from "../plan/plan.js";
import type { InputHead } from "../sources/input.js";
import type { LookFindings } from "./block-processor.js";
import { type CheckedFile, FilePreflight, type PreflightSettings } from "./file-preflight.js";
import type { HashKey } from "./id-hash.js";
import { RepeatedCollector, type RepeatedParts } from "./repeated.js";
import { type PlacedBlock, placedBlock } from "./screener.js";
import { SeenIds } from "./seen-ids.js";
import { bytesOf, type CandidateSource, failureOf, isEmpty, ReadFailure, type ReadSettings, startPass } from "./source.js";
import { inOrder, WorkerPool } from "./worker-pool.js";

/** What the preflight found. */
export interface PreflightResult {
  readonly files: readonly CheckedFile[];
  /** False: only headings were read. What the rest of the preflight would show is not known yet. */
  readonly isWhole: boolean;
  /** The ids that occur more than once; undefined if ids were not read. */
  readonly repeated: RepeatedParts | undefined;
  /** By slot, what is known about columns before their cells are read. */
  readonly judgedSlots: readonly JudgedSlot[];
  /** In order of file. If one of them is an error, the run stops. */
  readonly notices: readonly InputNotice[];
  /** If the run stops at its columns: the headings of the first file from which nothing is read. */
  readonly unclaimed: readonly string[];
  /** The threads, which all know the files. */
  readonly pool: WorkerPool;
}

/** What screening is based on. */
export function findingsOf({ files, repeated }: PreflightResult): LookFindings {
  return { repeated, judged: files.map(({ judged }) => judged), passed: files.map(({ passed }) => passed) };
}

const FIXED_KEY: HashKey = { low: 0x243f6a88, high: 0x85a308d3 };

/** Reads all candidate files. */
export function preflight(
  sources: readonly CandidateSource[],
  plan: Plan,
  settings: PreflightSettings,
  pool = poolOfOne(sources, plan, settings),
): Promise<PreflightResult> {
  return new Preflight(sources, plan, settings, pool).whole();
}

/** Reads all candidate files, one after another, before any is screened. The pool must not have seen a file yet. */
export class Preflight {
  readonly #settings: PreflightSettings;
  readonly #judgedSlots: readonly JudgedSlot[];
  readonly #pool: WorkerPool;
  readonly #bytes: number;
  readonly #ids: SeenIds;
  readonly #looks: readonly FilePreflight[];

  constructor(sources: readonly CandidateSource[], plan: Plan, settings: PreflightSettings, pool: WorkerPool) {
    this.#settings = settings;
    this.#judgedSlots = judgedSlots(plan, settings.map);
    this.#pool = pool;
    this.#bytes = bytesOf(sources);
    this.#ids = new SeenIds(this.#bytes);
    const sites = new Set<string>();
    this.#looks = sources.map((source) => new FilePreflight(source, plan, settings, pool, this.#judgedSlots, this.#ids, sites));
  }

  /** Only headings. Undefined if one of them is wrong, or more must be read to know the columns. {@link whole} may follow. */
  async headings(): Promise<PreflightResult | undefined> {
    this.#pool.expect(this.#bytes);
    const files: CheckedFile[] = [];
    for (const look of this.#looks) {
      const file = await look.heading();
      if (file === undefined) return undefined;
      files.push(file);
    }
    const notices = this.#looks.flatMap((look) => look.notices);
    const known = { judgedSlots: this.#judgedSlots, unclaimed: [], pool: this.#pool };
    return { files, isWhole: false, repeated: undefined, notices, ...known };
  }

  /** The whole preflight. */
  async whole(): Promise<PreflightResult> {
    this.#pool.expect(this.#bytes);
    const files: CheckedFile[] = [];
    for (const look of this.#looks) {
      const file = await look.run();
      if (file !== undefined) files.push(file);
    }
    const notices = this.#looks.flatMap((look) => look.notices);
    const isPart = this.#settings.read.head !== undefined;
    const empty = files.filter(({ records }) => records === 0 && !isPart);
    for (const { source } of empty) notices.push(noRecords(source.name, empty.length < this.#looks.length));
    const isOn = !this.#settings.read.assumeUniqueIds && !stops(notices);
    const repeated = isOn ? await findRepeated(files, this.#ids, this.#settings, this.#pool) : undefined;
    const unclaimed = this.#looks[0]?.unclaimed ?? [];
    const known = { judgedSlots: this.#judgedSlots, unclaimed, pool: this.#pool };
    return { files, isWhole: true, repeated, notices, ...known };
  }
}

function poolOfOne(
  sources: readonly CandidateSource[],
  plan: Plan,
  { map, asOf, read, key = FIXED_KEY }: PreflightSettings,
): WorkerPool {
  return new WorkerPool({ plan, map, asOf, id: read.id, severalFiles: sources.length > 1, key, byteTools: read.byteTools });
}

function noRecords(file: string, othersHaveSome: boolean): InputNotice {
  return {
    code: "no-records",
    severity: othersHaveSome ? "problem" : "error",
    file,
    message: "the file has no candidates",
    help: "a list has one record per candidate; in a table, below the heading",
  };
}

/** If hashes occurred twice, reads the files once more and compares the ids themselves. */
async function findRepeated(
  files: readonly CheckedFile[],
  ids: SeenIds,
  { read, key = FIXED_KEY }: PreflightSettings,
  pool: WorkerPool,
): Promise<RepeatedParts> {
  ids.close();
  const collector = new RepeatedCollector(ids.suspects, key);
  if (ids.suspects.size === 0) return collector.found;
  pool.suspect(
    ids.suspects.parts,
    files.map(({ passed = new Set() }) => passed),
  );
  for (const [index, { source, head, columns }] of files.entries()) {
    if (columns.id.length === 0) continue;
    await inOrder(
      pool,
      blocksAgain(source, head, index, read),
      (block) => pool.findSuspects(block),
      (found) => {
        for (const [at, key] of found.keys.entries())
          collector.add(key, found.ids[at] ?? "", { file: index, row: found.rows[at] ?? 0 });
      },
    );
  }
  return collector.found;
}

/**
 * The blocks of a file that was read before. Throws a {@link ReadFailure} if it has changed since.
 *
 * @param onLastChunk given if this is the last pass; called with the bytes as they come
 */
export async function* blocksAgain(
  source: CandidateSource,
  head: InputHead,
  file: number,
  read: ReadSettings,
  onLastChunk?: (chunk: Uint8Array) => void,
): AsyncGenerator<PlacedBlock> {
  const input = startPass(source, read);
  const before = JSON.stringify(head);
  let isKnown = false;
  const check = (): void => {
    if (isKnown || input.head === undefined) return;
    isKnown = true;
    if (JSON.stringify(input.head) !== before) throw changed(source.name, "its beginning is not what it was");
  };
  for await (const chunk of source.open(onLastChunk !== undefined)) {
    onLastChunk?.(chunk);
    const blocks = input.push(chunk);
    check();
    for (const block of blocks) yield placedBlock(block, file);
    if (input.fault !== undefined) throw failureOf(input.fault);
  }
  const blocks = input.end();
  check();
  for (const block of blocks) yield placedBlock(block, file);
  if (input.fault !== undefined && !isEmpty(input)) throw failureOf(input.fault);
}

/** A file that has changed since the preflight. */
export function changed(file: string, how: string): ReadFailure {
  return new ReadFailure(`${file}: changed while it was read: ${how}; run it again`);
}
