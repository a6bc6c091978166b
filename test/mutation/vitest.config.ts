import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Small files first: the first test that notices a fault is the last one to run. */
class SmallFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const size = ({ moduleId }: TestSpecification): number => statSync(moduleId).size;
    return [...files].sort((a, b) => size(a) - size(b));
  }
}

/** For `run.mjs` alone: the tests of the rooms that it puts faults into. None of them starts the built program. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: (process.env.MUTATION_TESTS ?? "").split(" "),
    // Texts that are made to be slow are slow indeed where every step is counted, and say nothing of what comes out.
    exclude: ["test/values/long.test.ts"],
    setupFiles: ["test/mutation/setup.ts"],
    sequence: { sequencer: SmallFirst },
    testTimeout: 120_000,
  },
});
