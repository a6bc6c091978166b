import fc from "fast-check";
import { expect, test } from "vitest";
import { numeralEnd, readJsonNumber, readNumeral } from "../../src/values/number/text.js";
import { runs } from "../runs.js";

function read(text: string, mark: "." | ","): number | string {
  const numeral = readNumeral(text, mark);
  if (numeral.state !== "read") return numeral.state;
  return numeral.upper === undefined ? numeral.value : `${numeral.value} to ${numeral.upper}`;
}

const NOT = "not-a-number";

test.each([
  // text, with a decimal point, with a decimal comma
  ["80", 80, 80],
  ["007", 7, 7],
  ["-80", -80, -80],
  ["−80", -80, -80], // U+2212
  ["+80", 80, 80],
  ["–80", NOT, NOT], // a dash is not a minus sign
  ["80.", 80, 80],
  ["80,", NOT, NOT],
  [".5", 0.5, NOT],
  [",5", NOT, 0.5],
  [".", NOT, NOT],
  ["", NOT, NOT],
  ["-", NOT, NOT],
  ["1.5", 1.5, NOT],
  ["1,5", NOT, 1.5],
  ["1,200", 1200, 1.2],
  ["1.200", 1.2, 1200],
  ["-1,200", -1200, -1.2],
  ["0,120", NOT, 0.12],
  ["0.120", 0.12, NOT],
  ["1.200,5", NOT, 1200.5],
  ["1,200.5", 1200.5, NOT],
  ["1,200,000", 1200000, NOT],
  ["1,200.000", 1200, NOT],
  ["1,23,000", 123000, NOT], // Indian grouping, where the separator is always a comma
  ["1.23.000", NOT, NOT],
  ["1,23,00", NOT, NOT],
  ["12,34,56,789", 123456789, NOT],
  ["123,45,678", NOT, NOT],
  ["1 200", 1200, 1200],
  ["1\u202f200\u00a0000", 1200000, 1200000],
  ["1 200,5", NOT, 1200.5],
  ["1 200.500", 1200.5, NOT], // with two kinds of separators, the last one is decimal
  ["1'200", 1200, 1200],
  ["1’200.5", 1200.5, NOT],
  ["1 20", NOT, NOT],
  ["1200 300", NOT, NOT],
  ["8,1,2", NOT, NOT],
  ["1.0E+02", 100, NOT],
  ["1,0E+02", NOT, 100],
  ["1.200E3", 1200, NOT], // a mantissa has no thousands separators
  ["1e-2", 0.01, 0.01],
  ["1e−2", 0.01, 0.01],
  ["1e", NOT, NOT],
  ["80.e5", 8_000_000, NOT],
  ["1e9999", NOT, NOT],
  ["-0", 0, 0],
  ["0,1234567890123456", NOT, "0.123456789012345 to 0.123456789012346"],
  ["2.8999999999999999", 2.9, NOT], // the shortest decimal of the same double
  ["58.76522929500342", "58.7652292950034 to 58.7652292950035", NOT],
  ["0.30000000000000004", "0.3 to 0.300000000000001", NOT],
  ["123456789012345", 123456789012345, 123456789012345],
  ["1234567890123456", "1234567890123450 to 1234567890123460", "1234567890123450 to 1234567890123460"],
  ["1.000000000000000000", 1, NOT], // leading and trailing zeros do not count as digits
  ["0.000000000000000000123", 1.23e-19, NOT],
  ["100000000000000000000", 1e20, 1e20],
  [" 80", NOT, NOT],
  ["80 ", NOT, NOT],
  ["0x10", NOT, NOT],
  ["Infinity", NOT, NOT],
  ["٨٠", NOT, NOT],
])("%j is %s with a point and %s with a comma", (text, point, comma) => {
  expect(read(text, ".")).toBe(point);
  expect(read(text, ",")).toBe(comma);
});

test.each([
  ["1.200", 1.2],
  ["-1e-3", -0.001],
  ["1,200", undefined],
  ["01", undefined],
  ["+1", undefined],
  [".5", undefined],
  ["NaN", undefined],
])("as a JSON number %j is %s", (literal, value) => {
  const numeral = readJsonNumber(literal);
  expect(numeral.state === "read" ? numeral.value : undefined).toBe(value);
});

test.each([
  ["80 10*3/uL", "80"],
  ["80 000 /uL", "80 000"],
  ["80 000 10*3", "80 000"],
  ["80.5 g/L", "80.5"],
  ["80. g/L", "80."],
  ["80, 90", "80"],
  ["80 12 x", "80"],
  ["80e/L", "80"],
  ["80E9/L", "80E9"],
  ["80 E9/L", "80"],
  ["5'", "5"],
  ["8,1,2 x", "8,1,2"],
  ["-5", "-5"],
  ["- 5", ""],
  ["x5", ""],
])("the numeral in %j is %j", (text, numeral) => expect(text.slice(0, numeralEnd(text, 0))).toBe(numeral));

test("numbers as Intl writes them are read, for every locale", () => {
  const locales = ["en-US", "de-DE", "de-CH", "fr-FR", "en-IN", "sv-SE", "ru-RU", "pt-BR", "ja-JP", "zh-CN"];
  const formats = locales.map((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }));
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.constantFrom(...formats), (tenThousandths, format) => {
      const value = tenThousandths / 10_000;
      const text = format.format(value);
      expect([read(text, "."), read(text, ",")]).toContain(value === 0 ? 0 : value);
    }),
    runs(5000),
  );
});
