/** Screening records that are in memory already: for the library. The same path as a JSON file's. */
import type { InputNotice } from "../candidates/notice.js";
import { planSlots } from "../candidates/slots.js";
import type { CandidateResult } from "../evaluate/result.js";
import { leavesOf, needsAsOf, type Trial } from "../language/model.js";
import { plainPaint } from "../report/paint.js";
import { parseIsoDay } from "../values/date.js";
import { version } from "../version.js";
import { type CandidateSource, ReadFailure, type ReadSettings, startPass } from "./source.js";
import { survey } from "./survey.js";

/** Settings of {@link screenRecords}. */
export interface RecordsOptions {
  /** ISO date; must be given where criteria measure time. */
  readonly asOf?: string;
  /** The key that holds the candidate's id. */
  readonly id?: string;
}

/** What came of records in memory. */
export interface RecordsResult {
  readonly candidates: readonly CandidateResult[];
  /** What the command line would tell on standard error. */
  readonly notices: readonly InputNotice[];
}

const NAME = "records";

/**
 * Screens records as they would stand in a JSON file: each an object of field names (or aliases) and values.
 *
 * @returns every record exactly once, in order
 * @throws ReadFailure if nothing can be screened: no records, no key that any criterion uses, a missing or invalid `asOf`
 */
export async function screenRecords(
  trials: readonly Trial[],
  records: readonly object[],
  options: RecordsOptions = {},
): Promise<RecordsResult> {
  const asOf = dayOf(options.asOf);
  const dated = trials.some(({ criteria }) => criteria.some(({ condition }) => leavesOf(condition).some(needsAsOf)));
  if (dated && asOf === undefined) throw new ReadFailure("the criteria measure time: `asOf` must be given");
  const bytes = new TextEncoder().encode(JSON.stringify(records));
  const source: CandidateSource = {
    name: NAME,
    isStdin: false,
    open: async function* () {
      yield bytes;
    },
  };
  const read: ReadSettings = {
    format: "json",
    delimiter: undefined,
    encoding: undefined,
    skip: undefined,
    id: options.id,
    assumeUniqueIds: false,
  };
  const found = await survey([source], planSlots(trials), { read, map: undefined, asOf });
  const fault = found.notices.find(({ severity }) => severity === "error");
  const [file] = found.files;
  if (fault !== undefined || file === undefined) throw new ReadFailure(fault?.message ?? "the records cannot be read");
  const heads = trials.map(({ id, title, source: from, version: revision, criteria }) => ({
    id,
    title,
    source: from,
    version: revision,
    criteria,
  }));
  const pipeline = found.crew.prepare(
    {
      run: {
        version,
        asOf: options.asOf ?? null,
        criteria: [],
        dictionaries: [],
        columnMap: null,
        trials: heads,
        severalFiles: false,
      },
      repeated: found.repeated,
      rivals: [file.rivals],
      output: { format: "ndjson", layout: "wide", reasons: true, values: true, excel: false, width: undefined, only: undefined },
    },
    plainPaint,
  );
  const input = startPass(source, read);
  const candidates: CandidateResult[] = [];
  for (const blocks of [() => input.push(bytes), () => input.end()]) {
    for (const block of blocks()) candidates.push(...pipeline.results({ ...block, file: 0 }));
  }
  return { candidates, notices: found.notices };
}

function dayOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const day = parseIsoDay(text);
  if (day === undefined) throw new ReadFailure(`\`asOf\` takes a date such as 2026-01-15, not \`${text}\``);
  return day;
}
