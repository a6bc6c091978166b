/** Three-valued logic (Kleene's strong tables). A word, never a boolean or null, so that no case is forgotten. */

export type Truth = "true" | "false" | "unknown";

/** Why a leaf is unknown although its cell could be read. */
export type Doubt = "undecided" | "undated" | "outdated" | "after-as-of" | "no-uln" | "no-lln" | "no-value";

/** `not`. */
export function negation(truth: Truth): Truth {
  switch (truth) {
    case "true":
      return "false";
    case "false":
      return "true";
    case "unknown":
      return "unknown";
  }
}

/**
 * Whether at least `count` of `of` members are true, when `yes` are true and `maybe` are unknown. Conjunction is at least all
 * of them, disjunction at least one.
 */
export function atLeast(count: number, yes: number, maybe: number): Truth {
  if (yes >= count) return "true";
  return yes + maybe >= count ? "unknown" : "false";
}

/** What all possibilities agree on; unknown where they do not. Of nothing at all, nothing is known. */
export function agreement(truths: Iterable<Truth>): Truth {
  let common: Truth | undefined;
  for (const truth of truths) {
    if (common !== undefined && common !== truth) return "unknown";
    common = truth;
  }
  return common ?? "unknown";
}
