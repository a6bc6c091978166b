/** Where the unit begins in a heading: `Creatinine (mg/dL)`, `Kreatinin in mg/dl`, `size_cm`. Whether it is one is for others to say. */
import { foldHeading } from "../values/heading.js";
import { foldWidth } from "../values/text.js";

/** A way to divide a heading into a name and a unit. */
export interface UnitSplit {
  /** Folded. */
  readonly base: string;
  readonly unitText: string;
  /** A hyphen at the end of the name was left out: it may belong to it. */
  readonly isHyphened: boolean;
  /** It stands after a slash: it is the unit only if it fits, for `Na/K` is a ratio. */
  readonly isDivisor: boolean;
}

/**
 * What may stand between a name and a unit that has no brackets. A dash takes the spaces around it along; for hyphens see {@link isSign}. It does not
 * ignore case, because V8 takes several times as long to build a pattern with `\p{L}` that does.
 */
const SEPARATOR =
  /\s*(?:[-\u2212]+>|--+|[\u2010-\u2015\u2192\u21d2\u27a1|=·•])\s*|\s+[-\u2212]\s*|\s+(?:[iI][nN]|[eE][nNmM])\s+|(?<=[\p{L}\d+])[-\u2212](?=[\p{L}\d/%])|[\s_,;:/.]/gu;

/** `Creatinine - [mg/dL]`, `Creatinine: (mg/dL)`, `Kreatinin in (mg/dl)` */
const JOINED = /(?:\s[-\u2212]|[-\u2212]+>|--+|[\u2010-\u2015\u2192\u21d2\u27a1|=·•,;:]|\s(?:in|en|em))$/i;

/** A hyphen close to the name, and not to the unit. */
const CLOSE_HYPHEN = /[^\s\u2212-][-\u2212]$/;

/** `Kreatinin (in mg/dl)`, `Creatinine (unit: mg/dL)` */
const PREPOSITION = /^(?:(?:in|en|em)(?:\s+|:\s*)|(?:units?|einheit|unité|unidad|unità|unidade|单位|單位|単位)\s*[:=]\s*)/i;

/** `Creatinine (mg/dL)†`, `Creatinine (mg/dL)¹` */
const NOTE_MARKS = /(?<=[)\]}])[*#†‡§¶¹²³⁴⁵⁶⁷⁸⁹]{1,3}$/;

/** A heading's unit is no longer than this; what stands before is not searched, however long it is. */
const MAX_UNIT = 80;

/** Units in headings have at most so many words. */
const MAX_SPLITS = 10;

/** The ways to see a unit at the end of a heading: in brackets, or set off; the longest unit first. */
export function unitSplits(heading: string): readonly UnitSplit[] {
  const plain = foldWidth(heading).replace(WIDE_BRACKETS, (bracket) => ("【〔".includes(bracket) ? "[" : "]"));
  const text = withoutEnd(withoutEnd(plain).replace(NOTE_MARKS, ""));
  const begin = Math.max(0, text.length - MAX_UNIT);
  const end = text.slice(begin);
  const splits: UnitSplit[] = [];
  const add = (base: number, unitText: string, isDivisor = false): void => {
    const name = text
      .slice(0, begin + base)
      .trimEnd()
      .replace(JOINED, "")
      .trimEnd();
    const unit = unitText.trim().replace(PREPOSITION, "");
    if (unit === "") return;
    // `Cl- (mmol/L)` keeps its hyphen, `Creatinine- (mg/dL)` has none.
    const folded = foldHeading(name);
    if (folded !== "") splits.push({ base: folded, unitText: unit, isHyphened: false, isDivisor });
    const bare = CLOSE_HYPHEN.test(name) ? foldHeading(name.slice(0, -1)) : "";
    if (bare !== "") splits.push({ base: bare, unitText: unit, isHyphened: true, isDivisor });
  };
  const bracket = openingBracket(end);
  if (bracket !== undefined) add(bracket, end.slice(bracket + 1, -1));
  const places = [...end.matchAll(SEPARATOR)].slice(-MAX_SPLITS);
  for (const place of places) {
    const separator = place[0];
    // A slash is part of the unit (`WBC/mm3`), or divides by it (`体重/kg`).
    if (separator === "/") add(place.index, end.slice(place.index));
    add(place.index, end.slice(place.index + separator.length), separator === "/");
  }
  return splits;
}

const WIDE_BRACKETS = /[【】〔〕]/g;
const PUNCTUATION = " \t\n\r*:;,.";

/** Without punctuation at the end. A loop, because a pattern that ends in `+$` is quadratic. */
function withoutEnd(heading: string): string {
  const text = heading.trim();
  let end = text.length;
  while (end > 0 && PUNCTUATION.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).trimEnd();
}

/** Where the bracket opens that closes at the end of the text. */
function openingBracket(text: string): number | undefined {
  const close = ")]}".indexOf(text.at(-1) ?? " ");
  if (close < 0) return undefined;
  const [open, shut] = [["(", "[", "{"][close], text.at(-1)];
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === shut) depth += 1;
    else if (text[at] === open) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return undefined;
}
