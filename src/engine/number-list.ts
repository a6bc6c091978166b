/** A list of unsigned 32-bit numbers that can be posted to another thread as fast as bytes. */
export class NumberList {
  #all = new Uint32Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#all.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#all);
      this.#all = larger;
    }
    this.#all[this.#length] = value;
    this.#length += 1;
  }

  /** A copy, of just the size. */
  get numbers(): Uint32Array {
    return this.#all.slice(0, this.#length);
  }
}
