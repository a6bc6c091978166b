/** From the bytes of a candidate file to blocks of whole records: encoding, format, delimiter, heading, cuts. */
import type { InputNotice, Notice } from "../diagnostics/notice.js";
import { type Cutter, cutter, inWords } from "./bytes/cut.js";
import { encodingOf, openTranscoder, type Transcoded, type Transcoder } from "./bytes/encoding.js";
import { suggestEncodings } from "./bytes/likely-encoding.js";
import { joinedBytes } from "./bytes/utf8.js";
import { formatByName, openHead } from "./formats.js";
import type { Block, InputFormat, InputHead, InputOptions } from "./input-head.js";
import { lineScanner } from "./json/cut-json.js";
import { MAGIC_LENGTH, nulByte, refusedByContent } from "./not-a-list.js";
import type { Opening } from "./opening.js";

export type { Block, InputFormat, InputHead, InputOptions } from "./input-head.js";

/** One pass over one file: `push` its bytes, `end`, and take the blocks as they come. */
export interface CandidateInput {
  /** The next bytes of the file; gives the blocks that are complete. Nothing more comes once `fault` is set. */
  push(chunk: Uint8Array): readonly Block[];
  /** No more bytes: gives the last blocks. */
  end(): readonly Block[];
  /** Known before, or with, the first block; after `end` in any case, unless there is a fault. */
  readonly head: InputHead | undefined;
  readonly fault: InputNotice | undefined;
}

const BLOCK_SIZE = 256 * 1024;
/** Cells are split by bytes, so a delimiter is one byte. */
const DELIMITER = /^[\t !#-/:-@[-`{-~]$/;
const RECORD_LIMIT = 64 * 1024 * 1024;
/** Bytes that are examined to find the format, delimiter and heading; more if these are not enough. */
const HEAD_SIZE = 64 * 1024;

/** Starts a pass over a file. If an option is invalid (an unknown encoding), it has a `fault` from the start. */
export function openInput(options: InputOptions): CandidateInput {
  return new Input(options);
}

class Input implements CandidateInput {
  readonly #options: InputOptions;
  readonly #format: InputFormat | "auto" = "auto";
  readonly #transcoder: Transcoder;
  #magic: Uint8Array | undefined = new Uint8Array(0);
  /** What came before the head was known. */
  #held: Uint8Array[] = [];
  #chunks = 0;
  /** What may be shown of the file: its headings. */
  #firstLine: Uint8Array | undefined;
  #heldBytes = 0;
  #wanted = HEAD_SIZE;
  #cutter: Cutter | undefined;
  #hasRecords = false;
  head: InputHead | undefined;
  fault: InputNotice | undefined;

  constructor(options: InputOptions) {
    this.#options = options;
    const encoding = encodingOf(options.encoding ?? "utf-8");
    this.#transcoder = openTranscoder(encoding ?? "utf-8", options.byteTools);
    if (encoding === undefined)
      this.#fail({
        code: "unknown-encoding",
        message: `unknown encoding \`${options.encoding}\``,
        help: "use a label of the Encoding Standard, such as utf-8, utf-16le, windows-1252, gb18030, shift_jis, euc-kr or big5",
      });
    if (options.delimiter !== undefined && !DELIMITER.test(options.delimiter))
      this.#fail({
        code: "wrong-delimiter",
        message: `\`${options.delimiter}\` cannot be a delimiter`,
        help: "use one ASCII character that is not a letter, a digit or a quote",
      });
    if (options.head !== undefined) {
      this.head = options.head;
      this.#cutter = this.#cutterOf(lineScanner());
    }
    const format = options.format ?? (options.isStdin ? "auto" : formatByName(options.file));
    if (typeof format === "string") this.#format = format;
    else this.#fail(format);
  }

  push(chunk: Uint8Array): readonly Block[] {
    return this.#take(chunk, false);
  }

  end(): readonly Block[] {
    const blocks = this.#take(new Uint8Array(0), true);
    if (this.fault !== undefined) return blocks;
    if (!this.#hasRecords) this.#fail({ code: "no-records", message: "the file has no records" });
    return blocks;
  }

  #fail(told: Notice): void {
    this.fault ??= { ...told, severity: "error", file: this.#options.file };
  }

  #take(chunk: Uint8Array, last: boolean): readonly Block[] {
    const bytes = this.#afterMagic(chunk, last);
    if (this.fault !== undefined || bytes === undefined) return [];
    this.#chunks += 1;
    if (this.#chunks === 1) this.#firstLine = lineIn(bytes);
    const first = this.#transcoder.push(bytes);
    const blocks = this.#text(first, bytes);
    if (!last || this.fault !== undefined) return blocks;
    const rest = this.#text(this.#transcoder.end(), bytes);
    return [...blocks, ...rest, ...(this.fault === undefined ? this.#endText() : [])];
  }

  /** Passes text on to the cutter; bytes that are not text stop the run, with their row. */
  #text({ bytes, invalid }: Transcoded, from: Uint8Array): readonly Block[] {
    const nul = bytes.indexOf(0);
    const stop = nul >= 0 || invalid;
    const blocks = this.#feed(nul < 0 ? bytes : bytes.subarray(0, nul), stop);
    this.#hasRecords ||= blocks.length > 0;
    if (!stop) return blocks;
    const row = this.#cutter?.row ?? this.#rowReached();
    // Any fault in the text before (such as a quote that never closes, because the text ended too early) follows from this.
    this.fault = undefined;
    this.#fail({ ...(nul >= 0 ? nulByte() : this.#notInEncoding(from)), row });
    return blocks;
  }

  /** The row in which the held bytes end. */
  #rowReached(): number {
    const held = joinedBytes(this.#held);
    const opening = openHead(held, true, this.#format, this.#options);
    return opening === "more" || "code" in opening ? 1 : opening.rowAtEnd(held);
  }

  /** The first bytes are kept until they show whether the file is text at all; undefined until then. */
  #afterMagic(chunk: Uint8Array, last: boolean): Uint8Array | undefined {
    if (this.#magic === undefined) return chunk;
    const first = joinedBytes([this.#magic, chunk]);
    if (first.length < MAGIC_LENGTH && !last) {
      this.#magic = first;
      return undefined;
    }
    this.#magic = undefined;
    const told = refusedByContent(first);
    if (told !== undefined) this.#fail(told);
    return first;
  }

  #notInEncoding(chunk: Uint8Array): Notice {
    const { encoding } = this.#transcoder;
    if (encoding !== "utf-8") return { code: "not-in-encoding", message: `this row has bytes that are not valid in ${encoding}` };
    // A later chunk may begin within a character.
    const help = suggestEncodings(this.#chunks === 1 ? chunk : chunk.subarray(chunk.indexOf(LF) + 1), this.#firstLine);
    return { code: "not-in-encoding", message: "this row has bytes that are not valid UTF-8", help };
  }

  /** @param stopped nothing is cut before the head is known, and it will never be */
  #feed(text: Uint8Array, stopped: boolean): readonly Block[] {
    if (this.#cutter !== undefined) return this.#cut(this.#cutter, text);
    this.#held.push(new Uint8Array(text));
    this.#heldBytes += text.length;
    return stopped ? [] : this.#open(false);
  }

  /** Looks for the head in what is held. */
  #open(atEnd: boolean): readonly Block[] {
    while (this.#cutter === undefined && this.fault === undefined && (atEnd || this.#heldBytes >= this.#wanted)) {
      const held = joinedBytes(this.#held);
      // Always the same number of bytes, however they arrive: the result must not depend on chunks.
      const isWhole = atEnd && this.#heldBytes <= this.#wanted;
      const opening = openHead(held.subarray(0, this.#wanted), isWhole, this.#format, this.#options);
      if (opening === "more") {
        this.#wanted *= 4;
        if (this.#wanted > 4 * this.#recordLimit) this.#fail(longHead(this.#recordLimit));
      } else if ("code" in opening) this.#fail(opening);
      else {
        this.head = opening.head;
        this.#cutter = this.#cutterOf(opening.scanner);
        this.#held = [];
        return this.#cut(this.#cutter, held.subarray(opening.begin));
      }
    }
    return [];
  }

  #cutterOf(scanner: Opening["scanner"]): Cutter {
    const { blockSize = BLOCK_SIZE, inPlace, byteTools } = this.#options;
    return cutter(scanner, { blockSize, recordLimit: this.#recordLimit, inPlace, byteTools });
  }

  get #recordLimit(): number {
    return this.#options.recordLimit ?? RECORD_LIMIT;
  }

  #cut(to: Cutter, bytes: Uint8Array): readonly Block[] {
    const blocks = to.push(bytes);
    if (to.fault !== undefined) this.#fail(to.fault);
    return blocks;
  }

  #endText(): readonly Block[] {
    const opened = this.#open(true);
    const blocks = [...opened, ...(this.fault === undefined ? (this.#cutter?.end() ?? []) : [])];
    if (this.#cutter?.fault !== undefined) this.#fail(this.#cutter.fault);
    this.#hasRecords ||= blocks.length > 0;
    return blocks;
  }
}

const LF = 0x0a;

/** The first line of a table; undefined if it may be a record. */
function lineIn(bytes: Uint8Array): Uint8Array | undefined {
  const end = bytes.indexOf(LF);
  const isJson = bytes[0] === 0x5b || bytes[0] === 0x7b;
  return isJson || end < 0 ? undefined : new Uint8Array(bytes.subarray(0, end - (bytes[end - 1] === 0x0d ? 1 : 0)));
}

function longHead(limit: number): Notice {
  return { code: "long-record", row: 1, message: `no record ends within ${inWords(limit)}` };
}
