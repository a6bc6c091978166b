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

const WORD_OR_DIGIT = /(?<!\d|\d[.,/])\d{1,2}(?![.,/]?\d)|\p{L}+/gu;
/** Also the digits of `0/1 = yes/no`. */
const WORD_OR_ANY_DIGIT = /(?<!\d|\d[.,])\d{1,2}(?![.,]?\d)|\p{L}+/gu;
/** Words that join a digit and its answer where no spaces set words apart. */
const EAST_JOIN = /(?:表示|代表|意为|是指|指|为|為|即|は|が)/gu;
/** `=`, ` - `, ` (`, `: `, and words for them; a space alone or a full stop may be anything: `see table no. 1`. */
const BETWEEN =
  /^\s*(?:(?:[^\p{L}\d\s.,;]\s?){1,3}|(?:means|is|equals|(?:stands )?for|hei(?:ss|ß)t|bedeutet|(?:steht )?für|entspricht|ist|signifie|pour|est|significa|para|per|es|è|é|означает|значит|это|betekent|voor|oznacza|表示|代表|意为|是指|指|为|為|即|は|が)\s*)$/u;
/** Questions, and words for no value: these are no answers. */
const NO_ANSWER =
  /^(?:是否|有无|有無|有没有|有沒有|是不是|[无無](?:法|效|关|關|数据|數據|资料|資料|结果|結果|记录|記錄|記録|信息))/u;
const EAST = /[\u3040-\u30ff\u4e00-\u9fff]/u;

interface Token {
  readonly text: string;
  readonly begin: number;
  readonly end: number;
  readonly isDigit: boolean;
}

/** The digits and answers of a folded text, in order. */
function tokensIn(folded: string, pattern: RegExp, isAnswer: (word: string) => boolean): readonly Token[] {
  return [...folded.matchAll(pattern)].flatMap(({ 0: word, index }) => {
    const isDigit = /\d/.test(word);
    const text = isDigit ? word : answerAt(word, isAnswer);
    return text === undefined ? [] : [{ text, begin: index, end: index + word.length, isDigit }];
  });
}

/** The answer that a word is; without spaces between words, the one that it begins or ends with: `有脑转移`, `転移なし`. */
function answerAt(word: string, isAnswer: (word: string) => boolean): string | undefined {
  if (isAnswer(word)) return word;
  if (!EAST.test(word) || NO_ANSWER.test(word)) return undefined;
  const lengths = [3, 2, 1].filter((length) => length < word.length);
  return [...lengths.map((length) => word.slice(0, length)), ...lengths.map((length) => word.slice(-length))].find(isAnswer);
}

/** The pairs in a text that may also say other things: `Legend: age in years, metastases 0 (yes), 1 (no)`. */
export function legendsIn(text: string, isAnswer: (word: string) => boolean): readonly LegendPair[] {
  const folded = foldSpelling(text).replace(EAST_JOIN, " $& ");
  const tokens = tokensIn(folded, WORD_OR_DIGIT, isAnswer);
  const pairs: LegendPair[] = [];
  for (let at = 1; at < tokens.length; at++) {
    const [one, other] = [tokens[at - 1], tokens[at]];
    if (one === undefined || other === undefined || one.isDigit === other.isDigit) continue;
    if (!BETWEEN.test(folded.slice(one.end, other.begin))) continue;
    pairs.push(pairOf(one, other));
    at += 1; // each word belongs to one pair
  }
  return pairs;
}

/** Characters between two of the words of a legend without signs. */
const NEAR = 12;

/**
 * Pairs of two digits and two different answers near each other, whatever is between them: `0 yes, 1 no`, `yes 0, no 1`, `0/1 (yes/no)`, `0有1无`.
 *
 * @param answer what a word says, if it is an answer
 */
export function impliedLegends(text: string, answer: (word: string) => boolean | undefined): readonly LegendPair[] {
  const tokens = tokensIn(foldSpelling(text).replace(EAST_JOIN, " "), WORD_OR_ANY_DIGIT, (word) => answer(word) !== undefined);
  const pairs: LegendPair[] = [];
  for (let at = 0; at + 4 <= tokens.length; at++) {
    const found = pairsOfFour(tokens.slice(at, at + 4), answer);
    pairs.push(...found);
    if (found.length > 0) at += 3; // each word belongs to one pair
  }
  return pairs;
}

/** Two pairs, digits first or words first: `0 yes 1 no` and `0 1 yes no`, but not `0 yes no 1`. */
function pairsOfFour(four: readonly Token[], answer: (word: string) => boolean | undefined): readonly LegendPair[] {
  const isNear = four.every(({ begin }, index) => index === 0 || begin - (four[index - 1]?.end ?? 0) <= NEAR);
  if (!isNear || four[0]?.isDigit === four[3]?.isDigit) return [];
  const [one, other] = four.filter(({ isDigit }) => isDigit);
  const [first, second] = four.filter(({ isDigit }) => !isDigit);
  if (one === undefined || other === undefined || first === undefined || second === undefined) return [];
  const isOfDifferent = one.text !== other.text && answer(first.text) !== answer(second.text);
  return isOfDifferent ? [pairOf(one, first), pairOf(other, second)] : [];
}

function pairOf(one: Token, other: Token): LegendPair {
  return one.isDigit ? [one.text, other.text] : [other.text, one.text];
}

const SIGN = "\\s*(?:[=:：＝→)\\]]|[-=]>|\\p{Pd})\\s*";
const DIGIT_AND_PHRASE = new RegExp(
  `(?<!\\d|\\d[.,/])(\\d{1,2})${SIGN}(\\p{L}[^;,|/\\n。；，、=:：]*?)(?=\\s*(?:[;,|/\\n。；，、]|\\d{1,2}${SIGN}|$))`,
  "gu",
);
const PHRASE_AND_DIGIT = /(?<=^|[;,|/\n。；，、:：]|\d\s)\s*(\p{L}[^;,|/\n。；，、=:：\d]*?)\s*[=→]\s*(\d{1,2})(?![.,/]?\d)/gu;

/** Digits with what they mean in several words, of at least two: `0 = with metastases; 1 = without`, `0:転移あり 1:転移なし`. */
export function phraseLegends(text: string): readonly LegendPair[] {
  const folded = foldSpelling(text);
  const found = [
    [...folded.matchAll(DIGIT_AND_PHRASE)].map(([, digit = "", phrase = ""]): LegendPair => [digit, phrase]),
    [...folded.matchAll(PHRASE_AND_DIGIT)].map(([, phrase = "", digit = ""]): LegendPair => [digit, phrase]),
  ];
  return found.flatMap((pairs) => (new Set(pairs.map(([digit]) => digit)).size > 1 ? pairs : []));
}
