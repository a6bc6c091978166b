/** Which ids of a run may occur more than once: only by their hashes. */
import { HashTable } from "./hash-table.js";

/** Bytes. */
const SHORT_RECORD = 24;

/** The hashes of all ids, and those that came twice. */
export class SeenIds {
  readonly #bytes: number;
  #seen: HashTable | undefined;
  /** A map, so that places can be kept by it. */
  readonly suspects = new HashTable(3);

  /** @param bytes of all files, as far as that is known */
  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /**
   * Adds the IDs of a block.
   *
   * @param bytes of the block
   */
  add(hashes: Uint32Array, bytes: number): void {
    // As many per byte as in the first block, and some more; but a first block of short records must not cost memory.
    this.#seen ??= new HashTable(2, this.#bytes * Math.min(1 / SHORT_RECORD, (0.53 * hashes.length) / Math.max(1, bytes)));
    for (let at = 0; at + 1 < hashes.length; at += 2) {
      const low = hashes[at] ?? 0;
      const high = hashes[at + 1] ?? 0;
      if (this.#seen.add(low, high) >= 0) this.suspects.add(low, high);
    }
  }

  /** All ids were seen: only suspects matter now. */
  close(): void {
    this.#seen = undefined;
  }
}
