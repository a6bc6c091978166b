/** What laboratories write beside a number without changing it: flags of abnormal results, and declared marks. */
import type { UnitKind } from "../unit/unit.js";

/** Capital letters as in HL7 table 0078. Small ones are not flags: `3.2 l` may be a slip of 3.21. */
const LETTERS = "HH|LL|H|L|AA|A|N";

/** Letters that may be more than a flag: `5 N` is normal, or five times normal; `2.5 L` is low, or 2.5 lakh. */
export type AmbiguousFlag = "N" | "L";

/** These letters, as a column map may declare them to be flags and nothing else. */
export const AMBIGUOUS_FLAGS: readonly AmbiguousFlag[] = ["N", "L"];

/** What else a flag may be, in a field of these kinds. Only measured quantities have a normal, and only counts are given in lakhs. */
export function ambiguousFlag(flag: string, kinds: readonly UnitKind[]): AmbiguousFlag | undefined {
  if (flag === "N" && kinds.length > 0) return "N";
  return flag === "L" && kinds.includes("number-concentration") ? "L" : undefined;
}
const ARROWS = "[\u2191\u2193\u21d1\u21d3\u2b06\u2b07\u25b2\u25bc\u2197\u2198]{1,3}\ufe0f?";
const WORDS = [
  ...["critically high", "critically low", "critical high", "critical low", "panic high", "panic low", "very high", "very low"],
  ...["abnormal", "critical", "elevated", "decreased", "normal", "raised", "reduced", "high", "low", "crit", "abn", "hi", "lo"],
  ...["within normal limits", "wnl", "norm\\.?", "i\\. ?o\\.", "i\\. ?n\\."],
  ...[
    "stark erhöht",
    "leicht erhöht",
    "erhöht",
    "erhoeht",
    "erniedrigt",
    "vermindert",
    "hoch",
    "niedrig",
    "auffällig",
    "unauffällig",
  ],
  ...[
    "élevée",
    "élevé",
    "elevee",
    "eleve",
    "haute",
    "haut",
    "basse",
    "bas",
    "bajo",
    "baja",
    "alto",
    "alta",
    "elevado",
    "elevada",
  ],
  ...[
    "elevato",
    "elevata",
    "basso",
    "bassa",
    "baixo",
    "baixa",
    "повышено",
    "повышен",
    "понижено",
    "понижен",
    "высокий",
    "низкий",
  ],
].join("|");
/** These stand close to the number. */
const SIGNS = "偏高|偏低|高い|低い|升高|降低|高|低|正常";

/** Patterns of flags: of all, or without those letters that may stand for words. */
interface Patterns {
  readonly whole: RegExp;
  /** After a number or a unit: set off by a space, except arrows. */
  readonly behind: RegExp;
  /** Before a number: `H 8.1`. */
  readonly before: RegExp;
  /** Before a unit: `8.1 H mg/dL`, `42 N g/L`. */
  readonly beforeUnit: RegExp;
}

function patterns(letters: string, first: string, bracketed: string): Patterns {
  const words = `(?:${caseless(WORDS)})`;
  return {
    whole: new RegExp(`^(?:${letters}${ARROWS}|${words}|${SIGNS})$`),
    behind: new RegExp(`(?:\\s(?:${letters}${words})|\\s*(?:${ARROWS}|${SIGNS}))$`),
    before: new RegExp(`^(?:(?:${first}${words})\\s|${bracketed}${ARROWS})\\s*`),
    beforeUnit: new RegExp(`^(?:(?:${letters}${words})\\s|${bracketed}${ARROWS})\\s*`),
  };
}

const ALL = patterns(`${LETTERS}|`, "HH|LL|H|L|", "\\((?:HH|LL|H|L)\\)|\\[(?:HH|LL|H|L)\\]|");
const WITHOUT_LETTERS = patterns("", "", "");

/** A pattern of letters in either case, within a pattern that is case-sensitive. */
function caseless(words: string): string {
  return words.replace(/\p{Ll}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/**
 * Whether the text is one flag and nothing else.
 *
 * @param letters false where letters after a number mean something else
 */
export function isFlag(text: string, letters: boolean): boolean {
  return (letters ? ALL : WITHOUT_LETTERS).whole.test(text);
}

const ONLY_LETTERS = new RegExp(`^(?:${LETTERS})$`);

/** Whether the text is a flag of capital letters, which a column map may declare to be nothing else. */
export function isLetterFlag(text: string): boolean {
  return ONLY_LETTERS.test(text);
}

/** The length of the flag at the beginning of a text, with the white space after it; 0 if there is none. `letters` as in {@link isFlag}. */
export function flagBefore(text: string, letters: boolean): number {
  return (letters ? ALL : WITHOUT_LETTERS).before.exec(text)?.[0].length ?? 0;
}

/** {@link flagBefore}, between a number and its unit. */
export function flagBeforeUnit(text: string, letters: boolean): number {
  return (letters ? ALL : WITHOUT_LETTERS).beforeUnit.exec(text)?.[0].length ?? 0;
}

/** The text without the flag at its end, or undefined if there is none. `letters` as in {@link isFlag}. */
export function withoutFlagBehind(text: string, letters: boolean): string | undefined {
  if (isFlag(text, letters)) return "";
  const match = (letters ? ALL : WITHOUT_LETTERS).behind.exec(text);
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
