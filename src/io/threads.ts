/** Worker threads, and how many of them. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Answer, Ready } from "../engine/job.js";
import type { StartThread } from "../engine/thread.js";
import { Stop } from "./streams.js";

/** How many threads the machine runs at a time; 1 where the program may not start any. */
export function usualJobs(): number {
  const isAllowed = process.permission?.has("worker") ?? true;
  return isAllowed ? availableParallelism() : 1;
}

/** Young memory, a sixth of Node's default: records are rendered as they are read, and there may be many threads. */
const YOUNG_MB = 8;

/** Starts a worker thread. What ends it before it is stopped is a {@link Stop}. */
export const startThread: StartThread = (job, { ready, answered, ended }) => {
  // All code is bundled into one folder, beside the worker's entry.
  const worker = new Worker(new URL("./worker.js", import.meta.url), {
    workerData: job,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  let isStopped = false;
  const end = (why: string): void => {
    if (!isStopped) ended(new Stop(`a worker thread ended: ${why}; --jobs 1 runs without one`));
    isStopped = true;
  };
  worker.on("message", (answer: Answer | Ready) => (answer.kind === "ready" ? ready() : answered(answer)));
  worker.on("messageerror", (error) => end(error.message));
  worker.on("error", (error: unknown) => end(reasonOf(error)));
  worker.on("exit", (status) => end(`exit status ${status}`));
  return {
    post: (message) => worker.postMessage(message),
    stop: async () => {
      isStopped = true;
      await worker.terminate();
    },
  };
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return isMemory ? "out of memory" : error.message;
}
