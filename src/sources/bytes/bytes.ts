/** Bytes of delimited text, four at a time: a word is four bytes, the first of them lowest. */

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** How far beyond its end a block may be read. */
const BEHIND = 8;

/** The block, in memory that goes on after it by two words. */
export function withRoom(block: Uint8Array): Uint8Array {
  if (block.byteOffset + block.byteLength + BEHIND <= block.buffer.byteLength) return block;
  const larger = new Uint8Array(block.byteLength + BEHIND);
  larger.set(block);
  return larger.subarray(0, block.byteLength);
}

/** Which carriage returns there are in `bytes[from]` up to `bytes[to - 1]`: none, all before a line feed, or one that stands alone. */
export function returnsIn(bytes: Uint8Array, from: number, to: number): "none" | "before-feeds" | "alone" {
  let at = bytes.indexOf(CR, from);
  if (at < 0 || at >= to) return "none";
  for (; at >= 0 && at < to; at = bytes.indexOf(CR, at + 1)) if (at + 1 >= to || bytes[at + 1] !== LF) return "alone";
  return "before-feeds";
}

// The engine reads constants of a module anew at each use, so these three spell theirs out: each byte of a word, and its top bit.

/** The bytes of a word that are the delimiter or a line feed have their top bit set, up to the first of them; those after it may, too. */
export function stopsIn(word: number, marks: number): number {
  const one = word ^ marks;
  const other = word ^ 0x0a0a0a0a;
  return (((one - 0x01010101) & ~one) | ((other - 0x01010101) & ~other)) & 0x80808080;
}

/** How many bytes stand before the first that `stopsIn` has found; 4 where there is none. */
export function sizeBefore(stops: number): number {
  return (32 - Math.clz32(~stops & (stops - 1))) >>> 3;
}

/** The first bytes of a word, 0 to 4 of them. */
export function firstBytes(word: number, size: number): number {
  return word & (((1 << (8 * size)) - 1) | -(size >>> 2));
}

/** Whether there are bytes between `from` and `to`, all of visible ASCII, and none is a space or a quote. */
export function isVisible(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte <= QUOTE || byte > 0x7e) return false;
  }
  return to > from;
}

/** Whether bytes are white space throughout. */
export function isWhite(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
