/** The answer to an invented ward's list, as people see it. */
import { expect, test } from "vitest";
import { run } from "./program.js";
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

test("one screen of a terminal is enough for sixty candidates", () => {
  expect(run(WARD).stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(24);
});

test("what makes no sense together is refused", () => {
  expect(run([...WARD, "--no-reasons"])).toMatchObject({ status: 2, stdout: "" });
  expect(run([...WARD, "--layout", "long"])).toMatchObject({ status: 2, stdout: "" });
});

test("the numbers are those of json", () => {
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
