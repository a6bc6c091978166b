/** Results for the readings of some slots, by their keys: equal cells are compared once. */
import type { ReadingKeys } from "../values/record.js";

/** Things kept at most for more than one slot together; then all are forgotten, so that memory stays bounded. */
const MAX_TOGETHER = 4096;

/** Generations of one slot that are kept side by side: a JSON list may name a field's unit in one key or in another. */
const MAX_GENERATIONS = 4;

/** What is known under the keys of one generation: the thing itself after that of the last slot, else what the next slot leads to. */
class Level<T> {
  readonly things: (T | undefined)[] = [];
  readonly next: (Slot<T> | undefined)[] = [];

  constructor(readonly generation: number) {}
}

/** One slot's levels. */
class Slot<T> {
  /** That of the latest generation: nearly always the one that is asked for. */
  level = new Level<T>(0);
  readonly #levels = new Map<number, Level<T>>();

  /** The level of another generation. */
  turnTo(generation: number): Level<T> {
    let level = this.#levels.get(generation);
    if (level === undefined) {
      if (this.#levels.size === MAX_GENERATIONS) this.#levels.clear();
      level = new Level(generation);
      this.#levels.set(generation, level);
    }
    this.level = level;
    return level;
  }
}

/** See the head of this file. Nothing is kept for no slots. */
export class ResultCache<T> {
  readonly #slots: readonly number[];
  readonly #first: number;
  #root = new Slot<T>();
  #count = 0;

  constructor(slots: readonly number[]) {
    this.#slots = slots;
    this.#first = slots[0] ?? -1;
  }

  /** What was kept under the keys of the record's readings. */
  get(readingKeys: ReadingKeys): T | undefined {
    if (this.#first < 0) return undefined;
    const generation = readingKeys.generations[this.#first] ?? 0;
    const number = readingKeys.numbers[this.#first] ?? 0;
    const { level } = this.#root;
    const found = level.generation === generation ? level : this.#root.turnTo(generation);
    return this.#slots.length === 1 ? found.things[number] : this.#behind(found.next[number], readingKeys);
  }

  #behind(start: Slot<T> | undefined, { generations, numbers }: ReadingKeys): T | undefined {
    const slots = this.#slots;
    let next = start;
    for (let at = 1; at < slots.length; at++) {
      if (next === undefined) return undefined;
      const slot = slots[at] ?? 0;
      const generation = generations[slot] ?? 0;
      const number = numbers[slot] ?? 0;
      const level: Level<T> = next.level.generation === generation ? next.level : next.turnTo(generation);
      if (at === slots.length - 1) return level.things[number];
      next = level.next[number];
    }
    return undefined;
  }

  /** Remembers a thing, unless a reading has no name. */
  set({ generations, numbers }: ReadingKeys, thing: T): void {
    const slots = this.#slots;
    if (slots.some((slot) => generations[slot] === 0)) return;
    this.#count += slots.length - 1;
    if (this.#count > MAX_TOGETHER) {
      this.#root = new Slot();
      this.#count = 0;
    }
    let at = this.#root;
    for (const [index, slot] of slots.entries()) {
      const level = at.turnTo(generations[slot] ?? 0);
      const number = numbers[slot] ?? 0;
      if (index === slots.length - 1) level.things[number] = thing;
      else {
        const next: Slot<T> = level.next[number] ?? new Slot();
        level.next[number] = next;
        at = next;
      }
    }
  }
}
