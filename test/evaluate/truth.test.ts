import { expect, test } from "vitest";
import { compile } from "../../src/evaluate/compile.js";
import { agreement, atLeast as enough, negation, type Truth } from "../../src/evaluate/truth.js";
import type { Condition } from "../../src/language/model.js";
import { missing } from "../../src/values/reading.js";
import {
  all,
  any,
  atLeast,
  booleanField,
  booleanLeaf,
  booleans,
  type Entry,
  not,
  recordOf,
  surroundings,
} from "../naive/build.js";

// One field per member, so that the tables go through compilation like criteria.
const FIELDS = ["a", "b", "c", "d"].map(booleanField);
const LEAVES = FIELDS.map((field) => booleanLeaf(field, true));
const LETTERS = { T: "true", F: "false", U: "unknown" } as const;

function truthOf(letter: string): Truth {
  if (letter === "T" || letter === "F" || letter === "U") return LETTERS[letter];
  throw new Error(`no truth: ${letter}`);
}

function entryOf(letter: string): Entry {
  return { reading: letter === "U" ? missing("blank") : booleans([letter === "T"]) };
}

function evaluated(condition: Condition, letters: string): Truth {
  return compile(condition, surroundings(FIELDS)).truth(recordOf(Array.from(letters, entryOf)));
}

/** All orders of the letters. */
function orders(letters: string): readonly string[] {
  if (letters.length < 2) return [letters];
  const found = Array.from(letters).flatMap((letter, index) => {
    return orders(letters.slice(0, index) + letters.slice(index + 1)).map((rest) => letter + rest);
  });
  return [...new Set(found)];
}

test.each([
  ["T", "F"],
  ["U", "U"],
  ["F", "T"],
])("not %s is %s", (member, truth) => {
  expect(negation(truthOf(member))).toBe(truthOf(truth));
  expect(evaluated(not(booleanLeaf(booleanField("a"), true)), member)).toBe(truthOf(truth));
});

test.each([
  // members, all, any
  ["TT", "T", "T"],
  ["TU", "U", "T"],
  ["TF", "F", "T"],
  ["UT", "U", "T"],
  ["UU", "U", "U"],
  ["UF", "F", "U"],
  ["FT", "F", "T"],
  ["FU", "F", "U"],
  ["FF", "F", "F"],
])("of %s, all is %s and any is %s", (members, conjunction, disjunction) => {
  expect(evaluated(all(...LEAVES.slice(0, 2)), members)).toBe(truthOf(conjunction));
  expect(evaluated(any(...LEAVES.slice(0, 2)), members)).toBe(truthOf(disjunction));
});

// All combinations of up to four members, in every order. The second column is the truth of at least 1, at least 2, and so on.
test.each([
  ["T", "T"],
  ["U", "U"],
  ["F", "F"],

  ["TT", "TT"],
  ["TU", "TU"],
  ["TF", "TF"],
  ["UU", "UU"],
  ["UF", "UF"],
  ["FF", "FF"],

  ["TTT", "TTT"],
  ["TTU", "TTU"],
  ["TTF", "TTF"],
  ["TUU", "TUU"],
  ["TUF", "TUF"],
  ["TFF", "TFF"],
  ["UUU", "UUU"],
  ["UUF", "UUF"],
  ["UFF", "UFF"],
  ["FFF", "FFF"],

  ["TTTT", "TTTT"],
  ["TTTU", "TTTU"],
  ["TTTF", "TTTF"],
  ["TTUU", "TTUU"],
  ["TTUF", "TTUF"], // for three, one more is needed and one is unknown
  ["TTFF", "TTFF"],
  ["TUUU", "TUUU"],
  ["TUUF", "TUUF"],
  ["TUFF", "TUFF"],
  ["TFFF", "TFFF"],
  ["UUUU", "UUUU"],
  ["UUUF", "UUUF"], // four cannot be reached
  ["UUFF", "UUFF"],
  ["UFFF", "UFFF"],
  ["FFFF", "FFFF"],
])("of %s, at least 1, 2, … is %s", (members, truths) => {
  const leaves = LEAVES.slice(0, members.length);
  for (const order of orders(members)) {
    for (const [index, truth] of Array.from(truths).entries()) {
      expect(evaluated(atLeast(index + 1, ...leaves), order), `at least ${index + 1} of ${order}`).toBe(truthOf(truth));
    }
    expect(evaluated(any(...leaves), order), `any of ${order}`).toBe(truthOf(truths.slice(0, 1)));
    expect(evaluated(all(...leaves), order), `all of ${order}`).toBe(truthOf(truths.slice(-1)));
  }
});

test.each([
  // required, true, unknown: the result must be right whatever the unknown ones turn out to be
  [1, 1, 0, "T"],
  [2, 3, 1, "T"],
  [2, 1, 1, "U"],
  [2, 0, 3, "U"],
  [2, 1, 0, "F"],
  [3, 1, 1, "F"],
])("at least %d, where %d are true and %d unknown, is %s", (count, yes, maybe, truth) => {
  expect(enough(count, yes, maybe)).toBe(truthOf(truth));
});

test.each([
  ["", "U"], // unknown without any possibility
  ["T", "T"],
  ["F", "F"],
  ["U", "U"],
  ["TT", "T"],
  ["FF", "F"],
  ["TF", "U"],
  ["FT", "U"],
  ["TU", "U"],
  ["FU", "U"],
  ["UT", "U"],
  ["TTF", "U"],
  ["TTU", "U"],
])("possibilities %s have the common truth %s", (truths, truth) => {
  expect(agreement(Array.from(truths, truthOf))).toBe(truthOf(truth));
});
