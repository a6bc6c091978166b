import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displayWidth, padEnd, terminalSafe, terminalSafeLines, wrap, wrapHanging } from "../../src/text/terminal-text.js";

/** Characters that must never be printed. */
const RAW = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(" ", "a", "血", "e\u0301", "\u001b", "\n", "\u202e", "\u200b", "\ud800", "😀", "\\", "-") }),
);

describe("terminalSafe", () => {
  test.each([
    ["platelets: 80 10*9/L", "platelets: 80 10*9/L"],
    ["≥ 80 × 10⁹/L, 血小板", "≥ 80 × 10⁹/L, 血小板"], // letters of every script stay
    ["\u001b[2J\u001b]0;x\u0007", "\\x1b[2J\\x1b]0;x\\x07"], // clears the screen and renames the window
    ["\u009b31m", "\\x9b31m"], // an escape sequence in one character
    ["a\nb\tc\rd", "a\\nb\\tc\\rd"],
    ["a\u202eb", "a\\u202eb"], // reverses the direction of text
    ["a\u200bb\ufeff", "a\\u200bb\\ufeff"], // invisible
    ["a\u3164b\ufe0f", "a\\u3164b\\ufe0f"], // invisible, too
    ["a\u2028b", "a\\u2028b"],
    ["a\ud800b", "a\\ud800b"], // half of a surrogate pair
    ["\u{e0041}", "\\u{e0041}"],
    ["😀", "😀"],
  ])("case %#", (text, safe) => expect(terminalSafe(text)).toBe(safe));

  test("leaves no such character", () => {
    fc.assert(fc.property(anyText, (text) => !RAW.test(terminalSafe(text))));
  });

  test("keeps line breaks and tabs of a whole output", () => {
    expect(terminalSafeLines("a\tb\u001b\n\rc\n")).toBe("a\tb\\x1b\n\\rc\n");
  });
});

describe("displayWidth", () => {
  test.each([
    ["platelets", 9],
    ["血小板", 6],
    ["ｱ", 1], // half-width katakana
    ["ＡＢ", 4], // full-width letters
    ["한글", 4],
    ["e\u0301", 1], // an accent on the letter before it
    ["10⁹/L µ", 7],
    ["✔ ✘ ?", 5],
    ["😀", 2],
  ])("%s takes %i", (text, width) => {
    expect(displayWidth(text)).toBe(width);
    expect(displayWidth(padEnd(text, 12))).toBe(12);
  });
});

describe("wrap", () => {
  test.each([
    ["", 10, [""]],
    ["platelets are low", 20, ["platelets are low"]],
    ["platelets are low", 10, ["platelets", "are low"]],
    ["thrombocytopenia", 10, ["thrombocyt", "openia"]], // there is no space to break at
    ["a thrombocytopenia b", 10, ["a", "thrombocyt", "openia b"]],
    ["low   platelets", 6, ["low", "platel", "ets"]], // spaces at a line break are removed
    ["         ", 5, [""]],
    ["血小板数", 5, ["血小", "板数"]], // a wide character is never cut
  ])("%j in %i", (text, width, lines) => expect(wrap(text, width)).toEqual(lines));

  test("with a hanging indent", () => {
    expect(wrapHanging("platelets are far too low", 12, 2)).toEqual(["platelets", "  are far", "  too low"]);
  });

  test("lines fit, and only spaces at line breaks are lost", () => {
    const width = fc.integer({ min: 8, max: 60 });
    fc.assert(
      fc.property(anyText, width, fc.integer({ min: 0, max: 4 }), (text, columns, indent) => {
        const safe = terminalSafe(text);
        for (const lines of [wrap(safe, columns), wrapHanging(safe, columns, indent)]) {
          expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
          expect(lines.join("").replaceAll(" ", "")).toBe(safe.replaceAll(" ", ""));
        }
      }),
    );
  });
});
