/** Units that a note states: `* mg/l`, `weights in lb`, `Kreatinin (mg/dl)`. */
import { unitCandidates } from "./read.js";

/** What may stand before a unit; a number may not: `above 1.5 mg/dl` is a limit. */
const STATED =
  /(?:^[*†‡§#¹²³]+|[([:=]|(?:^|\s)(?:in|en|em|as|units?|einheit(?:en)?|unités?|unidad(?:es)?|unità|в|ед\.?)[\s:=]|单位|單位|単位)\s*(?!(?:in|en|em|[\d.,]+)(?:\s|$))([^\s,;:()[\]]+)/giu;

/** Longer notes are prose. */
const LONGEST = 300;

/** Texts in a note that may name a unit, as written. */
export function unitTexts(note: string): readonly string[] {
  return note.length > LONGEST ? [] : [...note.matchAll(STATED)].map(([, text = ""]) => text);
}

/** Whether a note states any unit. */
export function statesUnit(note: string): boolean {
  return unitTexts(note).some((text) => text.length > 1 && unitCandidates(text).length > 0);
}
