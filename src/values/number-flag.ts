/** What laboratories write around a number that is no part of it: flags of abnormal results, and declared marks. */

/** Capital letters as in HL7 table 0078. Small ones are not flags: `3.2 l` may be a slip of 3.21. */
const LETTERS = "HH|LL|H|L|AA|A|N";
const ARROWS = "[\u2191\u2193\u21d1\u21d3\u2b06\u2b07\u25b2\u25bc\u2197\u2198]{1,3}\ufe0f?";
const WORDS = [
  ...["critically high", "critically low", "critical high", "critical low", "panic high", "panic low", "very high", "very low"],
  ...["abnormal", "critical", "elevated", "decreased", "normal", "raised", "reduced", "high", "low", "crit", "abn", "hi", "lo"],
].join("|");

const WHOLE = new RegExp(`^(?:${LETTERS}|${ARROWS}|(?:${caseless(WORDS)}))$`);
/** Behind a number or a unit: set off by a space, but for arrows. */
const BEHIND = new RegExp(`(?:\\s(?:${LETTERS}|(?:${caseless(WORDS)}))|\\s*${ARROWS})$`);
/** Before a unit, `8.1 H mg/dL`, or before a number, `H 8.1`. */
const BEFORE = new RegExp(`^(?:(?:HH|LL|H|L|(?:${caseless(WORDS)}))\\s|\\((?:HH|LL|H|L)\\)|\\[(?:HH|LL|H|L)\\]|${ARROWS})\\s*`);

/** Matches letters in any case without making the whole pattern do so. */
function caseless(words: string): string {
  return words.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** Whether the text is one flag and nothing else. */
export function isFlag(text: string): boolean {
  return WHOLE.test(text);
}

/** How long the flag is with which the text begins, white behind it included; 0 if none. */
export function flagBefore(text: string): number {
  return BEFORE.exec(text)?.[0].length ?? 0;
}

/** The text without the flag at its end, or undefined if there is none. */
export function withoutFlagBehind(text: string): string | undefined {
  if (isFlag(text)) return "";
  const match = BEHIND.exec(text);
  return match === null ? undefined : text.slice(0, match.index);
}

const WORDLIKE = /[\p{L}\p{N}]/u;

/**
 * The text without a declared mark at its beginning or end, or undefined if there is none. A mark of letters must stand
 * alone: a declared `a` is not the end of `kPa`.
 */
export function withoutMark(text: string, marks: readonly string[]): string | undefined {
  for (const mark of marks) {
    if (mark === "") continue;
    if (text === mark) return "";
    const apart = WORDLIKE.test(mark);
    if (text.startsWith(mark) && (!apart || /^\s/.test(text.slice(mark.length)))) return text.slice(mark.length);
    if (text.endsWith(mark) && (!apart || /\s$/.test(text.slice(0, -mark.length)))) return text.slice(0, -mark.length);
  }
  return undefined;
}
