/** Exact rational numbers, for limits. Cells are never computed with: they are compared as they were written. */

/** `num / den`, in lowest terms, `den` above 0. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * The place of a ratio among the decimals of 15 significant digits, as doubles: `lower` is the greatest such decimal that is not
 * above it, `upper` the least that is not below it. They are equal if the ratio is such a decimal. Every decimal of up
 * to 15 digits has a double of its own, in the same order, so comparing a cell's double with these is exact.
 */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** The most significant digits that a double keeps apart; more are refused, in cells and in limits. */
export const MAX_DIGITS = 15;

/** Decimal exponents beyond this are refused: near the ends of a double's range digits are lost. */
const MAX_EXPONENT = 200;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

function gcd(a: bigint, b: bigint): bigint {
  let [greater, less] = [a, b];
  while (less !== 0n) {
    const rest = greater % less;
    greater = less;
    less = rest;
  }
  return greater;
}

/** `num / den` in lowest terms. Throws a RangeError for a denominator of 0. */
export function ratio(num: bigint, den = 1n): Ratio {
  if (den === 1n) return { num, den };
  if (den === 0n) throw new RangeError("a ratio's denominator is 0");
  const sign = den < 0n ? -1n : 1n;
  const divisor = gcd(num < 0n ? -num : num, den * sign) || 1n;
  return { num: (sign * num) / divisor, den: (sign * den) / divisor };
}

/** A parsed decimal: the number of its significant digits, its value, and the exponent of its first digit. */
export interface Decimal {
  readonly value: Ratio;
  readonly digits: number;
  readonly exponent: number;
}

/**
 * Reads a plain decimal: `80`, `-1.50`, `1.0E+02`, `.5`, `80.`. No grouping, no white space.
 *
 * @returns undefined for any other text, and for exponents beyond {@link MAX_EXPONENT}
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  const all = whole + fraction;
  if (all === "") return undefined;
  const significant = all.replace(/^0+/, "");
  // A loop, not `/0+$/`: that pattern looks at every run of zeros again from each of its zeros.
  let digits = significant.length;
  while (digits > 0 && significant[digits - 1] === "0") digits -= 1;
  const scale = Number(power) - fraction.length;
  const exponent = digits === 0 ? 0 : scale + significant.length - 1;
  if (Math.abs(exponent) > MAX_EXPONENT || Math.abs(scale) > 4 * MAX_EXPONENT) return undefined;
  const magnitude = BigInt(all);
  const num = sign === "-" ? -magnitude : magnitude;
  const value = scale >= 0 ? ratio(num * 10n ** BigInt(scale)) : ratio(num, 10n ** BigInt(-scale));
  return { value, digits, exponent };
}

/** The sum of two ratios. */
export function plus(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den + b.num * a.den, a.den * b.den);
}

/** The first ratio less the second. */
export function minus(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den - b.num * a.den, a.den * b.den);
}

/** The product of two ratios. */
export function times(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.num, a.den * b.den);
}

/** The quotient of two ratios. Throws a RangeError for a divisor of 0. */
export function over(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den, a.den * b.num);
}

/** The greatest whole number that is not above a ratio. */
export function floor({ num, den }: Ratio): bigint {
  const quotient = num / den; // towards 0
  return num < 0n && num % den !== 0n ? quotient - 1n : quotient;
}

/** The least whole number that is not below a ratio. */
export function ceil({ num, den }: Ratio): bigint {
  return -floor({ num: -num, den });
}

/** Below 0, 0 or above 0, as `a` is below, equal to or above `b`. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The ratio that a double's shortest decimal text stands for. Throws for NaN and the infinities. */
export function fromDouble(value: number): Ratio {
  const decimal = parseDecimal(String(value));
  if (decimal === undefined) throw new RangeError(`no decimal: ${value}`);
  return decimal.value;
}

/**
 * The two decimals of 15 significant digits between which a ratio lies. Integer arithmetic; only the last step makes doubles.
 * `1/3` gives 0.333333333333333 and 0.333333333333334; `80` gives 80 twice.
 */
export function decimalBounds(value: Ratio): Bounds {
  if (value.num === 0n) return { lower: 0, upper: 0 };
  if (value.num < 0n) {
    const { lower, upper } = decimalBounds({ num: -value.num, den: value.den });
    return { lower: -upper, upper: -lower };
  }
  // A first guess of the exponent from the lengths is right or one too small; then the quotient has 15 or 16 digits.
  const exponent = String(value.num).length - String(value.den).length - 1;
  let shift = MAX_DIGITS - 1 - exponent;
  const scaled = (by: number): [bigint, bigint] => {
    const num = by >= 0 ? value.num * 10n ** BigInt(by) : value.num;
    const den = by >= 0 ? value.den : value.den * 10n ** BigInt(-by);
    return [num / den, num % den];
  };
  let [quotient, rest] = scaled(shift);
  if (String(quotient).length > MAX_DIGITS) {
    shift -= 1;
    [quotient, rest] = scaled(shift);
  }
  const double = (mantissa: bigint): number => Number(`${mantissa}e${-shift}`);
  return { lower: double(quotient), upper: rest === 0n ? double(quotient) : double(quotient + 1n) };
}

/** The nearest double, or nearly: only where exactness does not matter. */
export function toDouble({ num, den }: Ratio): number {
  return Number(num) / Number(den);
}
