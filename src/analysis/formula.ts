/** Conditions as formulas over the leaves of variables, evaluated over all that may still be: a set of truths, not one. */
import { assertNever, type Condition, type LeafCondition } from "../language/model.js";

/** Sets of truths are bits: what a node may still come out as. */
export const TRUE = 1;
/** It cannot be told. */
export const UNKNOWN = 2;
/** It is not met. */
export const FALSE = 4;
/** Nothing is decided. */
export const OPEN = 7;

/** A condition without fields and limits; `all` and `any` are the two ends of `atLeast`. */
export type Formula =
  | { readonly kind: "leaf"; readonly variable: number; readonly leaf: number }
  | { readonly kind: "atLeast"; readonly count: number; readonly of: readonly Formula[] }
  | { readonly kind: "not"; readonly of: Formula };

/** Where a leaf's truth is found. */
export interface LeafPlace {
  readonly variable: number;
  readonly leaf: number;
}

/** What a leaf may be, as a set of truths. */
export type LeafTruths = (variable: number, leaf: number) => number;

/** The formula of a condition; `inner` makes those of what stands in it. */
export function formulaOf(
  node: Condition,
  place: (leaf: LeafCondition) => LeafPlace,
  inner: (node: Condition) => Formula = (node) => formulaOf(node, place),
): Formula {
  switch (node.kind) {
    case "all":
      return { kind: "atLeast", count: node.of.length, of: node.of.map(inner) };
    case "any":
      return { kind: "atLeast", count: 1, of: node.of.map(inner) };
    case "atLeast":
      return { kind: "atLeast", count: node.count, of: node.of.map(inner) };
    case "not":
      return { kind: "not", of: inner(node.of) };
    case "number":
    case "boolean":
    case "code":
    case "elapsed":
    case "date":
      return { kind: "leaf", ...place(node) };
    default:
      return assertNever(node);
  }
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

/** The variables of a formula, each once, in order of number. */
export function variablesOf(formula: Formula): readonly number[] {
  const found = new Set<number>();
  eachLeaf(formula, ({ variable }) => found.add(variable));
  return [...found].sort((a, b) => a - b);
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

/** How much work one evaluation is. */
export function sizeOf(formula: Formula): number {
  if (formula.kind === "not") return 1 + sizeOf(formula.of);
  if (formula.kind !== "atLeast") return 1;
  return formula.of.reduce((sum, member) => sum + sizeOf(member), 1);
}
