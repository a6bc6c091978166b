/** Numbers as a workbook stores them, as texts: a double would change what is written. */

const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Digits that a decimal keeps through a double and back. */
const SAFE_DIGITS = 15;
const SAFE_LENGTH = 15;

/**
 * The number that a cell stores (`80.4`, ` 42 `, `+5`, `1E3`), as JSON has it; undefined if it is none. Seventeen digits are how a
 * double is spelled in full: where a shorter decimal is the same double, it is that.
 */
export function numberText(stored: string): string | undefined {
  if (stored.length <= SAFE_LENGTH && PLAIN.test(stored)) return stored === "-0" ? "0" : stored;
  // The white space of XML, and no other.
  const text = stored.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  const shortest = String(value === 0 ? 0 : value);
  if (digitsOf(shortest) <= SAFE_DIGITS) return shortest.replace("e+", "e");
  return PLAIN.test(text) ? text : shortest.replace("e+", "e");
}

/** Significant digits. */
function digitsOf(text: string): number {
  const [figures = ""] = text.split("e");
  const digits = figures.replace(/[-.]/g, "").replace(/^0+/, "");
  return figures.includes(".") ? digits.length : digits.replace(/0+$/, "").length;
}

/** Whether a number is below 0. */
export function isNegative(number: string): boolean {
  return number.startsWith("-");
}

/** Whether a number is 0. */
export function isZero(number: string): boolean {
  return Number(number) === 0;
}

/** A number times a power of ten, exactly. */
export function decimalShift(number: string, places: number): string {
  const [, sign = "", whole = "", fraction = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/.exec(number) ?? [];
  const shift = Number(power) + places;
  const digits = whole + fraction;
  const point = whole.length + shift;
  if (Math.abs(shift) > 400) return number;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const [integer, decimals] = [padded.slice(0, at).replace(/^0+(?=\d)/, ""), padded.slice(at).replace(/0+$/, "")];
  return `${sign}${integer}${decimals === "" ? "" : `.${decimals}`}`;
}
