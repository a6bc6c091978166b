/** Texts are unchanged when another XML parser reads them from a sheet. */
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { linesOf, SHARED_WORDS, STYLE, textCell, wordCell } from "../../src/report/sheet-xml.js";
import { runs } from "../runs.js";

interface Shown {
  readonly text: string;
  readonly isKept: boolean;
}

/** What a program shows of a cell. `_x0001_` is the notation for characters that XML cannot contain. */
function shown(cell: string): Shown {
  let text = "";
  let isKept = false;
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ attributes }) => {
    if (attributes["xml:space"] === "preserve") isKept = true;
  });
  parser.on("text", (piece) => {
    text += piece;
  });
  parser.write(cell).close();
  return { text: text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))), isKept };
}

const HOSTILE = fc.string({
  unit: fc.constantFrom(..." \n\t_x0001FA&<>'\"=+@-é白😀", "_x0041_", "_x000", "\u0001", "\u0085", "\ufffe", "\r"),
  maxLength: 30,
});

describe("a text", () => {
  test("is unchanged, and only marked as preserving white space where that is necessary", () => {
    fc.assert(
      fc.property(fc.oneof(HOSTILE, fc.string({ unit: "binary" })), (text) => {
        const { text: back, isKept } = shown(textCell(text));
        expect(back).toBe(text);
        expect(isKept).toBe(text !== "" && text !== text.trim().split(/\s+/).join(" "));
      }),
      runs(2000),
    );
  });

  test.each([
    ["plain words, 80 × 10⁹/L", false],
    ["two  spaces", true],
    [" in front", true],
    ["two\nlines", true],
    ["a\u00a0b", true],
  ])("%j: white space that must be kept: %s", (text, expected) => {
    expect(shown(textCell(text))).toEqual({ text, isKept: expected });
  });

  test("a lone surrogate becomes the replacement character", () => {
    expect(shown(textCell("a\ud800b")).text).toBe("a\ufffdb");
  });
});

test("a shared word is written as its index in the shared strings", () => {
  for (const [at, word] of SHARED_WORDS.entries()) expect(wordCell(word, STYLE.good)).toBe(`<c s="3" t="s"><v>${at}</v></c>`);
});

test.each([
  ["", 10, 1],
  ["ten of ten", 10, 1],
  ["eleven of t", 10, 2],
  ["a\nb", 10, 2],
  ["a\n\nb\n", 10, 4],
])("%j in %i characters takes %i lines", (text, width, lines) => {
  expect(linesOf(text, width)).toBe(lines);
});
