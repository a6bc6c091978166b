/**
 * The first look at the candidate files: headings, columns, ids. Everything that can stop a run is found here, before the first
 * byte of output.
 */
import type { ColumnOptions } from "../candidates/columns.js";
import { type CandidateInput, type InputHead, openInput } from "../candidates/input.js";
import { type InputNotice, stops } from "../candidates/notice.js";
import { checkKeys, type FileColumns, openReader, resolveColumns } from "../candidates/read.js";
import type { RecordReader } from "../candidates/record-reader.js";
import type { SlotPlan } from "../candidates/slots.js";
import type { ColumnMap } from "../language/model.js";
import { IdLedger, type RecordPlace } from "./repeated.js";
import type { CandidateSource, ReadSettings } from "./source.js";

/** One candidate file after the first look. */
export interface SurveyedFile {
  readonly source: CandidateSource;
  readonly head: InputHead;
  readonly columns: FileColumns;
  /** Records; undefined where only the beginning was looked at. */
  readonly records: number | undefined;
}

export interface Survey {
  readonly files: readonly SurveyedFile[];
  readonly repeated: ReadonlyMap<string, readonly RecordPlace[]>;
  /** In order of file. With an error among them the run stops. */
  readonly notices: readonly InputNotice[];
}

/** What the first look must know. `asOf` in days since 1970-01-01. */
export interface SurveySettings {
  readonly read: ReadSettings;
  readonly map: ColumnMap | undefined;
  readonly asOf: number | undefined;
}

/** Starts a pass over a candidate file, as every pass over it must. */
export function startPass(source: CandidateSource, read: ReadSettings): CandidateInput {
  return openInput({
    file: source.name,
    isStdin: source.isStdin,
    format: read.format,
    encoding: read.encoding,
    delimiter: read.delimiter,
    skip: read.skip,
  });
}

/** Looks at all candidate files, one after the other. */
export async function survey(sources: readonly CandidateSource[], plan: SlotPlan, settings: SurveySettings): Promise<Survey> {
  const ledger = new IdLedger();
  const files: SurveyedFile[] = [];
  const notices: InputNotice[] = [];
  for (const [index, source] of sources.entries()) {
    const look = new FirstLook(source, index, sources.length > 1, plan, settings, ledger);
    const file = await look.run();
    if (file !== undefined) files.push(file);
    notices.push(...look.notices);
  }
  const empty = files.filter(({ records }) => records === 0);
  for (const { source } of empty) notices.push(noRecords(source.name, empty.length < sources.length));
  return { files, repeated: ledger.repeated, notices };
}

function noRecords(file: string, othersHaveSome: boolean): InputNotice {
  return {
    code: "no-records",
    severity: othersHaveSome ? "problem" : "error",
    file,
    message: "there is no candidate in it",
    help: "a list has one record for each candidate, in a table below the heading",
  };
}

class FirstLook {
  readonly notices: InputNotice[] = [];
  private records = 0;
  private head: InputHead | undefined;
  private columns: FileColumns | undefined;
  private reader: RecordReader | undefined;
  private readonly options: ColumnOptions;

  constructor(
    private readonly source: CandidateSource,
    private readonly index: number,
    private readonly severalFiles: boolean,
    private readonly plan: SlotPlan,
    private readonly settings: SurveySettings,
    private readonly ledger: IdLedger,
  ) {
    this.options = { file: source.name, id: settings.read.id ?? settings.map?.id, map: settings.map };
  }

  async run(): Promise<SurveyedFile | undefined> {
    const once = this.settings.read.assumeUniqueIds;
    const input = startPass(this.source, this.settings.read);
    if (!this.goOn(input)) return undefined;
    let whole = true;
    for await (const chunk of this.source.open()) {
      const blocks = input.push(chunk);
      if (!this.goOn(input)) return undefined;
      for (const { bytes, firstRow } of blocks) this.look(bytes, firstRow);
      if (!this.goOn(input)) return undefined;
      if (once && this.columns !== undefined) {
        whole = false;
        break;
      }
    }
    if (whole) {
      for (const { bytes, firstRow } of input.end()) {
        if (!this.goOn(input)) return undefined;
        this.look(bytes, firstRow);
      }
      if (!this.goOn(input)) return undefined;
    }
    if (this.head === undefined || this.columns === undefined) return undefined;
    // A single pass has seen only the beginning of a JSON file's keys, so nothing is said of those that may come.
    if (whole) this.notices.push(...checkKeys(this.plan, this.columns, this.reader?.keys ?? new Map(), this.options));
    return { source: this.source, head: this.head, columns: this.columns, records: whole ? this.records : undefined };
  }

  /** Takes up what the input has found out by now. @returns false where the run must stop */
  private goOn(input: CandidateInput): boolean {
    const fault = input.fault ?? this.reader?.fault;
    if (fault !== undefined) {
      this.notices.push(fault);
      return false;
    }
    if (this.columns !== undefined || input.head === undefined) return true;
    this.head = input.head;
    const { columns, notices } = resolveColumns(this.plan, input.head, this.options);
    this.notices.push(...notices);
    if (columns === undefined || stops(notices)) return false;
    this.columns = columns;
    this.reader = openReader(this.plan, columns, {
      file: this.source.name,
      severalFiles: this.severalFiles,
      asOf: this.settings.asOf,
      examples: false,
    });
    return true;
  }

  private look(bytes: Uint8Array, firstRow: number): void {
    if (this.reader === undefined) throw new Error("a block came before the head");
    for (const { id, row } of this.reader.ids(bytes, firstRow)) {
      this.records += 1;
      // The row stands in for a missing id, or the record has the problem of having none: neither is a repetition.
      if (id !== "" && !this.settings.read.assumeUniqueIds) this.ledger.add(id, { file: this.index, row });
    }
  }
}
