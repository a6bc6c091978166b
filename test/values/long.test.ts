/** Texts made to slow readers down: the time of each reader grows with the length, not with its square. */
import { expect, test } from "vitest";
import { NO_UNIT, unitCell } from "../../src/cells/column-unit.js";
import { readMeasured, readText, readUpperLimit } from "../../src/cells/read-cell.js";
import { headingForms, trailingUnit } from "../../src/columns/heading.js";
import { textId } from "../../src/columns/id.js";
import { settingsOf } from "../../src/columns/settings.js";
import { withoutFormula } from "../../src/report/spreadsheet.js";
import { likeliestHeading } from "../../src/text/likeness.js";
import { terminalSafe, wrap } from "../../src/text/terminal-text.js";
import { hasOtherLegend, isLegend } from "../../src/values/answer-legends.js";
import { describeReading } from "../../src/values/describe-reading.js";
import { isExplanation } from "../../src/values/notes.js";
import { readUnit, suggestUnit } from "../../src/values/unit/unit.js";
import { boolean, code, date, number } from "../columns/build.js";

/** So long that a quadratic algorithm would not finish. */
const LENGTH = 200_000;

/** Beginning, repeated part, end. */
const TEXTS: readonly (readonly [string, string, string])[] = [
  ["", "9", ""], ["0.", "0", "1"], ["1", ",234", ""], ["1", ".234", ""], ["1", " 234", ""], ["1", " ", "2"], ["", " ", "8"], ["1e", "9", ""],
  ["", "<", "5"], ["", "+", "1"], ["1", "-", "2"], ["", "1-2", ""], ["1", " to 2", ""], ["80 ", "(", ""], ["80 ", "(1-2)", ""], ["80 (H)", "(L)", ""],
  ["80", "*", ""], ["80 ", "H ", ""], ["", "H", " 80"], ["80 ", "reference range ", ""], ["2.5 x ", "ULN ", ""], ["80 ", "x10^9", ""],
  ["80×10", "⁹", ""], ["80 10^", "9", ""], ["80 ", "10*9/L ", ""], ["1", "/L", ""], ["1 ", "/", ""], ["", "1/", ""], ["mg", ".", "dL"],
  ["80 ", "mmol.", ""], ["80 ", "m*", ""], ["80 m", "-1", ""], ["80 ", "{", ""], ["80 mL/min/", "{1.73_m2}", ""], ["80 ", "[", ""], ["80 ", "per litre ", ""],
  ["80 ", "µg/", ""], ["01/02/", "2024/", ""], ["", "3 Apr ", ""], ["2024-01-01T", "0", ""], ["2024-01-01T00:00:00.", "0", "Z"],
  ["", "a", ""], ["", "_", "x"], ["a", "/ .", "uln("], ["", "/uln", "x"], ["", '"', ""], ["e", "\u0301", ""], ["", "\u00a0", "8"], ["", "\u200b", "8"],
  ["", "８", ""], ["", "ß", ""], ["", "\ud800", ""], ["", "=", "1"],
  ["0x", "1=a", ""], ["0x", "a=1;", ""], ["", "0 yes ", ""], ["", "无1", ""], ["", "n = x ", ""], ["", "0 = mild ", ""], ["", "no=", ""],
]; // biome-ignore format: short texts

const FIELDS = [
  number("platelets", "10*9/L"),
  number("hemoglobin", "g/L"),
  number("tumor_count", undefined, { integer: true, ranges: true }),
  number("life_expectancy", "mo", { ranges: true, assumeUnit: false }),
  boolean("brain_metastasis"),
  code("sex", { female: ["f", "w"], male: ["m"] }),
  date("birth_date"),
];
const PLATELETS = FIELDS[0] ?? number("platelets", "10*9/L");

test.each(TEXTS)("%j, %j repeated, %j", (before, repeated, behind) => {
  const text = before + repeated.repeat(Math.ceil(LENGTH / repeated.length)) + behind;
  for (const field of FIELDS) {
    const { parseOptions, columnUnit } = settingsOf(field, undefined, "", NO_UNIT);
    const reading = readText(text, columnUnit, undefined, { field, parseOptions, checkbox: false, asOf: 20_000 });
    // No value is read from a text of this length, unless most of it is white space around the value.
    expect(reading.state === "read" && textId(text).length > 100 ? describeReading(reading) : "").toBe("");
    unitCell(text, field, columnUnit);
    trailingUnit(text, field);
    if (field.type !== "number") continue;
    readUpperLimit(text, columnUnit, field, parseOptions);
    expect(readUnit(text, field.kinds).state).not.toBe("read");
    suggestUnit(text, field.kinds);
  }
  readMeasured(text, settingsOf(PLATELETS, undefined, "", NO_UNIT).parseOptions, 20_000);
  headingForms(text);
  textId(text);
  withoutFormula(text);
  hasOtherLegend(text);
  isExplanation(text);
  isLegend(text);
  likeliestHeading([text], ["platelets", text], new Set(), "measured");
  wrap(terminalSafe(text), 80);
});
