/** A part of a list, with the facts of the whole: how it is read, and whether they fit. */
import { PROBLEM_KEY } from "../columns/json-columns.js";
import { checkJsonKeys } from "../columns/json-keys.js";
import { judgedSlots } from "../columns/judged-slots.js";
import { judgementNotices } from "../columns/judgement-notices.js";
import { type InputNotice, stops } from "../diagnostics/notice.js";
import { type PlacedFacts, TOO_MANY_SITES } from "../facts/column-facts.js";
import { uncovered } from "../facts/covers.js";
import { type ColumnsJudged, type JudgedSlot, judgeColumns } from "../facts/judgement.js";
import { areHashIds, columnsOf, type ListFacts } from "../facts/list-facts.js";
import type { ColumnMap } from "../language/model.js";
import type { SlotPlan } from "../plan/slots.js";
import type { ObjectsHead } from "../sources/input-head.js";
import type { CheckedFile } from "./file-preflight.js";
import { digestOf, feedsOf, listHead, withDigests } from "./part-facts.js";
import { resolveColumns } from "./records/read.js";
import type { Digest } from "./run.js";

/** Replaces the beginning of a list. */
export function headOfFacts({ keys, hashIds }: ListFacts): ObjectsHead {
  return listHead(keys, areHashIds(hashIds));
}

/** Why no part can be screened by these facts: notices, one of them an error. Without an error, notices about the columns. */
export function factsNotices(
  facts: ListFacts,
  plan: SlotPlan,
  map: ColumnMap | undefined,
  file: string,
): readonly InputNotice[] | "key" {
  const { keys, id = [] } = facts;
  const head = headOfFacts(facts);
  if (keys.size === 0) return [];
  const options = { file, id, map };
  const { columns, notices } = resolveColumns(plan, head, options);
  if (columns?.kind !== "json" || stops(notices)) return notices;
  for (const [key, { feeds }] of keys) if (feedsOf(plan, columns, key).join() !== feeds.join()) return "key";
  const rows = new Map([...keys].map(([key]) => [key, 1]));
  const judged = judgeColumns(columnsOf(facts), judgedSlots(plan, map));
  const ofColumns = plan.slots.flatMap((slot) =>
    judgementNotices(slot, { heading: undefined, columnUnit: columns.settings[slot.index]?.columnUnit }, judged).map(
      (told): InputNotice => ({ ...told, file, column: undefined }),
    ),
  );
  return [...notices, ...checkJsonKeys(plan, columns, rows, options), ...ofColumns];
}

/** What the columns of a part are in the whole. Its own sites are known by their names, all others by digests. */
export function judgedIn(
  facts: ListFacts,
  part: readonly PlacedFacts[],
  slots: readonly JudgedSlot[],
  digest: () => Digest,
): ColumnsJudged {
  const names = new Map(
    part.flatMap(({ site }) => (site === undefined || site === TOO_MANY_SITES ? [] : [[digestOf(site, digest), site]])),
  );
  return judgeColumns(
    columnsOf(facts).map((one) => (one.site === undefined ? one : { ...one, site: names.get(one.site) ?? one.site })),
    slots,
  );
}

/** What a part has more of than the facts counted. */
export function uncoveredIn(facts: ListFacts, { records = 0, seen }: CheckedFile, digest: () => Digest) {
  if (seen === undefined) throw new Error("the file was not looked at as a part");
  const keys = [...seen.keys.keys()].filter((key) => key !== PROBLEM_KEY);
  return uncovered(facts, { records, keys, columns: withDigests(seen.facts, digest) });
}
