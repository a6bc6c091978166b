import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** For `run.mjs` alone: the tests of the rooms that it puts faults into. None of them starts the built program. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: (process.env.MUTATION_TESTS ?? "").split(" "),
    setupFiles: ["test/mutation/setup.ts"],
    testTimeout: 120_000,
  },
});
