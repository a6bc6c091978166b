import { expect, test } from "vitest";
import { wholeNumbers } from "../../src/values/interval.js";
import { interval } from "../naive/build.js";

test.each([
  ["(2,5)", "[3,4]"],
  ["[2,5]", "[2,5]"],
  ["[2.2,4.8]", "[3,4]"],
  ["(-,5)", "(-,4]"], // below 5 is 4 and less: the far end stays open
  ["(2.5,-)", "[3,-)"],
  ["(-,-)", "(-,-)"],
])("the whole numbers of %s are %s", (text, whole) => expect(wholeNumbers(interval(text))).toEqual(interval(whole)));

test.each(["(2,3)", "[2.2,2.8]", "2.5"])("%s holds none", (text) => expect(wholeNumbers(interval(text))).toBeUndefined());
