/** No run overwrites a file that it reads, or writes one file twice, whatever path names it. */
import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIST, ROOT, run, scratch } from "./program.js";

const files = scratch();
const { folder } = files;
const MAP = files.file("map.json", '{ "columns": { "platelets": { "column": "PLT" } } }');
copyFileSync(join(ROOT, LIST), join(folder, "list.csv"));
mkdirSync(join(folder, "criteria"));
for (const name of ["NCT02843126.json", "dictionary.json"])
  copyFileSync(join(ROOT, "criteria", name), join(folder, "criteria", name));
symlinkSync("list.csv", join(folder, "symbolic.csv"));
linkSync(join(folder, "list.csv"), join(folder, "hard.csv"));
symlinkSync(".", join(folder, "here"));
symlinkSync("new.csv", join(folder, "to-new.csv"));
copyFileSync(join(ROOT, "criteria/NCT02843126.json"), join(folder, "later.json"));
copyFileSync(join(ROOT, "criteria/dictionary.json"), join(folder, "dictionary.json"));
for (const name of ["one", "two"])
  run(["screen", "list.csv", "-c", "criteria/NCT02843126.json", "-o", `${name}.json`], { cwd: folder });
symlinkSync("one.json", join(folder, "to-one.json"));

const state = (): readonly (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path, "utf8")];
    });

const ONTO_INPUTS = [
  "list.csv",
  "./criteria/../list.csv",
  join(folder, "list.csv"),
  "symbolic.csv",
  "hard.csv",
  "here/list.csv",
  "criteria/NCT02843126.json",
  "criteria/dictionary.json",
  MAP,
].flatMap((path) => [
  ["-o", path],
  ["-o", "new.csv", "--manifest", path],
]);

const before = state();

test.each([
  ...ONTO_INPUTS,
  ["-o", "new.csv", "--manifest", "new.csv"],
  ["-o", "new.csv", "--manifest", "./new.csv"],
  ["-o", "new.csv", "--manifest", join(folder, "new.csv")],
  ["-o", "new.csv", "--manifest", "here/new.csv"],
  ["-o", "new.csv", "--manifest", "to-new.csv"],
  ["-o", "to-new.csv", "--manifest", "new.csv"],
])("%s %s %s %s", (...options) => {
  const args = ["screen", "list.csv", "-c", "criteria/NCT02843126.json", "--columns", MAP, ...options];
  const { status, stdout, stderr } = run(args, { cwd: folder });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^error: (?:-o|--manifest) \S+ would overwrite `[^`]+`, which this run (?:reads|writes)$/m);
  expect(state()).toEqual(before);
});

test("--manifest needs a file, and cannot be written to standard output", () => {
  const { status, stderr } = run(["screen", "list.csv", "-c", "criteria/NCT02843126.json", "--manifest", "-"], { cwd: folder });
  expect([status, stderr.includes("--manifest takes the name of a file")]).toEqual([2, true]);
  expect(state()).toEqual(before);
});

test.each([
  ...["list.csv", "symbolic.csv", "criteria/NCT02843126.json", "criteria/dictionary.json", MAP].map((output) => [
    ...["explain", "list.csv", "P001", "-c", "criteria/NCT02843126.json", "--columns", MAP, "-f", "json", "-o"],
    output,
  ]),
  // The dictionary that the criteria name is an input, too.
  ...["criteria/NCT02843126.json", "later.json", "criteria/dictionary.json", "dictionary.json"].map((output) => [
    ...["compare", "criteria/NCT02843126.json", "later.json", "-o"],
    output,
  ]),
  ...["one.json", "two.json", "to-one.json"].map((output) => ["compare", "one.json", "two.json", "-o", output]),
])("%s", (...args) => {
  const { status, stdout, stderr } = run(args, { cwd: folder });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^error: -o \S+ would overwrite `[^`]+`, which this run reads$/m);
  expect(state()).toEqual(before);
});
