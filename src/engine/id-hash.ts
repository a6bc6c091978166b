/**
 * Ids as 64 bits. HalfSipHash-1-3: keyed, so that the author of a candidate list cannot make its ids collide. What is printed never
 * depends on the key: equal hashes only make two ids worth comparing.
 */
import { printedForm } from "../columns/id.js";

/** 64 bits that differ from run to run. */
export interface HashKey {
  readonly low: number;
  readonly high: number;
}

/** Hashes ids one by one; `low` and `high` are those of the last one, unsigned, never both 0. */
export class IdHash {
  low = 0;
  high = 0;
  readonly #key: HashKey;

  constructor(key: HashKey) {
    this.#key = key;
  }

  /** Hashes an id: ids that print alike have one hash. */
  take(id: string): void {
    if (this.takeKey(id)) return;
    const key = printedForm(id);
    if (key !== id) this.takeKey(key);
  }

  /** Hashes a text as it is. @returns whether it has only visible ASCII characters */
  takeKey(id: string): boolean {
    /** Its sign is set once a character is none of `!` to `~`. */
    let outside = 0;
    const { low: k0, high: k1 } = this.#key;
    let v0 = k0 | 0;
    let v1 = k1 ^ 0xee;
    let v2 = 0x6c796765 ^ k0;
    let v3 = 0x74656462 ^ k1;
    const whole = id.length & ~1;
    for (let at = 0; ; at += 2) {
      const isLast = at >= whole;
      const first = isLast ? (id.length > whole ? id.charCodeAt(whole) : 0) : id.charCodeAt(at);
      const second = isLast ? id.length << 8 : id.charCodeAt(at + 1);
      const word = first | (second << 16);
      if (!isLast) outside |= (first - 0x21) | (0x7e - first) | (second - 0x21) | (0x7e - second);
      else if (id.length > whole) outside |= (first - 0x21) | (0x7e - first);
      // One round a word; the last word is followed by three, twice: for each half of the hash.
      v3 ^= word;
      for (let round = isLast ? 7 : 1; round > 0; round--) {
        v0 = (v0 + v1) | 0;
        v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
        v0 = (v0 << 16) | (v0 >>> 16);
        v2 = (v2 + v3) | 0;
        v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
        v0 = (v0 + v3) | 0;
        v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
        v2 = (v2 + v1) | 0;
        v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
        v2 = (v2 << 16) | (v2 >>> 16);
        if (round === 7) {
          v0 ^= word;
          v2 ^= 0xee;
        } else if (round === 4) {
          this.low = (v1 ^ v3) >>> 0;
          v1 ^= 0xdd;
        }
      }
      if (isLast) break;
      v0 ^= word;
    }
    this.high = (v1 ^ v3) >>> 0;
    if (this.low === 0 && this.high === 0) this.low = 1;
    return outside >= 0;
  }
}
