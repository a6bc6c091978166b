/** Preloaded by the benchmark: a process says at its end how much memory it took at most, and how long its processors worked. */
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env.PEAK_MEMORY_FILE;
if (isMainThread && file !== undefined)
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, `${maxRSS * 1024} ${(userCPUTime + systemCPUTime) / 1e6}`);
  });
