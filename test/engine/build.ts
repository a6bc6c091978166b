/** Screens files in memory, with simulated worker threads that answer with a delay. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Job, type Message, WorkerSession } from "../../src/engine/job.js";
import { loadOutputParts, type OutputParts } from "../../src/engine/output-parts.js";
import type { OutputSettings } from "../../src/engine/pipeline.js";
import { Preflight, type PreflightResult } from "../../src/engine/preflight.js";
import { type RunOutcome, type RunSettings, screenFrom } from "../../src/engine/run.js";
import type { CandidateSource, ReadSettings } from "../../src/engine/source.js";
import type { StartThread } from "../../src/engine/thread.js";
import { WorkerPool } from "../../src/engine/worker-pool.js";
import { loadTrials, type Source } from "../../src/language/load/load.js";
import type { Trial } from "../../src/language/model.js";
import { planTrials } from "../../src/plan/plan.js";
import { plainPaint } from "../../src/report/paint.js";
import type { Format } from "../../src/report/reporter.js";
import { ROOT } from "../program.js";

function source(name: string): Source {
  const file = join("criteria", name);
  return { file, text: readFileSync(join(ROOT, file), "utf8") };
}

/** Loads shipped trials by ID. */
function shipped(ids: readonly string[]): readonly Trial[] {
  const sources = ids.map((id) => source(`${id}.json`));
  return loadTrials(sources, () => source("dictionary.json")).trials;
}

function jobOf(
  trials: readonly (string | Trial)[],
  format: Format,
  severalFiles: boolean,
  asOf: number | undefined,
  id: readonly string[] | undefined,
): Job {
  return {
    format,
    plan: planTrials(trials.flatMap((one) => (typeof one === "string" ? shipped([one]) : [one]))),
    map: undefined,
    asOf,
    id,
    severalFiles,
    key: { low: 1, high: 2 },
  };
}

/**
 * Simulates worker threads, each of which answers after a different delay. `failAt`: the number of the message at which the
 * receiving worker dies.
 */
function simulatedThreads(parts: OutputParts, failAt = Number.POSITIVE_INFINITY): StartThread {
  let messages = 0;
  let workers = 0;
  return (job, { ready, answered, ended }) => {
    workers += 1;
    const patience = workers;
    const session = new WorkerSession(structuredClone(job), parts);
    let isStopped = false;
    let last: Promise<void> = Promise.resolve();
    const take = async (message: Message): Promise<void> => {
      for (let turn = 0; turn < patience; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (isStopped) return;
      messages += 1;
      if (messages >= failAt) {
        isStopped = true;
        ended(new Error("a worker thread ended"));
        return;
      }
      const answer = session.take(message);
      if (answer !== undefined) answered(structuredClone(answer));
    };
    queueMicrotask(ready);
    return {
      post: (message) => {
        const sent = structuredClone(message);
        last = last.then(() => take(sent));
      },
      stop: async () => {
        isStopped = true;
      },
    };
  };
}

/** How a run is done. The result must not depend on any of this. */
export interface Way {
  readonly jobs?: number;
  readonly blockSize?: number;
  /** Number of bytes per chunk. */
  readonly chunk?: number;
  readonly bytesPerWorker?: number;
  /** The number of the message at which a worker dies. */
  readonly failAt?: number;
  /** In one pass, if that is possible. */
  readonly isAtOnce?: boolean;
  /** The headings that `--id` names. */
  readonly id?: readonly string[];
}

/** Everything that a user sees of a run. */
export interface Seen {
  readonly text: string;
  readonly outcome: RunOutcome;
  readonly notices: readonly unknown[];
  /** Whether one pass was enough. */
  readonly wasAtOnce: boolean;
}

/** A file in memory. */
export interface MemoryFile {
  readonly name: string;
  readonly text: string;
  /** As UTF-16 with a byte order mark; otherwise as UTF-8. */
  readonly isUtf16?: boolean;
}

function inMemory({ name, text, isUtf16 = false }: MemoryFile, chunk: number): CandidateSource {
  const bytes = isUtf16 ? Buffer.from(`\ufeff${text}`, "utf16le") : new TextEncoder().encode(text);
  return {
    name,
    isStdin: false,
    open: async function* () {
      // All chunks share a buffer, as when a file is read.
      const buffer = new Uint8Array(chunk);
      for (let at = 0; at < bytes.length; at += chunk) {
        const part = bytes.subarray(at, at + chunk);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
      }
    },
  };
}

function stopOn({ notices }: PreflightResult): void {
  const fault = notices.find(({ severity }) => severity === "error");
  if (fault !== undefined) throw new Error(`${fault.row}: ${fault.message}`);
}

/** Screens files for shipped trials, given by ID, or for other trials. Throws an error where a run stops. */
export async function screenFiles(
  files: readonly MemoryFile[],
  output: Partial<OutputSettings>,
  { jobs = 1, blockSize = 1 << 16, chunk = 1 << 16, bytesPerWorker = 1, failAt, isAtOnce = false, id }: Way = {},
  assumeUniqueIds = false,
  trials: readonly (string | Trial)[] = ["NCT02843126"],
  asOf?: number,
): Promise<Seen> {
  const job = jobOf(trials, output.format ?? "csv", files.length > 1, asOf, id);
  const parts = await loadOutputParts(job.format);
  const pool = new WorkerPool({ ...job, parts }, { jobs, job, start: simulatedThreads(parts, failAt), bytesPerWorker });
  const none = { format: undefined, delimiter: undefined, encoding: undefined, skip: undefined };
  const read: ReadSettings = { ...none, id, assumeUniqueIds, blockSize };
  const sources = files.map((file) => inMemory(file, chunk));
  const look = new Preflight(sources, job.plan, { read, map: undefined, asOf, key: job.key }, pool);
  const begun = (isAtOnce ? await look.headings() : undefined) ?? (await look.whole());
  stopOn(begun);
  const heads = job.plan.trials.map(({ id, title, source: from, version, criteria, notEvaluated }) => ({
    id,
    title,
    source: from,
    version,
    criteria,
    notEvaluated,
  }));
  let text = "";
  const decoder = new TextDecoder();
  const settings: RunSettings = {
    head: {
      version: "0",
      asOf: null,
      criteria: [],
      dictionaries: [],
      columnMap: null,
      trials: heads,
      severalFiles: files.length > 1,
    },
    asOf,
    read,
    output: {
      ...{ format: "csv", layout: "wide", reasons: true, values: true, excel: false, width: 100, only: undefined },
      ...output,
    },
    paint: plainPaint,
    digest: () => ({ update: () => undefined, hex: () => "" }),
  };
  const sink = {
    write: async (block: string | Uint8Array) => {
      text += typeof block === "string" ? block : decoder.decode(new Uint8Array(block));
    },
    restart: async () => {
      text = "";
    },
  };
  const { outcome, based } = await screenFrom(look, begun, job.plan, settings, sink, stopOn);
  await pool.stop();
  return { text, outcome, notices: based.notices, wasAtOnce: !based.isWhole };
}
