import fc from "fast-check";
import { expect, test } from "vitest";
import { ResultCache } from "../../src/evaluate/result-cache.js";
import type { ReadingKeys } from "../../src/values/record.js";
import { runs } from "../runs.js";

/** Keys by slot, as `generation.number`. */
function readingKeys(...ofSlots: readonly string[]): ReadingKeys {
  const part = (at: number): Int32Array => Int32Array.from(ofSlots, (name) => Number(name.split(".")[at]));
  return { generations: part(0), numbers: part(1) };
}

/** What the cache returns for each of these keys after all others were stored in order. */
function found(slots: readonly number[], resultCache: readonly ReadingKeys[], asked: readonly ReadingKeys[]): readonly unknown[] {
  const memory = new ResultCache<number>(slots);
  resultCache.forEach((one, index) => {
    memory.set(one, index);
  });
  return asked.map((one) => memory.get(one));
}

const many = (from: number, to: number, name: (index: number) => ReadingKeys): readonly ReadingKeys[] =>
  Array.from({ length: to - from + 1 }, (_, index) => name(from + index));

const ONE = many(1, 5, (generation) => readingKeys("9.9", `${generation}.1`));
const TWO = (index: number): ReadingKeys => readingKeys("1.1", `1.${index}`);

test.each<[string, readonly number[], readonly ReadingKeys[], readonly ReadingKeys[], readonly unknown[]]>([
  [
    "one slot",
    [0],
    [readingKeys("1.1"), readingKeys("1.2")],
    [readingKeys("1.1"), readingKeys("1.2"), readingKeys("1.3"), readingKeys("2.1")],
    [0, 1, undefined, undefined],
  ],
  ["the later of two", [0], [readingKeys("1.1"), readingKeys("1.1")], [readingKeys("1.1")], [1]],
  ["no slots", [], [readingKeys("1.1")], [readingKeys("1.1")], [undefined]],
  ["a reading without a key", [0], [readingKeys("0.1")], [readingKeys("0.1")], [undefined]],
  ["one of two without a key", [0, 1], [readingKeys("1.1", "0.1")], [readingKeys("1.1", "0.1")], [undefined]],
  [
    "other slots do not count",
    [1],
    [readingKeys("1.1", "1.2")],
    [readingKeys("3.4", "1.2"), readingKeys("1.2", "1.1")],
    [0, undefined],
  ],
  ["four generations of a slot", [1], ONE.slice(0, 4), ONE.slice(0, 4), [0, 1, 2, 3]],
  ["the fifth generation", [1], ONE, ONE.slice(1), [undefined, undefined, undefined, 4]],
  ["two slots", [0, 1], [TWO(1), TWO(2)], [TWO(1), TWO(2), TWO(3), readingKeys("1.2", "1.1")], [0, 1, undefined, undefined]],
  ["4096 of two slots", [0, 1], many(1, 4096, TWO), [TWO(1), TWO(4096)], [0, 4095]],
  ["4097 of two slots", [0, 1], many(1, 4097, TWO), [TWO(1), TWO(4097)], [undefined, 4096]],
  ["8192 of two slots", [0, 1], many(1, 8192, TWO), [TWO(1), TWO(4097), TWO(8192)], [undefined, 4096, 8191]],
  ["no limit for one slot", [1], many(1, 9000, TWO), [TWO(1), TWO(9000)], [0, 8999]],
])("%s", (_, slots, resultCache, asked, expected) => {
  expect(found(slots, resultCache, asked)).toEqual(expected);
});

test("a result is only returned for the keys under which it was stored, and right after storing", () => {
  const step = fc.record({
    ask: fc.boolean(),
    readingKeys: fc.array(fc.tuple(fc.nat(5), fc.nat(2)), { minLength: 4, maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3]), fc.array(step, { maxLength: 60 }), (slots, steps) => {
      const memory = new ResultCache<number>(slots);
      const model = new Map<string, number>();
      for (const [index, { ask, readingKeys: pairs }] of steps.entries()) {
        const named = readingKeys(...pairs.map((pair) => pair.join(".")));
        const own = slots.map((slot) => pairs[slot] ?? [0, 0]);
        const key = own.join(" ");
        if (ask) {
          const thing = memory.get(named);
          if (thing !== undefined) expect(thing).toBe(model.get(key));
          continue;
        }
        memory.set(named, index);
        model.set(key, index);
        const isNamed = own.length > 0 && own.every(([generation]) => generation !== 0);
        expect(memory.get(named)).toBe(isNamed ? index : undefined);
      }
    }),
    runs(2000),
  );
});
