/** What cannot be expressed exactly in SQL is refused, with what to do, and never approximated. */

/** Stable codes. */
export type RefusalCode =
  | "texts-file" // it is not what `sql texts` asks for
  | "texts-outdated" // it was made for other criteria, another dictionary or map
  | "no-rows"
  | "no-column"
  | "column-type"
  | "stray-column"
  | "two-columns"
  | "reversed-ends"
  | "unread-missing" // a text in a `_missing` column that is not a known word for a missing value
  | "missing-beside-value"
  | "dated-text" // a word and the day on which it was so: `negative (03/2026)`
  | "unit" // multiples of normal as a unit, weeks beside months, whole numbers in another unit
  | "no-unit"
  | "column-unit" // its numbers speak against it
  | "limits-differ" // of normal
  | "missing-codes"
  | "coded-column"
  | "too-many-digits"
  | "map"
  | "criterion"
  | "same-name" // names that differ in case alone, where the engine does not
  | "long-name";

/** See the head of this file. Lower case, no full stop. */
export interface Refusal {
  readonly code: RefusalCode;
  /** The line of the file of texts; undefined: it speaks of the criteria or the map. */
  readonly line?: number | undefined;
  readonly message: string;
  readonly help: string;
}

/** Refusals, each once. */
export class Refusals {
  readonly #all = new Map<string, Refusal>();

  add(refusal: Refusal): void {
    const key = `${refusal.code} ${refusal.message}`;
    if (!this.#all.has(key)) this.#all.set(key, refusal);
  }

  get all(): readonly Refusal[] {
    return [...this.#all.values()];
  }
}
