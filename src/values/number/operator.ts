/** The comparison sign that stands in a column of its own, beside a number. */
import { type Interval, point } from "../interval.js";
import { type Unreadable, unreadable } from "../reading.js";
import { foldSpelling, unwrapCell } from "../text.js";
import type { NumberCell } from "./cell.js";
import { type Comparator, SIGNS } from "./sign.js";

/** What the operator column says of a number; undefined: nothing, so that the cell speaks for itself. */
export type Operator = Comparator | "=" | "unclear" | undefined;

/** Words of operator columns, beside the signs. */
export const OPERATOR_WORDS: readonly (readonly [Operator, readonly string[]])[] = [
  ["=", ["=", "==", "eq", "equal", "equals", "equal to", "gleich", "égal", "égal à", "igual", "igual a", "uguale", "uguale a"]],
  ["=", ["等于", "等於", "等しい", "равно"]],
  ["<", ["lt", "less", "kleiner", "kleiner als", "weniger als", "unter", "inférieur à", "moins de", "menor que", "menos de"]],
  ["<", ["inferior a", "minore di", "inferiore a", "meno di", "小于", "小於", "低于", "低於", "少于", "未満", "менее", "меньше"]],
  [">", ["gt", "greater", "more", "größer", "größer als", "groesser als", "mehr als", "über", "supérieur à", "plus de"]],
  [">", ["mayor que", "más de", "maior que", "mais de", "superior a", "maggiore di", "superiore a", "più di"]],
  [">", ["大于", "大於", "高于", "高於", "超过", "超過", "超", "более", "больше"]],
  ["<=", ["le", "lte", "kleiner gleich", "kleiner oder gleich", "höchstens", "inférieur ou égal à", "menor o igual que"]],
  ["<=", ["menor ou igual a", "minore o uguale a", "小于等于", "小於等於", "以下", "не более"]],
  [">=", ["ge", "gte", "größer gleich", "groesser gleich", "größer oder gleich", "mindestens", "supérieur ou égal à"]],
  [">=", ["mayor o igual que", "maior ou igual a", "maggiore o uguale a", "大于等于", "大於等於", "以上", "не менее"]],
];

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...SIGNS,
  ...OPERATOR_WORDS.flatMap(([operator, words]) => words.map((word): readonly [string, Operator] => [word, operator])),
]);

/** What a cell of an operator column says: blank is nothing, and what is neither a sign nor a word for one is unclear. */
export function readOperator(text: string): Operator {
  const folded = foldSpelling(unwrapCell(text));
  return folded === "" ? undefined : (OPERATORS.get(folded) ?? "unclear");
}

const UNCLEAR = unreadable("operator", "the text in the operator column is not a comparison sign");
const CONTRADICTION = unreadable("operator", "the cell and the operator column say different things");

/** A number of which the operator column says something, as if its sign stood in the cell. */
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

/** The numbers that a sign before one of them speaks of; `upper` where the number itself lies between two. */
export function bounded(comparator: Comparator | undefined, value: number, upper = value): Interval {
  switch (comparator) {
    case undefined:
      return upper === value ? point(value) : { low: value, high: upper, lowOpen: false, highOpen: false };
    case "<":
    case "<=":
      return { low: -Infinity, high: upper, lowOpen: true, highOpen: comparator === "<" };
    case ">":
    case ">=":
      return { low: value, high: Infinity, lowOpen: comparator === ">", highOpen: true };
  }
}
