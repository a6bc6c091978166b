/** Rows of one sheet, in memory that is used again: they are much larger than what they tell of. */
import { Bytes } from "./bytes.js";

/** See the head of this file. */
export class Rows {
  #count = 0;
  readonly #xml = new Bytes();

  /** Appends the XML of a row. */
  add(row: string): void {
    this.#count += 1;
    this.#xml.text(row);
  }

  /** Hands on what came since the last time; `begin` gives what stands before so many rows. */
  moveTo(out: Bytes, begin: (count: number) => string): void {
    if (this.#count === 0) return;
    out.text(begin(this.#count));
    out.add(this.#xml.bytes);
    this.#count = 0;
    this.#xml.clear();
  }
}
