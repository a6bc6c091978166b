/** Exact fractions for the naive evaluator. They are never reduced: the code is slow and simple on purpose. */

/** `num / den` with `den` above 0. The model's exact numbers have this shape, too. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

/** The exact value of a double's decimal text; undefined for infinities. */
export function fraction(value: number): Fraction | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) return undefined;
  const [, sign = "", whole = "", decimals = "", power = "0"] = match;
  const digits = BigInt(`${sign}${whole}${decimals}`);
  const exponent = Number(power) - decimals.length;
  return exponent < 0 ? { num: digits, den: 10n ** BigInt(-exponent) } : { num: digits * 10n ** BigInt(exponent), den: 1n };
}

export function wholeFraction(value: bigint): Fraction {
  return { num: value, den: 1n };
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.num, den: a.den * b.den };
}

/** `b` must be above 0. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.den, den: a.den * b.num };
}

/** Negative, 0 or positive, as `a` is below, equal to or above `b`. */
export function order(a: Fraction, b: Fraction): number {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function middle(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.den + b.num * a.den, den: 2n * a.den * b.den };
}

export function add(a: Fraction, whole: bigint): Fraction {
  return { num: a.num + whole * a.den, den: a.den };
}

/** The largest whole number that is not above the fraction. */
export function floor({ num, den }: Fraction): bigint {
  const towardsZero = num / den;
  return num < 0n && towardsZero * den !== num ? towardsZero - 1n : towardsZero;
}
