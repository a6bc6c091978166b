/** Which conditions need an as-of date. */
import { assertNever, type LeafCondition } from "./model.js";

/** Whether a leaf asks how much time has gone by, so that an as-of date is needed. */
export function needsAsOf(leaf: LeafCondition): boolean {
  switch (leaf.kind) {
    case "elapsed":
    case "date":
      return true; // a date's plausible years count back from the as-of date, too
    case "number":
      return leaf.maxAge !== undefined || leaf.field.since !== undefined;
    case "known":
      // A date is readable only where it is plausible, and ages follow from dates.
      if (leaf.field.type === "date" || (leaf.field.type === "number" && leaf.field.since !== undefined)) return true;
      return leaf.maxAge !== undefined;
    case "boolean":
    case "code":
      return leaf.maxAge !== undefined;
    default:
      return assertNever(leaf);
  }
}
