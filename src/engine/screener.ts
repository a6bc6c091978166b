/** From a block of whole records to the results of its candidates: what reports, explanations and the library are made from. */
import type { FileStats } from "../cells/stats.js";
import { Generations } from "../cells/text-readers.js";
import { printedForm } from "../columns/id.js";
import type { CandidateResult, Detail, ExplainedNode } from "../evaluate/result.js";
import { Screen } from "../evaluate/screen.js";
import { FOR_PROGRAMS, type Wording } from "../evaluate/wording.js";
import type { Plan } from "../plan/plan.js";
import type { ByteTools } from "../sources/bytes/utf8.js";
import type { Block } from "../sources/input.js";
import { isCandidate, type Problem } from "../values/record.js";
import { AssumedFails } from "./assumed-fails.js";
import type { HashKey } from "./id-hash.js";
import type { PartProblem } from "./records/json-ids.js";
import { type FileColumns, mayAssumeUnit, openReader } from "./records/read.js";
import type { CandidateRow, ReaderOptions, RecordReader } from "./records/record-reader.js";
import { problemOfWhole } from "./records/row-problems.js";
import { describePlaces, type RecordPlace, RepeatedIds, type RepeatedParts, type Repetition } from "./repeated.js";
import { failureOf } from "./source.js";

/** All that a screener is made from besides the plan; plain data except for the columns. */
export interface ScreenerSettings {
  /** Days since 1970-01-01; undefined if no criterion needs it. */
  readonly asOf: number | undefined;
  readonly severalFiles: boolean;
  readonly files: readonly {
    readonly name: string;
    readonly columns: FileColumns;
    readonly judged: ReaderOptions["judged"];
    readonly passed: ReaderOptions["passed"];
  }[];
  /** Undefined: ids were not read before. */
  readonly repeated: RepeatedParts | undefined;
  readonly key: HashKey;
  readonly byteTools?: ByteTools | undefined;
}

/** Whole records of file number `file`. */
export interface PlacedBlock extends Block {
  readonly file: number;
}

/** Key by key: copied with `...`, every block has a hidden class of its own, and V8 compiles all that takes blocks again and again. */
export function placedBlock({ bytes, firstRow, joined, objects }: Block, file: number): PlacedBlock {
  return { bytes, firstRow, joined, objects, file };
}

/** One candidate's result, and by trial and criterion the tree of every node. */
export interface ExplainedCandidate {
  readonly result: CandidateResult;
  readonly trees: readonly (readonly ExplainedNode[])[];
}

/** What is known of another id of a record. */
interface OtherRepetition {
  readonly heading: string | undefined;
  readonly found: Repetition;
}

const NO_REPETITIONS: readonly OtherRepetition[] = [];

/** Rows of a block whose ids occurred before, and where. */
export type EarlierPlaces = ReadonlyMap<number, RecordPlace>;

/** What repeats in a part also repeats in the list, and the engine may have marked it already. */
function withProblems(problems: readonly Problem[], codes: readonly PartProblem[]): readonly Problem[] {
  const unsaid = new Set(codes.filter((code) => !problems.some((known) => known.code === code)));
  return [...problems, ...[...unsaid].map(problemOfWhole)];
}

/** Screens records. Blocks may come in any order; results do not depend on it. */
export class Screener {
  readonly #settings: ScreenerSettings;
  readonly #criteria: Screen;
  readonly #readers: readonly RecordReader[];
  /** By file. */
  readonly #fails: readonly AssumedFails[];
  readonly #repeated: RepeatedIds | undefined;
  readonly #hasIds: readonly boolean[];
  readonly #fileNames: readonly string[];

  /**
   * @param keep headings of columns that are copied into the output
   * @param wording that of causes
   */
  constructor(plan: Plan, settings: ScreenerSettings, keep?: readonly string[], wording: Wording = FOR_PROGRAMS) {
    const { asOf, severalFiles, byteTools, repeated, key } = settings;
    this.#settings = settings;
    this.#criteria = new Screen(plan.asked, asOf, wording);
    const generations = new Generations();
    this.#readers = settings.files.map(({ name, columns, judged, passed }) =>
      openReader(plan, columns, {
        file: name,
        severalFiles,
        asOf,
        keep,
        examples: false,
        judged,
        passed,
        generations,
        byteTools,
      }),
    );
    this.#fails = settings.files.map(({ columns }) => new AssumedFails(plan, (slot) => mayAssumeUnit(columns, slot)));
    this.#hasIds = settings.files.map(({ columns }) => columns.id.length > 0);
    this.#fileNames = settings.files.map(({ name }) => name);
    this.#repeated = repeated === undefined ? undefined : new RepeatedIds(repeated, key);
  }

  /** The reader of a file. */
  reader(file: number): RecordReader {
    const reader = this.#readers[file];
    if (reader === undefined) throw new Error(`no candidate file ${file}`);
    return reader;
  }

  /** What was read from each file so far. */
  get stats(): readonly FileStats[] {
    return this.#readers.map(({ stats }, file) => ({
      ...stats,
      slots: stats.slots.map((slot, at) => ({ ...slot, assumedFails: this.#fails[file]?.counts[at] ?? 0 })),
    }));
  }

  /** Whether the records of a file have ids. */
  hasIds(file: number): boolean {
    return this.#hasIds[file] === true;
  }

  /**
   * Screens the record at which the reader of a file is.
   *
   * @param earlier where ids were not looked at before: the rows of the block that repeat one
   */
  screen(record: CandidateRow, file: number, detail: Detail, earlier?: EarlierPlaces): CandidateResult {
    const { id: candidate, row } = record;
    const problems = this.#problemsOf(record, file, earlier);
    const trials = this.#criteria.screen(record, problems.length > 0, detail);
    this.#fails[file]?.add(record, trials);
    const result = { candidate, file: this.#fileNames[file] ?? "", row, problems, trials };
    const { kept } = record;
    return kept === undefined ? result : { ...result, kept };
  }

  /** Screens a block. Throws a `ReadFailure` where it cannot be read on. */
  *results(block: PlacedBlock, detail: Detail): Generator<CandidateResult, undefined> {
    for (const record of this.#records(block)) yield this.screen(record, block.file, detail);
  }

  /** Explains the records of a block whose id, as it prints, is one of these. @param onOther told of every other record */
  *explain(
    block: PlacedBlock,
    printed: ReadonlySet<string>,
    onOther: (id: string, row: number) => void,
  ): Generator<ExplainedCandidate, undefined> {
    for (const record of this.#records(block)) {
      if (printed.has(printedForm(record.id)))
        yield { result: this.screen(record, block.file, "evidence"), trees: this.#criteria.explain(record) };
      else onOther(record.id, record.row);
    }
  }

  *#records(block: PlacedBlock): Generator<CandidateRow, undefined> {
    const reader = this.reader(block.file);
    yield* reader.records(block);
    if (reader.fault !== undefined) throw failureOf(reader.fault);
  }

  #problemsOf(record: CandidateRow, file: number, earlier: EarlierPlaces | undefined): readonly Problem[] {
    const { id, row } = record;
    if (!this.hasIds(file) || !isCandidate(record.problems)) return record.problems;
    // Nearly all lists have no id twice.
    if (earlier === undefined && (this.#repeated === undefined || this.#repeated.isEmpty)) return record.problems;
    const own = id === "" ? undefined : this.#ownRepetition(id, earlier?.get(row));
    const others = this.#otherRepetitions(record);
    if (own === undefined && others.length === 0) return record.problems;
    const where = ({ places }: Repetition): string => describePlaces(places, { file, row }, this.#fileNames);
    const problems = [...record.problems];
    if (this.#isPart(file)) {
      const codes = others.map(({ heading }) => (heading === undefined ? "repeated-id" : "repeated-second-id"));
      return withProblems(problems, own === undefined ? codes : ["repeated-id", ...codes]);
    }
    if (own !== undefined) {
      const what = own.isMixed ? "an ID that looks the same is" : "duplicate ID:";
      problems.push({ code: "repeated-id", message: `${what} also in ${where(own)}` });
    }
    for (const { heading, found } of others) {
      const message =
        heading === undefined
          ? `another ID of this record is also in ${where(found)}`
          : `the same \`${heading}\` is also in ${where(found)}, under a different ID`;
      problems.push({ code: heading === undefined ? "repeated-id" : "repeated-second-id", message });
    }
    return problems;
  }

  #isPart(file: number): boolean {
    const columns = this.#settings.files[file]?.columns;
    return columns?.kind === "json" && columns.isPart;
  }

  #ownRepetition(id: string, before: RecordPlace | undefined): Repetition | undefined {
    return before === undefined ? this.#repeated?.findId(id) : { places: [before], isMixed: false };
  }

  #otherRepetitions({ others }: CandidateRow): readonly OtherRepetition[] {
    const repeated = this.#repeated;
    if (others.length === 0 || repeated === undefined) return NO_REPETITIONS;
    return others.flatMap(({ key, heading }) => {
      const found = repeated.find(key);
      return found === undefined || (heading !== undefined && !found.isMixed) ? [] : [{ heading, found }];
    });
  }
}
