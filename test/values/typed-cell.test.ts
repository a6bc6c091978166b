/** Cells with a type, encoded as texts and decoded again. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  booleanCell,
  CELL_END,
  dateCell,
  doubtCell,
  errorCell,
  idOfCell,
  numberCell,
  shownCell,
  shownNumberCell,
  textCell,
  typedCell,
  wordCell,
} from "../../src/values/typed-cell.js";

test.each([
  [textCell("7,9"), { kind: "text", shown: "7,9" }],
  [textCell('5" x\nnext'), { kind: "text", shown: '5" x\nnext' }],
  [textCell("\u0001120"), { kind: "text", shown: "\u0001120" }], // a text is never mistaken for a typed cell
  [numberCell("7.9"), { kind: "number", shown: "7.9", number: "7.9", comparator: "", unit: "" }],
  [
    shownNumberCell("5", "<=", "mg/dL", "<5 mg/dL"),
    { kind: "number", shown: "<5 mg/dL", number: "5", comparator: "<=", unit: "mg/dL" },
  ],
  [wordCell("1", 'say "yes"'), { kind: "word", shown: 'say "yes"', number: "1" }],
  [dateCell("2023-03-15"), { kind: "date", shown: "2023-03-15", swap: false }],
  ["\u00042023-03-04", { kind: "date", shown: "2023-03-04", swap: true }],
  [booleanCell(false), { kind: "boolean", shown: "FALSE" }],
  [errorCell("#N/A"), { kind: "error", shown: "#N/A" }],
  [doubtCell("uncalculated", ""), { kind: "doubt", shown: "", doubt: "uncalculated" }],
  [doubtCell("no-year", "2025-03-05"), { kind: "doubt", shown: "2025-03-05", doubt: "no-year" }],
])("%j", (text, cell) => expect(typedCell(text)).toEqual(cell));

test("a text is decoded unchanged, and its code never breaks a row", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const written = textCell(text);
      expect(typedCell(written)).toEqual({ kind: "text", shown: text });
      expect(shownCell(written)).toBe(text);
      for (const char of ['"', "\n", "\r", CELL_END]) expect(written).not.toContain(char);
    }),
  );
});

test.each([
  [textCell("007"), "007"],
  [numberCell("7"), "7"],
  [shownNumberCell("12", "", "", "00012"), "00012"], // zeros that the number format adds belong to the ID
  [numberCell("123456789012345"), "123456789012345"],
  [numberCell("1234567890123456"), "1.0E+15"], // programs only keep 15 digits, so the ID is missing
  [errorCell("#N/A"), ""],
  [doubtCell("uncalculated", ""), ""],
  [doubtCell("struck", "P1"), "P1"], // a crossed-out candidate still counts
])("the id of %j is %s", (text, id) => expect(idOfCell(text)).toBe(id));
