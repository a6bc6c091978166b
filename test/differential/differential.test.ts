/**
 * Generated candidates, screened in every way and by an independent evaluator. `npm run differential` compares more of them, also
 * with SQL.
 */
import { expect, test } from "vitest";
import { scratch } from "../program.js";
import { compare } from "./compare.mjs";

const files = scratch();

test("the program and the naive evaluator agree on every candidate, from CSV and NDJSON, on one thread and on four", async () => {
  const { results, counts } = await compare(files.folder, 5000, 20260115);
  expect(results.map(({ first }) => first)).toEqual([[], [], [], []]);
  expect(results.map(({ compared }) => compared)).toEqual([5000, 5000, 5000, 5000]);
  // Each eligibility must occur often enough to test something.
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(100);
});
