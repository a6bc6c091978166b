import { expect, test } from "vitest";
import { memo, memoOf, once } from "../../src/values/memo.js";

test("a memo computes each result once, even undefined, and forgets all of them when there are too many", () => {
  const made: number[] = [];
  const double = memo(2, String, (key: number): number | undefined => {
    made.push(key);
    return key === 0 ? undefined : 2 * key;
  });
  expect([0, 1, 1, 0].map(double)).toEqual([undefined, 2, 2, undefined]);
  expect(made).toEqual([0, 1]);
  expect([2, 2, 0].map(double)).toEqual([4, 4, undefined]);
  expect(made).toEqual([0, 1, 2, 0]);
});

test("a memo by object distinguishes equal objects", () => {
  let count = 0;
  const number = memoOf((_: object) => ++count);
  const one = {};
  expect([number(one), number({}), number(one)]).toEqual([1, 2, 1]);
});

test("a table is made once, on first use", () => {
  let count = 0;
  const table = once(() => ++count);
  expect(count).toBe(0);
  expect([table(), table()]).toEqual([1, 1]);
});
