/** What a person has to check besides: sentences of the protocol that no criterion says. */
import type { NotEvaluated } from "../language/model.js";

/** A sentence by its words and its place in the protocol. */
function sentenceText({ source, label }: NotEvaluated): string {
  return source === undefined ? label : `${label} (${source})`;
}

/** A line for a trial that does not say its whole protocol; none for one that does. */
export function notEvaluatedLines({
  criteria,
  notEvaluated,
}: {
  readonly criteria: readonly unknown[];
  readonly notEvaluated: readonly NotEvaluated[];
}): readonly string[] {
  if (notEvaluated.length === 0) return [];
  const sentences = criteria.length + notEvaluated.length;
  const toCheck = notEvaluated.map(sentenceText).join("; ");
  return [`eligible as far as ${criteria.length} of ${sentences} sentences are evaluated; a person checks: ${toCheck}`];
}
