/** The counts of a run, in words. */
import type { RunHead, RunSummary } from "../evaluate/result.js";
import { notEvaluatedLines } from "./not-evaluated.js";

/** The eligibilities of each trial, and what of its protocol was not evaluated; and how many records were read and written. These numbers include every record. */
export function countLines({ records, printed, notCandidates, trials }: RunSummary, heads: RunHead["trials"]): readonly string[] {
  const lines = trials.flatMap(({ trial, counts }, index) => {
    const head = heads[index];
    return [
      `${trial}: ${counts.eligible} eligible, ${counts.ineligible} ineligible, ${counts.undetermined} undetermined`,
      ...(head === undefined ? [] : notEvaluatedLines(head).map((line) => `${trial}: ${line}`)),
    ];
  });
  const candidates = records - notCandidates;
  const others =
    notCandidates === 1 ? " and 1 row that is not a candidate" : ` and ${notCandidates} rows that are not candidates`;
  const read = `${candidates} ${candidates === 1 ? "candidate" : "candidates"}${notCandidates === 0 ? "" : others} read`;
  const written = printed === records ? `${printed} written` : `${printed} written (those that --only selects)`;
  return [...lines, `${read}, ${written}`];
}
