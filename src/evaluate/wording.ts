/** How causes are worded: with names and codes as in criteria files, or as people write. */
import { limitWords } from "../language/limit-words.js";
import type { Field, Span } from "../language/model.js";
import type { LeafPlan } from "../plan/plan.js";
import { IN_CODES, type ReadingWords } from "../values/describe-reading.js";

/** See the head of this file. */
export interface Wording {
  readonly reading: ReadingWords;
  /** What a field is called. */
  name(field: Field): string;
  /** What a leaf asks for, after `must be`. */
  asked(leaf: LeafPlan): string;
  /** What follows the field's name if the value decides. */
  outcome(leaf: LeafPlan, value: string, met: boolean): string;
  span(span: Span): string;
}

/** `platelets: 79 10*9/L is not >= 80 10*9/L`: what other programs read stays as it is. */
export const FOR_PROGRAMS: Wording = {
  reading: IN_CODES,
  name: ({ name }) => name,
  asked,
  outcome(leaf, value, met) {
    if (leaf.kind === "known") return `: ${value} is a value`;
    if (leaf.kind === "boolean") return ` is ${value}`;
    // A list that a code must not be in is not negated twice.
    if (leaf.kind === "code" && leaf.negated) return `: ${value} is ${met ? "not in" : "in"} ${leaf.codes.join(", ")}`;
    const when = leaf.kind === "elapsed" ? " before the as-of date" : "";
    return `: ${value} is ${met ? "" : "not "}${asked(leaf)}${when}`;
  },
  span: ({ value, unit }) => `${value} ${unit}`,
};

/** The limit after the word `is`: `is true` is said as `true`. */
function asked({ limit }: LeafPlan): string {
  const words = limitWords(limit);
  return limit.op === "is" ? words.slice("is ".length) : words;
}
