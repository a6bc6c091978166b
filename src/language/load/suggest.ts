/** What an unknown word was probably meant to be. */
import { editDistance } from "../../text/edit-distance.js";
import { foldHeading } from "../../values/heading.js";
import type { Field, Trial } from "../model.js";

/** Keys and names longer than this are not compared: the work grows with the square of the length. */
const MAX_LENGTH = 80;

/** Operators as other languages have them; edit distance alone does not show that `=>` is `>=`. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ["=>", ">="],
  ["≥", ">="],
  ["=<", "<="],
  ["≤", "<="],
  ["==", "="],
  ["===", "="],
  ["<>", "!="],
  ["≠", "!="],
  ["!==", "!="],
  ["lt", "<"],
  ["lte", "<="],
  ["le", "<="],
  ["gt", ">"],
  ["gte", ">="],
  ["ge", ">="],
  ["eq", "="],
  ["ne", "!="],
  ["exists", "known"],
  ["present", "known"],
  ["is-known", "known"],
  ["not-null", "known"],
]);

/**
 * The known word nearest to `word`, if it is near: at most one edit in three letters, case aside. Of equally near ones the
 * first.
 */
export function closest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const operator = OPERATORS.get(word);
  const folded = word.toLowerCase();
  let limit = Math.max(1, Math.floor(word.length / 3));
  let found: string | undefined;
  for (const candidate of known) {
    if (candidate === operator) return candidate;
    const edits = editDistance(folded, candidate.toLowerCase(), limit);
    // One edit turns any letter into any other: a word of one or two letters resembles only itself in another case.
    if (edits === undefined || (edits > 0 && Math.min(word.length, candidate.length) <= 2)) continue;
    found = candidate;
    limit = edits - 1; // only a nearer one can follow
  }
  return found;
}

/** The field that has such a name, label or alias, as columns are matched: nearer than any likeness. */
export function fieldNamed(trial: Trial, text: string): Field | undefined {
  const folded = foldHeading(text);
  const fields = [...trial.fields.values()];
  return fields.find(({ name, label, aliases }) => [name, label, ...aliases].some((one) => foldHeading(one) === folded));
}

/** `did you mean …?`, or undefined without a meaning. */
export function didYouMean(meant: string | undefined): string | undefined {
  return meant === undefined ? undefined : `did you mean \`${meant}\`?`;
}

/** Words as a list: `a`, `b` or `c`. */
export function oneOf(words: readonly string[]): string {
  const last = words.length - 1;
  return words.map((word, index) => `${index === 0 ? "" : index === last ? " or " : ", "}\`${word}\``).join("");
}
