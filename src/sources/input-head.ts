/** What is known about a candidate file before its records are read: what the user said, and what its beginning shows. */
import type { ByteTools } from "./bytes/utf8.js";
import type { JoinedLines } from "./delimited/joined-lines.js";
import type { ObjectRecord } from "./objects/object-record.js";

/** The formats of candidate files. */
export const INPUT_FORMATS = ["csv", "tsv", "xlsx", "json", "ndjson"] as const;
/** One of them. */
export type InputFormat = (typeof INPUT_FORMATS)[number];

/** Whole records, in UTF-8 without a BOM. */
export interface Block {
  readonly bytes: Uint8Array;
  /** The row of the first record, as outputs print it. */
  readonly firstRow: number;
  /** Tables: lines that a quote joins, in order. */
  readonly joined: readonly JoinedLines[];
  /** Records in memory, in place of bytes; undefined for what is none. */
  readonly objects?: readonly (ObjectRecord | undefined)[] | undefined;
}

/** What the user says about a file. */
export interface InputOptions {
  /** The name that messages print. */
  readonly file: string;
  /** True for stdin: the format is then known by the content. */
  readonly isStdin: boolean;
  readonly format?: InputFormat | undefined;
  /** A label of the Encoding Standard. */
  readonly encoding?: string | undefined;
  /** One character. */
  readonly delimiter?: string | undefined;
  /** Rows before the heading. */
  readonly skip?: number | undefined;
  /** NDJSON: what is known of the list already, so that it is not looked for. */
  readonly head?: ObjectsHead | undefined;
  /** Bytes; blocks are a little larger or smaller. Default 256 KiB. */
  readonly blockSize?: number | undefined;
  /** Bytes of the longest record. Default 64 MiB. */
  readonly recordLimit?: number | undefined;
  /** Blocks need not outlive the next `push`: they are not copied. */
  readonly inPlace?: boolean | undefined;
  /** Undefined: everything is done in the plain way. */
  readonly byteTools?: ByteTools | undefined;
}

/** How many rows below the heading, or records, are examined first. */
export const FIRST_ROWS = 20;

interface Head {
  readonly format: InputFormat;
  /** Tables: the cells of the heading, as written. Objects: the keys of the first records, nested ones dotted, each once. */
  readonly headings: readonly string[];
  /** The cells of the first rows or records, in the order of the headings: to see whether it is a list of candidates at all. */
  readonly firstRows: readonly (readonly string[])[];
}

/** Rows of cells below a heading. */
export interface TableHead extends Head {
  readonly kind: "table";
  readonly format: "csv" | "tsv" | "xlsx";
  readonly delimiter: string;
  /** The row of the heading. */
  readonly headingRow: number;
  /** Where the table is a sheet of a workbook: its cells are texts that say their type (`values/typed-cell`). */
  readonly sheet?: SheetFacts | undefined;
  /** Texts around the table that explain digits as answers: lines above its heading, other sheets, comments. */
  readonly notes?: readonly string[] | undefined;
}

/** At most so many texts around a table are taken for explanations. */
export const MOST_NOTES = 1000;

/** What was found in one column of a sheet. */
export interface SheetColumn {
  /** Cells with a formula, and whether one of them changes from day to day, or takes its value from another workbook. */
  readonly formulas: number;
  readonly isVolatile: boolean;
  readonly isLinked: boolean;
  /** Cells that show fewer decimals than they hold. */
  readonly rounded: number;
  readonly isHidden: boolean;
  /** Typed dates; whether each of their days may be a month; and whether a text is a date with a part that is no month. */
  readonly dates: number;
  readonly isEachDaySmall: boolean;
  readonly hasDayText: boolean;
}

/** Whether a program of another country may have exchanged day and month of a column's dates, and left as texts what it could not read. */
export function mayBeExchanged({ dates, isEachDaySmall, hasDayText }: SheetColumn): boolean {
  return dates > 0 && isEachDaySmall && hasDayText;
}

/** A cell that is merged with cells below it: its column (from 0) and row, and the last of those rows that holds anything else. */
export interface MergedRows {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

/** What was found in a sheet as a whole. */
export interface SheetNumbers {
  readonly hiddenRows: number;
  /** Whether it has a filter, which may have hidden them. */
  readonly isFiltered: boolean;
  /** Areas of merged cells that reach below the heading. */
  readonly merged: number;
  readonly mergedRows: readonly MergedRows[];
  /** Cells with content to the right of the last heading, and the first of them. */
  readonly outside: number;
  readonly firstOutside: string;
}

/** What a sheet says beside its cells. */
export interface SheetFacts extends SheetNumbers {
  readonly name: string;
  readonly comments: number;
  /** Rows of totals below its tables. */
  readonly totalRows: readonly number[];
  /** By column. */
  readonly columns: readonly SheetColumn[];
}

/** Objects with keys. */
export interface ObjectsHead extends Head {
  readonly kind: "objects";
  readonly format: "json" | "ndjson";
  /** None of the first records could be parsed, so the keys are not known. */
  readonly isBroken: boolean;
  /** The row of the first record; undefined if it is none. */
  readonly firstRow: number | undefined;
  /** Of a part of a list: what was found in all of it. Then `headings` are the keys of all records, and `firstRows` are none. */
  readonly whole?: WholeList | undefined;
}

/** What is otherwise taken from the first records. A part has no first records: an engine puts them in any order. */
export interface WholeList {
  /** Ids begin with `#`. */
  readonly hasHashIds: boolean;
  /** The keys under which most units of these kinds are found, by {@link unitKey}. */
  readonly unitKeys: readonly string[];
}

/** Names a key together with kinds of units. */
export function unitKey(path: string, kinds: readonly string[]): string {
  return JSON.stringify([path, ...kinds]);
}

/** What is known about a file once its beginning has been seen. Plain data. */
export type InputHead = TableHead | ObjectsHead;
