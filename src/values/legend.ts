/** What digits stand for, as headings, notes and cells explain it: `1 = yes, 2 = no`, `(m=1, f=2)`, `0：无 1：有`, `0 - ja; 1 - nein`. */
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

const DIGIT_OR_WORD = /(?<![\d.,/])\d{1,2}(?![.,/]?\d)|\p{L}+/gu;
/** `=`, ` - `, ` (`, `: `; a space alone or a full stop may be anything: `see table no. 1`. */
const BETWEEN =
  /^\s?(?:(?:[^\p{L}\d\s.,;]\s?){1,3}|(?:means|is|hei(?:ss|ß)t|bedeutet|signifie|significa|означает|значит|betekent|oznacza|表示|代表|为)\s?)$/u;

/** The pairs in a text that may also say other things: `Legend: age in years, metastases 0 (yes), 1 (no)`. */
export function legendsIn(text: string, isAnswer: (word: string) => boolean): readonly LegendPair[] {
  const folded = foldSpelling(text);
  const tokens = [...folded.matchAll(DIGIT_OR_WORD)]
    .map(({ 0: token, index }) => ({ token, begin: index, end: index + token.length, isDigit: /\d/.test(token) }))
    .filter(({ token, isDigit }) => isDigit || isAnswer(token));
  const pairs: LegendPair[] = [];
  for (let at = 1; at < tokens.length; at++) {
    const [one, other] = [tokens[at - 1], tokens[at]];
    if (one === undefined || other === undefined || one.isDigit === other.isDigit) continue;
    if (!BETWEEN.test(folded.slice(one.end, other.begin))) continue;
    pairs.push(one.isDigit ? [one.token, other.token] : [other.token, one.token]);
    at += 1; // each word belongs to one pair
  }
  return pairs;
}
