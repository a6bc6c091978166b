/** What digits stand for as answers, in headings, notes and cells that may also say other things: `0 yes; 1 no`, `0 = mit Metastasen; 1 = ohne`. */
import { hasOtherWords, hasUnknownWords } from "./answer-words.js";
import { type Explained, explainedIn, LINK, SIGN } from "./explained.js";
import { missingWord } from "./missing.js";
import { mayBeUnknown } from "./not-known.js";
import { foldSpelling } from "./text.js";
import { isPresent } from "./word-parts.js";
import { yesOrNo } from "./yes-no.js";

/** Nearly no cell does. Two patterns, as one for both orders takes time with the square of the length. */
function mayExplain(text: string): boolean {
  return /\p{N}/u.test(text) && /\p{L}/u.test(text);
}

/** A digit, and whether it stands for yes. */
export type DigitAnswer = readonly [digit: string, isYes: boolean];

/**
 * Whether a text (a heading, a note, a legend in a row of its own) shows that digits do not mean 1 for yes and 0 for no, in one column or in
 * all. In doubt it does: then digits are not read.
 */
export function hasOtherLegend(text: string): boolean {
  if (!mayExplain(text)) return false;
  const answers = [...joinedAnswers(text), ...nearAnswers(text)];
  const isUsual = answers.some(([digit]) => digit === "0") && answers.some(([digit]) => digit === "1");
  // What more there is beside 0 and 1 may be `9 = no data`.
  return [...(isUsual ? answers.filter(isOfTwo) : answers), ...phraseAnswers(text)].some(isOther) || isOfUnknown(text);
}

/** Whether a note explains digits as answers, or gives words another meaning. */
export function explainsAnswers(note: string): boolean {
  if (hasOtherWords(note) || hasUnknownWords(note)) return true;
  if (!mayExplain(note)) return false;
  const answers = [joinedAnswers, nearAnswers, phraseAnswers];
  return answers.some((answersIn) => answersIn(note).length > 0) || isUnknownLegend(note) || isOfUnknown(note);
}

/** Nearly no ID of two words has these. */
const TWO_DIGITS = /\p{N}\P{N}+\p{N}/u;

/** Whether a text that need be no note can only be a legend: of a yes and a no, or of 0 and 1 in words that are not known. */
export function isLegend(text: string): boolean {
  if (!TWO_DIGITS.test(text) || !mayExplain(text)) return false;
  const answers = joinedAnswers(text);
  if (answers.some(([, isYes]) => isYes) && answers.some(([, isYes]) => !isYes)) return true;
  if (isOnlyAnswers(text)) return true;
  return isUnknownLegend(text) && isOfBoth(phrasesIn(text).flat());
}

/** `0 ja / 1 nein` */
function isOnlyAnswers(text: string): boolean {
  if (text.length > LONGEST_ALONE) return false;
  const folded = plain(text);
  const words = folded.match(WORD_OR_ANY_DIGIT) ?? [];
  return tokensIn(folded, WORD_OR_ANY_DIGIT).length === words.length && nearAnswers(text).length > 0;
}

const LONGEST_ALONE = 100;

/** Whether a text says what 0 stands for, but in no words that are known: `0 = seen; 1 = clear`, `0 = seen`. `1 = seen` is as usual. */
export function isUnknownLegend(text: string): boolean {
  if (!mayExplain(text)) return false;
  const phrases = phrasesIn(text).flat();
  const isKnown = ({ phrase }: Phrase): boolean => (yesOrNo(phrase) ?? missingWord(phrase) ?? isPresent(phrase)) !== undefined;
  const isOfZero = phrases.some(({ digit, sign }) => sign === "=" && digit === "0");
  if (!isOfZero && !isOfBoth(phrases)) return false;
  return !phrases.some(isKnown) && joinedAnswers(text).length === 0 && nearAnswers(text).length === 0;
}

function isOfBoth(phrases: readonly Phrase[]): boolean {
  const digits = digitsOf(phrases);
  return digits.has("0") && digits.has("1");
}

function isOfTwo([digit]: DigitAnswer): boolean {
  return isZeroOrOne(digit);
}

function isOther([digit, isYes]: DigitAnswer): boolean {
  return digit !== (isYes ? "1" : "0");
}

const WORD_OR_DIGIT = /(?<!\d|\d[.,/])\d{1,2}(?![.,/]?\d)|\p{L}+/gu;
/** Also the digits of `0/1 = yes/no`. */
const WORD_OR_ANY_DIGIT = /(?<!\d|\d[.,])\d{1,2}(?![.,]?\d)|\p{L}+/gu;
/** Words that join a digit and its answer where no spaces set words apart. */
const EAST_JOINS = "(?:表示|代表|意为|是指|指|为|為|即|は|が)";
const EAST_JOIN = new RegExp(EAST_JOINS, "gu");
/** `=`, ` - `, ` (`, `: `, and words for them; a space alone or a full stop may be anything: `see table no. 1`. */
const BETWEEN =
  /^\s*(?:(?:[^\p{L}\d\s.,;]\s?){1,3}|(?:means|is|equals|(?:stands )?for|hei(?:ss|ß)t|bedeutet|(?:steht )?für|entspricht|ist|signifie|pour|est|significa|para|per|es|è|é|означает|значит|это|betekent|voor|oznacza|表示|代表|意为|是指|指|为|為|即|は|が)\s*)$/u;
/** Questions, and words for no value: these are no answers. */
const NO_ANSWER =
  /^(?:是否|有无|有無|有没有|有沒有|是不是|[无無](?:法|效|关|關|数据|數據|资料|資料|结果|結果|记录|記錄|記録|信息))/u;
const EAST = /[\u3040-\u30ff\u4e00-\u9fff]/u;

/** A digit, or a word for yes or no. */
interface Token {
  readonly digit: string | undefined;
  readonly isYes: boolean | undefined;
  readonly begin: number;
  readonly end: number;
}

/** A text without differences of writing; `①` is 1. */
function plain(text: string): string {
  return foldSpelling(text.replace(CIRCLED, (digit) => ` ${digit.normalize("NFKC")}`));
}

const CIRCLED = /[①-⑳⓪]/g;

/** The digits and answers of a folded text, in order. */
function tokensIn(folded: string, pattern: RegExp): readonly Token[] {
  return [...folded.matchAll(pattern)].flatMap(({ 0: word, index }): Token[] => {
    const place = { begin: index, end: index + word.length };
    if (/\d/.test(word)) return [{ digit: word, isYes: undefined, ...place }];
    const isYes = answerAt(word);
    return isYes === undefined ? [] : [{ digit: undefined, isYes, ...place }];
  });
}

/** The answer that a word is; without spaces between words, the one that it begins or ends with: `有脑转移`, `転移なし`. */
function answerAt(word: string): boolean | undefined {
  const whole = yesOrNo(word);
  if (whole !== undefined || !EAST.test(word) || NO_ANSWER.test(word)) return whole;
  const lengths = [3, 2, 1].filter((length) => length < word.length);
  const parts = [...lengths.map((length) => word.slice(0, length)), ...lengths.map((length) => word.slice(-length))];
  return parts.map(yesOrNo).find((isYes) => isYes !== undefined);
}

/** Digits and the answers that a sign or a word joins to them: `Legend: age in years, metastases 0 (yes), 1 (no)`. */
export function joinedAnswers(text: string): readonly DigitAnswer[] {
  const folded = plain(text).replace(EAST_JOIN, " $& ");
  const tokens = tokensIn(folded, WORD_OR_DIGIT);
  const answers: DigitAnswer[] = [];
  for (let at = 1; at < tokens.length; at++) {
    const [one, other] = [tokens[at - 1], tokens[at]];
    const answer = answerOf(one, other);
    if (answer === undefined || !BETWEEN.test(folded.slice(one?.end, other?.begin))) continue;
    answers.push(answer);
    at += 1; // each word belongs to one answer
  }
  return answers;
}

function answerOf(one: Token | undefined, other: Token | undefined): DigitAnswer | undefined {
  const digit = one?.digit ?? other?.digit;
  const isYes = one?.isYes ?? other?.isYes;
  return digit === undefined || isYes === undefined ? undefined : [digit, isYes];
}

/** Characters between two of the words of a legend without signs. */
const NEAR = 20;

/** Two digits and two different answers near each other, whatever is between them: `0 yes, 1 no`, `yes 0, no 1`, `0/1 (yes/no)`, `0有1无`. */
function nearAnswers(text: string): readonly DigitAnswer[] {
  const tokens = tokensIn(plain(text).replace(EAST_JOIN, " "), WORD_OR_ANY_DIGIT);
  const answers: DigitAnswer[] = [];
  for (let at = 0; at + 4 <= tokens.length; at++) {
    const found = answersOfFour(tokens.slice(at, at + 4));
    answers.push(...found);
    if (found.length > 0) at += 3; // each word belongs to one answer
  }
  return answers;
}

/** Two answers, digits first or words first: `0 yes 1 no` and `0 1 yes no`, but not `0 yes no 1`. */
function answersOfFour(four: readonly Token[]): readonly DigitAnswer[] {
  const isNear = four.every(({ begin }, index) => index === 0 || begin - (four[index - 1]?.end ?? 0) <= NEAR);
  const isDigit = ({ digit }: Token): boolean => digit !== undefined;
  const digits = four.filter(isDigit);
  const words = four.filter((token) => !isDigit(token));
  if (!isNear || (four[0]?.digit === undefined) === (four[3]?.digit === undefined)) return [];
  const [one, other] = [answerOf(digits[0], words[0]), answerOf(digits[1], words[1])];
  const isOfDifferent = one !== undefined && other !== undefined && one[0] !== other[0] && one[1] !== other[1];
  return isOfDifferent ? [one, other] : [];
}

const DIGIT_AND_PHRASE = new RegExp(
  `(?<!\\d|\\d[.,/])(\\d{1,2})(${SIGN})(\\p{L}[^;,|/\\n。；，、=:：]*?)(?=\\s*(?:[;,|/\\n。；，、)\\]]|\\d{1,2}${SIGN}|$))`,
  "gu",
);
const PHRASE_AND_DIGIT = /(?<=^|[;,|/\n。；，、:：(]|\d\s)\s*(\p{L}[^;,|/\n。；，、=:：(\d]*?)\s*[=→]\s*(\d{1,2})(?![.,/]?\d)/gu;

interface Phrase {
  readonly digit: string;
  readonly phrase: string;
  readonly sign: string;
}

/** Digits with what they mean in several words: behind the digits, and before them. */
function phrasesIn(text: string): readonly (readonly Phrase[])[] {
  const folded = plain(text);
  return [
    [...folded.matchAll(DIGIT_AND_PHRASE)].map(([, digit = "", sign = "", phrase = ""]) => ({
      digit,
      phrase,
      sign: sign.trim(),
    })),
    [...folded.matchAll(PHRASE_AND_DIGIT)].map(([, phrase = "", digit = ""]) => ({ digit, phrase, sign: "" })),
  ];
}

/** What phrases say of 0 and 1, of at least two digits or with an `=`: `0 = with metastases; 1 = without`, `0:転移あり 1:転移なし`. */
function phraseAnswers(text: string): readonly DigitAnswer[] {
  return phrasesIn(text)
    .flatMap((phrases) => (digitsOf(phrases).size > 1 ? phrases : phrases.filter(({ sign }) => sign === "=")))
    .flatMap(({ digit, phrase }): DigitAnswer[] => {
      const isYes = missingWord(phrase) === undefined ? isPresent(phrase) : undefined;
      return isYes === undefined ? [] : [[digit, isYes]];
    })
    .filter(isOfTwo); // `9 = keine Angabe` says nothing about these
}

const DIGIT_AND_SIGN = new RegExp(`(?<!\\d|\\d[.,/])(\\d{1,2})["'”“»’]?(${LINK})`, "gu");
const EAST_JOIN_BEHIND_DIGIT = new RegExp(`(?<=\\d\\s?)${EAST_JOINS}`, "gu");

/** Whether 0 or 1 is said to mean also that nothing is known: `0 = not assessed`, `0 = no/unknown; 1 = yes`, `unknown = 0`. */
function isOfUnknown(text: string): boolean {
  const all = explainedDigits(text);
  const isSaid = all.some(({ key }) => key === "0") && all.some(({ key }) => key === "1");
  const [, wordsFirst = []] = phrasesIn(text);
  return (
    all.some(({ key, isFirm, meaning }) => isZeroOrOne(key) && (isSaid || isFirm) && mayBeUnknown(meaning)) ||
    wordsFirst.some(({ digit, phrase }) => isZeroOrOne(digit) && mayBeUnknown(phrase))
  );
}

/** Digits, and what a note says that they mean. */
export function explainedDigits(note: string): readonly Explained[] {
  return explainedIn(plain(note).replace(EAST_JOIN_BEHIND_DIGIT, "="), DIGIT_AND_SIGN);
}

function isZeroOrOne(digit: string): boolean {
  return digit === "0" || digit === "1";
}

function digitsOf(phrases: readonly Phrase[]): ReadonlySet<string> {
  return new Set(phrases.map(({ digit }) => digit));
}
