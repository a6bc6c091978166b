/** Scans delimited text four bytes at a time. A word is four bytes, little-endian: the first byte is the lowest. */

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** Bytes that may be read beyond the end of a block. */
const BEHIND = 8;

/** The block itself if its buffer has at least `BEHIND` bytes after it, otherwise a copy in one that has. */
export function withRoom(block: Uint8Array): Uint8Array {
  if (block.byteOffset + block.byteLength + BEHIND <= block.buffer.byteLength) return block;
  const larger = new Uint8Array(block.byteLength + BEHIND);
  larger.set(block);
  return larger.subarray(0, block.byteLength);
}

/** The carriage returns in `bytes[from]` to `bytes[to - 1]`: none, all followed by a line feed, or at least one that is not. */
export function returnsIn(bytes: Uint8Array, from: number, to: number): "none" | "before-feeds" | "alone" {
  let at = bytes.indexOf(CR, from);
  if (at < 0 || at >= to) return "none";
  for (; at >= 0 && at < to; at = bytes.indexOf(CR, at + 1)) if (at + 1 >= to || bytes[at + 1] !== LF) return "alone";
  return "before-feeds";
}

// The engine reads constants of a module anew at each use, so these three spell theirs out: each byte of a word, and its top bit.

/** A mask whose lowest bit is the top bit of the first byte that is the delimiter or a line feed; 0 if there is none. Higher bits mean nothing. */
export function stopsIn(word: number, marks: number): number {
  const one = word ^ marks;
  const other = word ^ 0x0a0a0a0a;
  return (((one - 0x01010101) & ~one) | ((other - 0x01010101) & ~other)) & 0x80808080;
}

/** The number of bytes before the first one that `stopsIn` found; 4 if it found none. */
export function sizeBefore(stops: number): number {
  return (32 - Math.clz32(~stops & (stops - 1))) >>> 3;
}

/** The first bytes of a word, 0 to 4 of them. */
export function firstBytes(word: number, size: number): number {
  return word & (((1 << (8 * size)) - 1) | -(size >>> 2));
}

/** Whether the bytes from `from` to before `to` are all visible ASCII other than `!` and the double quote. False for an empty range. */
export function isVisible(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte <= QUOTE || byte > 0x7e) return false;
  }
  return to > from;
}

/** Whether all bytes are ASCII white space. */
export function isWhite(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
