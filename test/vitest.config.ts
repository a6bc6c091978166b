import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** File for results as JSON, which `.ci/run` counts; not set when people run the tests. */
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: ["test/**/*.test.ts"],
    pool: "forks",
    // All cores. By default vitest leaves one free, which is half of a machine with two.
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
  },
});
