/** What a person still has to check: sentences of the protocol that no criterion covers. */
import type { NotEvaluated } from "../language/model.js";

/** A sentence by its words and its place in the protocol. */
function sentenceText({ source, label }: NotEvaluated): string {
  return source === undefined ? label : `${label} (${source})`;
}

/** A line for a trial whose criteria do not cover its whole protocol; none for one whose criteria do. */
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
