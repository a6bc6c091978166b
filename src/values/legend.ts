/** What digits stand for, in a text that says nothing else: `1 = yes, 2 = no`, `m=1, f=2`, `0：无 1：有`, `0 - ja; 1 - nein`. */
import { foldSpelling } from "./text.js";

/** Longer texts are prose. */
const LONGEST = 120;
const MARK = /[=:：＝\p{Pd}→]/u;
/** What else may join a digit and its word, as `=` does. */
const OTHER_MARKS = /(?<=\d)\s*(?:[\p{Pd}→]|[=-]>)\s*(?=\p{L})|(?<=\p{L})\s*(?:[\p{Pd}→]|[=-]>)\s*(?=\d)/gu;
const DIGIT_FIRST = /^\d{1,2}\s*[=:]/;
const DIGIT_LAST = /[=:]\s*\d{1,2}$/;
const BEFORE_DIGIT = /[\s,;|/]+(?=\d{1,2}\s*[=:])/;
const BEHIND_DIGIT = /(?<=[=:]\s?\d{1,2})[\s,;|/]+/;

/** A digit, and the folded word that it means. */
export type LegendPair = readonly [digit: string, word: string];

/** The pairs in a text that is only a legend, of at least two digits; otherwise none. */
export function legendOf(text: string): readonly LegendPair[] {
  if (text.length > LONGEST || !MARK.test(text)) return [];
  const folded = foldSpelling(text)
    .replace(/[，；、]/g, ",")
    .replace(OTHER_MARKS, "=");
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
