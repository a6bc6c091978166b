/** Worker threads, as what starts them offers them. */
import type { Answer, Job, Message } from "./job.js";

/** A worker thread as this room sees it; how one is made is elsewhere. */
export interface Thread {
  post(message: Message): void;
  /** Ends it at once. */
  stop(): Promise<void>;
}

/** What a worker reports. */
export interface ThreadEvents {
  /** It is ready. */
  ready(): void;
  /** For each task in turn. */
  answered(answer: Answer): void;
  /** It ended by itself: an error for the user. Once. */
  ended(failure: Error): void;
}

/** Starts a worker. */
export type StartThread = (job: Job, events: ThreadEvents) => Thread;

/** How many threads, and from when on. */
export interface Threads {
  /** The most threads, the main one among them. 1: it does it all. */
  readonly jobs: number;
  readonly job: Job;
  readonly start: StartThread;
  /** Bytes for which one more thread is worth its start. */
  readonly bytesPerWorker: number;
}
