/**
 * Cells of at most eight bytes, found by their bytes without making a text of them, and counted. It exists only for speed: without it
 * a list is read 1.3 times as slowly. What it does not know is read from the text.
 */

/** Places: few at first, since most columns hold few texts, and at most these. */
const FIRST_BITS = 5;
const MOST_BITS = 13;
/** A place: four bytes of the cell, the other four, its number, how often it was met since it stands there. */
const WIDTH = 4;
const NUMBER = 2;
const COUNT = 3;

/** A table of cells by hash: two places for each, where the later cell drives out the earlier. */
export class ShortCells {
  readonly #count: (number: number, times: number) => void;
  #bits = FIRST_BITS;
  #places = new Int32Array(WIDTH << FIRST_BITS);

  /** @param count gets the cells of a place, added up, before they are driven out and when it is asked for */
  constructor(count: (number: number, times: number) => void) {
    this.#count = count;
  }

  /** The number of a cell, which is counted; 0 if it is not known. */
  met(low: number, high: number): number {
    const places = this.#places;
    const place = placeOf(low, high, this.#bits);
    if (places[place] === low && places[place + 1] === high) {
      const number = places[place + NUMBER] ?? 0;
      if (number > 0) {
        places[place + COUNT] = (places[place + COUNT] ?? 0) + 1;
        return number;
      }
    }
    const beside = place ^ WIDTH;
    if (places[beside] === low && places[beside + 1] === high) {
      const number = places[beside + NUMBER] ?? 0;
      if (number > 0) places[beside + COUNT] = (places[beside + COUNT] ?? 0) + 1;
      return number;
    }
    return 0;
  }

  /** A cell that was not known, and is counted once. */
  add(low: number, high: number, number: number): void {
    const first = placeOf(low, high, this.#bits);
    const beside = first ^ WIDTH;
    const place = this.#places[first + NUMBER] === 0 || this.#places[beside + NUMBER] !== 0 ? first : beside;
    this.#settle(place);
    const places = this.#places;
    places[place] = low;
    places[place + 1] = high;
    places[place + NUMBER] = number;
    places[place + COUNT] = 1;
  }

  /** Hands on what was counted. */
  settle(): void {
    for (let place = 0; place < this.#places.length; place += WIDTH) this.#settle(place);
  }

  #settle(place: number): void {
    const number = this.#places[place + NUMBER] ?? 0;
    if (number > 0) this.#count(number, this.#places[place + COUNT] ?? 0);
    this.#places[place + COUNT] = 0;
  }

  /** More places, where the column holds so many texts; they fill again as cells come by. */
  widen(texts: number): void {
    if (texts <= 1 << (this.#bits - 1) || this.#bits >= MOST_BITS) return;
    this.settle();
    this.#bits += 1;
    this.#places = new Int32Array(WIDTH << this.#bits);
  }

  /** Forgets all cells; what was counted must have been settled. */
  clear(): void {
    this.#places.fill(0);
  }
}

/** Fibonacci hashing: the upper bits of the product depend on all bits. */
function placeOf(low: number, high: number, bits: number): number {
  return (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> (32 - bits)) * WIDTH;
}
