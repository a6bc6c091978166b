/** Columns that stand for one of several things each, which a field counts: `lesion 3` beside `Number of lesions`. */
import type { Field, NumberField } from "../language/model.js";
import { memoOf } from "../values/memo.js";
import { type Reading, type Unreadable, unreadable } from "../values/reading.js";
import { foldSpelling, trimWhite, withoutAccents } from "../values/text.js";
import { namesOf } from "./heading.js";

const NUMBERED = /^(\p{L}{4,})[\s_.#-]*(?:no\.?|nr\.?)?\s?(\d{1,2})(?![\d.,])/u;
/** A size: what is gone has none. */
const SIZE = /^[<>]?\s?\d+(?:[.,]\d+)?\s?(?:[x×*]\s?\d+(?:[.,]\d+)?\s?)*(?:mm|cm)?$/i;
const NOTHING = /^\D*0+(?:[.,]0+)?\D*$/;
/** Of the names of counts those that do not say what is counted. */
const NO_NOUNS: ReadonlySet<string> = new Set([
  ..."number count total anzahl zahl nombre numero quantidade prior previous line therapy treatment of lines".split(" "),
]);

/** The words of a field's names, in the singular where that is plain. */
const nouns = memoOf((field: Field): ReadonlySet<string> => {
  const words = namesOf(field).flatMap((name) => plain(name).match(/\p{L}{4,}/gu) ?? []);
  return new Set(words.filter((word) => !NO_NOUNS.has(word)).map(singular));
});

function plain(text: string): string {
  return withoutAccents(foldSpelling(text));
}

function singular(word: string): string {
  return word.replace(/(?:s|en|es)$/, "");
}

/** What a column says of a field's count: that there are so many at least, where a size stands in it; undefined where it is none of those. */
export function numberedColumn(
  field: NumberField,
  heading: string,
  index: number,
): ((cell: string, number: Reading) => Unreadable | undefined) | undefined {
  if (field.unit !== undefined || !field.integer) return undefined;
  const [, noun = "", digits = ""] = NUMBERED.exec(plain(heading)) ?? [];
  if (noun === "" || !nouns(field).has(singular(noun))) return undefined;
  const least = Number(digits);
  const more = unreadable("neighbour", numberedHint(heading, index));
  return (cell, number) => {
    const text = trimWhite(cell);
    if (number.state !== "read" || number.type !== "number" || !SIZE.test(text) || NOTHING.test(text)) return undefined;
    return number.possibilities.every(({ high }) => high < least) ? more : undefined;
  };
}

/** What is said of a number beside such a column. */
export function numberedHint(heading: string, index: number): string {
  return `${heading.trim() === "" ? `column ${index + 1}` : `\`${heading}\``} has a size, so there are more`;
}
