/**
 * Options of `screen` that do not go together: each pair is refused with one clear line and status 2, without output, and is
 * listed in the reference.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CLASHES } from "../src/commands/options-together.js";
import { LIST, ROOT, run, scratch, TRIAL } from "./program.js";

const { folder } = scratch();
const output = (name: string): readonly string[] => ["-o", join(folder, name)];

describe("refused", () => {
  test.each<[options: readonly string[], says: string]>([
    [["-f", "csv", ...output("a.json")], "a.json` name two formats; leave out -f, or give the file another ending"],
    [["-f", "json", ...output("a.XLSX")], "name two formats"],
    [["-f", "json", "--layout", "long"], "--layout is for csv and tsv, but the format is json"],
    [["--layout", "wide", ...output("a.xlsx")], "--layout is for csv and tsv, but the format is xlsx"],
    [["-f", "tsv", "--excel"], "--excel is for csv, but the format is tsv"],
    [["--excel", ...output("a.ndjson")], "--excel is for csv, but the format is ndjson"],
    [["-f", "tsv", "--output-delimiter", ";"], "--output-delimiter is for csv, but the format is tsv"],
    [["-f", "summary", "--output-delimiter", ";"], "--output-delimiter is for csv, but the format is summary"],
    [["-f", "summary", "--no-reasons"], "--no-reasons is for table, csv, tsv, json and ndjson, but the format is summary"],
    [["--no-reasons", ...output("a.xlsx")], "--no-reasons is for table, csv, tsv, json and ndjson, but the format is xlsx"],
    [["--keep", "kps", "--no-values"], "--keep copies cells of the list, but --no-values leaves out patient values"],
    [["--output-delimiter", "."], "--output-delimiter does not take '.'"],
    [["--output-delimiter", ""], "--output-delimiter"],
  ])("%j", (options, says) => {
    const { status, stdout, stderr } = run(["screen", LIST, "-c", TRIAL, ...options]);
    expect(stderr).toContain(says);
    expect([status, stdout]).toEqual([2, ""]);
    for (const name of ["a.json", "a.xlsx", "a.XLSX", "a.ndjson"]) expect(existsSync(join(folder, name))).toBe(false);
  });
});

// Pairs that resemble those above, but go together.
test.each<[options: readonly string[]]>([
  [["-f", "csv", ...output("b.csv")]],
  [["-f", "csv", ...output("b.txt")]], // the extension names no format
  [["-f", "table", ...output("b.log")]],
  [["-f", "json", "--no-reasons"]],
  [["-f", "csv", "--layout", "long", "--excel", "--output-delimiter", ";"]],
  [["--only", "eligible", "--no-values", ...output("b.xlsx")]],
])("%j is accepted", (options) => expect(run(["screen", LIST, "-c", TRIAL, "-q", ...options]).status).toBe(0));

test("the reference lists every pair", () => {
  const page = readFileSync(join(ROOT, "src/reference/results.md"), "utf8");
  const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")));
  for (const { pair } of CLASHES) expect(rows.map(([, ...cells]) => cells.slice(0, 2))).toContainEqual([...pair]);
});
