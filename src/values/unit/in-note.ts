/** Units that a note states: `* mg/l`, `weights in lb`, `Kreatinin (mg/dl)`. */
import { unitCandidates } from "./read.js";

/** What may stand before a unit; a number may not: `above 1.5 mg/dl` is a limit. */
const STATED =
  /(?:^[*†‡§#¹²³]+|[([:=]|(?:^|\s)(?:in|en|em|as|units?|einheit(?:en)?|unités?|unidad(?:es)?|unità|в|ед\.?)[\s:=]|单位|單位|単位)\s*(?!(?:in|en|em|[\d.,]+)(?:\s|$))([^\s,;:()[\]]+)/giu;
/** Between the words of a note. */
export const BETWEEN_WORDS = /[\s,;:()=[\]*†‡§#]+/u;
/** In a note an `in` is no inch. */
const NO_UNITS: ReadonlySet<string> = new Set(["in", "at", "as", "am", "im", "an"]);

/** Longer notes are prose. */
const LONGEST = 300;

/** Texts in a note that may name a unit, as written. */
export function unitTexts(note: string): readonly string[] {
  return note.length > LONGEST ? [] : [...note.matchAll(STATED)].map(([, text = ""]) => text);
}

/** Whether a note has a unit in it. */
export function hasUnit(note: string): boolean {
  if (note.length > LONGEST) return false;
  const isUnit = (word: string): boolean =>
    word.length > 1 && /\p{L}/u.test(word) && !NO_UNITS.has(word.toLowerCase()) && unitCandidates(word).length > 0;
  return note.split(BETWEEN_WORDS).some(isUnit);
}
