/** Text as UTF-8 that grows piece by piece, in memory that is used again: the innermost loop of the longest runs appends to it. */

/** Below this many bytes or characters a loop is faster than a call that copies. */
const SHORT = 48;

const ZERO = 0x30; // the digit

/** See the head of this file. */
export class Bytes {
  readonly #encoder = new TextEncoder();
  #all = new Uint8Array(1 << 12);
  #length = 0;

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  /** All bytes; good until more are appended. */
  get bytes(): Uint8Array {
    return this.#all.subarray(0, this.#length);
  }

  /** Begins anew. */
  clear(): void {
    this.#length = 0;
  }

  /** Appends bytes, but for the first `skip`. */
  put(piece: Uint8Array, skip = 0): void {
    const all = this.#room(piece.length);
    let at = this.#length;
    if (piece.length > SHORT) {
      all.set(skip === 0 ? piece : piece.subarray(skip), at);
      at += piece.length - skip;
    } else {
      for (let from = skip; from < piece.length; from++) all[at++] = piece[from] ?? 0;
    }
    this.#length = at;
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
    }
    return this.#all;
  }
}

/** A text as bytes, for {@link Bytes.put}. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
