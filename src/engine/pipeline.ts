/** From a block of whole records to rendered text, counts and problems: the unit of work of one thread, here or in a worker. */
import type { FileStats } from "../cells/stats.js";
import { Generations } from "../cells/text-readers.js";
import { printedForm } from "../columns/id.js";
import type { InputNotice } from "../diagnostics/notice.js";
import type { CandidateResult, Detail, RunHead } from "../evaluate/result.js";
import { Screen } from "../evaluate/screen.js";
import type { InsightCollector } from "../insight/collect.js";
import type { Insight } from "../insight/insight.js";
import type { Plan } from "../plan/plan.js";
import type { Explanation } from "../report/explanation.js";
import type { Paint } from "../report/paint.js";
import type { Format, Reporter, ReportOptions } from "../report/reporter.js";
import type { ByteTools } from "../sources/bytes/utf8.js";
import type { Block } from "../sources/input.js";
import { isCandidate, type Problem } from "../values/record.js";
import { Counts, type CountsData, FirstOfKind } from "./counts.js";
import { type HashKey, IdHash } from "./id-hash.js";
import { NumberList } from "./number-list.js";
import type { OutputParts } from "./output-parts.js";
import { type FileColumns, openReader } from "./records/read.js";
import type { CandidateRow, ReaderOptions, RecordReader } from "./records/record-reader.js";
import { describePlaces, type RecordPlace, RepeatedIds, type RepeatedParts, type Repetition } from "./repeated.js";

/** What a run prints. */
export interface OutputSettings extends Omit<ReportOptions, "paint"> {
  readonly format: Format;
}

/** All that a pipeline is made from besides the plan; plain data but for the columns. */
export interface PipelineSettings {
  readonly run: RunHead;
  /** Days since 1970-01-01; undefined where no criterion needs it. */
  readonly asOf: number | undefined;
  readonly files: readonly {
    readonly name: string;
    readonly columns: FileColumns;
    readonly judged: ReaderOptions["judged"];
    readonly passed: ReaderOptions["passed"];
  }[];
  /** Undefined: ids were not looked at before, and the blocks' ids are noted down. */
  readonly repeated: RepeatedParts | undefined;
  readonly key: HashKey;
  readonly output: OutputSettings;
  readonly byteTools?: ByteTools | undefined;
  /** Undefined: nothing is rendered. */
  readonly parts: OutputParts | undefined;
}

/** Whole records of file number `file`. */
export interface PlacedBlock extends Block {
  readonly file: number;
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

/** What came of a block. Rendered as one that is not the first. */
export interface ScreenedBlock {
  /** UTF-8 is good until the next block. */
  readonly text: string | Uint8Array;
  readonly counts: CountsData;
  /** In order of row; the first few of each kind, the counts have the rest. */
  readonly problems: readonly PlacedProblem[];
  readonly fault: InputNotice | undefined;
  /** Of all the block's candidates, where the output shows it. */
  readonly insight: Insight | undefined;
  /** Where ids were not looked at before. */
  readonly ids: IdHashes | undefined;
}

/** What is known of a block's records besides what is printed of them. */
interface Taken {
  readonly counts: Counts;
  readonly problems: FirstOfKind<PlacedProblem>;
  readonly ids: { readonly hashes: NumberList; readonly rows: NumberList } | undefined;
}

/** What is known of another id of a record. */
interface OtherRepetition {
  readonly heading: string | undefined;
  readonly found: Repetition;
}

const NO_REPETITIONS: readonly OtherRepetition[] = [];

/** Rows of a block whose ids occurred before, and where. */
export type EarlierPlaces = ReadonlyMap<number, RecordPlace>;

/** Screens blocks of records. Blocks may come in any order; what comes of them does not depend on it. */
export class Pipeline {
  readonly #reporter: Reporter | undefined;
  readonly #insight: InsightCollector | undefined;
  readonly head: string;
  private readonly criteria: Screen;
  private readonly readers: readonly RecordReader[];
  private readonly repeated: RepeatedIds | undefined;
  private readonly hash: IdHash;
  private readonly fileNames: readonly string[];

  constructor(
    private readonly plan: Plan,
    private readonly settings: PipelineSettings,
    paint: Paint,
  ) {
    this.criteria = new Screen(plan.asked, settings.asOf);
    const { severalFiles } = settings.run;
    const generations = new Generations();
    this.readers = settings.files.map(({ name, columns, judged, passed }) =>
      openReader(plan, columns, {
        file: name,
        severalFiles,
        asOf: settings.asOf,
        examples: false,
        judged,
        passed,
        generations,
        byteTools: settings.byteTools,
      }),
    );
    this.fileNames = settings.files.map(({ name }) => name);
    this.repeated = settings.repeated === undefined ? undefined : new RepeatedIds(settings.repeated, settings.key);
    this.hash = new IdHash(settings.key);
    this.#reporter = settings.parts?.makeReporter({ ...settings.output, paint });
    const hasEvidence = this.#reporter?.detail === "evidence";
    this.#insight = settings.parts?.insight?.collector(plan.trials, { asOf: settings.asOf, hasEvidence });
    this.head = this.#reporter?.head(settings.run) ?? "";
  }

  get reporter(): Reporter {
    if (this.#reporter === undefined) throw new Error("nothing is loaded to render with");
    return this.#reporter;
  }

  /**
   * Screens a block.
   *
   * @param earlier where ids were not looked at before: the rows that repeat one
   */
  block(block: PlacedBlock, earlier?: EarlierPlaces): ScreenedBlock {
    const reader = this.readerOf(block.file);
    const problems = new FirstOfKind<PlacedProblem>(this.settings.output.only === undefined);
    const counts = new Counts(this.plan.trials.length);
    const notesIds = this.repeated === undefined && this.hasIds(block.file);
    const ids = notesIds ? { hashes: new NumberList(), rows: new NumberList() } : undefined;
    const text = this.reporter.block(this.printed(block, reader, { counts, problems, ids }, earlier), false);
    return {
      text,
      counts,
      problems: problems.told,
      fault: reader.fault,
      insight: this.#insight?.take(),
      ids: ids === undefined ? undefined : { hashes: ids.hashes.numbers, rows: ids.rows.numbers },
    };
  }

  /** Screens one record after the other, takes down what is to be known of all, and gives those that are printed. */
  private *printed(
    block: PlacedBlock,
    reader: RecordReader,
    { counts, problems, ids }: Taken,
    earlier: EarlierPlaces | undefined,
  ): Generator<CandidateResult, undefined> {
    for (const record of reader.records(block)) {
      const screened = this.screen(record, block.file, this.reporter.detail, earlier);
      const result = this.#insight?.add(screened) ?? screened;
      if (ids !== undefined && isCandidate(result.problems)) this.noteIds(ids, record);
      counts.add(result);
      for (const problem of result.problems) problems.add({ ...problem, file: result.file, row: result.row });
      if (!this.isPrinted(result)) continue;
      counts.printed += 1;
      yield result;
    }
  }

  private noteIds(ids: NonNullable<Taken["ids"]>, { id, others, row }: CandidateRow): void {
    if (id !== "") {
      this.hash.take(id);
      note(ids, this.hash, row);
    }
    for (let at = 0; at < others.length; at++) {
      const other = others[at];
      // In one pass nobody knows under which id another column's came before.
      if (other === undefined || other.heading !== undefined) continue;
      this.hash.takeKey(other.key);
      note(ids, this.hash, row);
    }
  }

  /** The results themselves, with all evidence. */
  *results(block: PlacedBlock): Generator<CandidateResult> {
    for (const record of this.readerOf(block.file).records(block)) yield this.screen(record, block.file, "evidence", undefined);
  }

  /** Explains the records of a block whose id is `id`, or prints like it. */
  explain(block: PlacedBlock, id: string): readonly Explanation[] {
    const explanations: Explanation[] = [];
    const wanted = printedForm(id);
    for (const record of this.readerOf(block.file).records(block)) {
      if (printedForm(record.id) !== wanted) continue;
      explanations.push({
        asOf: this.settings.run.asOf,
        result: this.screen(record, block.file, "evidence", undefined),
        trials: this.explained(record),
      });
    }
    return explanations;
  }

  private explained(record: CandidateRow): Explanation["trials"] {
    const trees = this.criteria.explain(record);
    return this.plan.trials.map(({ title, criteria, notEvaluated }, trial) => ({
      title,
      notEvaluated,
      criteria: criteria.flatMap(({ label, source, note }, index) => {
        const tree = trees[trial]?.[index];
        return tree === undefined ? [] : [{ label, source, note, tree }];
      }),
    }));
  }

  /** What was read of each file so far. */
  get stats(): readonly FileStats[] {
    return this.readers.map(({ stats }) => stats);
  }

  private readerOf(file: number): RecordReader {
    const reader = this.readers[file];
    if (reader === undefined) throw new Error(`no candidate file ${file}`);
    return reader;
  }

  private hasIds(file: number): boolean {
    return this.settings.files[file]?.columns.id.length !== 0;
  }

  private screen(record: CandidateRow, file: number, detail: Detail, earlier: EarlierPlaces | undefined): CandidateResult {
    const { id: candidate, row } = record;
    const problems = this.problemsOf(record, file, earlier);
    const trials = this.criteria.screen(record, problems.length > 0, detail);
    return { candidate, file: this.fileNames[file] ?? "", row, problems, trials };
  }

  private problemsOf(record: CandidateRow, file: number, earlier: EarlierPlaces | undefined): readonly Problem[] {
    const { id, row } = record;
    if (!this.hasIds(file) || !isCandidate(record.problems)) return record.problems;
    // Nearly all lists have no id twice.
    if (earlier === undefined && (this.repeated === undefined || this.repeated.isEmpty)) return record.problems;
    const own = id === "" ? undefined : this.ownRepetition(id, earlier?.get(row));
    const others = this.otherRepetitions(record);
    if (own === undefined && others.length === 0) return record.problems;
    const where = ({ places }: Repetition): string => describePlaces(places, { file, row }, this.fileNames);
    const problems = [...record.problems];
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

  private ownRepetition(id: string, before: RecordPlace | undefined): Repetition | undefined {
    return before === undefined ? this.repeated?.findId(id) : { places: [before], isMixed: false };
  }

  private otherRepetitions({ others }: CandidateRow): readonly OtherRepetition[] {
    const { repeated } = this;
    if (others.length === 0 || repeated === undefined) return NO_REPETITIONS;
    return others.flatMap(({ key, heading }) => {
      const found = repeated.find(key);
      return found === undefined || (heading !== undefined && !found.isMixed) ? [] : [{ heading, found }];
    });
  }

  private isPrinted({ problems, trials }: CandidateResult): boolean {
    const { only } = this.settings.output;
    return only === undefined || (isCandidate(problems) && trials.some(({ eligibility }) => eligibility === only));
  }
}

function note({ hashes, rows }: NonNullable<Taken["ids"]>, { low, high }: IdHash, row: number): void {
  hashes.push(low);
  hashes.push(high);
  rows.push(row);
}
