/** What somebody probably meant: near enough to be of use, never so far that it misleads. */
import { describe, expect, test } from "vitest";
import { closest, didYouMean, oneOf } from "../../src/language/load/suggest.js";
import { ONE_LIMIT, TWO_LIMITS } from "../../src/language/model.js";

const long = "a".repeat(79);

describe("the nearest known word", () => {
  test.each<[string, readonly string[], string | undefined]>([
    ["unti", ["op", "unit"], "unit"], // a swap is one slip
    ["abc", ["abd"], "abd"], // one slip in three letters
    ["abcde", ["abcxy"], undefined], // two in five are too many
    ["abcdef", ["abcdxy"], "abcdxy"], // two in six are not
    ["abcdef", ["abcxyz"], undefined],
    ["abcdef", ["abcdxy", "abcdex", "abcdey"], "abcdex"], // the nearest; of equally near ones the first
    ["UNIT", ["unix", "unit"], "unit"], // case counts nothing
    // One slip makes any letter of any other: a word of two letters is near itself in another case alone.
    ["OP", ["or", "op"], "op"],
    ["ab", ["ac"], undefined],
    ["ab", ["abc"], undefined],
    ["abc", ["ab"], undefined],
    // The work grows with the square of the length.
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
    // biome-ignore format: some a line
    expect(closest(word, operators)).toBe(meant);
    expect(closest(word, ["is", "in"])).toBeUndefined(); // where it cannot stand, it is not meant
  });
});

test.each([
  [["a"], "`a`"],
  [["a", "b"], "`a` or `b`"],
  [["a", "b", "c"], "`a`, `b` or `c`"],
])("%j as a list", (words, text) => expect(oneOf(words)).toBe(text));

test("a question, if there is something to ask", () => {
  expect(didYouMean("unit")).toBe("did you mean `unit`?");
  expect(didYouMean(undefined)).toBeUndefined();
});
