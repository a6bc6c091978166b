/** Colours do not change the text. */
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { LIST, run, TRIAL } from "./program.js";

test.each([
  ["screen", LIST, "-c", TRIAL, "-f", "table"],
  ["explain", LIST, "P003", "-c", TRIAL],
  ["columns", LIST, "-c", TRIAL],
  ["show", TRIAL],
  ["test", TRIAL.replace(/\.json$/, ".test.json")],
  ["validate", "fixtures/checks/boundary-gap/right-both-ends.json"],
])("%s", (...args) => {
  const plain = run([...args, "--no-color"]);
  const painted = run([...args, "--color"]);
  expect(painted.stdout).toContain("\u001b[");
  expect(stripVTControlCharacters(painted.stdout)).toBe(plain.stdout);
  expect(stripVTControlCharacters(painted.stderr)).toBe(plain.stderr);
});
