/** Another look at files that were looked at, for a few candidates alone. */
import { printedForm } from "../columns/id.js";
import type { Wording } from "../evaluate/wording.js";
import { editDistance } from "../text/edit-distance.js";
import { foldHeading } from "../values/heading.js";
import { blocksAgain, changed, findingsOf, type PreflightResult } from "./preflight.js";
import type { ExplainedCandidate, Screener } from "./screener.js";
import type { ReadSettings } from "./source.js";

/**
 * The records with one of some ids, several where one is repeated, in the order of the files. Throws a `ReadFailure` if a file cannot be read
 * to its end.
 */
export async function* explainCandidates(
  preflight: PreflightResult,
  read: ReadSettings,
  ids: readonly string[],
  wording: Wording,
): AsyncGenerator<ExplainedCandidate, undefined> {
  const wanted = new Set(ids.map(printedForm));
  const screener = preflight.pool.processor.screener(findingsOf(preflight), wording);
  for await (const block of allBlocks(preflight, read)) yield* screener.explain(block, wanted);
  checkCounts(preflight, screener);
}

async function* allBlocks({ files }: PreflightResult, read: ReadSettings) {
  for (const [index, { source, head }] of files.entries()) yield* blocksAgain(source, head, index, read, () => undefined);
}

function checkCounts({ files }: PreflightResult, { stats }: Screener): void {
  for (const [index, { source, records: expected }] of files.entries()) {
    const records = stats[index]?.records;
    if (expected !== undefined && records !== expected)
      throw changed(source.name, `it had ${expected} records at first, and ${records} now`);
  }
}

/** An id that is nearly another one. */
export interface NearId {
  readonly id: string;
  readonly row: number;
}

/** More are no help. */
const MOST_NEAR = 5;

/**
 * For each of some ids that are not there, those that differ in case, signs or zeros, or else by one character: the first few, in the order
 * of the files. They are for a person to choose from.
 */
export async function nearIds(
  preflight: PreflightResult,
  read: ReadSettings,
  ids: readonly string[],
): Promise<readonly (readonly NearId[])[]> {
  const screener = preflight.pool.processor.screener(findingsOf(preflight));
  const searches = ids.map((id) => ({ plain: plainForm(id), same: new Map<string, NearId>(), near: new Map<string, NearId>() }));
  for await (const block of allBlocks(preflight, read)) {
    for (const { id, row } of screener.ids(block)) {
      const plain = plainForm(id);
      for (const search of searches) {
        const far = editDistance(search.plain, plain, 1);
        const kept = far === undefined ? undefined : far === 0 ? search.same : search.near;
        if (kept !== undefined && kept.size < MOST_NEAR && !kept.has(id)) kept.set(id, { id, row });
      }
    }
  }
  return searches.map(({ same, near }) => [...(same.size > 0 ? same : near).values()]);
}

/** Without case, signs and leading zeros. */
function plainForm(id: string): string {
  return foldHeading(id).replace(/\d+/g, (digits) => digits.replace(/^0+(?=.)/, ""));
}
