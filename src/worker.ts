/** The workers' entry: what one thread of a long run does. It gets texts and blocks, and reads no file. */
import { parentPort, workerData } from "node:worker_threads";
import { type Job, type Message, type Ready, WorkerSession } from "./engine/job.js";
import { loadOutputParts } from "./engine/output-parts.js";
import { NODE_BYTES } from "./io/bytes.js";

const port = parentPort;
if (port === null) throw new Error("this is the entry of worker threads");
const job: Job = workerData;
const session = new WorkerSession(job, await loadOutputParts(job.format), NODE_BYTES);
port.on("message", (message: Message) => {
  const answer = session.take(message);
  if (answer !== undefined) port.postMessage(answer);
});
port.postMessage({ kind: "ready" } satisfies Ready);
