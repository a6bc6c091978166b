/** `trialsieve test` as a process: all formats and statuses. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, scratch } from "./program.js";

const { folder } = scratch();
function write(name: string, content: object | string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const PLATELETS = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };
const CRITERIA = {
  trial: { id: "T1" },
  fields: { platelets: { type: "number", unit: "10*9/L", plausible: [1, 2000] } },
  inclusion: [{ id: "I1", label: "Platelets", condition: PLATELETS }],
};
const BASE = { platelets: "210 10*9/L" };
const AT = { name: "at the limit", set: { platelets: 80 }, expect: { eligibility: "eligible", I1: "pass" } };
const FULL = [
  AT,
  ...(
    [
      [79, "fail"],
      [81, "pass"],
      [null, "unknown"],
    ] as const
  ).map(([platelets, I1]) => ({ name: `${platelets}`, set: { platelets }, expect: { I1 } })),
];
const WRONG = { name: "79 <passes> & more", set: { platelets: 79 }, expect: { I1: "pass" } };

for (const name of ["good", "full", "wrong", "sub/deep"]) write(`${name}/t.json`, CRITERIA);
const GOOD = write("good/t.test.json", { criteria: "t.json", base: BASE, cases: [AT] });
const FULL_FILE = write("full/t.test.json", { criteria: "t.json", base: BASE, cases: FULL });
const FAILING = write("wrong/t.test.json", { criteria: "t.json", base: BASE, cases: [AT, WRONG] });
write("sub/deep/t.test.json", { criteria: "t.json", base: BASE, cases: [AT] });
const BAD_BASE = write("good/base.test.json", { criteria: "t.json", base: { platelets: 70 }, cases: [AT] });
const BAD_FORM = write("form/t.test.json", {
  criteria: "../good/t.json",
  base: BASE,
  cases: [{ name: "a", expect: { I9: "pass" } }],
});
const NO_CRITERIA = write("form/none.test.json", { criteria: "none.json", cases: [AT] });
write("broken/t.json", { ...CRITERIA, inclusion: [{ id: "I1", label: "l", condition: { ...PLATELETS, field: "platlets" } }] });
const BROKEN = write("broken/t.test.json", { criteria: "t.json", base: BASE, cases: [AT] });
const EMPTY = write("form/empty.test.json", { criteria: "../good/t.json", cases: [] });
mkdirSync(join(folder, "nothing"));

describe("status", () => {
  test.each<[string, readonly string[], number, string]>([
    ["all passed", [GOOD], 0, "1 passed, 0 failed"],
    ["a case failed", [FAILING], 1, "1 passed, 1 failed"],
    ["the base fails", [BAD_BASE], 1, "`base` must be a candidate who passes everything"],
    ["a criteria file, whose tests are run", [join(folder, "good/t.json")], 0, "1 passed, 0 failed"],
    ["a folder with subfolders", [join(folder, "sub")], 0, "1 passed, 0 failed"],
    ["a pattern", [join(folder, "**/t.test.json"), "--coverage"], 2, "7 passed, 1 failed"], // broken criteria are included
    ["a pattern for one level", [join(folder, "g*/t*.test.json")], 0, "1 passed, 0 failed"],
    ["one file named twice", [GOOD, GOOD, dirname(GOOD) + "/t.json"], 0, "1 passed, 0 failed"],
    ["a faulty test file beside a good one", [GOOD, BAD_FORM], 1, "1 passed, 0 failed"],
    ["less coverage than required", [GOOD, "--min-coverage", "100"], 1, "at least 100 % is required"],
    [
      "as much coverage as required",
      [FULL_FILE, "--min-coverage", "100"],
      0,
      "coverage: 100 % (6 of 6, at least 100 % is required)",
    ],
    ["coverage without a requirement", [GOOD, "--coverage"], 0, "not tried  I1 (platelets >= 80 10*9/L): just below 80 10*9/L"],
    ["surviving mutants", [GOOD, "--mutate"], 1, "this case would have caught it:"],
    ["no surviving mutant", [FULL_FILE, "--mutate"], 0, "all noticed"],
    ["no mutants are tried where cases fail", [FAILING, "--mutate"], 1, "not tried"],
  ])("%s", (_, args, status, says) => {
    const result = run(["test", ...args]);
    expect(result.stdout).toContain(says);
    expect(result.status).toBe(status);
  });

  test.each<[string, readonly string[], string]>([
    ["nothing to test", [join(folder, "nothing")], "nothing to test"],
    ["a pattern that matches nothing", [join(folder, "*.nothing")], "nothing to test"],
    ["a missing file", ["nowhere.test.json"], "nowhere.test.json: cannot be read"],
    ["a dictionary", ["criteria/dictionary.json"], "not a file of criteria tests"],
    ["criteria without tests", [write("alone.json", CRITERIA)], "write one with a `base` and one case"],
    ["broken criteria", [BROKEN], "did you mean `platelets`?"],
    ["no cases", [EMPTY], "`cases` is empty"],
    ["only faulty test files", [BAD_FORM], "unknown criterion `I9`"],
    ["a missing criteria file", [NO_CRITERIA], "the criteria file `none.json` cannot be read"],
    ["an invalid percentage", [GOOD, "--min-coverage", "101"], "0 to 100"],
    ["suggestions have no other format", [GOOD, "--suggest", "-f", "junit"], "--suggest"],
    ["an unknown format", [GOOD, "-f", "tap"], "pretty, json, junit"],
  ])("could not run: %s", (_, args, says) => {
    const { status, stderr, stdout } = run(["test", ...args]);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at .*:\d+/m); // no stack trace
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });
});

describe("formats", () => {
  test("pretty shows why, with cell, reading and limit", () => {
    const { stdout } = run(["test", FAILING]);
    expect(stdout).toBe(
      `${FAILING}  T1: 2 cases, 1 failed
  ✗ failed  79 <passes> & more  ${FAILING}:1
      I1: expected pass, came out fail
        platelets: 79 10*9/L is not >= 80 10*9/L
          platelets: cell "79", read as 79 10*9/L, limit >= 80 10*9/L

1 passed, 1 failed (1 test file)
`,
    );
  });

  test("json", () => {
    const { stdout, status } = run(["test", FAILING, "-f", "json", "--coverage", "--mutate"]);
    const { files, summary } = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(summary).toEqual({ files: 1, passed: 1, failed: 1, unconfirmed: 0 });
    expect(files[0]).toMatchObject({
      trial: "T1",
      coverage: { covered: 4, total: 6 },
      mutation: { state: "failing", noticed: null, survivors: null },
    });
    expect(files[0].cases[1]).toMatchObject({ name: WRONG.name, passed: false, eligibility: "ineligible" });
    expect(files[0].cases[1].failures[0].because[0].evidence).toEqual([
      { field: "platelets", column: "platelets", cell: "79", limit: ">= 80 10*9/L", reading: "79 10*9/L", beside: {} },
    ]);
  });

  test("json has the errors of files that could not be run", () => {
    const { stdout, status } = run(["test", BAD_FORM, "-f", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [],
      diagnostics: [{ code: "unknown-criterion" }],
      summary: { passed: 0, failed: 0 },
    });
    expect(status).toBe(2);
  });

  test("junit escapes markup, and has coverage and surviving mutants as test cases", () => {
    const failing = run(["test", FAILING, "-f", "junit"]).stdout;
    expect(failing).toContain('<testsuites name="trialsieve" tests="2" failures="1" errors="0">');
    expect(failing).toContain('<testcase classname="T1" name="79 &lt;passes&gt; &amp; more">');
    expect(failing).toContain('<failure message="I1: expected pass, came out fail">');
    const survivors = run(["test", GOOD, "-f", "junit", "--mutate", "--min-coverage", "50"]).stdout;
    expect(survivors).toContain('<failure message="33.33 % of 50 % covered">');
    expect(survivors).toContain('message="no case notices this fault"');
  });

  test("junit has files that could not be run as errors", () => {
    const { stdout, status } = run(["test", GOOD, BAD_FORM, "-f", "junit"]);
    expect(status).toBe(1);
    expect(stdout).toContain('<testsuites name="trialsieve" tests="2" failures="0" errors="1">');
    expect(stdout).toMatch(
      /<error message="unknown criterion `I9`">line 1, column \d+: unknown-criterion: unknown criterion `I9` \(it is `eligibility`, or /,
    );
    expect(run(["test", BAD_FORM, "-f", "junit"]).stdout).toContain('errors="1"');
  });

  test("junit has one test for a file that could not be run, even with several errors", () => {
    const twice = write("good/twice.test.json", {
      criteria: "t.json",
      base: BASE,
      cases: [{ name: "a", set: {}, expect: { I8: "pass", I9: "pass" } }],
    });
    const { stdout } = run(["test", twice, "-f", "junit"]);
    expect(stdout).toContain('<testsuites name="trialsieve" tests="1" failures="0" errors="1">');
    expect(stdout).toMatch(/`I8`[\s\S]*&#10;line 1, column \d+: unknown-criterion: unknown criterion `I9`/);
  });

  test("with --suggest, standard error says why the status is 1", () => {
    const failing = run(["test", FAILING, "--suggest", "--mutate"]);
    expect([failing.status, failing.stderr]).toEqual([
      1,
      `${FAILING}: 1 of its cases failed, and no fault was put in; run without --suggest to see why\n`,
    ]);
    const open = run(["test", GOOD, "--suggest", "--mutate", "--min-coverage", "50"]);
    expect(open.stderr).toMatch(/: \d+ faults survived\n.*: 33\.33 % covered, but at least 50 % is required\n$/);
  });

  test("a failure shows companions of the cell, and distinguishes an absent value from a blank", () => {
    const pair = {
      trial: { id: "T2" },
      fields: { alt: { type: "number", unit: "U/L", plausible: [1, 10000] }, smoker: { type: "boolean" } },
      inclusion: [{ id: "I1", label: "l", condition: { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" } }],
      exclusion: [{ id: "E1", label: "l", condition: { field: "smoker", op: "is", value: true } }],
    };
    write("beside.json", pair);
    const expected = { I1: "pass", E1: "pass" };
    const file = write("beside.test.json", {
      criteria: "beside.json",
      cases: [{ name: "a", set: { alt: "120 U/L", alt_uln: 40 }, expect: expected }],
    });
    for (const format of ["pretty", "junit"]) {
      const { stdout } = run(["test", file, "-f", format]);
      expect(stdout.replaceAll("&quot;", '"').replaceAll("&lt;", "<")).toContain(
        'alt: cell "120 U/L", alt_uln 40, read as 120 U/L, limit <= 2.5 [ULN]',
      );
      expect(stdout).toContain("smoker: no value, read as missing: absent, limit is true");
    }
  });

  test("a test file is complete once the suggested cases are pasted into it", () => {
    const { stdout, status } = run(["test", GOOD, "--suggest", "--mutate"]);
    expect(status).toBe(1); // some mutants survive
    const { suggestions } = JSON.parse(stdout);
    expect(suggestions[0].file).toBe(GOOD);
    const whole = write("good/whole.test.json", { criteria: "t.json", base: BASE, cases: [AT, ...suggestions[0].cases] });
    expect(run(["test", whole, "--min-coverage", "100", "--mutate"]).status).toBe(0);
  });

  test("the same files give the same output", () => {
    const args = ["test", "criteria/", "--coverage", "--mutate", "-f", "json"];
    const first = run(args);
    expect(first.status).toBe(0);
    expect(run(args).stdout).toBe(first.stdout);
  });
});
