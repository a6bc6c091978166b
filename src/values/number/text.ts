/**
 * Numerals: the number that digits and marks stand for, given the decimal mark. If that is not known, ask twice: the answers
 * differ exactly where the text is ambiguous. `1,200` is 1200 with a decimal point and 1.2 with a decimal comma.
 */
import { decimalBounds, MAX_DIGITS, parseDecimal } from "../ratio.js";

/** The marks that can separate decimals. */
export type DecimalMark = "." | ",";

/** `upper` where there are more digits than can be known apart: the number lies between the two, ends included. */
export type Numeral =
  | { readonly state: "read"; readonly value: number; readonly upper?: number }
  | { readonly state: "not-a-number" };

const NOT: Numeral = { state: "not-a-number" };

/** Space, NBSP, figure, punctuation, thin and hair space, narrow NBSP, medium mathematical space. */
const GROUP_SPACES = " \u00a0\u2007\u2008\u2009\u200a\u202f\u205f";
const APOSTROPHES = "'\u2019\u02bc";
/** Hyphen-minus and U+2212. A dash is not a sign: before a number it may be a bullet or half a range. */
const MINUSES = "-\u2212";

const ANY_SPACE = new RegExp(`[${GROUP_SPACES}]`, "g");
const ANY_APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, "g");
const ONLY_DIGITS = /^\d+$/;
const EXPONENT = /[eE]([+\-\u2212]?\d{1,4})$/;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,4})?$/;
/** Thousands, one kind of separator. No group begins a number with 0: `0,120` is 0.12. */
const THOUSANDS = /^[1-9]\d{0,2}(?:([., '])\d{3})(?:\1\d{3})*$/;
/** Lakhs and crores: twos before the last three. */
const INDIAN = /^[1-9]\d?(?:,\d{2})+,\d{3}$/;

/** The double of a plain decimal: `80`, `-1.50`, `1.0E+02`. */
function decimalValue(plain: string): Numeral {
  const decimal = parseDecimal(plain);
  if (decimal === undefined) return NOT;
  const value = Number(plain);
  if (decimal.digits > MAX_DIGITS) return longNumeral(value);
  return { state: "read", value: value === 0 ? 0 : value }; // never -0
}

/**
 * Programs print doubles in full: `2.8999999999999999` is 2.9. What still has more digits than a measurement, and than doubles keep apart,
 * lies between two decimals that they do keep apart.
 */
function longNumeral(value: number): Numeral {
  const shortest = parseDecimal(String(value));
  if (shortest === undefined) return NOT;
  if (shortest.digits <= MAX_DIGITS) return { state: "read", value };
  const { lower, upper } = decimalBounds(shortest.value);
  return { state: "read", value: lower, upper };
}

/** A number of a JSON document, from its literal text: the point is the decimal mark and nothing groups. */
export function readJsonNumber(literal: string): Numeral {
  return JSON_NUMBER.test(literal) ? decimalValue(literal) : NOT;
}

/**
 * Reads a numeral. With anything else around it, even white space, it is not a number.
 *
 * @param text full-width forms already folded by `foldWidth`
 * @param decimal the decimal mark; the other mark can only group thousands
 */
export function readNumeral(text: string, decimal: DecimalMark): Numeral {
  const negative = MINUSES.includes(text.charAt(0));
  const unsigned = negative || text.startsWith("+") ? text.slice(1) : text;
  const power = EXPONENT.exec(unsigned);
  let body = power === null ? unsigned : unsigned.slice(0, power.index);
  // With a decimal comma a point at the end is only the end of a sentence.
  if (decimal === "," && power === null && body.indexOf(".") === body.length - 1) body = body.slice(0, -1);
  const at = body.indexOf(decimal);
  const written = at < 0 ? body : body.slice(0, at);
  const fraction = at < 0 ? "" : body.slice(at + 1);
  if (fraction !== "" && !ONLY_DIGITS.test(fraction)) return NOT;
  if (at >= 0 && fraction === "" && decimal === ",") return NOT; // `80,` is the beginning of a list
  const whole = wholePart(written, decimal, power !== null);
  if (whole === undefined) return NOT;
  if (whole === "" && decimal === "," && fraction.length === 3) return NOT; // `,200` lost its thousands, if anything
  const exponent = power?.[1] === undefined ? "" : `e${power[1].replace("\u2212", "-")}`;
  return decimalValue(`${negative ? "-" : ""}${whole}.${fraction}${exponent}`);
}

/** The digits before the decimal mark, without separators of groups. */
function wholePart(written: string, decimal: DecimalMark, scientific: boolean): string | undefined {
  if (written === "" || ONLY_DIGITS.test(written)) return written;
  if (scientific) return undefined; // nobody groups the digits of a mantissa
  const even = written.replace(ANY_SPACE, " ").replace(ANY_APOSTROPHE, "'");
  if (THOUSANDS.test(even) || (decimal === "." && INDIAN.test(even))) return even.replace(/\D/g, "");
  return undefined;
}

/** Whether a digit stands there. */
export function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function isOneOf(chars: string, text: string, at: number): boolean {
  return at < text.length && chars.includes(text.charAt(at));
}

/**
 * Where the numeral that begins at `start` ends: as far as digits, marks, and spaces before just three digits go, valid
 * grouping or not. So `8,1,2` is one numeral, which {@link readNumeral} refuses.
 *
 * @returns `start` if there is none
 */
export function numeralEnd(text: string, start: number): number {
  let at = start;
  if (isOneOf(`+${MINUSES}`, text, at)) at += 1;
  if (!isDigit(text, at) && !(isOneOf(".,", text, at) && isDigit(text, at + 1))) return start;
  for (;;) {
    if (isDigit(text, at)) at += 1;
    else if (isOneOf(`.,${APOSTROPHES}`, text, at) && isDigit(text, at + 1)) at += 1;
    else if (isOneOf(GROUP_SPACES, text, at) && threeDigits(text, at + 1)) at += 4;
    else break;
  }
  if (text.charAt(at) === ".") at += 1;
  if (isOneOf("eE", text, at)) {
    const digits = isOneOf(`+${MINUSES}`, text, at + 1) ? at + 2 : at + 1;
    if (isDigit(text, digits)) {
      at = digits;
      while (isDigit(text, at)) at += 1;
    }
  }
  return at;
}

function threeDigits(text: string, at: number): boolean {
  return isDigit(text, at) && isDigit(text, at + 1) && isDigit(text, at + 2) && !isDigit(text, at + 3);
}

/** Where the last group that a space sets off begins: the index of the space, or -1. */
export function lastSpaceGroup(numeral: string): number {
  for (let at = numeral.length - 4; at > 0; at -= 1) if (isOneOf(GROUP_SPACES, numeral, at)) return at;
  return -1;
}
