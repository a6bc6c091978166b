/** UTF-8 text that grows piece by piece, in reused memory: the innermost loop of the longest runs appends to it. */

/** Up to this many characters or words a loop is faster than a call that copies. */
const SHORT = 48;

const ZERO = 0x30; // the digit

/** A piece that is appended again and again; a list of numbers, because there may be many thousands. */
export interface Piece {
  /** How many bytes. */
  readonly length: number;
  /** These in words of four, lowest first, of which the last is filled up; undefined if the piece is long. */
  readonly words: Int32Array | undefined;
  /** Of a long piece. */
  readonly bytes: Uint8Array | undefined;
}

/** See the head of this file. */
export class Bytes {
  readonly #encoder = new TextEncoder();
  #all = new Uint8Array(1 << 12);
  #view = new DataView(this.#all.buffer);
  #length = 0;

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  /** All bytes; valid until more are appended. */
  get bytes(): Uint8Array {
    return this.#all.subarray(0, this.#length);
  }

  /** Starts again with nothing. */
  clear(): void {
    this.#length = 0;
  }

  /** Appends one byte. */
  byte(value: number): void {
    this.#room(1)[this.#length] = value;
    this.#length += 1;
  }

  /** Appends bytes. */
  add(bytes: Uint8Array): void {
    this.#room(bytes.length).set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Appends what another has; without a view of it, which takes longer than copying a few cells. */
  append(other: Bytes): void {
    const length = other.#length;
    if (length > 4 * SHORT) {
      this.add(other.bytes);
      return;
    }
    const all = this.#room(length);
    const [from, begin] = [other.#all, this.#length];
    for (let at = 0; at < length; at++) all[begin + at] = from[at] ?? 0;
    this.#length = begin + length;
  }

  /** Appends a piece; the surplus bytes of its last word are overwritten by the next piece. */
  put({ length, words, bytes }: Piece): void {
    const begin = this.#length;
    if (words !== undefined) {
      this.#room(4 * words.length);
      const view = this.#view;
      for (let word = 0; word < words.length; word++) view.setInt32(begin + 4 * word, words[word] ?? 0, true);
    } else if (bytes !== undefined) this.#room(length).set(bytes, begin);
    this.#length = begin + length;
  }

  /** Appends a text. */
  text(text: string): void {
    const all = this.#room(3 * text.length); // a UTF-16 unit takes three bytes at most
    if (text.length <= SHORT) {
      let at = this.#length;
      for (let from = 0; from < text.length; from++) {
        const code = text.charCodeAt(from);
        if (code > 0x7f) {
          this.#encode(text, all);
          return;
        }
        all[at++] = code;
      }
      this.#length = at;
    } else this.#encode(text, all);
  }

  /** Appends a whole number from 0 up. */
  number(value: number): void {
    let digits = 1;
    for (let bound = 10; bound <= value; bound *= 10) digits += 1;
    const all = this.#room(digits);
    const end = this.#length + digits;
    let rest = value;
    for (let at = end - 1; at >= this.#length; at--) {
      const tenth = Math.floor(rest / 10);
      all[at] = ZERO + (rest - 10 * tenth);
      rest = tenth;
    }
    this.#length = end;
  }

  #encode(text: string, all: Uint8Array): void {
    this.#length += this.#encoder.encodeInto(text, all.subarray(this.#length)).written;
  }

  /** The memory, with room for so many bytes more. */
  #room(bytes: number): Uint8Array {
    const wanted = this.#length + bytes;
    if (wanted > this.#all.length) {
      const larger = new Uint8Array(2 * wanted);
      larger.set(this.bytes);
      this.#all = larger;
      this.#view = new DataView(larger.buffer);
    }
    return this.#all;
  }
}

/** A text as bytes, for {@link Bytes.put}. */
export function pieceOf(text: string): Piece {
  const bytes = new TextEncoder().encode(text);
  const { length } = bytes;
  const words = new Int32Array(Math.ceil(length / 4));
  if (words.length > SHORT) return { length, words: undefined, bytes };
  for (let at = 0; at < length; at++) words[at >> 2] = (words[at >> 2] ?? 0) | ((bytes[at] ?? 0) << (8 * (at & 3)));
  return { length, words, bytes: undefined };
}
