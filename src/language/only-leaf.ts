/** The only thing that a condition asks. */
import type { Condition, LeafCondition } from "./model.js";

/** A leaf, and whether its opposite is required. */
export interface OnlyLeaf {
  readonly leaf: LeafCondition;
  readonly isNegated: boolean;
}

/** For a condition of one leaf, that; undefined for any other. */
export function onlyLeaf(condition: Condition): OnlyLeaf | undefined {
  switch (condition.kind) {
    case "not": {
      const inner = onlyLeaf(condition.of);
      return inner && { leaf: inner.leaf, isNegated: !inner.isNegated };
    }
    case "all":
    case "any":
    case "atLeast": {
      const [only] = condition.of;
      return only !== undefined && condition.of.length === 1 ? onlyLeaf(only) : undefined;
    }
    default:
      return { leaf: condition, isNegated: false };
  }
}
