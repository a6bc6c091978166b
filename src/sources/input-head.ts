/** What is said and found out about a candidate file before its records are read. */
import type { ByteTools } from "./bytes/utf8.js";
import type { JoinedLines } from "./delimited/joined-lines.js";

/** The formats of candidate files. */
export const INPUT_FORMATS = ["csv", "tsv", "json", "ndjson"] as const;
/** One of them. */
export type InputFormat = (typeof INPUT_FORMATS)[number];

/** Whole records, in UTF-8 without a BOM. */
export interface Block {
  readonly bytes: Uint8Array;
  /** The row of the first record, as outputs print it. */
  readonly firstRow: number;
  /** Tables: lines that a quote joins, in order. */
  readonly joined: readonly JoinedLines[];
}

/** What is said of a file. */
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
  /** Bytes; blocks are a little larger or smaller. Default 256 KiB. */
  readonly blockSize?: number | undefined;
  /** Bytes of the longest record. Default 64 MiB. */
  readonly recordLimit?: number | undefined;
  /** Blocks need not outlive the next `push`: they are not copied. */
  readonly inPlace?: boolean | undefined;
  /** Undefined: the plain way. */
  readonly byteTools?: ByteTools | undefined;
}

/** What is known of the file as soon as its beginning was seen. Plain data. */
export interface InputHead {
  readonly format: InputFormat;
  /** Tables only. */
  readonly delimiter: string;
  /** Tables: the cells of the heading, as written. JSON: the keys of the first records, nested ones dotted, each once. */
  readonly headings: readonly string[];
  /** Tables: the row of the heading. */
  readonly headingRow: number;
  /** The cells of up to 20 rows below the heading, or of so many JSON records: to see whether it is a list of candidates at all. */
  readonly firstRows: readonly (readonly string[])[];
  /** JSON: none of the first records could be parsed, so nothing can be said of keys. */
  readonly isBroken?: true;
}
