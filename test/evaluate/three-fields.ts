/** Trials on three numbers in g/L, for tests on how results are used. */
import { compileTrial, type TrialScreen } from "../../src/evaluate/compile.js";
import type { CompareNumber, Condition } from "../../src/language/model.js";
import { AS_OF, criterion, numberField, numberLeaf, surroundings, trial } from "../naive/build.js";

const FIELDS = ["plt", "hb", "alt"].map((name) => numberField(name, { unit: "g/L" }));

/** A comparison on one of the fields. */
export function compared(at: 0 | 1 | 2, op: "<=" | ">=", limit: string): CompareNumber {
  const field = FIELDS[at];
  if (field === undefined) throw new Error("three fields");
  return numberLeaf(field, { op, limits: [limit] });
}

/** A trial with these inclusion criteria, `I1` and so on. */
export function screenOf(...conditions: readonly Condition[]): TrialScreen {
  const criteria = conditions.map((condition, index) => criterion(`I${index + 1}`, "inclusion", condition));
  return compileTrial(trial(FIELDS, criteria), surroundings(FIELDS).slotOf, AS_OF);
}
