/** The first of a long list, in order of rank and then of coming: all are counted, a few are kept. */
export class Kept<T> {
  readonly #most: number;
  readonly #entries: { readonly rank: number; readonly item: T }[] = [];
  #total = 0;

  /** Keeps `most` items. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes an item. Of equal rank the one that came first stays. */
  add(item: T, rank = 0): void {
    this.#total += 1;
    const last = this.#entries.at(-1);
    if (this.#entries.length >= this.#most && last !== undefined && last.rank <= rank) return;
    let at = this.#entries.length;
    while (at > 0 && (this.#entries[at - 1]?.rank ?? rank) > rank) at -= 1;
    this.#entries.splice(at, 0, { rank, item });
    if (this.#entries.length > this.#most) this.#entries.pop();
  }

  /** What was kept, in order. */
  get items(): readonly T[] {
    return this.#entries.map(({ item }) => item);
  }

  /** How many came. */
  get total(): number {
    return this.#total;
  }
}
