import fc from "fast-check";
import { expect, test } from "vitest";
import { foldHeading } from "../../src/values/heading.js";
import { foldSpelling } from "../../src/values/text.js";
import { runs } from "../runs.js";

/** ASCII is folded without patterns; a Greek letter in front makes the same text go the long way. */
const ascii = fc.string({ unit: fc.constantFrom(..."aB9 \t\n_./()[]{}-%#=\\'\"\u0001~"), maxLength: 12 });

test.each([
  ["Platelet_count (10*9/L)", "plateletcount10*9l"],
  ["NEUT%", "neut%"],
  ["HER2", "her2"],
  ["HER2-", "her2-"],
  ["HER2 - ", "her2-"],
  ["HER2-\t", "her2-"],
  ["HER2-\r", "her2-"],
  ["HER2-\b", "her2\b"], // what is not white is another ending
  ["HER2-\u000e", "her2\u000e"],
  ["β-HCG", "βhcg"],
  ["β-", "β-"],
])("the heading %j is %j", (text, folded) => expect(foldHeading(text)).toBe(folded));

test("plain text folds as any other", () => {
  fc.assert(
    fc.property(ascii, (text) => {
      expect(foldSpelling(`λ|${text}|λ`).slice(2, -2)).toBe(foldSpelling(`|${text}|`).slice(1, -1));
      expect(foldHeading(`λ${text}`)).toBe(`λ${foldHeading(`x${text}`).slice(1)}`);
      expect(foldHeading(`${text}λ`)).toBe(`${foldHeading(`${text}x`).slice(0, -1)}λ`);
    }),
    runs(3000),
  );
});
