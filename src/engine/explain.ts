/** Another look at files that were looked at, for one candidate alone. */
import { blocksAgain, changed, findingsOf, type PreflightResult } from "./preflight.js";
import type { ExplainedCandidate } from "./screener.js";
import type { ReadSettings } from "./source.js";

/**
 * The records with one id, more than one where it is repeated, in order. Throws a `ReadFailure` if a file cannot be read to its end.
 */
export async function* explainCandidates(
  preflight: PreflightResult,
  read: ReadSettings,
  id: string,
): AsyncGenerator<ExplainedCandidate, undefined> {
  const screener = preflight.pool.processor.screener(findingsOf(preflight));
  for (const [index, { source, head, records: expected }] of preflight.files.entries()) {
    for await (const block of blocksAgain(source, head, index, read, () => undefined)) yield* screener.explain(block, id);
    const records = screener.stats[index]?.records;
    if (expected !== undefined && records !== expected)
      throw changed(source.name, `it had ${expected} records at first, and ${records} now`);
  }
}
