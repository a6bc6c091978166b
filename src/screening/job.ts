/** What goes between the main thread and its workers: texts and plain data. A worker loads from texts, never from a path. */
import { resolveColumns } from "../candidates/read.js";
import type { FileStats } from "../candidates/stats.js";
import { loadColumnMap, loadTrials, type Source } from "../language/load.js";
import { Hand, type LookedAt, type OpenedFile, type ScreenSettings, type Suspects, type Work } from "./hand.js";
import type { HashTableParts } from "./hash-table.js";
import type { PlacedBlock, ScreenedBlock } from "./pipeline.js";

/** A {@link Work} as texts. */
export interface Job extends Omit<Work, "trials" | "map"> {
  readonly criteria: readonly Source[];
  readonly dictionaries: readonly Source[];
  readonly columnMap: Source | undefined;
}

/** What every worker must be told before its next task. */
export type Word =
  | { readonly kind: "file"; readonly file: OpenedFile }
  | { readonly kind: "suspects"; readonly table: HashTableParts }
  | { readonly kind: "prepare"; readonly settings: ScreenSettings };

/** What a worker answers. `number` counts the tasks of a worker; it answers them in turn. */
export type Task =
  | { readonly kind: "look" | "find-suspects" | "screen"; readonly block: PlacedBlock }
  | { readonly kind: "keys"; readonly file: number }
  | { readonly kind: "stats" };

/** A {@link ScreenedBlock} with its text in bytes. */
export interface PostedBlock extends Omit<ScreenedBlock, "text"> {
  readonly text: Uint8Array;
}

/** The answer to a task. A block comes back where it may have to be screened again. */
export type Answer =
  | { readonly kind: "look"; readonly found: LookedAt }
  | { readonly kind: "find-suspects"; readonly found: Suspects }
  | { readonly kind: "screen"; readonly found: PostedBlock; readonly bytes: Uint8Array | undefined }
  | { readonly kind: "keys"; readonly keys: ReadonlyMap<string, number> }
  | { readonly kind: "stats"; readonly stats: readonly FileStats[] };

export type Message = { readonly kind: "word"; readonly word: Word } | { readonly kind: "task"; readonly task: Task };

/** An answer, and the memory that goes with it. */
export interface Reply {
  readonly answer: Answer;
  readonly transfer: readonly ArrayBuffer[];
}

/** Makes of texts what the main thread made of them. */
export function loadWork({ criteria, dictionaries, columnMap, ...rest }: Job): Work {
  const { trials } = loadTrials(criteria, (file) => dictionaries.find((source) => source.file === file));
  const map = columnMap === undefined ? undefined : loadColumnMap(columnMap, trials).map;
  return { ...rest, trials, map };
}

/** A worker's side: does what messages say. */
export class Servant {
  readonly #work: Work;
  readonly #hand: Hand;
  readonly #encoder = new TextEncoder();

  constructor(job: Job) {
    this.#work = loadWork(job);
    this.#hand = new Hand(this.#work);
  }

  /** @returns the answer to a task; undefined for a word */
  take(message: Message): Reply | undefined {
    if (message.kind === "task") return this.#answer(message.task);
    this.#hear(message.word);
    return undefined;
  }

  #hear(word: Word): void {
    switch (word.kind) {
      case "file": {
        const { name, head } = word.file;
        const { id, map } = this.#work;
        const { columns } = resolveColumns(this.#hand.slots, head, { file: name, id: id ?? map?.id, map });
        if (columns === undefined) throw new Error("columns that the main thread found are not found here");
        this.#hand.open(name, columns);
        return;
      }
      case "suspects":
        this.#hand.suspect(word.table);
        return;
      case "prepare":
        this.#hand.prepare(word.settings);
    }
  }

  #answer(task: Task): Reply {
    switch (task.kind) {
      case "look":
        return { answer: { kind: task.kind, found: this.#hand.look(task.block) }, transfer: [] };
      case "find-suspects":
        return { answer: { kind: task.kind, found: this.#hand.findSuspects(task.block) }, transfer: [] };
      case "keys":
        return { answer: { kind: task.kind, keys: this.#hand.keysOf(task.file) }, transfer: [] };
      case "stats":
        return { answer: { kind: task.kind, stats: this.#hand.stats }, transfer: [] };
      case "screen": {
        const screened = this.#hand.screen(task.block);
        const text = this.#encoder.encode(screened.text);
        const bytes = screened.ids === undefined ? undefined : task.block.bytes;
        const found = { ...screened, text };
        return { answer: { kind: task.kind, found, bytes }, transfer: [text, bytes].flatMap(memoryOf) };
      }
    }
  }
}

/** The memory of an array, to be handed over; none where it is a part of a greater one, or shared. */
export function memoryOf(bytes: Uint8Array | undefined): readonly ArrayBuffer[] {
  if (bytes === undefined || !(bytes.buffer instanceof ArrayBuffer)) return [];
  return bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [];
}
