/** The summary of an invented ward's list, as people see it. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { run, scratch, shell } from "./program.js";
import { expectGolden } from "./report/golden.js";

const WARD = ["screen", "fixtures/ward-week-1.csv", "-c", "criteria/NCT02843126.json", "-f", "summary"];

test.each([
  ["ward-80.txt", [], {}],
  ["ward-40.txt", [], { COLUMNS: "40" }],
  ["ward-120.txt", [], { COLUMNS: "120" }],
  ["ward-colour.txt", ["--color"], {}],
  ["ward-no-values.txt", ["--no-values"], {}],
  ["ward-undetermined.txt", ["--only", "undetermined"], {}],
])("%s", (name, more, env) => {
  const { stdout, status } = run([...WARD, ...more], { env });
  expect(status).toBe(1); // two records share an ID
  expectGolden(stdout, name);
});

test.each([
  ["sixty candidates", "fixtures/ward-week-1.csv", (text: string) => text],
  ["one cell to correct", "fixtures/ward-week-2.csv", (text: string) => text],
  // Look-ups, and all lines with an ID, need two lines then.
  ["long IDs", "fixtures/ward-week-1.csv", (text: string) => text.replaceAll("4B-", "UNIVERSITY-HOSPITAL-WARD-4B-2026-000000")],
])("a terminal of 24 lines is enough for the page and the prompt: %s", (_, ward, change) => {
  const list = scratch().file("list.csv", change(readFileSync(ward, "utf8")));
  const { stdout } = run(["screen", list, "-c", "criteria/NCT02843126.json", "-f", "summary"]);
  expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(23);
  for (const section of ["Approach", "Look up", "Nearly", "Where they are lost", "To correct", "More"])
    expect(stdout).toContain(`\n${section}`);
});

test("the summary is printed after the notes, so that it does not scroll away", () => {
  const said = shell(`node dist/cli.js ${WARD.join(" ")} 2>&1`).stdout;
  expect(said).toContain("note: no unit given");
  expect(said.lastIndexOf("note: ")).toBeLessThan(said.indexOf("✔ eligible"));
  expect(said.trimEnd().split("\n").at(-1)).toMatch(/^More: /);
});

test("options that do not go with the summary are refused", () => {
  expect(run([...WARD, "--no-reasons"])).toMatchObject({ status: 2, stdout: "" });
  expect(run([...WARD, "--layout", "long"])).toMatchObject({ status: 2, stdout: "" });
});

test("the counts are the same as in json", () => {
  const { summary } = JSON.parse(run([...WARD.slice(0, -1), "json"]).stdout);
  const { eligible, undetermined, ineligible } = summary.trials[0].counts;
  const page = run(WARD).stdout;
  for (const [count, word] of [
    [eligible, "✔ eligible"],
    [undetermined, "? undetermined"],
    [ineligible, "✘ ineligible"],
  ])
    expect(page).toContain(` ${count}  ${word}`);
});
