/** How conditions are named in diagnostics. */
import { limitWords } from "../language/limit-words.js";
import type { Condition, Criterion } from "../language/model.js";

const LONGEST = 90;

/** A condition in a few words: `platelets >= 80 10*9/L`. Long ones are cut short. */
export function conditionWords(condition: Condition): string {
  const text = wordsOf(condition, false);
  const chars = [...text];
  return chars.length > LONGEST ? `${chars.slice(0, LONGEST - 1).join("")}…` : text;
}

function wordsOf(condition: Condition, inner: boolean): string {
  const list = (of: readonly Condition[], word: string): string => {
    const text = of.map((one) => wordsOf(one, of.length > 1)).join(` ${word} `);
    return inner && of.length > 1 ? `(${text})` : text;
  };
  switch (condition.kind) {
    case "all":
      return list(condition.of, "and");
    case "any":
      return list(condition.of, "or");
    case "atLeast":
      return `at least ${condition.count} of (${condition.of.map((one) => wordsOf(one, false)).join("; ")})`;
    case "not":
      return `not ${wordsOf(condition.of, true)}`;
    default:
      return `${condition.field.name} ${limitWords(condition.limit)}`;
  }
}

/** The criteria as a list: `I1`, `I2` and `E3`. */
export function criteriaWords(criteria: readonly Criterion[]): string {
  const quoted = criteria.map(({ id }) => `\`${id}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} and ${last}`;
}

/** What a criterion requires of those who pass it: its condition, negated for an exclusion. */
export function demandWords({ kind, condition, id }: Criterion): string {
  const words = conditionWords(condition);
  return kind === "inclusion" ? `\`${id}\` requires ${words}` : `\`${id}\` excludes ${words}`;
}
