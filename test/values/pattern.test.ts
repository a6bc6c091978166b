import { expect, test } from "vitest";
import { pattern } from "../../src/values/pattern.js";

test.each<[RegExp, RegExp]>([
  [pattern("u")`a|b`, /a|b/u],
  [
    pattern("iu")`
      ^(?:one two|three // English
        |eins|zwei) // German
      \s?(?<digits>\d+)$
    `,
    /^(?:one two|three|eins|zwei)\s?(?<digits>\d+)$/iu,
  ],
  // Only layout and comments are removed: `//` inside a word and a space before `|` in the same line are kept.
  [pattern("")`https?://x|a |b`, /https?:\/\/x|a |b/],
  [
    pattern("")`
      a[ ]
      b\n
    `,
    /a[ ]b\n/,
  ],
])("%s", (made, same) => {
  expect(made.source).toBe(same.source);
  expect(made.flags).toBe(same.flags);
});

test("an invalid pattern is refused", () => expect(() => pattern("")`(`).toThrow(SyntaxError));
