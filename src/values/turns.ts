/** Iteration without generators, which take about ten times as long per step: for the innermost loops of long runs. */

class Turns<T> implements IterableIterator<T, undefined> {
  readonly #next: () => T | undefined;
  /** The same for every turn: a loop looks at it before it asks again. */
  #turn: IteratorYieldResult<T> | undefined;

  constructor(next: () => T | undefined) {
    this.#next = next;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<T, undefined> {
    const value = this.#next();
    if (value === undefined) return { done: true, value: undefined };
    this.#turn ??= { done: false, value };
    this.#turn.value = value;
    return this.#turn;
  }
}

/** The results of a function, one after another, until it returns undefined. */
export function turns<T extends object>(next: () => T | undefined): IterableIterator<T, undefined> {
  return new Turns(next);
}
