/** The shipped trials pass their test files, which cover everything and notice every mutant. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadTestFile, loadTrials } from "../../src/language/load/load.js";
import { coverageOf, percentText } from "../../src/testing/coverage.js";
import { mutate } from "../../src/testing/mutate.js";
import { itemWords } from "../../src/testing/report-pretty.js";
import { runTest } from "../../src/testing/run.js";

const FOLDER = "criteria/";
const files = readdirSync(FOLDER);
const trials = files.filter((name) => /^NCT\d+\.json$/.test(name));

function read(file: string): { readonly file: string; readonly text: string } {
  return { file, text: readFileSync(file, "utf8") };
}

test("every trial has a test file", () => {
  expect(trials.length).toBeGreaterThanOrEqual(3);
  expect(files.filter((name) => name.endsWith(".test.json"))).toEqual(trials.map((name) => name.replace(".json", ".test.json")));
});

describe.each(trials)("%s", (name) => {
  const [trial] = loadTrials([read(FOLDER + name)], read).trials;
  const loaded = loadTestFile(read(FOLDER + name.replace(".json", ".test.json")), () => trial ?? "absent");
  const run = loaded.test && runTest(loaded.test);

  test("its tests pass", () => {
    expect(loaded.diagnostics).toEqual([]);
    expect(run?.all.filter(({ failures }) => failures.length > 0).map((one) => one.name)).toEqual([]);
    expect(run?.all.length).toBeGreaterThan(50);
  });

  test("everything is covered", () => {
    const coverage = run && coverageOf(run);
    expect(coverage?.missing.map(({ item }) => itemWords(item))).toEqual([]);
    expect(coverage && percentText(coverage)).toBe("100");
  });

  test("no mutant survives", () => {
    const mutation = run && mutate(run);
    expect(mutation?.survivors.map(({ node, after }) => `${node}: ${after}`)).toEqual([]);
    expect(mutation?.noticed).toBeGreaterThan(100);
  });
});
