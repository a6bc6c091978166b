/** Parts of numbers that several statements ask for. */
import {
  and,
  arithmetic,
  call,
  caseOf,
  compare,
  type Double,
  double,
  FALSE,
  or,
  TRUE,
  type Truth,
  type Whole,
} from "./expression.js";

/** Stands for a missing end: readable numbers are far smaller. */
export const ENDLESS = 1e300;

const MILLION = double(1e6);
const BILLION = double(1e9);
const ZERO = double(0);

/** Numbers that the program reads: neither NaN nor infinite, and no more than 200 places before or after the point. */
export function isReadable(x: Double): Truth {
  const size = call("double", "abs", x);
  return or(compare(x, "=", ZERO), and(compare(size, ">=", double(1e-200)), compare(size, "<", double(1e201))));
}

/** Below a billion, and with at most six decimals: then a million times the number is exact. */
export function fitsMultiples(x: Double): Truth {
  const scaled = call("double", "round", arithmetic(x, "*", MILLION));
  return caseOf(
    "boolean",
    [[compare(call("double", "abs", x), "<", BILLION), compare(arithmetic(scaled, "/", MILLION), "=", x)]],
    FALSE,
  );
}

/** A million times a number that {@link fitsMultiples}; of any other 0, so that no cast fails. */
export function millionths(x: Double): Whole {
  const scaled = call("double", "round", arithmetic(x, "*", MILLION));
  return call("whole", "toWhole", caseOf("double", [[fitsMultiples(x), scaled]], ZERO));
}

/** Whether a number is a decimal of 15 significant digits. Most are told at once by having six decimals. */
export function isExact15(x: Double): Truth {
  const slowly = caseOf("boolean", [[isReadable(x), compare(call("double", "nearest15", x), "=", x)]], FALSE);
  return caseOf("boolean", [[fitsMultiples(x), TRUE]], slowly);
}

/** The decimal of 15 digits next to a number. */
export function nearest15(x: Double): Double {
  return caseOf(
    "double",
    [
      [fitsMultiples(x), x],
      [isReadable(x), call("double", "nearest15", x)],
    ],
    x,
  );
}

/**
 * The next decimal of 15 digits on a side of one, `near`, that is next to `x`. What they differ by depends on the power of ten of `x`: just
 * below 1000 there are ten times as many as just above.
 */
export function neighbour15(x: Double, near: Double, side: "+" | "-"): Double {
  // Nothing has a logarithm but numbers above 0, whatever is worked out for other rows.
  const size = caseOf("double", [[and(isReadable(x), compare(x, "<>", ZERO)), call("double", "abs", x)]], double(1));
  const guess = call("double", "floor", call("double", "log10", size));
  const power = (by: number): Double => call("double", "powerOfTen", arithmetic(guess, "+", double(by)));
  // A logarithm next to a whole number may be rounded to it.
  const step = caseOf(
    "double",
    [
      [compare(size, "<", power(0)), power(-15)],
      [compare(size, ">=", power(1)), power(-13)],
    ],
    power(-14),
  );
  return call("double", "nearest15", arithmetic(near, side, step));
}
