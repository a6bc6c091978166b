/** Screening records that are in memory already: for the library. The same path as a JSON file's. */
import { idChoice } from "../candidates/id.js";
import type { InputNotice } from "../candidates/notice.js";
import { planSlots } from "../candidates/slots.js";
import type { CandidateResult } from "../evaluate/result.js";
import { leavesOf, needsAsOf, type Trial } from "../language/model.js";
import { plainPaint } from "../report/paint.js";
import { parseIsoDay } from "../values/date.js";
import { version } from "../version.js";
import { recordsJson } from "./record-json.js";
import { type CandidateSource, ReadFailure, type ReadSettings, startPass } from "./source.js";
import { survey } from "./survey.js";

/** Settings of {@link screenRecords}. */
export interface RecordsOptions {
  /** ISO date; must be given where criteria measure time. */
  readonly asOf?: string;
  /** The key that holds the candidate's id, several for a composite one, or `none`: every record is a candidate of its own. */
  readonly id?: string | readonly string[];
}

/** What came of records in memory. */
export interface RecordsResult {
  readonly candidates: readonly CandidateResult[];
  /** What the command line would tell on standard error. */
  readonly notices: readonly InputNotice[];
}

const NAME = "records";

/**
 * Screens records as they would stand in a JSON file: each an object of field names (or aliases) and values. Give days as texts: a `Date`
 * is read only if it is midnight in UTC, because no other is the same day in every time zone. What JSON cannot hold is unreadable.
 *
 * @returns every record exactly once, in order
 * @throws TypeError for arguments of another type, a `bigint`, or a record that contains itself
 * @throws ReadFailure if nothing can be screened: no records, no key that any criterion uses, a missing or invalid `asOf`
 */
export async function screenRecords(
  trials: readonly Trial[],
  records: readonly object[],
  options: RecordsOptions = {},
): Promise<RecordsResult> {
  checkArguments(trials, records, options);
  const asOf = dayOf(options.asOf);
  const dated = trials.some(({ criteria }) => criteria.some(({ condition }) => leavesOf(condition).some(needsAsOf)));
  if (dated && asOf === undefined) throw new ReadFailure("the criteria measure time: `asOf` must be given");
  const bytes = new TextEncoder().encode(recordsJson(records));
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
    id: options.id === undefined ? undefined : idChoice(options.id),
    assumeUniqueIds: false,
  };
  const found = await survey([source], planSlots(trials), { read, map: undefined, asOf });
  const fault = found.notices.find(({ severity }) => severity === "error");
  const [file] = found.files;
  if (fault !== undefined || file === undefined)
    throw new ReadFailure(fault === undefined ? "the records cannot be read" : wordsOf(fault));
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

function checkArguments(trials: unknown, records: unknown, options: unknown): void {
  const expect = (isRight: boolean, what: string, got: unknown): void => {
    if (!isRight) throw new TypeError(`${what}, not ${kindOf(got)}`);
  };
  expect(Array.isArray(trials), "the first argument must be the `trials` of `loadTrials`", trials);
  expect(Array.isArray(records), "the second argument must be an array of records", records);
  expect(
    typeof options === "object" && options !== null,
    'the third argument must be options such as { asOf: "2026-01-15" }',
    options,
  );
  const asOf: unknown = Reflect.get(Object(options), "asOf");
  expect(asOf === undefined || typeof asOf === "string", '`asOf` must be a text such as "2026-01-15"', asOf);
  const id: unknown = Reflect.get(Object(options), "id");
  const isIds = Array.isArray(id) && id.length > 0 && id.every((key) => typeof key === "string");
  expect(id === undefined || typeof id === "string" || isIds, '`id` must be a text such as "patient_id", or a list of them', id);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** What the command line says of its options is said of the library's. */
function wordsOf({ code, message }: InputNotice): string {
  return code === "no-id-column"
    ? `${message}; the option \`id\` names the key, or says "none": every record is another person`
    : message;
}

function dayOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const day = parseIsoDay(text);
  if (day === undefined) throw new ReadFailure(`\`asOf\` takes a date such as 2026-01-15, not \`${text}\``);
  return day;
}
