import { expect, test } from "vitest";
import { decimalWords, quantityWords, spanWords, unitName } from "../../src/values/number/quantity-words.js";
import { parseDecimal, ratio } from "../../src/values/ratio.js";
import { ucumUnit } from "../../src/values/unit/unit.js";

test.each([
  ["10*9/L", "80 × 10⁹/L", "10⁹/L"],
  ["10*12/L", "80 × 10¹²/L", "10¹²/L"],
  ["/uL", "80 /µL", "/µL"],
  ["umol/L", "80 µmol/L", "µmol/L"],
  ["ug/L", "80 µg/L", "µg/L"],
  ["ukat/L", "80 µkat/L", "µkat/L"],
  ["U/L", "80 U/L", "U/L"], // a capital U is not micro
  ["u[IU]/mL", "80 µIU/mL", "µIU/mL"],
  ["m[IU]/L", "80 mIU/L", "mIU/L"],
  ["mm[Hg]", "80 mmHg", "mmHg"],
  ["cm[H2O]", "80 cmH₂O", "cmH₂O"],
  ["cm[Hg]", "80 cmHg", "cmHg"],
  ["kg/m2", "80 kg/m²", "kg/m²"],
  ["mm3", "80 mm³", "mm³"],
  ["mL/min/{1.73_m2}", "80 mL/min/1.73 m²", "mL/min/1.73 m²"],
  ["meq/L", "80 mEq/L", "mEq/L"],
  ["mosm/kg", "80 mOsm/kg", "mOsm/kg"],
  ["Cel", "80 °C", "°C"],
  ["%", "80 %", "%"],
  ["%{predicted}", "80 % predicted", "% predicted"],
  ["ng/mL{FEU}", "80 ng/mL FEU", "ng/mL FEU"],
  ["{copies}/mL", "80 copies/mL", "copies/mL"],
  ["[ULN]", "80 times the upper limit of normal", "times the upper limit of normal"],
  ["[LLN]", "80 times the lower limit of normal", "times the lower limit of normal"],
  ["{score}", "80", ""],
  ["{INR}", "80", ""],
  ["min", "80 minutes", "minutes"],
  ["wk", "80 weeks", "weeks"],
  ["a", "80 years", "years"],
  ["mg/d", "80 mg/day", "mg/day"],
  ["ms", "80 ms", "ms"],
  ["[arb'U]/mL", "80 arb. U/mL", "arb. U/mL"],
  ["[lb_av]", "80 lb", "lb"],
  ["[in_i]", "80 in", "in"],
  ["[degF]", "80 °F", "°F"],
  ["[pH]", "80", ""],
])("%s", (code, words, name) => {
  const unit = ucumUnit(code);
  if (unit === undefined) throw new Error(code);
  expect(quantityWords([ratio(80n)], unit)).toBe(words);
  expect(unitName(unit)).toBe(name);
});

test.each<[readonly number[], string | undefined, string]>([
  [[1], "mo", "1 month"],
  [[2], "mo", "2 months"],
  [[1, 2], "mo", "1 to 2 months"],
  [[1], "g/L", "1 g/L"],
  [[1], undefined, "1"],
  [[1, 6], undefined, "1 to 6"],
])("%j %s", (values, code, words) => {
  const unit = code === undefined ? undefined : ucumUnit(code);
  const numbers = values.map((value) => ratio(BigInt(value)));
  expect(quantityWords(numbers, unit)).toBe(words);
});

test.each([
  ["80", "80"],
  ["0.05", "0.05"],
  ["1.50", "1.5"],
  ["1e-10", "0.0000000001"],
  ["1e21", "1000000000000000000000"],
  ["-0.5", "−0.5"],
  ["0", "0"],
])("%s is %s", (text, words) => expect(decimalWords(parseDecimal(text)?.value ?? ratio(-1n))).toBe(words));

test("a ratio with endless decimals is cut off", () => expect(decimalWords(ratio(1n, 3n))).toBe(`0.${"3".repeat(30)}`));

test.each<[readonly number[], "d" | "wk" | "mo" | "a", string]>([
  [[1], "d", "1 day"],
  [[2], "mo", "2 months"],
  [[0, 1], "a", "0 to 1 years"],
  [[1, 2], "wk", "1 to 2 weeks"],
])("%j %s", (values, unit, words) => expect(spanWords(values, unit)).toBe(words));
