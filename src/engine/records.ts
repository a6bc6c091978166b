/** Screening records that are in memory already: for the library. The same path as a JSON file's. */
import { idChoice } from "../columns/id.js";
import { expectArgument, hasTexts, isObject } from "../diagnostics/arguments.js";
import type { InputNotice } from "../diagnostics/notice.js";
import type { CandidateResult } from "../evaluate/result.js";
import { leavesOf, type Trial } from "../language/model.js";
import { needsAsOf } from "../language/needs-as-of.js";
import { planTrials } from "../plan/plan.js";
import { plainPaint } from "../report/paint.js";
import { parseIsoDay } from "../values/date/date.js";
import { version } from "../version.js";
import { preflight } from "./preflight.js";
import { recordsJson } from "./record-json.js";
import { type CandidateSource, ReadFailure, type ReadSettings, startPass } from "./source.js";

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
 * @throws TypeError for arguments of another type, options that there are not, a `bigint`, or a record that contains itself
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
  const found = await preflight([source], planTrials(trials), { read, map: undefined, asOf });
  const fault = found.notices.find(({ severity }) => severity === "error");
  const [file] = found.files;
  if (fault !== undefined || file === undefined)
    throw new ReadFailure(fault === undefined ? "the records cannot be read" : wordsOf(fault));
  const heads = trials.map(({ id, title, source: from, version: revision, criteria, notEvaluated }) => ({
    id,
    title,
    source: from,
    version: revision,
    criteria,
    notEvaluated,
  }));
  const pipeline = found.pool.prepare(
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
      judged: [file.judged],
      passed: [file.passed],
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

const OPTIONS: readonly string[] = ["asOf", "id"] satisfies readonly (keyof RecordsOptions)[];
const TRIALS = "the first argument must be the `trials` of `loadTrials`";

function checkArguments(trials: unknown, records: unknown, options: unknown): void {
  expectArgument(Array.isArray(trials), TRIALS, trials);
  // Criteria that `loadTrials` refuses are in no list: nothing would be screened by them.
  expectArgument(trials.length > 0, `${TRIALS}, at least one`, trials);
  for (const trial of trials) expectArgument(isTrial(trial), `${TRIALS}, each as it was loaded`, trial);
  expectArgument(Array.isArray(records), "the second argument must be an array of records", records);
  const isOptions = isObject(options) && !Array.isArray(options);
  expectArgument(isOptions, 'the third argument must be options such as { asOf: "2026-01-15" }', options);
  for (const key of Object.keys(options))
    if (!OPTIONS.includes(key)) throw new TypeError(`there is no option \`${key}\`: the options are \`${OPTIONS.join("`, `")}\``);
  const asOf: unknown = Reflect.get(options, "asOf");
  expectArgument(asOf === undefined || typeof asOf === "string", '`asOf` must be a text such as "2026-01-15"', asOf);
  const id: unknown = Reflect.get(options, "id");
  if (id === undefined) return;
  const keys: readonly unknown[] = Array.isArray(id) ? id : [id];
  const isIds = keys.length > 0 && keys.every((key) => typeof key === "string" && key !== "");
  expectArgument(isIds, '`id` must be a text such as "patient_id", or a list of them', id);
  if (new Set(keys).size < keys.length) throw new TypeError("`id` names a key twice");
}

function isTrial(trial: unknown): boolean {
  if (!hasTexts(trial, "id", "title") || !isObject(trial)) return false;
  const criteria: unknown = Reflect.get(trial, "criteria");
  return Array.isArray(criteria) && criteria.every((one) => isObject(one) && isObject(Reflect.get(one, "condition")));
}

/** What the command line says of its options is said of the library's. */
function wordsOf({ code, message }: InputNotice): string {
  const said = message.replace(/^--id(?=:| names)/, "the option `id`");
  switch (code) {
    case "no-id-column":
      return `${said}; the option \`id\` names the key, or says "none": every record is another person`;
    case "id-per-site":
      return `${said}; the option \`id\` takes a list of both`;
    default:
      return said;
  }
}

function dayOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const day = parseIsoDay(text);
  if (day === undefined) throw new ReadFailure(`\`asOf\` takes a date such as 2026-01-15, not \`${text}\``);
  return day;
}
