/** Reads files again for only a few candidates. */
import { printedForm } from "../columns/id.js";
import type { Wording } from "../evaluate/wording.js";
import { editDistance } from "../text/edit-distance.js";
import { foldHeading } from "../values/heading.js";
import { blocksAgain, changed, findingsOf, type PreflightResult } from "./preflight.js";
import type { ExplainedCandidate } from "./screener.js";
import type { ReadSettings } from "./source.js";

/**
 * The records with one of some ids, several where one is repeated, in the order of the files. Throws a `ReadFailure` if a file cannot be read
 * to its end.
 *
 * @param near takes all other ids
 */
export async function* explainCandidates(
  preflight: PreflightResult,
  read: ReadSettings,
  wording: Wording,
  near: NearIds,
): AsyncGenerator<ExplainedCandidate, undefined> {
  const screener = preflight.pool.processor.screener(findingsOf(preflight), wording);
  const onOther = (id: string, row: number): void => near.take(id, row);
  for (const [index, { source, head, records: expected }] of preflight.files.entries()) {
    for await (const block of blocksAgain(source, head, index, read, () => undefined))
      yield* screener.explain(block, near.wanted, onOther);
    const records = screener.stats[index]?.records;
    if (expected !== undefined && records !== expected)
      throw changed(source.name, `it had ${expected} records at first, and ${records} now`);
  }
}

/** An id that is similar to another one. */
export interface NearId {
  readonly id: string;
  readonly row: number;
}

/** More are no help. */
const MOST_NEAR = 5;
/** Shorter IDs are one character away from anything. */
const SHORTEST = 3;

/**
 * Some ids that are looked for, as they print, and for each those that are like it: other in case, signs or zeros, or else in one character.
 * The first few are kept, for a person to choose from, in case that the id itself is not there.
 */
export class NearIds {
  readonly wanted: ReadonlySet<string>;
  readonly #searches: ReadonlyMap<string, { readonly plain: string; readonly found: readonly [same: NearId[], near: NearId[]] }>;

  constructor(ids: readonly string[]) {
    this.wanted = new Set(ids.map(printedForm));
    this.#searches = new Map([...this.wanted].map((id) => [id, { plain: plainForm(id), found: [[], []] }]));
  }

  /** Takes an id of the list that is not one of those wanted. */
  take(id: string, row: number): void {
    const plain = plainForm(id);
    for (const { plain: wanted, found } of this.#searches.values()) {
      if (!haveEndsInCommon(wanted, plain)) continue;
      const far = editDistance(wanted, plain, Math.min(wanted.length, plain.length) < SHORTEST ? 0 : 1);
      const kept = far === undefined ? undefined : found[far];
      if (kept !== undefined && kept.length < MOST_NEAR && !kept.some((one) => one.id === id)) kept.push({ id, row });
    }
  }

  /** Those that are similar to a wanted one. */
  of(wanted: string): readonly NearId[] {
    const [same = [], near = []] = this.#searches.get(wanted)?.found ?? [];
    return same.length > 0 ? same : near;
  }
}

/** Of two texts that differ in one character, or two in another order: nearly all others are known at a glance. */
function haveEndsInCommon(a: string, b: string): boolean {
  const most = Math.min(a.length, b.length);
  let before = 0;
  while (before < most && a.charCodeAt(before) === b.charCodeAt(before)) before += 1;
  let behind = 0;
  while (behind < most && a.charCodeAt(a.length - 1 - behind) === b.charCodeAt(b.length - 1 - behind)) behind += 1;
  return before + behind >= Math.max(a.length, b.length) - 2;
}

/** Without case, signs and leading zeros. */
function plainForm(id: string): string {
  return foldHeading(id).replace(/(?<!\d)0+(?=\d)/g, "");
}
