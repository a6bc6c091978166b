/** What a run came to, in words. */
import type { RunSummary } from "../evaluate/result.js";

/** The eligibilities of each trial; and that what was read is what was written, or how much of it. Every record is in these numbers. */
export function countLines({ records, printed, trials }: RunSummary): readonly string[] {
  const lines = trials.map(
    ({ trial, counts }) =>
      `${trial}: ${counts.eligible} eligible, ${counts.ineligible} ineligible, ${counts.undetermined} undetermined`,
  );
  const read = `${records} ${records === 1 ? "candidate" : "candidates"} read`;
  const written = printed === records ? `${printed} written` : `${printed} written (those that --only selects)`;
  return [...lines, `${read}, ${written}`];
}
