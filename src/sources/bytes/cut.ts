/** Cuts UTF-8 into blocks of whole records. Blocks depend only on the bytes, never on how they arrive. */
import type { JoinedLines } from "../delimited/joined-lines.js";
import type { Block } from "../input-head.js";
import { type ByteTools, PLAIN_BYTES } from "./utf8.js";

/** A fault after which no cutter can continue. `at` is for JSON, `row` for the other formats. */
export interface CutFault {
  readonly code: "open-quote" | "long-record" | "json-syntax";
  readonly row?: number;
  readonly at?: { readonly line: number; readonly column: number };
  readonly message: string;
  readonly help?: string;
}

/** One pass over the bytes of a file. */
export interface Cutter {
  push(bytes: Uint8Array): readonly Block[];
  end(): readonly Block[];
  /** The row of the current record. */
  readonly row: number;
  readonly fault: CutFault | undefined;
}

/** Sizes of blocks and records, in bytes. */
export interface CutOptions {
  /** A block ends with the first record that reaches this many bytes. */
  readonly blockSize: number;
  /** The largest record that is allowed; a larger one is a fault. */
  readonly recordLimit: number;
  /** Blocks are views of the cutter's own buffer, valid only until the next `push`. Otherwise they are copies. */
  readonly inPlace?: boolean | undefined;
  readonly byteTools?: ByteTools | undefined;
}

/** What a scanner reports to its cutter. */
export interface Found {
  /** A record ends before `end`; the next one may begin at `begin`. */
  ended(end: number, begin: number): void;
  /** The first record begins at `begin`; the bytes before it are not part of a record. */
  began(begin: number): void;
}

/** Finds where records end, in bytes that arrive in pieces. */
export interface Scanner {
  /** Row of the first record. */
  readonly firstRow: number;
  /** Scans `bytes[from]` to `bytes[to - 1]`, each byte once. If it cannot continue, it sets `fault` and returns. */
  scan(bytes: Uint8Array, from: number, to: number, found: Found): void;
  /** Ends the scan. `rest`: whether bytes follow the end of the last record. Returns whether those bytes are a record. */
  finish(rest: boolean, row: number): boolean;
  readonly fault: CutFault | undefined;
  /** Tables: whether a quoted cell of the record contains a line end. If so, `rowsIn` is called when the record ends. */
  readonly joinsLines?: boolean;
  /** The number of rows that the record stands for. If more than one, each of its lines is a row. */
  rowsIn?(record: Uint8Array): number;
  /** The probable cause of a record that exceeds the limit. */
  longRecord(row: number, limit: number): CutFault;
}

/** A cutter that uses a scanner to find record ends, and buffers the bytes of the current block. */
export function cutter(scanner: Scanner, options: CutOptions): Cutter {
  const { blockSize, recordLimit, byteTools = PLAIN_BYTES } = options;
  const allocate = (length: number): Uint8Array => byteTools.view(new Uint8Array(length));
  let buffer = allocate(Math.max(1024, 2 * blockSize));
  let length = 0; // bytes in the buffer
  let scanned = 0;
  let blockStart = 0;
  let recordStart = 0;
  let recordEnd = 0; // of the last whole record of the block
  let blockRow = scanner.firstRow;
  let row = scanner.firstRow;
  let fault: CutFault | undefined;
  let blocks: Block[] = [];
  let joined: JoinedLines[] = [];

  const emit = (): void => {
    if (recordEnd <= blockStart) return;
    const bytes = buffer.subarray(blockStart, recordEnd);
    // A copy: the block goes elsewhere while the buffer is filled again.
    blocks.push({ bytes: options.inPlace === true ? bytes : new Uint8Array(bytes), firstRow: blockRow, joined });
    joined = [];
  };
  /** The number of rows that the record stands for; if more than one, it is added to `joined`. */
  const rowsOf = (end: number): number => {
    const rows = scanner.rowsIn?.(buffer.subarray(recordStart, end)) ?? 1;
    if (rows > 1) joined.push({ begin: recordStart - blockStart, end: end - blockStart, rows });
    return rows;
  };
  const found: Found = {
    ended(end, begin) {
      if (end - recordStart > recordLimit) fault ??= scanner.longRecord(row, recordLimit);
      if (scanner.joinsLines === true) row += rowsOf(end);
      else row += 1;
      recordEnd = end;
      recordStart = begin;
      if (end - blockStart < blockSize) return;
      emit();
      blockStart = begin;
      recordEnd = begin;
      blockRow = row;
    },
    began(begin) {
      recordStart = begin;
      blockStart = begin;
      recordEnd = begin;
    },
  };
  const append = (bytes: Uint8Array): void => {
    if (length + bytes.length > buffer.length) {
      const kept = length - blockStart;
      const target = kept + bytes.length > buffer.length ? allocate(2 * (kept + bytes.length)) : buffer;
      target.set(buffer.subarray(blockStart, length));
      buffer = target;
      length -= blockStart;
      scanned -= blockStart;
      recordStart -= blockStart;
      recordEnd -= blockStart;
      blockStart = 0;
    }
    buffer.set(bytes, length);
    length += bytes.length;
  };
  const take = (): readonly Block[] => {
    const taken = blocks;
    blocks = [];
    return taken;
  };

  return {
    push(bytes) {
      if (fault !== undefined) return [];
      append(bytes);
      scanner.scan(buffer, scanned, length, found);
      scanned = length;
      fault ??= scanner.fault;
      if (fault === undefined && length - recordStart > recordLimit) fault = scanner.longRecord(row, recordLimit);
      return take();
    },
    end() {
      if (fault !== undefined) return [];
      const whole = scanner.finish(length > recordStart, row);
      fault ??= scanner.fault;
      if (fault !== undefined) return [];
      if (whole) found.ended(length, length);
      emit();
      blockStart = length;
      recordEnd = length;
      return take();
    },
    get row() {
      return row;
    },
    get fault() {
      return fault;
    },
  };
}

/** A limit in words. */
export function inWords(bytes: number): string {
  return bytes >= 1 << 20 ? `${Math.floor(bytes / (1 << 20))} MiB` : `${bytes} bytes`;
}
