import { expect, test } from "vitest";
import { wholeNumbers } from "../../src/values/interval.js";
import { interval } from "../naive/build.js";

test.each([
  ["(2,5)", "[3,4]"],
  ["[2,5]", "[2,5]"],
  ["[2.2,4.8]", "[3,4]"],
  ["(-,5)", "(-,4]"], // the infinite end stays open
  ["(2.5,-)", "[3,-)"],
  ["(-,-)", "(-,-)"],
])("the whole numbers of %s are %s", (text, whole) => expect(wholeNumbers(interval(text))).toEqual(interval(whole)));

test.each(["(2,3)", "[2.2,2.8]", "2.5"])("%s contains no whole number", (text) =>
  expect(wholeNumbers(interval(text))).toBeUndefined(),
);
