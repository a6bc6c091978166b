import fc from "fast-check";
import { expect, test } from "vitest";
import { missingWord } from "../../src/values/missing.js";
import { foldSpelling, foldWidth, trimWhite, unwrapCell } from "../../src/values/text.js";
import { runs } from "../runs.js";

test.each([
  ["", "blank"],
  ["\u200b\ufeff \u00a0", "blank"], // white space of all kinds
  ['=""', "blank"],
  ["-", "dash"],
  ["—", "dash"],
  ["- -", undefined],
  ["NA", "not-available"],
  ["n.a.", "not-available"],
  ["N/A", "not-applicable"],
  ["Not  available", "not-available"],
  ["NULL", "not-available"], // written by a program, so not a blank
  ["unknown", "unknown"],
  ["(unknown)", "unknown"],
  ["Pending.", "pending"],
  ["[pending]", "pending"],
  ["(pending )", "pending"],
  [".", "not-available"], // not a blank
  ["not done", "not-performed"],
  ["cancelled", "not-performed"],
  ["not recorded", "not-recorded"],
  ["declined", "refused"],
  ["HAEMOLYSED", "unusable-sample"],
  ["qns", "unusable-sample"],
  // after the name of a method
  ["MRT: not done", "not-performed"],
  ["CT/MRI pending", "pending"],
  ["CT-Schädel ausstehend", undefined],
  ["MRT -", undefined], // more likely a negative finding than an empty cell
  ["MRT", undefined],
  [`(${"x".repeat(50)} pending)`, undefined],
  ["< LOD", "below-limit"],
  [">ULOQ", "above-limit"],
  ["#DIV/0!", "error"],
  ["##", "error"],
  ["#", undefined],
  ["#WERT!", "error"],
  // without accents, as in capitals or from old programs
  ["NON RENSEIGNE", "not-recorded"],
  ["nao informado", "not-recorded"],
  ["nicht durchgefuehrt", "not-performed"],
  ["nicht durchgefuhrt", "not-performed"],
  ["HAMOLYTISCH", "unusable-sample"],
  ["NSP", "unknown"],
  ["n. b.", "unknown"], // either unknown or not measured; as "not measured" it would be an answer for `known`
  ["s/d", "not-recorded"],
  ["未测定", "not-performed"],
  ["未檢測", "not-performed"],
  ["結果待ち", "pending"],
  ["対象外", "not-applicable"],
  // texts with opposite meanings, or with a value
  ["n.v.", undefined], // nicht vorhanden, nicht verfügbar
  ["n.d.", undefined],
  ["не определяется", undefined], // below the limit of detection
  ["未检出", undefined],
  ["sin", undefined],
  ["o.B.", undefined], // no finding
  ["ND", undefined],
  ["NR", undefined],
  ["none", undefined],
  ["nil", undefined],
  ["0", undefined],
  ["(-)", undefined], // negative, in laboratories
  ["(+)", undefined],
  ["negative", undefined],
  ["not detected", undefined],
  [">LOQ", undefined], // measurable
  ["unknown (80)", undefined],
  ["not done, 80", undefined],
])("%j is %s", (cell, reason) => expect(missingWord(foldSpelling(unwrapCell(cell)))).toBe(reason));

test("only an empty text or white space is blank", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 8 }), (text) => {
      const bare = text.replace(/[\s\p{Cf}\u0085]/gu, "");
      if (missingWord(foldSpelling(unwrapCell(text))) === "blank") expect(["", '=""']).toContain(bare);
    }),
    runs(3000),
  );
});

test.each([
  ["  Grade\u00a0 \n3 ", "grade 3"],
  ["ＨＥＲ２＋", "her2+"],
  ["non\u2011metastatic", "non-metastatic"],
  ["−999", "-999"],
  ["Ä", "ä"],
  ["A\u0308", "ä"], // NFC
  ["10⁹", "10⁹"], // superscripts stay superscripts
  ["½", "½"],
])("%j folds to %j", (text, folded) => expect(foldSpelling(text)).toBe(folded));

test("folding twice changes nothing", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => foldSpelling(foldSpelling(text)) === foldSpelling(text)));
});

test.each([
  ['="80"', "80"],
  ['=" 80 "', "80"],
  [' = "80"', '= "80"'],
  ['="80', '="80'],
  ['="8"0"', '="8"0"'],
  ['="', '="'],
  ['"80"', '"80"'],
  ["=80", "=80"],
])("%j unwraps to %j", (text, cell) => expect(unwrapCell(text)).toBe(cell));

test("a long text is trimmed quickly", () => {
  const long = `${" ".repeat(500_000)}x${"\u200b".repeat(500_000)}x`;
  expect(trimWhite(long).length).toBe(500_002);
  expect(foldWidth("８０\u3000％")).toBe("80 %");
});
