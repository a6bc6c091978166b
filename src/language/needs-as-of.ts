/** Which conditions need an as-of date. */
import type { LeafCondition } from "./model.js";

/** Whether a leaf asks how much time has gone by, so that an as-of date is needed. */
export function needsAsOf({ field, limit }: LeafCondition): boolean {
  // A date is readable only where it is plausible, which counts back from the as-of date, and ages follow from dates.
  return field.type === "date" || (field.type === "number" && field.since !== undefined) || limit.maxAge !== undefined;
}
