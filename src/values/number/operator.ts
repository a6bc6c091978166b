/** Comparison signs in a column of their own, beside a number. */
import type { Interval } from "../interval.js";
import { type Unreadable, unreadable } from "../reading.js";
import { foldSpelling, unwrapCell } from "../text.js";
import type { NumberCell } from "./cell.js";
import { type Comparator, ENDINGS, SIGNS } from "./sign.js";

/** What the operator column says about a number; undefined: nothing, so the cell counts as it is. */
export type Operator = Comparator | "=" | "unclear" | undefined;

/** Words of operator columns, beside those that stand beside numbers. */
export const OPERATOR_WORDS: readonly (readonly [Operator, readonly string[]])[] = [
  ["=", ["=", "==", "eq", "equal", "equals", "equal to", "gleich", "égal", "égal à", "igual", "igual a", "uguale", "uguale a"]],
  ["=", ["等于", "等於", "等しい", "равно"]],
  ["<", ["lt", "less", "kleiner"]],
  [">", ["gt", "greater", "more", "größer", "超"]],
  ["<=", ["le", "lte"]],
  [">=", ["ge", "gte"]],
];

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...SIGNS,
  ...[...ENDINGS].map(([words, sign]): readonly [string, Operator] => [words.trim(), sign]),
  ...OPERATOR_WORDS.flatMap(([operator, words]) => words.map((word): readonly [string, Operator] => [word, operator])),
]);

/** Reads a cell of an operator column: blank says nothing, and anything but a sign or a word for one is unclear. */
export function readOperator(text: string): Operator {
  const folded = foldSpelling(unwrapCell(text));
  return folded === "" ? undefined : (OPERATORS.get(folded) ?? "unclear");
}

const UNCLEAR = unreadable("operator", "the text in the operator column is not a comparison sign");
const CONTRADICTION = unreadable("operator", "the cell and the operator column say different things");

/** A number with the sign of its operator column, read as if the sign were in the cell. */
export function withOperator(parts: NumberCell, operator: Operator): NumberCell | Unreadable {
  if (operator === undefined || operator === parts.comparator) return parts;
  if (operator === "unclear") return UNCLEAR;
  if (operator === "=") return parts.comparator === undefined ? parts : CONTRADICTION;
  // `70-80` below something is neither.
  return parts.comparator !== undefined || parts.second !== undefined ? CONTRADICTION : { ...parts, comparator: operator };
}

/** A declared spelling (`III`) stands for one number: nothing can be above or below it. */
export function isExact(operator: Operator): operator is undefined | "=" {
  return operator === undefined || operator === "=";
}

/** Why a number beside such an operator cannot be read. */
export function operatorFault(operator: Operator): Unreadable {
  return operator === "unclear" ? UNCLEAR : CONTRADICTION;
}

/** The numbers that a sign before a number denotes; `upper` if the number itself lies between two decimals. */
export function bounded(comparator: Comparator | undefined, value: number, upper = value): Interval {
  switch (comparator) {
    case undefined:
      return { low: value, high: upper, lowOpen: false, highOpen: false };
    case "<":
    case "<=":
      return { low: -Infinity, high: upper, lowOpen: true, highOpen: comparator === "<" };
    case ">":
    case ">=":
      return { low: value, high: Infinity, lowOpen: comparator === ">", highOpen: true };
  }
}
