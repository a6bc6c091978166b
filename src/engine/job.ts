/** What passes between the main thread and its workers: plain data. A worker reads no file. */
import type { FileStats } from "../cells/stats.js";
import type { Format } from "../report/reporter.js";
import type { ByteTools } from "../sources/bytes/utf8.js";
import { relinkUnits } from "../values/unit/relink.js";
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
import type { OutputParts } from "./output-parts.js";
import type { ScreenedBlock } from "./pipeline.js";
import { resolveColumns } from "./records/read.js";
import { type PlacedBlock, placedBlock } from "./screener.js";

/** A {@link Work} as plain data. `format`: the parts to load. */
export type Job = Omit<Work, "byteTools" | "parts"> & { readonly format: Format };

/** What every worker must be told before its next task. */
export type Broadcast =
  | { readonly kind: "file"; readonly file: OpenedFile }
  | { readonly kind: "suspects"; readonly table: HashTableParts; readonly passed: readonly ReadonlySet<number>[] }
  | { readonly kind: "prepare"; readonly settings: ScreenSettings };

/** A block in memory that both threads see. Nobody writes there until the worker has answered. */
export interface SharedBlock extends Omit<PlacedBlock, "bytes"> {
  readonly input: SharedArrayBuffer;
  readonly length: number;
  /** For the rendered text, if it has room. */
  readonly output: SharedArrayBuffer;
}

/** What a worker answers, in the order of its tasks. */
export type Task =
  | { readonly kind: "look" | "find-suspects" | "screen"; readonly block: SharedBlock }
  | { readonly kind: "seen"; readonly file: number }
  | { readonly kind: "stats" };

/** A {@link ScreenedBlock} with its text in shared memory: the block's, or more where that was too small. */
export interface PostedBlock extends Omit<ScreenedBlock, "text"> {
  readonly output: SharedArrayBuffer;
  readonly length: number;
}

/** The answer to a task. */
export type Answer =
  | { readonly kind: "look"; readonly found: LookedAt }
  | { readonly kind: "find-suspects"; readonly found: Suspects }
  | { readonly kind: "screen"; readonly found: PostedBlock }
  | { readonly kind: "seen"; readonly seen: Seen }
  | { readonly kind: "stats"; readonly stats: readonly FileStats[] };

/** What a worker says first, once it is ready. */
export interface Ready {
  readonly kind: "ready";
}

/** What a worker is sent. */
export type Message =
  | { readonly kind: "broadcast"; readonly broadcast: Broadcast }
  | { readonly kind: "task"; readonly task: Task };

/** A worker's side: does what messages ask for. */
export class WorkerSession {
  readonly #work: Work;
  readonly #processor: BlockProcessor;
  readonly #encoder = new TextEncoder();
  #input = new Uint8Array(0);
  #output = new Uint8Array(0);

  /** @param job a copy, which is then this session's own */
  constructor(job: Job, parts: OutputParts, byteTools?: ByteTools) {
    relinkUnits(job);
    this.#work = { ...job, parts, byteTools };
    this.#processor = new BlockProcessor(this.#work);
  }

  /** @returns the answer to a task; undefined for a broadcast */
  take(message: Message): Answer | undefined {
    if (message.kind === "task") return this.#answer(message.task);
    this.#apply(message.broadcast);
    return undefined;
  }

  #apply(broadcast: Broadcast): void {
    switch (broadcast.kind) {
      case "file": {
        const { name, head } = broadcast.file;
        const { id, map } = this.#work;
        const { columns } = resolveColumns(this.#work.plan, head, { file: name, id, map });
        if (columns === undefined) throw new Error("columns that the main thread found are not found here");
        this.#processor.open(name, columns);
        return;
      }
      case "suspects":
        this.#processor.suspect(broadcast.table, broadcast.passed);
        return;
      case "prepare":
        this.#processor.prepare(broadcast.settings);
    }
  }

  #answer(task: Task): Answer {
    switch (task.kind) {
      case "look":
        return { kind: task.kind, found: this.#processor.look(this.#own(task.block)) };
      case "find-suspects":
        return { kind: task.kind, found: this.#processor.findSuspects(this.#own(task.block)) };
      case "seen":
        return { kind: task.kind, seen: this.#processor.seenIn(task.file) };
      case "stats":
        return { kind: task.kind, stats: this.#processor.stats };
      case "screen": {
        const { text, ...rest } = this.#processor.screen(this.#own(task.block));
        return { kind: task.kind, found: { ...rest, ...this.#shared(text, task.block.output) } };
      }
    }
  }

  /** A copy of the block in memory of this thread's own: not every decoder takes shared memory. */
  #own({ input, length, firstRow, joined, objects, file }: SharedBlock): PlacedBlock {
    if (this.#input.length < length) this.#input = new Uint8Array(room(length));
    this.#input.set(new Uint8Array(input, 0, length));
    return placedBlock({ bytes: this.#input.subarray(0, length), firstRow, joined, objects }, file);
  }

  #shared(text: string | Uint8Array, given: SharedArrayBuffer): { readonly output: SharedArrayBuffer; readonly length: number } {
    const bytes = typeof text === "string" ? this.#encoded(text) : text;
    const { length } = bytes;
    const output = given.byteLength < length ? new SharedArrayBuffer(room(length)) : given;
    new Uint8Array(output).set(bytes);
    return { output, length };
  }

  #encoded(text: string): Uint8Array {
    // A UTF-16 unit takes three bytes at most.
    if (this.#output.length < 3 * text.length) this.#output = new Uint8Array(room(3 * text.length));
    return this.#output.subarray(0, this.#encoder.encodeInto(text, this.#output).written);
  }
}

/** A size with some room to grow. */
export function room(bytes: number): number {
  return Math.ceil((bytes * 5) / 4 / 4096) * 4096;
}
