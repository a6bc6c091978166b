/** The threads of a run. */
import type { Work } from "../engine/block-processor.js";
import type { CandidateSource } from "../engine/source.js";
import type { Threads } from "../engine/thread.js";
import type { Format } from "../report/reporter.js";
import { isShort } from "./candidate-files.js";

/** Bytes of candidates for which another thread is worth its start. */
const BYTES_PER_WORKER = 8 << 20;

/** The threads to start, if any. A short list gets none, so that their code is not loaded for it. */
export async function threadsFor(
  sources: readonly CandidateSource[],
  { byteTools: _tools, parts: _parts, ...work }: Work,
  format: Format,
  jobs: number | undefined,
): Promise<Threads | undefined> {
  if (isShort(sources) || jobs === 1) return undefined;
  const { startThread, usualJobs } = await import("../io/threads.js");
  return { jobs: jobs ?? usualJobs(), job: { ...work, format }, start: startThread, bytesPerWorker: BYTES_PER_WORKER };
}
