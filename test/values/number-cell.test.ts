/** Text around a number: signs, flags, marks, units, brackets, ranges, powers; and why other text makes it unreadable. */
import { describe, expect, test } from "vitest";
import type { Interval } from "../../src/values/interval.js";
import { readNumber } from "../../src/values/number/number.js";
import type { Reading } from "../../src/values/reading.js";
import type { NumberSpec } from "../../src/values/spec.js";
import { numberField } from "../naive/build.js";
import { PLAIN_HABITS } from "./cell-table.js";

const wide = ["-1000000000000", "1000000000000"] as const;
const COUNT = { ...numberField("count", { unit: "10*9/L", plausible: wide }), ranges: false };
const RANGES = numberField("estimate", { unit: "10*9/L", plausible: wide });
const PERCENT = numberField("change", { unit: "%", plausible: ["-100", "100"] });
const COPIES = { ...numberField("dna", { unit: "[IU]/mL", plausible: wide }), ranges: false };
const GRADE = numberField("grade", { integer: true });
const LINES = { ...GRADE, counted: new Set(["linie"]) };
const AGE = numberField("age", { unit: "a", plausible: ["0", "120"] });
const LIFE = numberField("life_expectancy", { unit: "mo", plausible: ["0", "600"] });
const SCORE = { ...numberField("score", { plausible: wide }), ranges: false };

function inWords(reading: Reading): string {
  if (reading.state === "missing") return `missing: ${reading.reason}`;
  if (reading.state === "unreadable") return reading.reason + (reading.hint === undefined ? "" : `: ${reading.hint}`);
  if (reading.type !== "number") return reading.type;
  const ends = ({ low, high }: Interval): string => (low === high ? `${low}` : `${low} to ${high}`);
  const numbers = reading.possibilities.map((one) => `${ends(one)} ${one.unit?.ucum ?? ""}`.trim()).join(" or ");
  return reading.uln === undefined ? numbers : `${numbers}, limit ${ends(reading.uln)} ${reading.uln.unit?.ucum ?? ""}`.trim();
}

function read(text: string, spec: NumberSpec, flags: readonly string[] = []): string {
  const column = { state: "unit", unit: spec.unit, from: spec.unit === undefined ? "none" : "field" } as const;
  return inWords(readNumber(text, spec, column, { ...PLAIN_HABITS, flags }));
}

describe("a count", () => {
  test.each([
    // signs and flags
    ["(H)<5000", "-Infinity to 5000 10*9/L"],
    ["H <5", "-Infinity to 5 10*9/L"],
    ["(H)109", "109 10*9/L"],
    ["80 [H]", "80 10*9/L"],
    ["80 H ↑", "80 10*9/L"],
    ["80 ↑ H", "80 10*9/L"],
    ["80 H L", "not-a-number"], // two letters that contradict each other
    ["80 H K/uL", "80 10*3/uL"],
    ["80 (H) K/uL", "80 10*3/uL"],
    ["80 H (K/uL)", "80 10*3/uL"],
    ["80 (H", "unit"],
    ["80 H)", "unit"],
    ["80 H) (L", "not-a-number"],
    ["80 ()", "not-a-number"],
    ["80 (", "not-a-number"],
    ["80 )", "not-a-number"],
    ["109#", "marked"],
    ["–5", "not-a-number"],
    // units without a number, or whose number may be part of the unit
    ["10E9 5", "unit: a unit without a number"],
    ["10E9 /L", "unit: a unit without a number"],
    ["109 /L", "unit: a unit without a number"],
    ["2109 /L", "2109 /L"],
    ["1095 /L", "1095 /L"],
    ["75 109/L", "unit: the digits before the unit may be a power of ten"],
    ["7.5 109/L", "7.5 10*9/L"],
    // A power of ten without a volume: billions are per litre.
    ["80*10^9", "80 10*9/L"],
    ["80×10⁹", "80 10*9/L"],
    ["0.08 x 10^12", "0.08 10*12/L"],
    ["0.08 x 10^3", "unit: a power of ten without the volume"],
    ["<80*10^9 (L)", "-Infinity to 80 10*9/L"],
    ["0.08 x 10^6", "unit: a power of ten without the volume"],
    ["0.08 x 10^5", "unit: a power of ten without the volume"],
    // two units
    ["80 (K/uL) /uL", "unit"],
    ["80 (K/uL) (/uL)", "unit"],
    ["80 K/uL (150-400 /uL)", "several-values"],
    ["80 K/uL (150-400 K/uL)", "80 10*3/uL, limit 400 10*3/uL"],
    ["80 (150-400) K/uL", "80 10*3/uL, limit 400 10*3/uL"],
    // a reference range
    ["80 [150-400]", "80 10*9/L, limit 400 10*9/L"],
    ["80 (ref: 150-400)", "80 10*9/L, limit 400 10*9/L"],
    ["80 (150-400 K/uL)", "80 10*3/uL, limit 400 10*3/uL"],
    ["80 (150-400) H", "80 10*9/L, limit 400 10*9/L"],
    ["80 (H) (150-400)", "80 10*9/L, limit 400 10*9/L"],
    ["80 (<40)", "80 10*9/L, limit 40 10*9/L"],
    ["80 (<=40 K/uL)", "80 10*3/uL, limit 40 10*3/uL"],
    ["80 (>60)", "80 10*9/L"], // a range without an upper end
    ["1,200 (1,500-4,000)", "1200 10*9/L or 1.2 10*9/L, limit 4 to 4000 10*9/L"],
    ["80 (40-40)", "80 10*9/L, limit 40 10*9/L"],
    ["80 (1-1,200)", "80 10*9/L, limit 1.2 to 1200 10*9/L"], // the limit has several readings, but the number only one
    ["80 (150-400) (10-40)", "several-values"],
    ["80 (150)", "several-values"],
    ["80 (150-)", "several-values"],
    ["80 (150 to ,)", "several-values"],
    ["80 (- 40)", "several-values"],
    ["80 (.-400)", "several-values"],
    ["80 (150-400 g/L)", "several-values"],
    ["80 (150-400 ULN)", "several-values"],
    ["80 (<40 ULN)", "several-values"],
    ["80 (<40 foo)", "several-values"],
    ["80 (400-150)", "range"],
    ["80 (1,5,0-400)", "not-a-number"],
    ["80 (150-4,0,0)", "not-a-number"],
    ["80 (>1,5,0)", "not-a-number"],
    // multiples of the upper limit
    ["2 x ULN", "2 [ULN]"],
    ["2 x ULN (150-400)", "several-values"],
    ["2 N", "2 10*9/L or 2 [ULN]"], // normal, or twice the upper limit of normal
    ["2 N (150-400)", "2 10*9/L or 2 [ULN], limit 400 10*9/L"],
    ["150 N (150-400)", "150 10*9/L, limit 400 10*9/L"],
    ["400 N (150-400)", "400 10*9/L, limit 400 10*9/L"],
    ["500 N (150-400)", "500 10*9/L or 500 [ULN], limit 400 10*9/L"],
    ["80 N (>60)", "80 10*9/L"],
    ["80 N (<400)", "80 10*9/L, limit 400 10*9/L"],
    ["2 N (150-400 K/uL)", "2 10*3/uL, limit 400 10*3/uL"],
    ["2 K/uL N", "2 10*3/uL"],
    ["2 N \u2191 K/uL", "2 10*3/uL"], // next to a unit the letter is a flag
    ["2 K/uL N \u2191", "2 10*3/uL"],
    ["2 N \u2191 (150-400 K/uL)", "2 10*3/uL, limit 400 10*3/uL"],
    ["2 (N)", "2 10*9/L"],
    ["1,200 N", "1200 10*9/L or 1.2 10*9/L or 1200 [ULN] or 1.2 [ULN]"],
    ["2 N H", "not-a-number"],
    ["2 N \u2191", "not-a-number"],
    ["\u2191 2 N", "unit"],
    ["2 \u2191 x ULN", "unit: the limit of normal does not follow the number"],
    ["H 2 ULN", "unit: the limit of normal does not follow the number"],
    ["45 (x ULN)", "45 [ULN]"],
    ["45 [uln]", "45 [ULN]"],
    ["2 [H] x ULN", "unit: the limit of normal does not follow the number"],
    ["2 x ULN high", "not-a-number"],
    ["80 (2 x ULN)", "several-values"],
    // why it is not a number
    ["~", "not-a-number"], // there is no digit
    ["*", "not-a-number"],
    ["*80", "marked"],
    ["<80*", "marked"],
    ["H <80*", "marked"],
    ["80? K/uL", "approximate"],
    ["80\n90", "several-values"],
    ["80\nfoo", "not-a-number"],
    ["foo\n80", "not-a-number"],
    ["80 #/x2", "unit"], // a digit that belongs to the unit
    ["-70-80-90-100", "range"],
    [`${"0".repeat(198)}80`, "80 10*9/L"],
    [`${"0".repeat(199)}80`, "not-a-number"], // too long
    ["80 (1-4.1234567890123456)", "too-many-digits"],
    // other text that is left
    ["70-80", "range"],
    ["70 /uL - 80 /uL", "range"],
    ["80foo", "unit"],
    ["80 foo/bar", "unit"],
    ["80 foo bar", "not-a-number"],
    ["80 g/L", "unit: g/L is a different kind of unit"],
  ])("%s: %s", (text, words) => expect(read(text, COUNT)).toBe(words));

  test.each([
    ["120* 10^9/L", [], "several-values"], // this star is not a multiplication sign
    ["120* 10^9/L", ["*"], "120 10*9/L"],
    ["120*", ["*"], "120 10*9/L"],
    ["120 a", ["a"], "120 10*9/L"],
    ["a 120", ["a"], "not-a-number"], // marks come after the number
    ["120a", ["a"], "120 10*9/L"],
    ["120 (*)", ["", "*"], "120 10*9/L"],
    ["120 * K/uL", ["*"], "120 10*3/uL"],
    ["120 a K/uL", ["a"], "120 10*3/uL"],
    ["120 aK/uL", ["a"], "unit"], // letters need a space before them
    ["120 K/uLa", ["a"], "unit"],
    ["120 K/uL a", ["a"], "120 10*3/uL"],
    ["45 [ULN] *", ["*"], "45 [ULN]"],
    ["2 H x ULN", ["H"], "unit: the limit of normal does not follow the number"], // a declared letter is a flag like any other
    ["2* x ULN", ["*"], "2 [ULN]"], // a declared mark is ignored here, too
    ["2 N*", ["*"], "2 10*9/L or 2 [ULN]"],
  ])("%s where %j are marks: %s", (text, flags, words) => expect(read(text, COUNT, flags)).toBe(words));
});

test.each([
  [RANGES, "1 200-1 300", "1200 to 1300 10*9/L"],
  [RANGES, "1-1,200", "1 to 1200 10*9/L or 1 to 1.2 10*9/L"],
  [RANGES, "70-80 H", "70 to 80 10*9/L"],
  [RANGES, "70 /uL - 80 /uL", "70 to 80 /uL"],
  [RANGES, "70 /uL - 80 K/uL", "range"],
  [RANGES, "70 foo - 80", "several-values"],
  [RANGES, "70 to ,", "range"],
  [RANGES, "70-80 g/L", "range"],
  [RANGES, "70-80 (10-40)", "range"],
  [RANGES, "<70-80", "range"],
  [RANGES, "80-70", "range"],
  [RANGES, "5-3-", "range"],
  [RANGES, "2-3 x ULN", "range"],
  // After a number with a sign, a hyphen may be a sign or a dash.
  [RANGES, "-90-80", "range"],
  [RANGES, "-90 to -80", "-90 to -80 10*9/L"],
  [RANGES, "-70 /uL to 80 /uL", "-70 to 80 /uL"],
  [RANGES, "-70 /uL - 80 /uL", "several-values"],
  [PERCENT, "70% - 80%", "70 to 80 %"],
  [PERCENT, "-70% to 80%", "-70 to 80 %"],
  [PERCENT, "-70% - 80%", "several-values"],
  [GRADE, "2-3", "2 to 3"],
  [GRADE, "2.5", "no-whole-number"],
  [GRADE, "2-", "not-a-number"],
  [GRADE, "3 high", "3"],
  [GRADE, "2A", "unit"],
  [GRADE, "3 H", "unit: h is a different kind of unit"], // letters may be part of a grade
  [LINES, "2. Linie", "not-a-number: the first, second or third of them, not how many"],
  [LINES, "2 Linie", "2"],
  [AGE, "5 J", "5 a"],
  [AGE, "40 M", "unit: a letter that need not be the unit: write it out"],
  [AGE, "40 mo", "40 mo"],
  [LIFE, "5 J", "unit"], // next to an age, it means years
  [RANGES, "70-80 N K/uL", "70 to 80 10*3/uL"],
  [GRADE, "1-2,4", "not-a-number"],
  [GRADE, "1-2.5", "no-whole-number"],
  [GRADE, "2 (3)", "several-values"],
  [GRADE, "2 (1-3)", "several-values"],
  [SCORE, "80 (150-400)", "80, limit 400"],
  [SCORE, "80 x ULN", "unit: [ULN] is a different kind of unit"],
  // powers of ten
  [COPIES, "1.2 x 10^5", "120000 [IU]/mL"],
  [COPIES, "1.2 x 10^-2", "0.012 [IU]/mL"],
  [COPIES, "1.2 x 10⁻²", "0.012 [IU]/mL"],
  [COPIES, "1.2 x 10⁺⁵", "120000 [IU]/mL"],
  [COPIES, "1.2 x 10⁵ IU/mL", "120000 [IU]/mL"],
  [COPIES, "<1.2 x 10^5", "-Infinity to 120000 [IU]/mL"],
  [COPIES, "1.2* 10^5", "several-values"],
  [COPIES, "1e3 x 10^5", "several-values"],
  [COPIES, "1.2 x 10^5 (10-40)", "several-values"],
  [COPIES, "1.2 x 10^5 ULN", "several-values"],
  [COPIES, "1.2 x 10^5 foo", "several-values"],
  [COPIES, "80×10⁹/L", "unit: 10*9/L is a different kind of unit"],
  [SCORE, "5 x 10^3", "5000"],
  [COPIES, "10E9", "10000000000 [IU]/mL"],
  [COPIES, "10E3 IU/mL", "unit: a unit without a number"],
])("$0.name: %s: %s", (field, text, words) => expect(read(text, field)).toBe(words));

test.each([
  ["3 x", ["x"], "3"],
  ["3 H", ["H"], "unit: h is a different kind of unit"], // even if the column map declares it as a flag
])("letters may be part of a grade: %s where %j are marks: %s", (text, flags, words) => {
  expect(read(text, GRADE, flags)).toBe(words);
});
