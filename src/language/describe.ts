/** Conditions in plain words, from the tree that is evaluated. For people who compare them with the protocol. */
import { formatDay } from "../values/date/date.js";
import { quantityWords, spanWords, unitName } from "../values/number/quantity-words.js";
import { isMultiple, sameMeasure } from "../values/unit/unit.js";
import {
  assertNever,
  type CompareDate,
  type CompareElapsed,
  type CompareNumber,
  type Comparison,
  type Condition,
  type Field,
  type InCodes,
  type LeafCondition,
  type Limits,
  type NodeId,
  type OneLimit,
  type Span,
  type TwoLimits,
  takesTwo,
} from "./model.js";

/** A condition in words. With members, `text` is the line above their list: `at least one of these`. */
export interface Described {
  readonly id: NodeId;
  readonly kind: Condition["kind"];
  readonly text: string;
  readonly of: readonly Described[];
}

const NUMBER_WORDS: Readonly<Record<OneLimit, string>> = {
  "<": "below",
  "<=": "at most",
  ">": "above",
  ">=": "at least",
  "=": "exactly",
  "!=": "anything but",
};

const TWO_WORDS: Readonly<Record<TwoLimits, (limits: string, ends: string) => string>> = {
  between: (limits, ends) => `from ${limits}, ${ends}`,
};

const ELAPSED_WORDS: typeof NUMBER_WORDS = { ...NUMBER_WORDS, "<": "less than", ">": "more than" };

const DATE_WORDS: typeof NUMBER_WORDS = {
  "<": "before",
  "<=": "on or before",
  ">": "after",
  ">=": "on or after",
  "=": "on",
  "!=": "on any day but",
};

/** A condition as a tree of statements. Nothing is simplified: every leaf of the condition is a leaf here, in the same order. */
export function describeCondition(node: Condition): Described {
  const { id, kind } = node;
  switch (node.kind) {
    case "all":
    case "any":
    case "atLeast":
      return { id, kind, text: groupWords(node), of: node.of.map(describeCondition) };
    case "not":
      return describeNot(node);
    default:
      return { id, kind, text: leafWords(node), of: [] };
  }
}

type Group = Extract<Condition, { readonly kind: "all" | "any" | "atLeast" }>;

function groupWords(node: Group): string {
  switch (node.kind) {
    case "all":
      return "all of these";
    case "any":
      return "at least one of these";
    case "atLeast":
      return `at least ${node.count} of these ${node.of.length}`;
  }
}

/** A denied group is worded as a group, because `not so: at least one of these` would be misread. */
function describeNot({ id, kind, of: inner }: Extract<Condition, { readonly kind: "not" }>): Described {
  const { text, of } = describeCondition(inner);
  switch (inner.kind) {
    case "any":
      return { id, kind, text: "none of these", of };
    case "all":
      return { id, kind, text: "not all of these", of };
    case "atLeast":
      return {
        id,
        kind,
        text: inner.count === 1 ? "none of these" : `fewer than ${inner.count} of these ${inner.of.length}`,
        of,
      };
    default:
      return { id, kind, text: `it is not the case that ${text}`, of };
  }
}

/** One leaf as a sentence without a full stop: `“Platelets” is at least 80 × 10⁹/L`. */
function leafWords(leaf: LeafCondition): string {
  const name = quoted(leaf.field);
  switch (leaf.kind) {
    case "number":
      return `${name} is ${numberWords(leaf)}${ageWords(leaf.maxAge)}`;
    case "elapsed":
      return `${name} is ${elapsedWords(leaf)}`;
    case "date":
      return `${name} is ${dateWords(leaf)}`;
    case "boolean":
      return `${name} is ${yesNo(leaf.value)}${ageWords(leaf.maxAge)}`;
    case "code":
      return `${name} is ${codeWords(leaf)}${ageWords(leaf.maxAge)}`;
    case "known":
      return `${name} is known, whatever it is${ageWords(leaf.maxAge)}`;
    default:
      return assertNever(leaf);
  }
}

/** The comparison that holds where one does not. */
export const OPPOSITE: Readonly<Record<OneLimit, OneLimit>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "=": "!=",
  "!=": "=",
};

/** A comparison of a leaf in words. */
type ComparisonWords<T> = (op: Comparison, limits: Limits<T>) => string;

/** What holds where a comparison with two limits does not, in words. */
const OPPOSITE_WORDS: Readonly<Record<TwoLimits, <T>(words: ComparisonWords<T>, low: T, high: T) => string>> = {
  between: (words, low, high) => `${words("<", [low])} or ${words(">", [high])}`,
};

type WithoutField<L> = L extends LeafCondition ? Omit<L, "id" | "at" | "field"> : never;

/** What a value must be for a leaf to hold, or not to, without the field's name: `at least 80 × 10⁹/L`, `no`. */
export function demandWords(leaf: WithoutField<LeafCondition>, holds: boolean): string {
  switch (leaf.kind) {
    case "number":
      return `${heldWords(leaf, holds, comparedWords)}${ageWords(leaf.maxAge)}`;
    case "elapsed":
      return heldWords(leaf, holds, elapsedWords);
    case "date":
      return heldWords(leaf, holds, dateWords);
    case "boolean":
      return `${yesNo(leaf.value === holds)}${ageWords(leaf.maxAge)}`;
    case "code":
      return `${codeWords({ ...leaf, negated: leaf.negated === holds })}${ageWords(leaf.maxAge)}`;
    case "known":
      return holds
        ? `a value that can be read${ageWords(leaf.maxAge)}`
        : `the remark that it was not done${ageWords(leaf.maxAge)}`;
    default:
      return assertNever(leaf);
  }
}

/** A comparison in words; if it does not hold, what holds instead. */
function heldWords<T, L extends { readonly op: Comparison; readonly limits: Limits<T> }>(
  leaf: L,
  holds: boolean,
  words: (leaf: Omit<L, "op" | "limits"> & { readonly op: Comparison; readonly limits: Limits<T> }) => string,
): string {
  if (holds) return words(leaf);
  const { op, limits } = leaf;
  const [low, high = low] = limits;
  const wordsOf: ComparisonWords<T> = (other, own) => words({ ...leaf, op: other, limits: own });
  return takesTwo(op) ? OPPOSITE_WORDS[op](wordsOf, low, high) : wordsOf(OPPOSITE[op], limits);
}

/** A field as sentences name it: its label in quotes, whatever its grammar. */
export function quoted({ label }: Field): string {
  return `“${label}”`;
}

/** A Boolean, as a cell would say it. */
export function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

/** The code of a unit is added where it is not the field's own, so that nobody takes one for the other. */
function numberWords(leaf: CompareNumber): string {
  const { unit, field } = leaf;
  const own = field.unit;
  const isOwn = own === undefined || isMultiple(unit) || sameMeasure(unit, own);
  return `${comparedWords(leaf)}${isOwn ? "" : ` (converted: the field is in ${unitName(own)})`}`;
}

function comparedWords({ op, limits, unit }: Pick<CompareNumber, "op" | "limits" | "unit">): string {
  const words = quantityWords(limits, unit);
  return takesTwo(op) ? TWO_WORDS[op](words, "both included") : `${NUMBER_WORDS[op]} ${words}`;
}

function elapsedWords({ op, limits, unit }: Pick<CompareElapsed, "op" | "limits" | "unit">): string {
  const time = spanWords(limits, unit);
  return takesTwo(op)
    ? TWO_WORDS[op](`${time} before the as-of date`, "both included")
    : `${ELAPSED_WORDS[op]} ${time} before the as-of date`;
}

function dateWords({ op, limits }: Pick<CompareDate, "op" | "limits">): string {
  const days = limits.map(formatDay).join(" to ");
  return takesTwo(op) ? TWO_WORDS[op](days, "both days included") : `${DATE_WORDS[op]} ${days}`;
}

function codeWords({ codes, negated }: WithoutField<InCodes>): string {
  if (codes.length === 1) return `${negated ? "anything but " : ""}${codes.join()}`;
  return `${negated ? "none" : "one"} of: ${codes.join(", ")}`;
}

function ageWords(maxAge: Span | undefined): string {
  return maxAge === undefined
    ? ""
    : `, measured at most ${spanWords([maxAge.value], maxAge.unit)} before the as-of date, not after it`;
}
