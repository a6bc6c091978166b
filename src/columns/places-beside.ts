/** Which columns are beside the numbers of a field, or named after them. */
import type { Field } from "../language/model.js";
import { foldHeading } from "../values/heading.js";
import { areRemarksOn } from "./remarks.js";
import { doubtUnder } from "./told-of-value.js";

/** Columns so far away may still belong to a number, where none but such columns stand between. */
export const FARTHEST = 3;

/** Places of the columns that are called after a column, and of those beside it, up to the next values on either side. Units stand behind numbers, mostly. */
export function placesBeside(
  { index, heading }: { readonly index: number; readonly heading: string },
  headings: readonly string[],
  isValue: (index: number) => boolean,
): readonly number[] {
  const beside: number[] = [];
  for (const step of [1, -1])
    for (let at = index + step; at >= 0 && at < headings.length && Math.abs(at - index) <= FARTHEST && !isValue(at); at += step)
      beside.push(at);
  const stem = foldHeading(heading);
  const called = headings.flatMap((other, at) =>
    at !== index && isCalledAfter(foldHeading(other), stem) && !isValue(at) ? [at] : [],
  );
  return [...new Set([...called, ...beside])];
}

/** Of the keys of values those that another key is called after, by their slots. */
export function calledAfter(
  values: readonly { readonly slot: number; readonly heading: string; readonly field: Field }[],
): (path: string) => readonly number[] {
  const stems = values.map((one) => ({ ...one, stem: foldHeading(one.heading) }));
  const isOn = (path: string, { field, heading, stem }: (typeof stems)[number]): boolean =>
    (field.type === "number" && (isCalledAfter(foldHeading(path), stem) || areRemarksOn(path, field, heading))) ||
    doubtUnder(field, path, -1, heading, false) !== undefined;
  return (path) => stems.filter((one) => isOn(path, one)).map(({ slot }) => slot);
}

/** Whether a folded heading begins with another: `PLT_flag` with `PLT`. */
function isCalledAfter(other: string, stem: string): boolean {
  return stem.length > 1 && other.startsWith(stem);
}

/** Whether a column to the right of another has no heading, nor any between them: the other's may be merged, and stand for both. */
export function goesOnUnder(index: number, at: number, headings: readonly string[]): boolean {
  return at > index && at - index <= FARTHEST && headings.slice(index + 1, at + 1).every((heading) => heading.trim() === "");
}
