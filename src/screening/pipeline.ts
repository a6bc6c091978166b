/** From a block of whole records to rendered text, counts and problems: the unit of work of one thread, here or in a worker. */
import type { Trial } from "../language/model.js";
import type { CandidateRow, RecordReader } from "../candidates/record-reader.js";
import { type FileColumns, openReader } from "../candidates/read.js";
import { planSlots } from "../candidates/slots.js";
import type { FileStats } from "../candidates/stats.js";
import type { InputNotice } from "../candidates/notice.js";
import type { CandidateResult, Detail, Eligibility, RunHead } from "../evaluate/result.js";
import { compileTrial, type TrialScreen } from "../evaluate/verdict.js";
import type { Paint } from "../report/paint.js";
import { reporters } from "../report/index.js";
import type { Explanation } from "../report/explanation.js";
import type { Format, Reporter, ReportOptions } from "../report/reporter.js";
import type { Problem, ProblemCode } from "../values/record.js";
import { describePlaces, IdLedger, type RecordPlace } from "./repeated.js";

/** What a run prints. */
export interface OutputSettings extends Omit<ReportOptions, "paint"> {
  readonly format: Format;
  /** Only candidates of this eligibility are printed; all are counted. */
  readonly only: Eligibility | undefined;
}

/** All that a pipeline is made from besides the trials; plain data. */
export interface Plan {
  readonly run: RunHead;
  /** Days since 1970-01-01; undefined where no criterion needs it. */
  readonly asOf: number | undefined;
  readonly files: readonly { readonly name: string; readonly columns: FileColumns }[];
  readonly repeated: ReadonlyMap<string, readonly RecordPlace[]>;
  /** Ids were not looked at before: later records with a known id have the problem, and only they. */
  readonly assumeUniqueIds: boolean;
  readonly output: OutputSettings;
}

/** A record's problem with its place, for stderr. */
export interface PlacedProblem extends Problem {
  readonly file: string;
  readonly row: number;
}

/** Counts that merge by adding. */
export interface Counts {
  records: number;
  printed: number;
  recordsWithProblems: number;
  readonly problems: Map<ProblemCode, number>;
  /** By trial, in the order of the trials. */
  readonly eligibilities: readonly Record<Eligibility, number>[];
}

export interface BlockResult {
  readonly text: string;
  /** In order of row; the first few of each kind, the counts have the rest. */
  readonly problems: readonly PlacedProblem[];
  readonly fault: InputNotice | undefined;
}

/** How many problems of one kind are told by row in one run; the rest are counted. */
const MAX_TOLD = 20;

/** Screens blocks of records, in order of the files. */
export class Pipeline {
  readonly reporter: Reporter;
  readonly head: string;
  readonly counts: Counts;
  private readonly screens: readonly TrialScreen[];
  private readonly readers: readonly RecordReader[];
  private readonly ledger = new IdLedger();
  private readonly told = new Map<ProblemCode, number>();
  private readonly fileNames: readonly string[];

  constructor(
    trials: readonly Trial[],
    private readonly plan: Plan,
    paint: Paint,
  ) {
    const slots = planSlots(trials);
    this.screens = trials.map((trial, index) => compileTrial(trial, (field) => slots.slotOf(index, field.name), plan.asOf));
    const { severalFiles } = plan.run;
    this.readers = plan.files.map(({ name, columns }) =>
      openReader(slots, columns, { file: name, severalFiles, asOf: plan.asOf, examples: false }),
    );
    this.fileNames = plan.files.map(({ name }) => name);
    this.reporter = reporters[plan.output.format]({ ...plan.output, paint });
    this.head = this.reporter.head(plan.run);
    const eligibilities = trials.map(() => ({ eligible: 0, ineligible: 0, undetermined: 0 }));
    this.counts = { records: 0, printed: 0, recordsWithProblems: 0, problems: new Map(), eligibilities };
  }

  /** Screens a block of file number `file`. */
  block(bytes: Uint8Array, file: number, firstRow: number): BlockResult {
    const reader = this.readerOf(file);
    const isFirst = this.counts.printed === 0;
    const results: CandidateResult[] = [];
    const told: PlacedProblem[] = [];
    for (const result of this.screened(reader, bytes, file, firstRow, this.reporter.detail)) {
      for (const problem of result.problems) if (this.isTold(problem)) told.push({ ...problem, file: result.file, row: result.row });
      if (this.isPrinted(result)) results.push(result);
    }
    this.counts.printed += results.length;
    return { text: this.reporter.block(results, isFirst), problems: told, fault: reader.fault };
  }

  /** The results themselves, with all evidence. */
  results(bytes: Uint8Array, file: number, firstRow: number): Iterable<CandidateResult> {
    return this.screened(this.readerOf(file), bytes, file, firstRow, "evidence");
  }

  private *screened(
    reader: RecordReader,
    bytes: Uint8Array,
    file: number,
    firstRow: number,
    detail: Detail,
  ): Generator<CandidateResult> {
    for (const record of reader.records(bytes, firstRow)) {
      const result = this.screen(record, file, detail);
      this.count(result);
      yield result;
    }
  }

  /** Explains the records of a block whose id is `id`. */
  explain(bytes: Uint8Array, file: number, firstRow: number, id: string): readonly Explanation[] {
    const explanations: Explanation[] = [];
    for (const record of this.readerOf(file).records(bytes, firstRow)) {
      if (record.id !== id) continue;
      explanations.push({
        asOf: this.plan.run.asOf,
        result: this.screen(record, file, "evidence"),
        trials: this.screens.map((screen) => {
          const trees = screen.explain(record);
          const criteria = screen.trial.criteria.flatMap(({ label, source, note }, index) => {
            const tree = trees[index];
            return tree === undefined ? [] : [{ label, source, note, tree }];
          });
          return { title: screen.trial.title, criteria };
        }),
      });
    }
    return explanations;
  }

  /** What was read of file number `file` so far. */
  statsOf(file: number): FileStats {
    return this.readerOf(file).stats;
  }

  private readerOf(file: number): RecordReader {
    const reader = this.readers[file];
    if (reader === undefined) throw new Error(`no candidate file ${file}`);
    return reader;
  }

  private screen(record: CandidateRow, file: number, detail: Detail): CandidateResult {
    const { id: candidate, row } = record;
    const problems = this.problemsOf(record, file);
    const trials = this.screens.map((screen) => screen.screen(record, problems.length > 0, detail));
    return { candidate, file: this.fileNames[file] ?? "", row, problems, trials };
  }

  private problemsOf(record: CandidateRow, file: number): readonly Problem[] {
    const repeated = repetition(record, file, this.plan, this.ledger);
    if (repeated === undefined) return record.problems;
    const places = describePlaces(repeated, { file, row: record.row }, this.fileNames);
    return [...record.problems, { code: "repeated-id", message: places }];
  }

  private count({ problems, trials }: CandidateResult): void {
    const { counts } = this;
    counts.records += 1;
    if (problems.length > 0) counts.recordsWithProblems += 1;
    for (const { code } of problems) counts.problems.set(code, (counts.problems.get(code) ?? 0) + 1);
    for (const [index, { eligibility }] of trials.entries()) {
      const byTrial = counts.eligibilities[index];
      if (byTrial !== undefined) byTrial[eligibility] += 1;
    }
  }

  private isTold({ code }: Problem): boolean {
    const told = this.told.get(code) ?? 0;
    this.told.set(code, told + 1);
    return told < MAX_TOLD;
  }

  private isPrinted({ trials }: CandidateResult): boolean {
    const { only } = this.plan.output;
    return only === undefined || trials.some(({ eligibility }) => eligibility === only);
  }
}

/** The places of the record's id if it occurs more than once. */
function repetition(
  { id, row }: CandidateRow,
  file: number,
  plan: Plan,
  ledger: IdLedger,
): readonly RecordPlace[] | undefined {
  if (id === "") return undefined;
  if (!plan.assumeUniqueIds) return plan.repeated.get(id);
  ledger.add(id, { file, row });
  return ledger.repeated.get(id);
}
