/**
 * A set of 64-bit hashes, or a map from them to 32-bit numbers, in typed arrays alone. 8 bytes an entry (12 for a map), of which a
 * little more than half to four fifths are used: at most 15 (23) bytes a hash.
 */

/** The table's memory; can be posted to another thread, where it is shared and must only be read. */
export interface HashTableParts {
  readonly width: 2 | 3;
  readonly segments: readonly Uint32Array[];
}

/** Segments grow one by one, so that growing never needs twice the memory. */
const SEGMENT_BITS = 6;
const FIRST_CAPACITY = 8;
const GROWTH = 1.5;
const MOST_FULL = 0.8;

/** See the head of this file. Hashes are two unsigned halves, not both 0. */
export class HashTable {
  readonly #width: 2 | 3;
  readonly #segments: Uint32Array[];
  readonly #counts: number[];

  /**
   * @param width 2: a set; 3: a map
   * @param expected hashes for which there is room from the start: memory that growing leaves behind is collected late
   */
  constructor(width: 2 | 3, expected = 0) {
    this.#width = width;
    const capacity = Math.ceil(expected / MOST_FULL / (1 << SEGMENT_BITS));
    this.#segments = Array.from({ length: 1 << SEGMENT_BITS }, () => slots(Math.max(FIRST_CAPACITY, capacity) * width));
    this.#counts = this.#segments.map(() => 0);
  }

  /** How many hashes are in it. */
  get size(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /**
   * Adds a hash, with a number if this is a map.
   *
   * @returns the number that the hash had before (0 in a set), or -1 if it is new
   */
  add(low: number, high: number, value = 0): number {
    const index = high >>> (32 - SEGMENT_BITS);
    let segment = this.#segments[index] ?? slots(0);
    const width = this.#width;
    const count = this.#counts[index] ?? 0;
    if ((count + 1) * width > segment.length * MOST_FULL) {
      segment = grown(segment, width);
      this.#segments[index] = segment;
    }
    const at = place(segment, width, low, high);
    if (segment[at] !== 0 || segment[at + 1] !== 0) return width === 3 ? (segment[at + 2] ?? 0) : 0;
    segment[at] = low;
    segment[at + 1] = high;
    if (width === 3) segment[at + 2] = value;
    this.#counts[index] = count + 1;
    return -1;
  }

  /** The memory of the table, which must not change any more. */
  get parts(): HashTableParts {
    return { width: this.#width, segments: this.#segments };
  }
}

/** The number that belongs to a hash (0 in a set), or -1 if the table lacks it. */
export function lookUp({ width, segments }: HashTableParts, low: number, high: number): number {
  const segment = segments[high >>> (32 - SEGMENT_BITS)];
  if (segment === undefined) return -1;
  const at = place(segment, width, low, high);
  if (segment[at] === 0 && segment[at + 1] === 0) return -1;
  return width === 3 ? (segment[at + 2] ?? 0) : 0;
}

/** Sets the number of a hash that is in the map. */
export function setValue({ segments }: HashTableParts, low: number, high: number, value: number): void {
  const segment = segments[high >>> (32 - SEGMENT_BITS)];
  if (segment !== undefined) segment[place(segment, 3, low, high) + 2] = value;
}

function slots(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

/** Where the hash is, or the free place where it belongs. */
function place(segment: Uint32Array, width: number, low: number, high: number): number {
  const { length } = segment;
  // The lower half as a fraction of the table: faster than a remainder, and a growing table is traversed in order.
  let at = Math.floor(low * (length / width / 2 ** 32)) * width;
  for (;;) {
    const one = segment[at];
    const other = segment[at + 1];
    if ((one === low && other === high) || (one === 0 && other === 0)) return at;
    at += width;
    if (at === length) at = 0;
  }
}

function grown(old: Uint32Array, width: number): Uint32Array {
  const larger = slots(Math.ceil((old.length / width) * GROWTH) * width);
  for (let from = 0; from < old.length; from += width) {
    const low = old[from] ?? 0;
    const high = old[from + 1] ?? 0;
    if (low === 0 && high === 0) continue;
    const to = place(larger, width, low, high);
    larger[to] = low;
    larger[to + 1] = high;
    if (width === 3) larger[to + 2] = old[from + 2] ?? 0;
  }
  return larger;
}
