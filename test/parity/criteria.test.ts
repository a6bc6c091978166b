/** What the compiled SQL is compared by. */
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

// An operator that is not here is compiled, and no engine was asked what it makes of it.
test.each([...ONE_LIMIT, ...TWO_LIMITS])("%s: of a number, of time that has gone by, and of a day", (op) => {
  const kinds = leaves.filter((leaf) => "op" in leaf && leaf.op === op).map(({ kind }) => kind);
  expect([...new Set(kinds)].toSorted()).toEqual(["date", "elapsed", "number"]);
});
