import fc from "fast-check";
import { expect, test } from "vitest";
import { turns } from "../../src/values/turns.js";

test("a loop gets the results of a function in order, until one is undefined", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ at: fc.nat() })), fc.nat(5), (all, taken) => {
      const left = [...all];
      const loop = turns(() => left.shift());
      const first: object[] = [];
      for (const one of loop) {
        first.push(one);
        if (first.length > taken) break;
      }
      // After an early exit, the loop can be continued.
      expect([...first, ...loop]).toEqual(all);
    }),
  );
});
