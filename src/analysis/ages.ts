/** States of values that may be too old. */
import type { LeafCondition, Span } from "../language/model.js";
import { stalePatterns } from "./date-states.js";
import { UNKNOWN } from "./formula.js";
import { refuseTooMany, type State } from "./state.js";

/** Readings that are too old for some of the leaves, or have no date. */
export function withAges(leaves: readonly LeafCondition[], known: readonly State[]): readonly State[] {
  const spans: Span[] = [];
  const spanOf = leaves.map((leaf) => {
    const maxAge = "maxAge" in leaf ? leaf.maxAge : undefined;
    if (maxAge === undefined) return -1;
    const index = spans.findIndex(({ value, unit }) => value === maxAge.value && unit === maxAge.unit);
    return index >= 0 ? index : spans.push(maxAge) - 1;
  });
  if (spans.length === 0) return known;
  const patterns = stalePatterns(spans);
  refuseTooMany(known.length * patterns.length, leaves.length);
  const stale = patterns.flatMap((pattern) =>
    known.map((state): State => {
      const truths = state.leaves.map((truth, leaf) => (pattern[spanOf[leaf] ?? -1] === true ? UNKNOWN : truth));
      return { ...state, leaves: truths, isKnown: false };
    }),
  );
  return [...known, ...stale];
}
