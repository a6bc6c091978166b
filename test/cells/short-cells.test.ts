import fc from "fast-check";
import { expect, test } from "vitest";
import { ShortCells } from "../../src/cells/short-cells.js";

/** A plain map is the reference. */
test("short cells are found by their numbers and counted correctly", () => {
  // A few words that repeat, and many that displace each other.
  const word = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer());
  const cells = fc.array(fc.tuple(word, word), { maxLength: 400 });
  fc.assert(
    fc.property(cells, fc.nat(3), (all, settleEvery) => {
      const numbers = new Map<string, number>();
      const [met, counted] = [new Map<number, number>(), new Map<number, number>()];
      const add = (to: Map<number, number>, number: number, times: number): unknown =>
        to.set(number, (to.get(number) ?? 0) + times);
      const short = new ShortCells((number, times) => add(counted, number, times));
      for (const [index, [low, high]] of all.entries()) {
        const key = `${low} ${high}`;
        const known = short.met(low, high);
        const number = numbers.get(key) ?? numbers.size + 1;
        expect([0, number]).toContain(known);
        if (known > 0) expect(numbers.has(key)).toBe(true);
        numbers.set(key, number);
        if (known === 0) {
          short.widen(numbers.size);
          short.add(low, high, number);
        }
        add(met, number, 1);
        if (settleEvery > 0 && index % (50 * settleEvery) === 0) short.settle();
      }
      short.settle();
      expect(counted).toEqual(met);
      short.clear();
      for (const [low, high] of all) expect(short.met(low, high)).toBe(0);
    }),
  );
});
