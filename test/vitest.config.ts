import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Where `.ci/run` wants the results as JSON; it counts from there. Unset for people. */
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: ["test/**/*.test.ts"],
    pool: "forks",
    // All cores: left to itself, the runner keeps one for a watcher, which is half of a machine that has two.
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
  },
});
