/** Reads a result candidate by candidate, without ever holding all of it. */
import { NotAResult } from "./outcome.js";

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, COLON, LINE_END, RETURN] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0x0a, 0x0d,
];

/** A start longer than any that screening writes: the file is something else. */
const LONGEST_HEAD = 64 << 20;

/** One candidate as it is in the file. */
export interface Cut {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Cuts the candidates out of a document. The text around them is `rest`, once all are cut. */
export class ResultText {
  #pending: Uint8Array = new Uint8Array();
  /** Where `#pending` begins in the file. */
  #offset = 0;
  #head: string | undefined;
  #isInList = false;
  #tail: Uint8Array[] = [];
  #tailLength = 0;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });

  /** The candidates that have come to their end with these bytes. */
  *push(bytes: Uint8Array): Generator<Cut> {
    if (this.#head !== undefined && !this.#isInList) return this.#keep(bytes);
    this.#pending = joined(this.#pending, bytes);
    if (this.#head !== undefined || this.#findList()) yield* this.#cut();
    // The bytes may be those of a buffer that is filled again.
    this.#pending = new Uint8Array(this.#pending);
  }

  /** All bytes are there. Then {@link rest} can be asked for. */
  end(): void {
    if (this.#head === undefined) throw new NotAResult(NO_LIST);
    if (this.#isInList) throw new NotAResult("it ends in the middle of its candidates: broken JSON");
  }

  /** The document without its candidates. */
  rest(): unknown {
    const tail = this.#tail.map((part) => this.#decoder.decode(part, { stream: true })).join("") + this.#decoder.decode();
    return parsed(`${this.#head ?? ""}[]${tail}`, "what surrounds its candidates");
  }

  #keep(bytes: Uint8Array): void {
    this.#tail.push(new Uint8Array(bytes));
    this.#tailLength += bytes.length;
    if (this.#tailLength > LONGEST_HEAD) throw new NotAResult("more follows its candidates than screening writes");
  }

  /** Looks for the key `candidates` of the document itself. */
  #findList(): boolean {
    const bytes = this.#pending;
    const start = listStart(bytes);
    if (start === undefined) {
      if (bytes.length > LONGEST_HEAD) throw new NotAResult(NO_LIST);
      return false;
    }
    this.#head = this.#decoder.decode(bytes.subarray(0, start)).replace(/^\uFEFF/, "");
    this.#take(start + 1);
    this.#isInList = true;
    return true;
  }

  *#cut(): Generator<Cut> {
    const bytes = this.#pending;
    let at = 0;
    while (this.#isInList) {
      while (at < bytes.length && isBetween(bytes[at])) at += 1;
      const first = bytes[at];
      if (first === undefined) break;
      if (first === CLOSE_LIST) {
        this.#isInList = false;
        this.#keep(bytes.subarray(at + 1));
        break;
      }
      if (first !== OPEN) throw new NotAResult("`candidates` holds something other than objects: broken JSON");
      const end = closingBrace(bytes, at);
      if (end === undefined) break;
      yield { offset: this.#offset + at, bytes: bytes.subarray(at, end) };
      at = end;
    }
    this.#take(at);
  }

  #take(count: number): void {
    this.#pending = this.#pending.subarray(count);
    this.#offset += count;
  }
}

const NO_LIST = "it is not a result of `screen -f json`: it has no `candidates`";

/** JSON, or a {@link NotAResult} that says where it is none. */
function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new NotAResult(`${what} cannot be read: broken JSON`);
  }
}

/** The bytes of a candidate as JSON. */
export function parsedBytes(bytes: Uint8Array, what: string): unknown {
  return parsed(DECODER.decode(bytes), what);
}

const DECODER = new TextDecoder();

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function isBetween(byte: number | undefined): boolean {
  return byte === COMMA || byte === LINE_END || byte === 0x20 || byte === RETURN || byte === 0x09;
}

/** Where the candidate that begins at `from` ends; undefined: not here. */
function closingBrace(bytes: Uint8Array, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = stringEnd(bytes, at);
      if (at < 0) return undefined;
    } else if (byte === OPEN || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE || byte === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** The closing quote of the string that begins at `at`; -1: it is not there yet. */
function stringEnd(bytes: Uint8Array, at: number): number {
  for (let end = at + 1; end < bytes.length; end += 1) {
    if (bytes[end] === BACKSLASH) end += 1;
    else if (bytes[end] === QUOTE) return end;
  }
  return -1;
}

/** Where the list under the document's key `candidates` begins. */
function listStart(bytes: Uint8Array): number | undefined {
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const end = stringEnd(bytes, at);
      if (end < 0) return undefined;
      const start = depth === 1 && isCandidates(bytes, at, end) ? valueStart(bytes, end + 1) : undefined;
      if (start !== undefined && bytes[start] === OPEN_LIST) return start;
      at = end;
    } else if (byte === OPEN || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE || byte === CLOSE_LIST) depth -= 1;
  }
  return undefined;
}

const KEY = new TextEncoder().encode('"candidates"');

function isCandidates(bytes: Uint8Array, at: number, end: number): boolean {
  return end - at + 1 === KEY.length && KEY.every((byte, index) => bytes[at + index] === byte);
}

/** The text after a colon; undefined if there is none. */
function valueStart(bytes: Uint8Array, from: number): number | undefined {
  const skip = (at: number): number => {
    let next = at;
    while (next < bytes.length && bytes[next] !== COMMA && isBetween(bytes[next])) next += 1;
    return next;
  };
  const colon = skip(from);
  return bytes[colon] === COLON ? skip(colon + 1) : undefined;
}
