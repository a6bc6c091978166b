/** Brackets beside a number, and words in front of a reference range in them: `(Ref. 150-400)`, `(Norm bis 1,2)`. */
import { pattern } from "../pattern.js";
import { trimWhite } from "../text.js";

const WORDS = pattern("i")`
  ^(?:(?:reference|ref\.?|normal)(?:\s+range)?|range // English
    |norm(?:e|ale?|wert|bereich)?\.?|referenz(?:bereich)?|nr|rr|n|v\.?n\.?|v\.?r\.?|vn // German, and short forms
    |valeurs? normales?|valores? normal(?:es)?|valori normali
    |норма|реф\.?
    |正常(?:值|范围)?|参考(?:值|范围)?|參考值|基準値?)
  (?:\s*[:=：]\s*|\s+|(?=[<>≤≥\d])(?<=[nv.值围値]))
`;
/** `(Norm bis 1,2)`. Alone it may say to what the value changed: `150 (bis 60)`. */
const UP_TO = /^(?:bis|jusqu['’]?à|jusqu['’]a|hasta|fino a|até|ate|tot|до|up to)\s+(?=\d)/i;

/** A range without the words in front of it. */
export function withoutReferenceWords(text: string): string {
  const length = WORDS.exec(text)?.[0].length ?? 0;
  return length === 0 ? text : text.slice(length).replace(UP_TO, "<=");
}

/** The bracketed text at the end, else at the beginning. */
export function bracketGroup(text: string): { readonly inside: string; readonly outside: string } | undefined {
  const last = text.charAt(text.length - 1);
  const opener = last === ")" ? "(" : last === "]" ? "[" : undefined;
  if (opener !== undefined) {
    const at = text.lastIndexOf(opener);
    return at < 0 ? undefined : { inside: trimWhite(text.slice(at + 1, -1)), outside: text.slice(0, at) };
  }
  const closer = text.startsWith("(") ? ")" : text.startsWith("[") ? "]" : undefined;
  if (closer === undefined) return undefined;
  const at = text.indexOf(closer);
  return at < 0 ? undefined : { inside: trimWhite(text.slice(1, at)), outside: text.slice(at + 1) };
}
