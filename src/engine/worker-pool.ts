/**
 * The threads of a run: the main thread alone at first, and with workers once the input has turned out to be long. It does itself
 * what no worker is free for: a thread costs a start and a program to warm up, so it takes one less.
 */
import { type FileStats, mergeKeys, mergeStats } from "../cells/stats.js";
import { mergePlaced } from "../facts/column-facts.js";
import type { Paint } from "../report/paint.js";
import {
  BlockProcessor,
  type LookedAt,
  type OpenedFile,
  type ScreenSettings,
  type Seen,
  type Suspects,
  type Work,
} from "./block-processor.js";
import type { HashTableParts } from "./hash-table.js";
import { type Answer, type Broadcast, room, type SharedBlock, type Task } from "./job.js";
import type { OutputParts } from "./output-parts.js";
import type { Pipeline, ScreenedBlock } from "./pipeline.js";
import type { FileColumns } from "./records/read.js";
import type { MarkedRow } from "./records/row-marks.js";
import type { EarlierPlaces, PlacedBlock } from "./screener.js";
import type { Thread, Threads } from "./thread.js";

/** A block that was screened. */
export interface DoneBlock extends Omit<ScreenedBlock, "text"> {
  /** Good until {@link release}. */
  readonly text: string | Uint8Array;
  /** The block itself, as long as the text. */
  readonly bytes: Uint8Array;
  /** Gives the memory back. */
  release(): void;
}

/** Memory for one block on its way. */
interface Slot {
  input: SharedArrayBuffer;
  output: SharedArrayBuffer;
}

/** Blocks that a worker may have at one time: one at work, and enough waiting while the main thread is at one of its own. */
const BLOCKS_A_WORKER = 3;

interface Worker {
  readonly thread: Thread;
  isReady: boolean;
  /** Who waits for an answer, in turn. */
  readonly waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (failure: Error) => void }[];
}

/** Gives work to threads. The caller keeps the order. */
export class WorkerPool {
  readonly #processor: BlockProcessor;
  readonly #parts: OutputParts | undefined;
  readonly #threads: Threads | undefined;
  readonly #workers: Worker[] = [];
  /** Everything that was sent to all workers; one that starts later gets it first. */
  readonly #broadcasts: Broadcast[] = [];
  /** Memory that is free. */
  readonly #slots: Slot[] = [];
  #bytes = 0;
  #failure: Error | undefined;

  /** @param threads undefined: the main thread does it all */
  constructor(work: Work, threads?: Threads) {
    this.#processor = new BlockProcessor(work);
    this.#parts = work.parts;
    this.#threads = threads;
  }

  /** What the output is made with. */
  get parts(): OutputParts | undefined {
    return this.#parts;
  }

  /** The main thread's part. */
  get processor(): BlockProcessor {
    return this.#processor;
  }

  /** How many blocks may be on their way at one time: the workers', and as many that are done and wait for their turn. */
  get capacity(): number {
    return 1 + 2 * BLOCKS_A_WORKER * this.#ready.length;
  }

  /** Starts as many workers as so many bytes of candidates are worth. */
  expect(bytes: number): void {
    const threads = this.#threads;
    if (threads === undefined) return;
    const wanted = Math.min(threads.jobs, Math.floor(bytes / threads.bytesPerWorker) + 1);
    while (this.#workers.length < wanted - 1) this.#start(threads);
  }

  /** The next candidate file, to all. @returns its number */
  open(file: OpenedFile, columns: FileColumns): number {
    this.#broadcast({ kind: "file", file });
    return this.#processor.open(file.name, columns);
  }

  /** Looks at the ids of a block. */
  async look(block: PlacedBlock): Promise<LookedAt> {
    const worker = this.#workerFor(block);
    if (worker === undefined) return this.#processor.look(block);
    const { slot, shared } = this.#share(block);
    const answer = await this.#ask(worker, { kind: "look", block: shared });
    this.#slots.push(slot);
    return answer.kind === "look" ? answer.found : unexpected(answer);
  }

  /** Looks at a row that was left out, here. */
  lookAgain(file: number, marked: MarkedRow): LookedAt {
    return this.#processor.lookAgain(file, marked);
  }

  /** What all threads have found in a file in the preflight. */
  async seenIn(file: number): Promise<Seen> {
    let { keys, facts } = this.#processor.seenIn(file);
    for (const worker of this.#ready) {
      const answer = await this.#ask(worker, { kind: "seen", file });
      const seen = answer.kind === "seen" ? answer.seen : unexpected(answer);
      keys = mergeKeys(keys, seen.keys);
      facts = mergePlaced([...facts, ...seen.facts]);
    }
    return { keys, facts };
  }

  /** The hashes that occur more than once, to all. */
  suspect(table: HashTableParts, passed: readonly ReadonlySet<number>[]): void {
    this.#processor.suspect(table, passed);
    this.#broadcast({ kind: "suspects", table, passed });
  }

  /** Finds the records of a block whose ids are suspect. */
  async findSuspects(block: PlacedBlock): Promise<Suspects> {
    const worker = this.#workerFor(block);
    if (worker === undefined) return this.#processor.findSuspects(block);
    const { slot, shared } = this.#share(block);
    const answer = await this.#ask(worker, { kind: "find-suspects", block: shared });
    this.#slots.push(slot);
    return answer.kind === "find-suspects" ? answer.found : unexpected(answer);
  }

  /** Makes all ready to screen. @returns the main thread's pipeline, for head and tail */
  prepare(settings: ScreenSettings, paint: Paint): Pipeline {
    this.#broadcast({ kind: "prepare", settings });
    return this.#processor.prepare(settings, paint);
  }

  /** Screens a block. */
  async screen(block: PlacedBlock): Promise<DoneBlock> {
    const worker = this.#workerFor(block);
    if (worker === undefined) return this.#screenHere(block);
    const { slot, shared } = this.#share(block);
    const answer = await this.#ask(worker, { kind: "screen", block: shared });
    if (answer.kind !== "screen") return unexpected(answer);
    const { output, length, ...rest } = answer.found;
    slot.output = output;
    return {
      ...rest,
      text: new Uint8Array(output, 0, length),
      bytes: new Uint8Array(slot.input, 0, shared.length),
      release: () => void this.#slots.push(slot),
    };
  }

  #screenHere(block: PlacedBlock): DoneBlock {
    const screened = this.#processor.screen(block);
    const { text, ids } = screened;
    // The block's memory is filled again before anyone can ask for it to be screened again.
    const bytes = ids === undefined ? block.bytes : new Uint8Array(block.bytes);
    if (typeof text === "string" || this.#workers.length === 0) return { ...screened, bytes, release: () => undefined };
    // Its turn may come after the next block is screened here.
    const slot = this.#freeSlot();
    if (slot.output.byteLength < text.length) slot.output = new SharedArrayBuffer(room(text.length));
    const kept = new Uint8Array(slot.output, 0, text.length);
    kept.set(text);
    return { ...screened, text: kept, bytes, release: () => void this.#slots.push(slot) };
  }

  /** Screens a block again, here: see {@link BlockProcessor.screenAgain}. */
  screenAgain(block: PlacedBlock, earlier: EarlierPlaces): ScreenedBlock {
    return this.#processor.screenAgain(block, earlier);
  }

  /** What all have read of each file. */
  async stats(): Promise<readonly FileStats[]> {
    let all = this.#processor.stats;
    for (const worker of this.#ready) {
      const answer = await this.#ask(worker, { kind: "stats" });
      const stats = answer.kind === "stats" ? answer.stats : unexpected(answer);
      all = all.map((own, file) => mergeStats(own, stats[file] ?? own));
    }
    return all;
  }

  /** Ends the workers. */
  async stop(): Promise<void> {
    this.#failure ??= new Error("the run is over");
    await Promise.all(this.#workers.map(({ thread }) => thread.stop()));
  }

  #broadcast(message: Broadcast): void {
    this.#broadcasts.push(message);
    for (const { thread } of this.#workers) thread.post({ kind: "broadcast", broadcast: message });
  }

  /** Puts a block where a worker sees it. Memory is reused, because discarded memory is collected late. */
  #share({ bytes, ...place }: PlacedBlock): { readonly slot: Slot; readonly shared: SharedBlock } {
    const slot = this.#freeSlot();
    if (slot.input.byteLength < bytes.length) slot.input = new SharedArrayBuffer(room(bytes.length));
    new Uint8Array(slot.input).set(bytes);
    return { slot, shared: { input: slot.input, length: bytes.length, output: slot.output, ...place } };
  }

  #freeSlot(): Slot {
    return this.#slots.pop() ?? { input: new SharedArrayBuffer(0), output: new SharedArrayBuffer(0) };
  }

  /** The workers that may have been given something to do. */
  get #ready(): readonly Worker[] {
    return this.#workers.filter(({ isReady }) => isReady);
  }

  /** The worker with the least to do; undefined if none is free. Starts more as the input turns out longer. */
  #workerFor({ bytes }: PlacedBlock): Worker | undefined {
    this.#bytes += bytes.length;
    this.expect(this.#bytes);
    const free = this.#ready.filter(({ waiting }) => waiting.length < BLOCKS_A_WORKER);
    return free.sort((a, b) => a.waiting.length - b.waiting.length)[0];
  }

  #start({ job, start }: Threads): void {
    const waiting: Worker["waiting"] = [];
    const thread = start(job, {
      ready: () => {
        worker.isReady = true;
      },
      answered: (answer) => waiting.shift()?.resolve(answer),
      ended: (failure) => this.#fail(failure),
    });
    const worker: Worker = { thread, waiting, isReady: false };
    this.#workers.push(worker);
    for (const message of this.#broadcasts) thread.post({ kind: "broadcast", broadcast: message });
  }

  #fail(failure: Error): void {
    this.#failure ??= failure;
    for (const { waiting } of this.#workers) {
      for (const { reject } of waiting.splice(0)) reject(this.#failure);
    }
  }

  #ask({ thread, waiting }: Worker, task: Task): Promise<Answer> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const answer = new Promise<Answer>((resolve, reject) => {
      waiting.push({ resolve, reject });
    });
    // The caller may be busy elsewhere when it fails, and gets the failure later.
    answer.catch(() => undefined);
    thread.post({ kind: "task", task });
    return answer;
  }
}

function unexpected({ kind }: Answer): never {
  throw new Error(`a worker answers ${kind} to another question`);
}

/**
 * Gives blocks to `begin`, as many at a time as the pool may have, and what comes of them to `end`, in order.
 */
export async function inOrder<Block, Done>(
  pool: WorkerPool,
  blocks: AsyncIterable<Block>,
  begin: (block: Block) => Promise<Done>,
  end: (done: Done, block: Block) => Promise<void> | void,
): Promise<void> {
  const under: { readonly block: Block; readonly done: Promise<Done> }[] = [];
  const next = async (): Promise<void> => {
    const first = under.shift();
    if (first !== undefined) await end(await first.done, first.block);
  };
  for await (const block of blocks) {
    while (under.length >= pool.capacity) await next();
    const done = begin(block);
    done.catch(() => undefined);
    under.push({ block, done });
  }
  while (under.length > 0) await next();
}
