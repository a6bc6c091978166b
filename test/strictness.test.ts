/** Cells that a nurse reads with certainty are readable. `test/README.md` has the counts of earlier versions. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./program.js";

test("no cell that a nurse reads with certainty is unreadable", () => {
  const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "test/strictness/count.mjs")], { encoding: "utf8" });
  const kinds = stdout.trim().split("\n");
  expect(kinds.length, stderr).toBe(26);
  expect(kinds.filter((line) => !line.endsWith("\t0"))).toEqual([]);
});
