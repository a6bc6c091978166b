/** Fast ways of writing workbooks give the same as the plain ones. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bytes } from "../../src/report/bytes.js";
import { linesOf, MOST_CHARACTERS, rowXml, STYLE, textCell } from "../../src/report/sheet-xml.js";
import { PartsCell, partOf } from "../../src/report/xlsx-parts.js";
import { Rows } from "../../src/report/xlsx-rows.js";
import { runs } from "../runs.js";

const textIn = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const LINE = fc.string({
  unit: fc.constantFrom(..." \n_x0041&<é😀\ud800\udc00\u0001", "words ", "\ud800", "\udc00"),
  maxLength: 40,
});
const ID = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/);
const WIDTH = 9;

describe("a cell made of parts", () => {
  test.each([
    ["lines", "\n", LINE],
    ["a list", ", ", fc.oneof(ID, fc.constant("a_x0041"))],
  ] as const)("of %s is the same as the cell of the whole text, with the same height", (_, separator, part) => {
    const cell = new PartsCell(STYLE.wrapped, separator, WIDTH);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (texts) => {
        cell.clear();
        for (const text of texts) cell.add(partOf(text, WIDTH));
        const out = new Bytes();
        cell.write(out);
        const whole = texts.join(separator);
        expect(textIn(out.bytes)).toBe(textCell(whole, STYLE.wrapped));
        expect(cell.lines).toBe(linesOf(whole, WIDTH));
      }),
      runs(1000),
    );
  });

  test("is cut if it is too long, like any other cell", () => {
    const cell = new PartsCell(STYLE.wrapped, "\n", WIDTH);
    const line = "& ".repeat(100);
    const count = Math.ceil(MOST_CHARACTERS / line.length);
    for (let at = 0; at < count; at++) cell.add(partOf(line, WIDTH));
    const out = new Bytes();
    cell.write(out);
    expect(textIn(out.bytes)).toBe(textCell(Array.from({ length: count }, () => line).join("\n"), STYLE.wrapped));
    expect(textIn(out.bytes)).toContain("(cut)");
  });
});

test.each([0, 1, 2, 27, 28, 1000])("a row of %i lines that is written in parts is the same as a row of known cells", (lines) => {
  const rows = new Rows();
  const place = new Bytes();
  place.text("<c/>");
  rows.add(place, [textCell("a")], lines);
  rows.begin(lines).append(place);
  rows.end();
  const out = new Bytes();
  rows.moveTo(out, String);
  expect(textIn(out.bytes)).toBe(`2${rowXml(["<c/>", textCell("a")], lines)}${rowXml(["<c/>"], lines)}`);
});

test.each([0, 1, 150, 5000])("%i characters are appended from another buffer", (length) => {
  const [out, other] = [new Bytes(), new Bytes()];
  out.text("before ");
  other.text("é".repeat(length));
  out.append(other);
  out.append(other);
  expect(textIn(out.bytes)).toBe(`before ${"é".repeat(2 * length)}`);
});
