/** A condition of the model as it would be in a criteria file: to show what a fault looks like. */
import { limitWords } from "../language/limit-words.js";
import { assertNever, type Comparison, type Condition, type LeafCondition, type Span, takesTwo } from "../language/model.js";
import { formatDay } from "../values/date/date.js";

/** The JSON of a condition on one line. */
export function conditionText(node: Condition): string {
  switch (node.kind) {
    case "all":
      return `{ "all": ${listText(node.of)} }`;
    case "any":
      return `{ "any": ${listText(node.of)} }`;
    case "atLeast":
      return `{ "atLeast": ${node.count}, "of": ${listText(node.of)} }`;
    case "not":
      return `{ "not": ${conditionText(node.of)} }`;
    default:
      return leafText(node);
  }
}

function listText(of: readonly Condition[]): string {
  return `[${of.map(conditionText).join(", ")}]`;
}

/** A field's condition in words: `platelets >= 80 10*9/L`. */
export function leafWords({ field, limit }: LeafCondition): string {
  return `${field.name} ${limitWords(limit)}`;
}

function leafText(leaf: LeafCondition): string {
  const { op, value, unit } = rightSide(leaf);
  const keys = [
    `"field": ${JSON.stringify(leaf.field.name)}`,
    `"op": "${op}"`,
    ...(value === undefined ? [] : [`"value": ${value}`]),
    ...(unit === undefined ? [] : [`"unit": ${JSON.stringify(unit)}`]),
    ...("maxAge" in leaf && leaf.maxAge !== undefined ? [`"maxAge": ${spanText(leaf.maxAge)}`] : []),
  ];
  return `{ ${keys.join(", ")} }`;
}

function spanText({ value, unit }: Span): string {
  return `{ "value": ${value}, "unit": "${unit}" }`;
}

interface RightSide {
  readonly op: string;
  readonly value: string | undefined;
  readonly unit?: string | undefined;
}

function rightSide(leaf: LeafCondition): RightSide {
  switch (leaf.kind) {
    case "number": {
      const texts = leaf.limit.values;
      return { op: leaf.op, value: oneOrTwo(leaf.op, texts), unit: leaf.unit?.ucum };
    }
    case "elapsed":
      return { op: leaf.op, value: oneOrTwo(leaf.op, leaf.limits.map(String)), unit: leaf.unit };
    case "date":
      return {
        op: leaf.op,
        value: oneOrTwo(
          leaf.op,
          leaf.limits.map((day) => JSON.stringify(formatDay(day ?? 0))),
        ),
      };
    case "boolean":
      return { op: "is", value: String(leaf.value) };
    case "code": {
      const [first = ""] = leaf.codes;
      if (!leaf.negated && leaf.codes.length === 1) return { op: "is", value: JSON.stringify(first) };
      return { op: leaf.negated ? "not-in" : "in", value: `[${leaf.codes.map((code) => JSON.stringify(code)).join(", ")}]` };
    }
    case "known":
      return { op: "known", value: undefined };
    default:
      return assertNever(leaf);
  }
}

function oneOrTwo(op: Comparison, texts: readonly string[]): string {
  return takesTwo(op) ? `[${texts.join(", ")}]` : (texts[0] ?? "");
}
