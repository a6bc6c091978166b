/** What the column map declares about single texts, and how to find a text among declared ones. */
import { memoOf } from "./memo.js";
import { readNumeral } from "./number/text.js";
import type { ParseOptions } from "./spec.js";

/** How programs write whole numbers if a column has gaps: `1.0`. */
const POINT_ZERO = /^([+-]?\d+)\.0+$/;

/** Every number that a text may mean; most texts mean none. */
function numbersIn(text: string): readonly number[] {
  if (!/\d/.test(text) || text.length > 40) return [];
  return ([".", ","] as const).flatMap((mark) => {
    const numeral = readNumeral(text, mark);
    return numeral.state === "read" && numeral.upper === undefined ? [numeral.value] : [];
  });
}

/** Column maps are few and live as long as the run; their numeric missing codes are parsed once. */
const numbersOf = memoOf((codes: ReadonlySet<string>): ReadonlySet<number> => new Set([...codes].flatMap(numbersIn)));

/** Whether a number is a declared missing code, however it is written. */
export function isMissingNumber(value: number, parseOptions: ParseOptions): boolean {
  return parseOptions.missing.size > 0 && numbersOf(parseOptions.missing).has(value);
}

/** Whether a folded text is a declared missing code, or a number equal to one: `-999` and `-999.0`. */
export function isDeclaredMissing(folded: string, parseOptions: ParseOptions): boolean {
  if (parseOptions.missing.size === 0) return false;
  return parseOptions.missing.has(folded) || numbersIn(folded).some((value) => isMissingNumber(value, parseOptions));
}

/** What a folded text stands for among declared spellings; `1.0` is also found as `1`. */
export function lookUp<T>(folded: string, spellings: ReadonlyMap<string, T>): T | undefined {
  if (spellings.size === 0) return undefined;
  const exact = spellings.get(folded);
  if (exact !== undefined) return exact;
  const whole = POINT_ZERO.exec(folded)?.[1];
  return whole === undefined ? undefined : spellings.get(whole);
}

/**
 * Whether a column's declared codes are digits themselves. Then a number that is not declared is a code nobody explained, not
 * a number; if only words are declared (`none` is 0), numbers are read as usual.
 */
export const hasNumericCodes = memoOf((codes: ReadonlyMap<string, unknown>): boolean =>
  [...codes.keys()].some((code) => numbersIn(code).length > 0),
);
