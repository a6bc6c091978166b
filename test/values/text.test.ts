import fc from "fast-check";
import { expect, test } from "vitest";
import { foldHeading } from "../../src/values/heading.js";
import { foldSpelling, keyboardSpellings, trimWhite, unwrapCell } from "../../src/values/text.js";
import { runs } from "../runs.js";

/** ASCII text has a faster implementation; a Greek letter in front makes the same text use the general one. */
const ascii = fc.string({ unit: fc.constantFrom(..."aB9 \t\n_./()[]{}-%#=\\'\"\u0001~"), maxLength: 12 });

// All characters of white space, and neighbours in Unicode that are not.
const WHITE = "\t\n\v\f\r \u0085\u00a0\u00ad\u1680\u180e\u2000\u200a\u200b\u200e\u2028\u2029\u202f\u205f\u2060\u3000\ufeff";
const NOT_WHITE =
  "\b\u000e\u001f!\u0084\u0086\u009f\u00a1\u00ac\u00ae\u167f\u1681\u180d\u180f\u1fff\u200f\u2027\u202a\u202e\u2030\u205e\u2061\u2fff\u3001\ufefe";
test.each([...WHITE])("%j is white space", (char) => expect(trimWhite(`${char}x y${char}${char}`)).toBe("x y"));
test.each([...NOT_WHITE])("%j is not white space", (char) => expect(trimWhite(`${char}x${char}`)).toBe(`${char}x${char}`));

test.each([
  ['="80"', "80"],
  [' =" 80 " ', "80"],
  ['=""', ""],
  ['="', '="'],
  ['="80', '="80'],
  ['80"', '80"'],
  ['"80"', '"80"'],
  ['="8"0"', '="8"0"'], // not just a wrapper
])("the cell %j holds %j", (cell, text) => expect(unwrapCell(cell)).toBe(text));

test.each([
  ["Positive", "positive"],
  ["NOT  done", "not done"],
  ["not\u00a0 done ", "not done"],
  ["grade 3–4", "grade 3-4"],
  ["ＰＯＳ", "pos"],
  ["e\u0301", "é"],
  ["", ""],
])("the spelling %j is %j", (spelling, folded) => expect(foldSpelling(spelling)).toBe(folded));

test.each([
  ["Platelet_count (10*9/L)", "plateletcount10*9l"],
  ["NEUT%", "neut%"],
  ["HER2", "her2"],
  ["HER2-", "her2-"],
  ["HER2 - ", "her2-"],
  ["HER2-\t", "her2-"],
  ["HER2-\r", "her2-"],
  ["HER2-\b", "her2\b"], // a control character is not removed
  ["HER2-\u000e", "her2\u000e"],
  ["β-HCG", "βhcg"],
  ["ALT (\u03bckat/L)", "alt\u00b5katl"], // both mu characters are treated alike
  ["β-", "β-"],
])("the heading %j is %j", (text, folded) => expect(foldHeading(text)).toBe(folded));

test("the fast implementation for ASCII gives the same", () => {
  fc.assert(
    fc.property(ascii, (text) => {
      expect(foldSpelling(`λ|${text}|λ`).slice(2, -2)).toBe(foldSpelling(`|${text}|`).slice(1, -1));
      expect(foldHeading(`λ${text}`)).toBe(`λ${foldHeading(`x${text}`).slice(1)}`);
      expect(foldHeading(`${text}λ`)).toBe(`${foldHeading(`${text}x`).slice(0, -1)}λ`);
    }),
    runs(3000),
  );
});

test.each([
  ["yes", ["yes"]],
  ["não", ["não", "nao"]],
  ["nicht durchgeführt", ["nicht durchgeführt", "nicht durchgefuhrt", "nicht durchgefuehrt"]],
  ["größe", ["größe", "große", "groesse"]],
  // marks in other scripts make different letters
  ["не определён", ["не определён"]],
  ["データ", ["データ"]],
])("%s is also written %j", (word, spellings) => expect(keyboardSpellings(word)).toEqual(spellings));

test.each([
  ["Créatinine", "creatinine"],
  ["METÁSTASIS", "metastasis"],
  ["Metasta\u0301sis", "metastasis"],
  ["йод", "йод"],
  ["ガン", "ガン"],
  ["µg", "µg"],
])("as a heading %s is %s", (heading, folded) => expect(foldHeading(heading)).toBe(folded));
