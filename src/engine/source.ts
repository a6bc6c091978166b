/** Candidate files as a run sees them: names and bytes that can be read twice. What opens files is elsewhere. */
import type { IdChoice } from "../columns/id.js";
import { type InputNotice, shownName } from "../diagnostics/notice.js";
import type { ByteTools } from "../sources/bytes/utf8.js";
import { type CandidateInput, type InputFormat, type InputHead, openInput } from "../sources/input.js";
import type { ObjectsHead } from "../sources/input-head.js";
import type { ObjectRecord } from "../sources/objects/object-record.js";
import { openObjects } from "../sources/objects/open-objects.js";

/** One candidate file, or standard input. */
export interface CandidateSource {
  /** As the user wrote it; what messages and outputs print. */
  readonly name: string;
  readonly isStdin: boolean;
  /**
   * The bytes from the beginning, at every call; the iteration may be left early. Throws where the file cannot be read, or has changed.
   *
   * @param isLast there will be no other call: what is held for one may be let go
   */
  open(isLast?: boolean): AsyncIterable<Uint8Array>;
  /** How many there are, if that is known beforehand. */
  readonly bytes?: number | undefined;
  /** Records in memory, in place of bytes. */
  readonly objects?: readonly (ObjectRecord | undefined)[] | undefined;
  /** Where the bytes are the table of a sheet: the workbook that it was made from. */
  readonly workbook?: { readonly name: string; readonly bytes: Uint8Array } | undefined;
}

/** How the candidate files are to be read: the input options of the command line. */
export interface ReadSettings {
  readonly format: InputFormat | undefined;
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
  readonly skip: number | undefined;
  /** The input is a part of a list (NDJSON) with this head. What only the whole list can show is not searched in the part. */
  readonly head?: ObjectsHead | undefined;
  /** The headings or keys of the id; empty: there is none. */
  readonly id: IdChoice | undefined;
  /** Read once; later records with an id that occurred before have a problem, the first has not. */
  readonly assumeUniqueIds: boolean;
  /** Bytes of the longest record; undefined: the usual limit. */
  readonly recordLimit?: number | undefined;
  /** Bytes of input that can be read only once that are held, so that it can be looked at before it is screened; undefined: all. */
  readonly heldBytes?: number | undefined;
  /** Bytes of a block; undefined: the usual size. What comes out does not depend on it. */
  readonly blockSize?: number | undefined;
  /** Undefined: bytes are searched in the plain way. */
  readonly byteTools?: ByteTools | undefined;
}

/** A file that cannot be read (any more). The message is for the user, and complete: what, and what to do. */
export class ReadFailure extends Error {
  override readonly name = "ReadFailure";
}

/** Bytes of a block: smaller ones cost time on their way between threads, larger ones memory. */
const BLOCK_SIZE = 256 * 1024;

/** Starts a pass over a candidate file, as every pass over it must. Its blocks are valid until the next `push`. */
export function startPass(source: CandidateSource, read: ReadSettings): CandidateInput {
  const { format, encoding, delimiter, skip, head, recordLimit, blockSize = BLOCK_SIZE, byteTools } = read;
  const { name: file, isStdin, workbook, objects } = source;
  if (objects !== undefined) return openObjects(objects);
  const common = { file, isStdin, recordLimit, blockSize, inPlace: true, byteTools };
  // What else is said of text does not hold here.
  if (workbook !== undefined) return openInput({ ...common, format: "xlsx" });
  return openInput({ ...common, format, encoding, delimiter, skip, head });
}

/** The beginning of a file; undefined if it cannot be read. */
export async function headOf(source: CandidateSource, read: ReadSettings): Promise<InputHead | undefined> {
  const input = startPass(source, read);
  for await (const chunk of source.open()) {
    input.push(chunk);
    if (input.head !== undefined || input.fault !== undefined) break;
  }
  if (input.head === undefined && input.fault === undefined) input.end();
  return input.head;
}

/** A {@link ReadFailure} for what a reader or cutter has found. */
export function failureOf({ file, row, at, message, help }: InputNotice): ReadFailure {
  const name = shownName(file);
  const place = at === undefined ? (row === undefined ? name : `${name}: row ${row}`) : `${name}:${at.line}:${at.column}`;
  return new ReadFailure(`${place}: ${message}${help === undefined ? "" : `; ${help}`}`);
}

/** The bytes of all candidate files, as far as that is known. */
export function bytesOf(sources: readonly CandidateSource[]): number {
  return sources.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
}

/** Whether there is only a heading (or an empty array), which is not a fault if other files have records. */
export function isEmpty({ fault, head }: CandidateInput): boolean {
  return fault?.code === "no-records" && head !== undefined;
}
