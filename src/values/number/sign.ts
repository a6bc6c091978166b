/** Comparison signs beside numbers, and words for them in the languages of the dictionary's headings, Russian and Dutch. */
import { isDigit } from "./text.js";

/** What may stand before a censored value. */
export type Comparator = "<" | "<=" | ">" | ">=";

type Words = readonly (readonly [Comparator, string])[];

function turned(words: Words): ReadonlyMap<string, Comparator> {
  return new Map(words.flatMap(([sign, text]) => text.split("|").map((one) => [one, sign] as const)));
}

/** Words before a number. Only words with one meaning there: Spanish `sobre` is above or about, German `bis` may end a range. */
export const SIGN_WORDS: Words = [
  ["<=", "=<|≤|⩽|≦"],
  [">=", "=>|≥|⩾|≧"],
  // English
  ["<", "less than|lower than|fewer than|below|under"],
  [">", "more than|greater than|higher than|longer than|above|over"],
  ["<=", "at most|up to|not more than|no more than|less than or equal to"],
  [">=", "at least|not less than|no less than|greater than or equal to|more than or equal to"],
  // German
  ["<", "weniger als|kleiner als|niedriger als|unter"],
  [">", "mehr als|größer als|groesser als|höher als|hoeher als|länger als|laenger als|über"],
  ["<=", "höchstens|maximal|nicht mehr als|kleiner gleich|kleiner oder gleich"],
  [">=", "mindestens|mind.|wenigstens|nicht weniger als|größer gleich|groesser gleich|größer oder gleich"],
  // French
  ["<", "moins de|inférieur à|inférieure à|inf. à|inf à"],
  [">", "plus de|supérieur à|supérieure à|sup. à|sup à"],
  ["<=", "au plus|au maximum|pas plus de|inférieur ou égal à|inférieure ou égale à"],
  [">=", "au moins|au minimum|pas moins de|supérieur ou égal à|supérieure ou égale à"],
  // Spanish
  ["<", "menos de|menor de|menor que|inferior a|inf. a"],
  [">", "más de|mas de|mayor de|mayor que|superior a|sup. a"],
  ["<=", "como máximo|no más de|menor o igual a|menor o igual que"],
  [">=", "al menos|por lo menos|como mínimo|no menos de|mayor o igual a|mayor o igual que"],
  // Italian
  ["<", "meno di|minore di|inferiore a"],
  [">", "più di|piu di|maggiore di|superiore a|oltre"],
  ["<=", "al massimo|non più di|minore o uguale a"],
  [">=", "almeno|non meno di|maggiore o uguale a"],
  // Portuguese
  ["<", "menor que|menor do que"],
  [">", "mais de|maior que|maior do que"],
  ["<=", "no máximo|menor ou igual a"],
  [">=", "pelo menos|no mínimo|maior ou igual a"],
  // Dutch
  ["<", "minder dan|lager dan"],
  [">", "meer dan|hoger dan"],
  ["<=", "hoogstens|niet meer dan"],
  [">=", "minstens|ten minste|niet minder dan"],
  // Russian
  ["<", "менее|меньше"],
  [">", "более|больше|свыше"],
  ["<=", "не более|не больше"],
  [">=", "не менее|не меньше"],
  // Chinese
  ["<", "小于|小於|低于|低於|少于|少於|不足"],
  [">", "大于|大於|高于|高於|多于|多於|超过|超過"],
  ["<=", "小于等于|小於等於|小于或等于|不超过|不高于|不大于|不多于|至多|最多"],
  [">=", "大于等于|大於等於|大于或等于|不低于|不小于|不少于|至少|最少"],
];

/** Words after a number. 以上 does not everywhere include the number itself; the wider reading is taken. */
export const SIGN_ENDINGS: Words = [
  ["<", "未満|未满"],
  ["<=", "以下|及以下|或以下|以内"],
  [">", "超"],
  [">=", "以上|及以上|或以上"],
  ["<=", " or less| or fewer| or below| oder weniger| ou moins| o menos| o meno| ou menos"],
  [
    ">=",
    " or more| or above| and more| and above| oder mehr| und mehr| oder länger| und länger| ou plus| et plus| o más| o mas| y más| y mas| o più| e più| ou mais| e mais",
  ],
];

/** Comparison signs, and words for them. */
export const SIGNS: ReadonlyMap<string, Comparator> = new Map([
  ...(["<", "<=", ">", ">="] as const).map((sign) => [sign, sign] as const),
  ...turned(SIGN_WORDS),
]);
/** Words for them that stand after the number. */
export const ENDINGS: ReadonlyMap<string, Comparator> = turned(SIGN_ENDINGS);
/** Longest first, so that `<=` is not taken for `<`. */
const LONGEST_FIRST = longestFirst(SIGNS);
const ENDINGS_FIRST = longestFirst(ENDINGS);

function longestFirst(signs: ReadonlyMap<string, Comparator>): readonly (readonly [string, Comparator])[] {
  return [...signs].sort(([a], [b]) => b.length - a.length);
}

/** A word in another script ends where the number begins. */
const NEEDS_WHITE = /[\p{Script=Latin}\p{Script=Cyrillic}]$/u;

/** The sign at the beginning of a text, with the white space after it. */
export function signBefore(text: string): { readonly comparator: Comparator; readonly length: number } | undefined {
  if (isDigit(text, 0)) return undefined; // nearly all begin so
  const folded = text.toLowerCase();
  for (const [sign, comparator] of LONGEST_FIRST) {
    if (!folded.startsWith(sign)) continue;
    const behind = text.slice(sign.length);
    const white = behind.length - behind.trimStart().length;
    if (white === 0 && NEEDS_WHITE.test(sign)) return undefined;
    return { comparator, length: sign.length + white };
  }
  return undefined;
}

/** The sign at the end of a text: `3个月以上`, `6 months or more`. `length` is that of the text before it. */
export function signBehind(text: string): { readonly comparator: Comparator; readonly length: number } | undefined {
  const folded = text.toLowerCase();
  const found = ENDINGS_FIRST.find(([one]) => folded.endsWith(one));
  if (found === undefined) return undefined;
  const [ending, comparator] = found;
  return { comparator, length: text.slice(0, -ending.length).trimEnd().length };
}
