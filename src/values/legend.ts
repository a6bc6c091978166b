/** What digits stand for, in a text, or in cells beside a table, that say nothing else: `1 = yes, 2 = no`, `m=1, f=2`, `0：无 1：有`, `0 - ja; 1 - nein`. */
import { pattern } from "./pattern.js";
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

/** Headings of columns that explain others, and names of such sheets. */
export const LEGEND_NAMES = pattern("iu")`
  (?<!\p{L})(?:legend[ae]?|légende|leyenda
    |codes?|kodes?|codebook|codeliste?|[ck]odierung(?:en)?|codificaci[oó]n|codifica|codage
    |schlüssel|keys?|dictionary|variables?|variablen|labels?|erläuterung(?:en)?|hinweise?|notes?|readme|info
    |легенда|коды?|кодировка|обозначения)(?!\p{L})
  |图例|圖例|编码|編碼|说明|說明|凡例|コード
  |코드|범례
`;

/**
 * Legends in columns beside a table, of which each row holds a pair: `0 = yes`, or `0` and `yes` in two adjacent columns. With the heading
 * above them, unless it says only that they are legends.
 */
export function legendBeside(headings: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const cell = (row: readonly string[], at: number): string => (row[at] ?? "").trim();
  return headings.flatMap((heading, at) => {
    const alone = rows.map((row) => cell(row, at)).filter((text) => text !== "");
    const isOfLegends = heading.trim() === "" || LEGEND_NAMES.test(heading);
    const inTwo = isOfLegends ? rows.map((row) => [cell(row, at), cell(row, at + 1)].filter((text) => text !== "")) : [];
    const pairs = inTwo.filter((texts) => texts.length === 2).map((texts) => texts.join(" = "));
    const isWhole = inTwo.every(({ length }) => length !== 1);
    const legends = [alone, ...(isWhole ? [pairs] : [])].map((texts) => [...new Set(texts)].join("; "));
    const isOne = (text: string): boolean => legendOf(text).length > 0 || (LEGEND_NAMES.test(heading) && PAIR.test(text));
    return legends.filter(isOne).map((text) => (/\p{L}/u.test(heading.replace(LEGEND_NAMES, "")) ? `${heading}; ${text}` : text));
  });
}

/** A pair alone, below a heading that says what it is. */
const PAIR = /^\d{1,2}\s*[=:]\s*\p{L}/u;

const DIGIT = /^\d{1,2}$/;
const WORDS = /^\p{L}.{0,60}$/u;

/** `0 = yes`, of two cells that hold a digit and its answer, in either order. */
export function pairOf([one = "", other = ""]: readonly string[]): string | undefined {
  if (DIGIT.test(one) && WORDS.test(other)) return `${one} = ${other}`;
  return WORDS.test(one) && DIGIT.test(other) ? `${other} = ${one}` : undefined;
}
