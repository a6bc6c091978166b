/** The encoding in which a file that is not UTF-8 was probably saved, judged by the text that its bytes would make. Only a suggestion: nothing is read by it. */
import { textIn, wholeLinesOf } from "./encoding.js";

/** How well some bytes fit: from 0 to 1. */
type Fit = (text: string, bytes: Uint8Array) => number;

/** Encodings in which spreadsheets save, and where; of equally good ones the first counts. */
const USUAL: readonly (readonly [encoding: string, where: string, share: Fit])[] = [
  ["windows-1252", "Western Europe", letters("äöüßÄÖÜéèêëàâçôîïùûœæøåñíóúáãìòÉÈÊËÀÂÇÔÎÏÙÛŒÑÅØÆÍÓÚÁÃµ")],
  ["windows-1250", "Central Europe", letters("µąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťůúýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűöüäßŐŰÖÜÄăâîşţĂÂÎŞŢđĐľĺŕôĽ")],
  ["windows-1251", "Cyrillic", words],
  // Both have the bytes of the other, but common syllables of Korean are fewer than common characters of Chinese.
  ["euc-kr", "Korea", pairs(0xb0, 0xc8, 0xa1)],
  ["gb18030", "China", pairs(0xb0, 0xd7, 0xa1)],
  ["shift_jis", "Japan", japanese],
  ["big5", "Taiwan", pairs(0xa4, 0xc6, 0x40)],
];

/** Below this it would be a guess. */
const GOOD = 0.8;

const FOREIGN = /[^\0-\x7f]/;

/** Letters of these languages among others, and signs that stand alone. */
function letters(usual: string): Fit {
  const known = new Set(usual);
  return (text) => {
    let [good, all] = [0, 0];
    // Before an e it is Portuguese; elsewhere it is what Hungarian looks like.
    for (const [word] of text.replace(/õe/gi, "ãe").matchAll(/[\p{L}\p{N}\p{M}]*[^\0-\x7f]+[\p{L}\p{N}\p{M}]*/gu)) {
      const foreign = [...word].filter((one) => FOREIGN.test(one));
      all += foreign.length;
      // A word has few of them, but for words in capitals; letters are not beside signs such as ³ or ¤.
      const isWord = /^\p{L}+$/u.test(word) && 2 * foreign.length <= word.length + 1;
      const isSign = /^(?:[\p{L}\p{N}]*)[°µ²³€–—„“”‚‘’…§±%®ßøØ×½\u00a0]+(?:\p{L}*)$/u.test(word) && foreign.length < 3;
      if (isWord) good += foreign.filter((one) => known.has(one)).length;
      else if (isSign) good += foreign.length / 2;
    }
    return all === 0 ? 0 : good / all;
  };
}

/** Words in Cyrillic alone, in small letters, in capitals, or with a capital in front. */
function words(text: string): number {
  let [good, all] = [0, 0];
  for (const [word] of text.matchAll(/[\p{L}\p{N}]*[^\0-\x7f\s]+[\p{L}\p{N}]*/gu)) {
    all += word.length;
    if (/^(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+|№)$/.test(word)) good += word.length;
  }
  return all === 0 ? 0 : good / all;
}

/** Characters of two bytes, the first one of those with which the common ones begin. */
function pairs(low: number, high: number, second: number): Fit {
  return (_, bytes) => {
    let [good, all] = [0, 0];
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) continue;
      // Signs of full width are no sign of a language.
      if (byte >= 0xa1 && byte <= 0xa3) {
        at += 1;
        continue;
      }
      all += 1;
      at += 1;
      if (byte >= low && byte <= high && (bytes[at] ?? 0) >= second) good += 1;
    }
    return all === 0 ? 0 : good / all;
  };
}

/** Kana and common characters; kana of half width are what other encodings look like. */
function japanese(text: string, bytes: Uint8Array): number {
  const foreign = [...text].filter((one) => FOREIGN.test(one));
  const isHalf = foreign.filter((one) => /[\uff61-\uff9f]/.test(one)).length;
  const isCommon = bytes.some((byte) => byte >= 0x81 && byte <= 0x98);
  return foreign.length === 0 || !isCommon ? 0 : 1 - isHalf / foreign.length;
}

const LONGEST = 60;
const MOST_CHARACTERS = 12;

/**
 * What to try for a file that is not UTF-8.
 *
 * @param bytes some of it, with what is not UTF-8
 * @param heading its first line, if that may be shown: else only the characters are, never a patient's name
 */
export function suggestEncodings(bytes: Uint8Array, heading: Uint8Array | undefined): string {
  const piece = wholeLinesOf(bytes);
  const possible = USUAL.flatMap(([encoding, where, share]) => {
    const text = textIn(piece, encoding);
    return text === undefined ? [] : [{ encoding, where, text, good: share(text, piece) }];
  });
  const [best] = possible.filter(({ good }) => good >= GOOD).sort((a, b) => b.good - a.good);
  if (best === undefined) {
    const named = (possible.length > 0 ? possible : USUAL.map(([encoding, where]) => ({ encoding, where }))).map(
      ({ encoding, where }) => `${encoding} (${where})`,
    );
    return `name the encoding it was saved in, for example --encoding ${named.join(", ")}; or save it as UTF-8`;
  }
  const line = heading?.some((byte) => byte >= 0x80) ? textIn(heading, best.encoding) : undefined;
  const characters = [...new Set([...best.text].filter((one) => FOREIGN.test(one)))].slice(0, MOST_CHARACTERS);
  const seen =
    line === undefined
      ? `its characters would be ${characters.join(" ")}`
      : `its first line would be \`${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}\``;
  return `${best.encoding} (${best.where}) fits best: ${seen}; if that is right, use --encoding ${best.encoding}, or save it as UTF-8`;
}
