/** One thread's part of a run: reads ids and screens blocks. The same on the main thread and in workers. */
import type { FileStats } from "../cells/stats.js";
import { type IdChoice, type OtherId, printedForm } from "../columns/id.js";
import type { InputNotice } from "../diagnostics/notice.js";
import type { Wording } from "../evaluate/wording.js";
import type { PlacedFacts } from "../facts/column-facts.js";
import type { ColumnsJudged } from "../facts/judgement.js";
import type { ColumnMap } from "../language/model.js";
import type { Plan } from "../plan/plan.js";
import { type Paint, plainPaint } from "../report/paint.js";
import type { ByteTools } from "../sources/bytes/utf8.js";
import type { InputHead } from "../sources/input.js";
import { type HashTableParts, lookUp } from "./hash-table.js";
import { type HashKey, IdHash } from "./id-hash.js";
import { NumberList } from "./number-list.js";
import type { OutputParts } from "./output-parts.js";
import { Pipeline, type Rendering, type ScreenedBlock } from "./pipeline.js";
import { type FileColumns, openReader } from "./records/read.js";
import type { RecordReader, RowId } from "./records/record-reader.js";
import { type BlockRows, type MarkedRow, NO_ROWS, NONE_PASSED } from "./records/row-marks.js";
import type { RepeatedParts } from "./repeated.js";
import { type EarlierPlaces, type PlacedBlock, Screener, type ScreenerSettings } from "./screener.js";

/** What all threads of a run work with; plain data except `byteTools` and `parts`. */
export interface Work {
  readonly plan: Plan;
  readonly map: ColumnMap | undefined;
  /** Days since 1970-01-01; undefined if no criterion needs it. */
  readonly asOf: number | undefined;
  /** The headings or keys of the id, as the command line names them. */
  readonly id: IdChoice | undefined;
  readonly severalFiles: boolean;
  readonly key: HashKey;
  /** Undefined: bytes are searched in the plain way. */
  readonly byteTools?: ByteTools | undefined;
  /** Undefined: nothing is rendered. */
  readonly parts?: OutputParts | undefined;
}

/** A candidate file, once its beginning is known; plain data. */
export interface OpenedFile {
  readonly name: string;
  readonly head: InputHead;
}

/** What the preflight has found in the files that were opened; plain data. */
export interface LookFindings {
  /** Undefined: ids were not read before. */
  readonly repeated: RepeatedParts | undefined;
  /** By file: see `ReaderOptions.judged`. */
  readonly judged: readonly (ColumnsJudged | undefined)[];
  /** By file: see `ReaderOptions.passed`. */
  readonly passed: readonly (ReadonlySet<number> | undefined)[];
}

/** What screening and printing use; plain data. */
export interface ScreenSettings extends LookFindings, Rendering {}

/** The ids of a block. */
export interface LookedAt {
  readonly records: number;
  /** Two numbers an id; missing ids are left out. */
  readonly hashes: Uint32Array;
  /** Rows that were left out because they may not be candidates. */
  readonly rows: BlockRows;
  readonly fault: InputNotice | undefined;
}

/** What the preflight has found in a file besides ids. */
export interface Seen {
  /** JSON: the keys seen, and the row in which each was first. */
  readonly keys: ReadonlyMap<string, number>;
  /** See `RecordReader.facts`. */
  readonly facts: readonly PlacedFacts[];
}

/** The keys of a block that may occur more than once, each with the id and the row of its record. */
export interface Suspects {
  readonly keys: readonly string[];
  readonly ids: readonly string[];
  readonly rows: Uint32Array;
}

/** See the head of this file. */
export class BlockProcessor {
  readonly #work: Work;
  readonly #files: { readonly name: string; readonly columns: FileColumns; readonly ids: RecordReader }[] = [];
  readonly #hash: IdHash;
  #suspects: HashTableParts | undefined;
  /** By file: rows that are not candidates. */
  #passed: readonly ReadonlySet<number>[] = [];
  #settings: ScreenSettings | undefined;
  #pipeline: Pipeline | undefined;
  #again: Pipeline | undefined;

  constructor(work: Work) {
    this.#work = work;
    this.#hash = new IdHash(work.key);
  }

  /** The next candidate file. @returns its number */
  open(name: string, columns: FileColumns): number {
    const { severalFiles, asOf, byteTools } = this.#work;
    const ids = openReader(this.#work.plan, columns, { file: name, severalFiles, asOf, examples: false, byteTools });
    return this.#files.push({ name, columns, ids }) - 1;
  }

  /** Reads the ids of a block, and nothing else. */
  look(block: PlacedBlock): LookedAt {
    const { ids } = this.#file(block.file);
    return this.#lookAt(block.file, ids.ids(block), () => ids.marks);
  }

  /** Reads a row that {@link look} has left out. */
  lookAgain(file: number, marked: MarkedRow): LookedAt {
    return this.#lookAt(file, this.#file(file).ids.again(marked), () => NO_ROWS);
  }

  #lookAt(file: number, rows: Iterable<RowId>, found: () => BlockRows): LookedAt {
    const { columns, ids } = this.#file(file);
    const hashes = new NumberList();
    let records = 0;
    for (const { id, others } of rows) {
      records += 1;
      if (others.length > 0) this.#noteOthers(others, hashes);
      // The row stands in for a missing id, or the record has the problem of having none: neither is a repetition.
      if (id === "" || columns.id.length === 0) continue;
      this.#hash.take(id);
      hashes.push(this.#hash.low);
      hashes.push(this.#hash.high);
    }
    return { records, hashes: hashes.numbers, rows: found(), fault: ids.fault };
  }

  #noteOthers(others: readonly OtherId[], hashes: NumberList): void {
    for (const { key } of others) {
      this.#hash.takeKey(key);
      hashes.push(this.#hash.low);
      hashes.push(this.#hash.high);
    }
  }

  /** What {@link look} has found in a file so far. */
  seenIn(file: number): Seen {
    const { keys, facts } = this.#file(file).ids;
    return { keys, facts };
  }

  /** The hashes that occur more than once, for {@link findSuspects}. */
  suspect(table: HashTableParts, passed: readonly ReadonlySet<number>[]): void {
    this.#suspects = table;
    this.#passed = passed;
  }

  /** Finds the records whose ids have a suspect hash. */
  findSuspects(block: PlacedBlock): Suspects {
    const keys: string[] = [];
    const ids: string[] = [];
    const rows = new NumberList();
    const suspects = this.#suspects;
    if (suspects === undefined) throw new Error("no ids are suspected");
    const note = (key: string, id: string, row: number): void => {
      if (lookUp(suspects, this.#hash.low, this.#hash.high) < 0) return;
      keys.push(key);
      ids.push(id);
      rows.push(row);
    };
    for (const { id, row, others } of this.#file(block.file).ids.ids(block, this.#passed[block.file] ?? NONE_PASSED)) {
      for (const { key, heading } of others) {
        this.#hash.takeKey(key);
        note(key, heading === undefined ? key : id, row);
      }
      if (id === "") continue;
      const key = printedForm(id);
      this.#hash.takeKey(key);
      note(key, id, row);
    }
    return { keys, ids, rows: rows.numbers };
  }

  /** Yields results without rendering them. @param wording of causes */
  screener(found: LookFindings, wording?: Wording): Screener {
    return new Screener(this.#work.plan, this.#screenerSettings(found), undefined, wording);
  }

  /** Prepares for {@link screen}. */
  prepare(settings: ScreenSettings, paint: Paint = plainPaint): Pipeline {
    this.#settings = settings;
    this.#pipeline = this.#pipelineOf(settings, paint);
    this.#again = undefined;
    return this.#pipeline;
  }

  #pipelineOf(settings: ScreenSettings, paint: Paint): Pipeline {
    const { plan, parts } = this.#work;
    if (parts === undefined) throw new Error("nothing is loaded to render with");
    return new Pipeline(plan, this.#screenerSettings(settings), settings, parts, paint);
  }

  #screenerSettings({ repeated, judged, passed }: LookFindings): ScreenerSettings {
    const { asOf, key, byteTools, severalFiles } = this.#work;
    const files = this.#files.map(({ name, columns }, index) => ({
      name,
      columns,
      judged: judged[index],
      passed: passed[index],
    }));
    return { asOf, severalFiles, files, repeated, key, byteTools };
  }

  screen(block: PlacedBlock): ScreenedBlock {
    if (this.#pipeline === undefined) throw new Error("nothing is prepared to screen by");
    return this.#pipeline.block(block);
  }

  /** Screens a block that was screened before, now that it is known which of its ids occurred earlier. */
  screenAgain(block: PlacedBlock, earlier: EarlierPlaces): ScreenedBlock {
    if (this.#settings === undefined) throw new Error("nothing is prepared to screen by");
    // A pipeline of its own: what it reads was counted before.
    this.#again ??= this.#pipelineOf(this.#settings, plainPaint);
    return this.#again.block(block, earlier);
  }

  /** What {@link screen} has read of each file. */
  get stats(): readonly FileStats[] {
    return this.#pipeline?.stats ?? [];
  }

  #file(index: number) {
    const file = this.#files[index];
    if (file === undefined) throw new Error(`no candidate file ${index}`);
    return file;
  }
}
