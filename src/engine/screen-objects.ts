/** Screens records that are in memory already: as a JSON list of them would be, but without its text. */
import type { InputNotice } from "../diagnostics/notice.js";
import type { CandidateResult } from "../evaluate/result.js";
import type { ColumnMap, Trial } from "../language/model.js";
import { type Plan, planTrials } from "../plan/plan.js";
import type { ObjectRecord } from "../sources/objects/object-record.js";
import { openObjects } from "../sources/objects/open-objects.js";
import { takeRecords } from "../sources/objects/take-records.js";
import type { CheckedFile } from "./file-preflight.js";
import { findingsOf, type PreflightResult, preflight } from "./preflight.js";
import { statsNotices } from "./records/read.js";
import { placedBlock } from "./screener.js";
import type { ReadSettings } from "./source.js";

/** Records that may be screened: going through it gives each record's result, in order. They are made one after the other, and not kept. */
export interface Screening extends AsyncIterable<CandidateResult> {
  /** All results together, made when they are first asked for. */
  readonly candidates: readonly CandidateResult[];
  /** What the command line would print on standard error: read it before you rely on the verdicts. */
  readonly notices: readonly InputNotice[];
}

/** How records are to be read. */
export interface ObjectSettings {
  /** Days since 1970-01-01; undefined if no criterion needs it. */
  readonly asOf: number | undefined;
  readonly id?: ReadSettings["id"];
  readonly map?: ColumnMap | undefined;
}

/** What stands for a file's name in results and notices. */
const NAME = "records";

/** Reads all records, which are copied at once. @returns `fault`: nothing can be screened because of it */
export async function screenObjects(
  trials: readonly Trial[],
  records: readonly object[],
  settings: ObjectSettings,
): Promise<{ readonly screening: Screening } | { readonly fault: InputNotice | undefined }> {
  const objects = takeRecords(records);
  const plan = planTrials(trials);
  const found = await lookAt(plan, objects, settings);
  const [file] = found.files;
  const fault = found.notices.find(({ severity }) => severity === "error");
  if (fault !== undefined || file === undefined) return { fault };
  return { screening: new RecordScreening(plan, objects, found, file).screening };
}

function lookAt(
  plan: Plan,
  objects: readonly (ObjectRecord | undefined)[],
  { asOf, id, map }: ObjectSettings,
): Promise<PreflightResult> {
  const read: ReadSettings = {
    format: "json",
    delimiter: undefined,
    encoding: undefined,
    skip: undefined,
    id,
    assumeUniqueIds: false,
  };
  const source = { name: NAME, isStdin: false, open: async function* () {}, objects };
  return preflight([source], plan, { read, map, asOf });
}

class RecordScreening {
  readonly #plan: Plan;
  readonly #objects: readonly (ObjectRecord | undefined)[];
  readonly #found: PreflightResult;
  readonly #file: CheckedFile;
  #candidates: readonly CandidateResult[] | undefined;
  #notices: readonly InputNotice[] | undefined;

  constructor(plan: Plan, objects: readonly (ObjectRecord | undefined)[], found: PreflightResult, file: CheckedFile) {
    this.#plan = plan;
    this.#objects = objects;
    this.#found = found;
    this.#file = file;
  }

  /** A plain object, so that its parts can be spread and printed. */
  get screening(): Screening {
    const results = (): Generator<CandidateResult> => this.#results();
    const candidates = (): readonly CandidateResult[] => {
      this.#candidates ??= [...results()];
      return this.#candidates;
    };
    const notices = (): readonly InputNotice[] => {
      this.#notices ??= [...this.#found.notices, ...this.#seen()];
      return this.#notices;
    };
    return {
      get candidates() {
        return candidates();
      },
      get notices() {
        return notices();
      },
      async *[Symbol.asyncIterator]() {
        yield* results();
      },
    };
  }

  *#results(): Generator<CandidateResult, undefined> {
    const screener = this.#found.pool.processor.screener(findingsOf(this.#found));
    for (const block of openObjects(this.#objects).end()) yield* screener.results(placedBlock(block, 0), "evidence");
  }

  /** What the cells show, once per key. Only what criteria ask for is read, so all are evaluated. */
  #seen(): readonly InputNotice[] {
    const screener = this.#found.pool.processor.screener(findingsOf(this.#found));
    for (const block of openObjects(this.#objects).end()) for (const _ of screener.results(placedBlock(block, 0), "reasons"));
    const { columns, judged } = this.#file;
    return screener.stats.flatMap((stats) => statsNotices(this.#plan, columns, stats, NAME, judged));
  }
}
