/** What somebody probably meant: only suggestions that are close enough not to mislead. */
import { describe, expect, test } from "vitest";
import { closest, didYouMean, oneOf } from "../../src/language/load/suggest.js";
import { ONE_LIMIT, TWO_LIMITS } from "../../src/language/model.js";

const long = "a".repeat(79);

describe("the nearest known word", () => {
  test.each<[string, readonly string[], string | undefined]>([
    ["unti", ["op", "unit"], "unit"], // a swap counts as one mistake
    ["abc", ["abd"], "abd"], // one mistake in three letters
    ["abcde", ["abcxy"], undefined], // two in five are too many
    ["abcdef", ["abcdxy"], "abcdxy"], // two in six are not
    ["abcdef", ["abcxyz"], undefined],
    ["abcdef", ["abcdxy", "abcdex", "abcdey"], "abcdex"], // the nearest one, or the first of equally near ones
    ["UNIT", ["unix", "unit"], "unit"], // capitals do not matter
    // One mistake turns a letter into any other, so words of two letters must be equal except for capitals.
    ["OP", ["or", "op"], "op"],
    ["ab", ["ac"], undefined],
    ["ab", ["abc"], undefined],
    ["abc", ["ab"], undefined],
    // The time grows with the square of the length.
    [`${long}b`, [`${long}c`], `${long}c`],
    [`${long}bb`, [`${long}bc`], undefined],
    ["a", [], undefined],
  ])("%s of %j", (word, known, meant) => expect(closest(word, known)).toBe(meant));

  const operators = [...ONE_LIMIT, ...TWO_LIMITS, "is", "in", "not-in"];
  test.each([
    ["=>", ">="],
    ["≥", ">="],
    ["gte", ">="],
    ["ge", ">="],
    ["=<", "<="],
    ["≤", "<="],
    ["lte", "<="],
    ["le", "<="],
    ["lt", "<"],
    ["gt", ">"],
    ["==", "="],
    ["===", "="],
    ["eq", "="],
    ["<>", "!="],
    ["≠", "!="],
    ["!==", "!="],
    ["ne", "!="],
  ])("the operator %s of other languages", (word, meant) => {
    // biome-ignore format: several per line
    expect(closest(word, operators)).toBe(meant);
    expect(closest(word, ["is", "in"])).toBeUndefined(); // not suggested for fields that do not have it
  });
});

test.each([
  [["a"], "`a`"],
  [["a", "b"], "`a` or `b`"],
  [["a", "b", "c"], "`a`, `b` or `c`"],
])("%j as a list", (words, text) => expect(oneOf(words)).toBe(text));

test("a question, if there is a suggestion", () => {
  expect(didYouMean("unit")).toBe("did you mean `unit`?");
  expect(didYouMean(undefined)).toBeUndefined();
});
