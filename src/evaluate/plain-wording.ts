/** Causes for people: `Platelets: 79 × 10⁹/L is below 80 × 10⁹/L`. Only reports for people load this. */
import { demandWords } from "../language/describe.js";
import { takesTwo } from "../language/model.js";
import type { LeafPlan } from "../plan/plan.js";
import { IN_WORDS } from "../values/describe-reading.js";
import { spanWords } from "../values/number/quantity-words.js";
import type { Wording } from "./wording.js";

/** See the head of this file. */
export const FOR_PEOPLE: Wording = {
  reading: IN_WORDS,
  name: ({ label }) => label,
  asked: (leaf) => demandWords(leaf, true),
  outcome: (leaf, value, met) => `: ${outcomeWords(leaf, value, met)}`,
  span: ({ value, unit }) => spanWords([value], unit),
};

/** The limit without the age of the value, which did not decide. */
function outcomeWords(leaf: LeafPlan, value: string, met: boolean): string {
  switch (leaf.kind) {
    case "known":
      return `${value} is a value`;
    case "boolean":
      return value;
    case "code":
      return codeWords(leaf.codes, value, met !== leaf.negated);
    case "number":
      return `${value} is ${comparedWords({ ...leaf, maxAge: undefined }, met)}`;
    case "date":
    case "elapsed":
      return `${value} is ${comparedWords(leaf, met)}`;
  }
}

type Compared = Extract<LeafPlan, { readonly kind: "number" | "date" | "elapsed" }>;

/** `below 80` says more than `not at least 80`; but a value of 80, if more is required, is `not above 80`. */
function comparedWords(leaf: Compared, met: boolean): string {
  const { op } = leaf;
  if (takesTwo(op) || (!met && (op === "<" || op === ">")))
    return `${met ? "" : "not "}${demandWords(leaf, true).replace(/, both (days )?included$/, "")}`;
  return demandWords(leaf, met)
    .replace(/^anything but /, "not ")
    .replace(/^on any day but /, "not on ");
}

function codeWords(codes: readonly string[], value: string, isIn: boolean): string {
  const [only = "", ...more] = codes;
  if (more.length > 0) return `${value}, ${isIn ? "one" : "none"} of: ${codes.join(", ")}`;
  return isIn ? value : `${value}, not ${only}`;
}
