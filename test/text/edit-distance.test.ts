/** Edit distance, on which suggestions are based. */
import { expect, test } from "vitest";
import { editDistance } from "../../src/text/edit-distance.js";

test.each<[string, string, number, number | undefined]>([
  ["platelets", "platelets", 2, 0],
  ["platlets", "platelets", 2, 1], // a letter left out
  ["plateletss", "platelets", 2, 1], // one letter too many
  ["platolets", "platelets", 2, 1], // one other letter
  ["plaetlets", "platelets", 2, 1], // neighbours swapped
  ["xbac", "yabc", 2, 2], // neighbours swapped after another letter
  ["xa", "yx", 2, 2], // not a swap, as only one letter is in both
  ["wbc", "rbc", 1, 1],
  ["abc", "abxy", 1, undefined], // different at the end
  ["kps", "ecog", 2, undefined], // more than the maximum
  ["", "ab", 2, 2],
  ["a", "abcd", 2, undefined],
  ["a", "a", -1, undefined],
])("%s and %s, at most %i: %s", (a, b, most, edits) => {
  expect(editDistance(a, b, most)).toBe(edits);
  expect(editDistance(b, a, most)).toBe(edits);
});
