/** The criteria for comparing compiled SQL are complete. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadTrials } from "../../src/language/load/load.js";
import { leavesOf, ONE_LIMIT, TWO_LIMITS } from "../../src/language/model.js";
import { scratch } from "../program.js";
import { writeCriteria } from "./criteria.mjs";

const { folder } = scratch();
const { paths } = writeCriteria(folder);
const source = (file: string) => ({ file, text: readFileSync(file, "utf8") });
const { trials } = loadTrials(paths.map(source), source);
const leaves = trials.flatMap(({ criteria }) => criteria.flatMap(({ condition }) => [...leavesOf(condition)]));

// Otherwise an operator would be compiled without being compared in any engine.
test.each([...ONE_LIMIT, ...TWO_LIMITS])("%s is compared for numbers, elapsed time and dates", (op) => {
  const kinds = leaves.filter((leaf) => "op" in leaf && leaf.op === op).map(({ kind }) => kind);
  expect([...new Set(kinds)].toSorted()).toEqual(["date", "elapsed", "number"]);
});
