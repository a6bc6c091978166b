/** What digits stand for, as headings and cells explain it: `1 = yes, 2 = no`, `(m=1, f=2)`, `0：无 1：有`. */
import { foldSpelling } from "./text.js";

/** Longer texts are prose. */
const LONGEST = 120;
const DIGIT_FIRST = /^\d{1,2}\s*[=:]/;
const DIGIT_LAST = /[=:]\s*\d{1,2}$/;
const BEFORE_DIGIT = /[\s,;|/]+(?=\d{1,2}\s*[=:])/;
const BEHIND_DIGIT = /(?<=[=:]\s?\d{1,2})[\s,;|/]+/;

/** Pairs in a text that says other things, too. */
const WITHIN = /(?<![\d.,])(\d{1,2})\s*[=:]\s*(\p{L}+)|(\p{L}+)\s*[=:]\s*(\d{1,2})(?![\d.,]*\d|\s*[=:])/gu;

/** A digit, and the folded word for what it stands for. */
export type LegendPair = readonly [digit: string, word: string];

/** The pairs of a text that is nothing but a legend of two digits or more; none otherwise. */
export function legendOf(text: string): readonly LegendPair[] {
  if (text.length > LONGEST || !/[=:：＝]/.test(text)) return [];
  const folded = foldSpelling(text).replace(/[，；、]/g, ",");
  const isDigitFirst = DIGIT_FIRST.test(folded);
  if (!isDigitFirst && !DIGIT_LAST.test(folded)) return [];
  const pairs = folded.split(isDigitFirst ? BEFORE_DIGIT : BEHIND_DIGIT).map((part): LegendPair | undefined => {
    const at = part.search(/[=:]/);
    const [before, behind] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    const [digit, word] = isDigitFirst ? [before, behind] : [behind, before];
    return at > 0 && /^\d{1,2}$/.test(digit) && word !== "" && !/[=:\d]/.test(word) ? [digit, word] : undefined;
  });
  const known = pairs.flatMap((pair) => (pair === undefined ? [] : [pair]));
  const isWhole = known.length === pairs.length && new Set(known.map(([digit]) => digit)).size === known.length;
  return isWhole && known.length > 1 ? known : [];
}

/** The pairs in a text that may say other things, too: `Legend: age in years, metastases 0 = yes, 1 = no`. */
export function legendsIn(text: string): readonly LegendPair[] {
  return [...foldSpelling(text).matchAll(WITHIN)].map(([, digit, word = "", first = "", last = ""]) =>
    digit === undefined ? [last, first] : [digit, word],
  );
}
