import fc from "fast-check";
import { expect, test } from "vitest";
import { Remembered } from "../../src/evaluate/remembered.js";
import type { ReadingNames } from "../../src/values/record.js";
import { runs } from "../runs.js";

/** A name a slot, as `lot.number`. */
function names(...ofSlots: readonly string[]): ReadingNames {
  const part = (at: number): Int32Array => Int32Array.from(ofSlots, (name) => Number(name.split(".")[at]));
  return { lots: part(0), numbers: part(1) };
}

/** What is found under each of these names, after this was remembered in turn. */
function found(
  slots: readonly number[],
  remembered: readonly ReadingNames[],
  asked: readonly ReadingNames[],
): readonly unknown[] {
  const memory = new Remembered<number>(slots);
  remembered.forEach((one, index) => {
    memory.set(one, index);
  });
  return asked.map((one) => memory.get(one));
}

const many = (from: number, to: number, name: (index: number) => ReadingNames): readonly ReadingNames[] =>
  Array.from({ length: to - from + 1 }, (_, index) => name(from + index));

const ONE = many(1, 5, (lot) => names("9.9", `${lot}.1`));
const TWO = (index: number): ReadingNames => names("1.1", `1.${index}`);

test.each<[string, readonly number[], readonly ReadingNames[], readonly ReadingNames[], readonly unknown[]]>([
  [
    "one slot",
    [0],
    [names("1.1"), names("1.2")],
    [names("1.1"), names("1.2"), names("1.3"), names("2.1")],
    [0, 1, undefined, undefined],
  ],
  ["the later of two", [0], [names("1.1"), names("1.1")], [names("1.1")], [1]],
  ["no slots", [], [names("1.1")], [names("1.1")], [undefined]],
  ["a reading without a name", [0], [names("0.1")], [names("0.1")], [undefined]],
  ["one of two without a name", [0, 1], [names("1.1", "0.1")], [names("1.1", "0.1")], [undefined]],
  ["other slots do not count", [1], [names("1.1", "1.2")], [names("3.4", "1.2"), names("1.2", "1.1")], [0, undefined]],
  ["four lots of a slot", [1], ONE.slice(0, 4), ONE.slice(0, 4), [0, 1, 2, 3]],
  ["the fifth lot", [1], ONE, ONE.slice(1), [undefined, undefined, undefined, 4]],
  ["two slots", [0, 1], [TWO(1), TWO(2)], [TWO(1), TWO(2), TWO(3), names("1.2", "1.1")], [0, 1, undefined, undefined]],
  ["4096 of two slots", [0, 1], many(1, 4096, TWO), [TWO(1), TWO(4096)], [0, 4095]],
  ["one more", [0, 1], many(1, 4097, TWO), [TWO(1), TWO(4097)], [undefined, 4096]],
  ["and again as many", [0, 1], many(1, 8192, TWO), [TWO(1), TWO(4097), TWO(8192)], [undefined, 4096, 8191]],
  ["of one slot as many as there are", [1], many(1, 9000, TWO), [TWO(1), TWO(9000)], [0, 8999]],
])("%s", (_, slots, remembered, asked, expected) => {
  expect(found(slots, remembered, asked)).toEqual(expected);
});

test("what is found was remembered under the same names and no others, and is found at once", () => {
  const step = fc.record({
    ask: fc.boolean(),
    names: fc.array(fc.tuple(fc.nat(5), fc.nat(2)), { minLength: 4, maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3]), fc.array(step, { maxLength: 60 }), (slots, steps) => {
      const memory = new Remembered<number>(slots);
      const model = new Map<string, number>();
      for (const [index, { ask, names: pairs }] of steps.entries()) {
        const named = names(...pairs.map((pair) => pair.join(".")));
        const own = slots.map((slot) => pairs[slot] ?? [0, 0]);
        const key = own.join(" ");
        if (ask) {
          const thing = memory.get(named);
          if (thing !== undefined) expect(thing).toBe(model.get(key));
          continue;
        }
        memory.set(named, index);
        model.set(key, index);
        const isNamed = own.length > 0 && own.every(([lot]) => lot !== 0);
        expect(memory.get(named)).toBe(isNamed ? index : undefined);
      }
    }),
    runs(2000),
  );
});
