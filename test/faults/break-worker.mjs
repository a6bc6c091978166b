/** Preloaded into the program with `node --import`: breaks worker threads some milliseconds after their start. */
import { isMainThread } from "node:worker_threads";

const [how = "exit", after = "50"] = (process.env.BREAK_WORKER ?? "").split(",");
if (!isMainThread) {
  setTimeout(() => {
    if (how === "throw") throw new Error("broken on purpose");
    if (how === "exit") process.exit(0);
    const kept = [];
    for (;;) kept.push(new Array(100_000).fill(kept.length));
  }, Number(after));
}
