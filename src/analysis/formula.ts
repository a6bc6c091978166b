/** Conditions as formulas over the leaves of variables, evaluated over everything that is still possible: to a set of truths, not one. */
import { assertNever, type Condition, type LeafCondition } from "../language/model.js";

/** Sets of truths are bits: the truths that a node may still have. */
export const TRUE = 1;
/** It is not known. */
export const UNKNOWN = 2;
/** It is not met. */
export const FALSE = 4;
/** Nothing is decided. */
export const OPEN = 7;

/** A condition without fields and limits; `all` and `any` are the two ends of `atLeast`. */
export type Formula = Content &
  (
    | { readonly kind: "leaf"; readonly variable: number; readonly leaf: number }
    | { readonly kind: "atLeast"; readonly count: number; readonly of: readonly Formula[] }
    | { readonly kind: "not"; readonly of: Formula }
  );

/** What is frequently needed of formulas. */
interface Content {
  /** Each once, in order of number. */
  readonly variables: readonly number[];
  /** Those that occur more than once. Without them, nothing in the formula can contradict another part of it. */
  readonly repeated: readonly number[];
  /** How much work one evaluation is. */
  readonly size: number;
}

/** Where a leaf's truth is found. */
export interface LeafPlace {
  readonly variable: number;
  readonly leaf: number;
}

/** The truths that a leaf may have. */
export type LeafTruths = (variable: number, leaf: number) => number;

/** The formula of a condition; `inner` makes those of what stands in it. */
export function formulaOf(
  node: Condition,
  place: (leaf: LeafCondition) => LeafPlace,
  inner: (node: Condition) => Formula = (node) => formulaOf(node, place),
): Formula {
  switch (node.kind) {
    case "all":
      return atLeast(node.of.length, node.of.map(inner));
    case "any":
      return atLeast(1, node.of.map(inner));
    case "atLeast":
      return atLeast(node.count, node.of.map(inner));
    case "not": {
      const of = inner(node.of);
      return { kind: "not", of, variables: of.variables, repeated: of.repeated, size: of.size + 1 };
    }
    case "number":
    case "boolean":
    case "code":
    case "elapsed":
    case "date":
    case "known": {
      const { variable, leaf } = place(node);
      return { kind: "leaf", variable, leaf, variables: [variable], repeated: NONE, size: 1 };
    }
    default:
      return assertNever(node);
  }
}

const NONE: readonly number[] = [];

function atLeast(count: number, of: readonly Formula[]): Formula {
  const variables = new Set<number>();
  const repeated = new Set<number>();
  let size = 1;
  for (const member of of) {
    size += member.size;
    for (const variable of member.repeated) repeated.add(variable);
    for (const variable of member.variables) (variables.has(variable) ? repeated : variables).add(variable);
  }
  const inOrder = [...variables];
  if (inOrder.some((variable, index) => variable < (inOrder[index - 1] ?? 0))) inOrder.sort((a, b) => a - b);
  return { kind: "atLeast", count, of, variables: inOrder, repeated: repeated.size === 0 ? NONE : [...repeated], size };
}

/** The truths that a formula may have: exact where no leaf occurs twice, else perhaps too many, never too few. */
export function truthsOf(formula: Formula, leaf: LeafTruths): number {
  switch (formula.kind) {
    case "leaf":
      return leaf(formula.variable, formula.leaf);
    case "not":
      return negated(truthsOf(formula.of, leaf));
    case "atLeast":
      return counted(formula.count, formula.of, leaf);
  }
}

/** True becomes false and false true. */
function negated(truths: number): number {
  return (truths & UNKNOWN) | (truths & TRUE ? FALSE : 0) | (truths & FALSE ? TRUE : 0);
}

function counted(count: number, of: readonly Formula[], leaf: LeafTruths): number {
  let canBeTrue = 0;
  let mustBeTrue = 0;
  let canBeMore = 0; // true or unknown
  let mustBeMore = 0;
  let canBeUnknown = false;
  for (const member of of) {
    const truths = truthsOf(member, leaf);
    if (truths & TRUE) canBeTrue += 1;
    if (truths === TRUE) mustBeTrue += 1;
    if (truths & (TRUE | UNKNOWN)) canBeMore += 1;
    if ((truths & FALSE) === 0) mustBeMore += 1;
    if (truths & UNKNOWN) canBeUnknown = true;
  }
  const yes = canBeTrue >= count ? TRUE : 0;
  const no = mustBeMore < count ? FALSE : 0;
  const maybe = canBeUnknown && mustBeTrue < count && canBeMore >= count ? UNKNOWN : 0;
  return yes | no | maybe;
}

/** Calls back for every leaf, also for one that occurs again. */
export function eachLeaf(formula: Formula, visit: (place: LeafPlace) => void): void {
  switch (formula.kind) {
    case "leaf":
      visit(formula);
      return;
    case "not":
      eachLeaf(formula.of, visit);
      return;
    case "atLeast":
      for (const member of formula.of) eachLeaf(member, visit);
      return;
  }
}
