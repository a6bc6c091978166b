/** One criterion in words, as a text of its own. */
import { type Described, describeCondition } from "../language/describe.js";
import type { Criterion, CriterionKind } from "../language/model.js";
import { SECTIONS } from "./shown.js";

/** A criterion in sentences and indented lists, with its heading: `Required: “Platelets” is at least 80 × 10⁹/L`. */
export function criterionWords({ kind, condition }: Pick<Criterion, "kind" | "condition">): string {
  return wholeText(kind, describeCondition(condition));
}

/** The same for a condition that is already in words. */
export function wholeText(kind: CriterionKind, condition: Described): string {
  const lead = SECTIONS.find((section) => section.kind === kind)?.lead ?? "";
  return [`${lead} ${condition.text}`, ...condition.of.flatMap((member) => linesOf(member, "  "))].join("\n");
}

function linesOf({ text, of }: Described, indent: string): readonly string[] {
  return [`${indent}- ${text}`, ...of.flatMap((member) => linesOf(member, `${indent}  `))];
}
