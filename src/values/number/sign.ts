/** Comparison signs before numbers, and words for them. */

/** What may stand before a censored value. */
export type Comparator = "<" | "<=" | ">" | ">=";

/** Comparison signs, and English words for them. */
export const SIGNS: ReadonlyMap<string, Comparator> = new Map([
  ...(["<", "<=", ">", ">="] as const).map((sign) => [sign, sign] as const),
  ...(["=<", "≤", "⩽", "≦"] as const).map((sign) => [sign, "<="] as const),
  ...(["=>", "≥", "⩾", "≧"] as const).map((sign) => [sign, ">="] as const),
  ...(["less than", "lower than", "fewer than", "below", "under"] as const).map((words) => [words, "<"] as const),
  ...(["more than", "greater than", "higher than", "above", "over"] as const).map((words) => [words, ">"] as const),
  ...(["at most", "up to", "not more than", "no more than", "less than or equal to"] as const).map(
    (words) => [words, "<="] as const,
  ),
  ...(["at least", "not less than", "no less than", "greater than or equal to"] as const).map((words) => [words, ">="] as const),
  ["more than or equal to", ">="],
]);
/** Longest first, so that `<=` is not taken for `<`. */
const LONGEST_FIRST = [...SIGNS.keys()].sort((a, b) => b.length - a.length);
const LONGEST_SIGN = Math.max(...LONGEST_FIRST.map((sign) => sign.length));

/** The sign with which a text begins, white behind it included. */
export function signBefore(text: string): { readonly comparator: Comparator; readonly length: number } | undefined {
  const head = text.slice(0, LONGEST_SIGN).toLowerCase();
  for (const sign of LONGEST_FIRST) {
    if (!head.startsWith(sign)) continue;
    const comparator = SIGNS.get(sign);
    const behind = text.slice(sign.length);
    const white = behind.length - behind.trimStart().length;
    if (comparator === undefined || (sign.length > 2 && white === 0)) return undefined;
    return { comparator, length: sign.length + white };
  }
  return undefined;
}
