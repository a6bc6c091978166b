/** What a reader of candidate records offers, whatever the format. */
import type { FileStats } from "../../cells/stats.js";
import type { Generations } from "../../cells/text-readers.js";
import type { OtherId } from "../../columns/id.js";
import type { InputNotice } from "../../diagnostics/notice.js";
import type { PlacedFacts } from "../../facts/column-facts.js";
import type { ColumnsJudged } from "../../facts/judgement.js";
import type { ByteTools } from "../../sources/bytes/utf8.js";
import type { Block } from "../../sources/input-head.js";
import type { CandidateRecord, NormalLimit, Problem } from "../../values/record.js";
import type { BlockRows, MarkedRow } from "./row-marks.js";

/** A value, or what accompanies it. */
export type ShownPart = "value" | "date" | NormalLimit;

/** A record with its name and place. A cursor: it is valid until the next record is asked for. */
export interface CandidateRow extends CandidateRecord {
  /** As written, trimmed, NFC; the row where the file has no id; "" if this record lacks it. */
  readonly id: string;
  readonly row: number;
  readonly problems: readonly Problem[];
  readonly others: readonly OtherId[];
  /** The cells of the columns that are kept; undefined: none are. */
  readonly kept: readonly string[] | undefined;
  /** The heading or key of a value, or of what accompanies it; "" if there is none. */
  column(slot: number, part?: ShownPart): string;
  /** The text that stands there. */
  cell(slot: number, part?: ShownPart): string;
}

/** A record's name and place alone. A cursor, too. */
export interface RowId {
  readonly id: string;
  readonly row: number;
  readonly others: readonly OtherId[];
}

/** Reads blocks as the cutter makes them, in ascending order. One reader a file and thread; its `stats` are merged in the end. */
export interface RecordReader {
  /** The records of a block. Rows without any content are skipped and counted. */
  records(block: Block): Iterable<CandidateRow>;
  /**
   * The IDs of the records of a block, quickly: the only other cells that are read are those whose whole column matters.
   *
   * @param passed rows that are not candidates; undefined if that is not known yet: rows that may be none are left out, see {@link marks}
   */
  ids(block: Block, passed?: ReadonlySet<number>): Iterable<RowId>;
  /** What the last call of `ids` has left out, once it is at its end. */
  readonly marks: BlockRows;
  /** Looks at a row that `ids` has left out and that is a candidate after all. */
  again(marked: MarkedRow): Iterable<RowId>;
  /** What the columns say as wholes, by now; nothing where that was known before. */
  readonly facts: readonly PlacedFacts[];
  /** What was read so far by `records`; plain data. */
  readonly stats: FileStats;
  /** JSON: every key seen by `ids` or `records`, and in which row first. Empty for tables. */
  readonly keys: ReadonlyMap<string, number>;
  /** Set once the text could not be read on; iteration has then ended early, and the run must stop. */
  readonly fault: InputNotice | undefined;
}

/** Settings of a reader. */
export interface ReaderOptions {
  readonly file: string;
  /** With several candidate files an id that is a row says which file, too. */
  readonly severalFiles: boolean;
  /** Days since 1970-01-01; undefined if no criterion needs a date. */
  readonly asOf: number | undefined;
  /** Headings or keys of columns that are carried along. */
  readonly keep?: readonly string[] | undefined;
  /** Keep up to three examples of missing and unreadable cells per column. */
  readonly examples: boolean;
  /** What whole columns show; undefined: not known yet, so it is counted. */
  readonly judged?: ColumnsJudged | undefined;
  /** Rows that are no candidates; undefined if the file was not looked at as a whole: every row that may be none counts as one. */
  readonly passed?: ReadonlySet<number> | undefined;
  /** Shared by readers whose readings are keys of one cache; undefined: of this reader alone. */
  readonly generations?: Generations;
  /** Undefined: bytes are searched in the plain way. */
  readonly byteTools?: ByteTools | undefined;
}
