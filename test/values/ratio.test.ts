import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareRatios,
  decimalBounds,
  fromDouble,
  over,
  parseDecimal,
  type Ratio,
  ratio,
  times,
} from "../../src/values/ratio.js";
import { runs } from "../runs.js";

test.each([
  ["80", "80/1", 1, 1],
  ["-1.50", "-3/2", 2, 0],
  ["+7", "7/1", 1, 0],
  [".5", "1/2", 1, -1],
  ["80.", "80/1", 1, 1],
  ["1.0E+02", "100/1", 1, 2],
  ["0.00", "0/1", 0, 0],
  ["007", "7/1", 1, 0],
  ["1e-3", "1/1000", 1, -3],
  ["123456789012345", "123456789012345/1", 15, 14],
])("%s is %s, of %i digits, the first at 10^%i", (text, value, digits, exponent) => {
  const read = parseDecimal(text);
  expect(read && `${read.value.num}/${read.value.den}`).toBe(value);
  expect([read?.digits, read?.exponent]).toEqual([digits, exponent]);
});

test.each([
  "",
  ".",
  "-",
  "e5",
  "1,5",
  "1 000",
  " 1",
  "0x10",
  "1e",
  "Infinity",
  "NaN",
  "--1",
  "1e201",
  "1e-201",
  "1e999999999",
  "1e9999999999",
])("%j is not a decimal number", (text) => expect(parseDecimal(text)).toBeUndefined());

// So long that a quadratic algorithm would not finish.
test("a long run of zeros is no decimal", () => expect(parseDecimal(`1${"0".repeat(200_000)}1`)).toBeUndefined());

test("a ratio is in lowest terms, its denominator above 0", () => {
  expect(ratio(6n, -4n)).toEqual({ num: -3n, den: 2n });
  expect(ratio(0n, -5n)).toEqual({ num: 0n, den: 1n });
  expect(() => ratio(1n, 0n)).toThrow(RangeError);
  expect(() => over(ratio(1n), ratio(0n))).toThrow(RangeError);
  expect(() => fromDouble(Number.NaN)).toThrow(RangeError);
});

test.each([
  ["1/3", 0.333333333333333, 0.333333333333334],
  ["80/1", 80, 80],
  ["-1/3", -0.333333333333334, -0.333333333333333],
  ["0/1", 0, 0],
  ["3/2", 1.5, 1.5],
  ["999999999999999/1", 999999999999999, 999999999999999],
  ["9999999999999999/1", 9999999999999990, 1e16], // 16 digits; the upper bound carries over
  ["1/1000000", 1e-6, 1e-6],
])("%s lies between %d and %d", (text, lower, upper) => {
  const [num = "", den = ""] = text.split("/");
  expect(decimalBounds(ratio(BigInt(num), BigInt(den)))).toEqual({ lower, upper });
});

const ratios: fc.Arbitrary<Ratio> = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.bigInt({ min: 1n, max: 10n ** 24n }))
  .map(([num, den]) => ratio(num, den));

/** The integer and the power of ten that a decimal of up to 15 digits consists of. */
function integerForm(value: number): { mantissa: bigint; power: bigint } {
  const [head = "", power = "0"] = value.toExponential(14).split("e");
  return { mantissa: BigInt(head.replace(".", "")), power: BigInt(power) - 14n };
}

test("bounds enclose the ratio, and are equal or adjacent decimals of 15 digits", () => {
  fc.assert(
    fc.property(ratios, (value) => {
      const { lower, upper } = decimalBounds(value);
      const [low, high] = [integerForm(lower), integerForm(upper)];
      // Compared as integers: multiplied by 10^60 and the denominator.
      const at = ({ mantissa, power }: { mantissa: bigint; power: bigint }): bigint =>
        mantissa * 10n ** (60n + power) * value.den;
      const middle = value.num * 10n ** 60n;
      expect(at(low) <= middle && middle <= at(high)).toBe(true);
      if (lower === upper) {
        expect(at(low)).toBe(middle);
        return;
      }
      expect(at(low) < middle && middle < at(high)).toBe(true);
      const [nearer, step] = lower >= 0 ? [low, 1n] : [high, -1n];
      const neighbour = at({ mantissa: nearer.mantissa + step, power: nearer.power });
      expect(neighbour).toBe(lower >= 0 ? at(high) : at(low));
    }),
    runs(3000),
  );
});

test("arithmetic follows the laws of fractions", () => {
  fc.assert(
    fc.property(ratios, ratios, (a, b) => {
      const product = times(a, b);
      expect(product.num * a.den * b.den).toBe(a.num * b.num * product.den);
      if (b.num !== 0n) expect(over(product, b)).toEqual(a);
      expect(Math.sign(compareRatios(a, b))).toBe(-Math.sign(compareRatios(b, a)) + 0);
      expect(compareRatios(a, a)).toBe(0);
    }),
  );
});

test("the shortest text of a double gives the same double", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: -6, max: 6 }), (mantissa, power) => {
      const double = Number(`${mantissa}e${power}`);
      expect(decimalBounds(fromDouble(double))).toEqual({ lower: double + 0, upper: double + 0 });
    }),
  );
});
