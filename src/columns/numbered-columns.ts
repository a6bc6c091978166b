/** Columns beside a count that give a minimum for it: a size in `lesion 3`, a part of the count in `target lesions`. */
import type { Field, NumberField } from "../language/model.js";
import { memoOf } from "../values/memo.js";
import { type Reading, type Unreadable, unreadable } from "../values/reading.js";
import { foldSpelling, trimWhite, withoutAccents } from "../values/text.js";
import { namesOf } from "./heading.js";

const NUMBERED = /^(\p{L}{4,})[\s_.#-]*(?:no\.?|nr\.?)?\s?(\d{1,2})(?![\d.,])/u;
/** A size: what is gone has none. */
const SIZE = /^[<>]?\s?\d+(?:[.,]\d+)?\s?(?:[x×*]\s?\d+(?:[.,]\d+)?\s?)*(?:mm|cm)?$/i;
const NOTHING = /^\D*0+(?:[.,]0+)?\D*$/;
/** Parts of all lesions, as they are counted for the response: ten at most. More is a sum of their diameters. */
const PART = /^(?:number of |no\.? of |n )?(?:non[\s-]?)?(?:target|measurable) (\p{L}{4,})$/u;
const COUNT = /^(?:[1-9]|10)$/;
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

/** Whether a heading may be that of such a column, of whatever is counted. */
export function mayBeNumbered(heading: string): boolean {
  return formOf(heading) !== null;
}

function formOf(heading: string): RegExpExecArray | null {
  const text = plain(heading).replace(/_/g, " ");
  return NUMBERED.exec(text) ?? PART.exec(text);
}

/** What a column says of a field's count: that there are so many at least, where a size stands in it; undefined if it is none of those. */
export function numberedColumn(
  field: NumberField,
  heading: string,
  index: number,
): ((cell: string, number: Reading) => Unreadable | undefined) | undefined {
  if (field.unit !== undefined || !field.integer) return undefined;
  const [, noun, digits] = formOf(heading) ?? [];
  if (noun === undefined || !nouns(field).has(singular(noun))) return undefined;
  const more = unreadable("neighbour", numberedHint(heading, index));
  return (cell, number) => {
    if (number.state !== "read" || number.type !== "number") return undefined;
    const least = leastIn(trimWhite(cell), digits);
    return number.possibilities.every(({ high }) => high < least) ? more : undefined;
  };
}

/** How many there are at least, as a cell of such a column says. */
function leastIn(text: string, digits: string | undefined): number {
  if (digits === undefined) return COUNT.test(text) ? Number(text) : 0;
  return SIZE.test(text) && !NOTHING.test(text) ? Number(digits) : 0;
}

/** What is said of a number beside such a column. */
export function numberedHint(heading: string, index: number): string {
  return `${heading.trim() === "" ? `column ${index + 1}` : `\`${heading}\``} says that there are more`;
}
