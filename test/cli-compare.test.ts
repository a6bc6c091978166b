/** `compare` as a process: two weekly lists of a ward, an amendment, and what is refused. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, run, scratch, shell, TRIAL } from "./program.js";

const { folder, file } = scratch();
for (const name of ["NCT02843126.json", "NCT02843126.test.json", "dictionary.json"])
  copyFileSync(join(ROOT, "criteria", name), join(folder, name));
const criteria = readFileSync(join(ROOT, TRIAL), "utf8");
const amended = criteria
  .replace('"value": 80, "unit": "10*9/L"', '"value": 75, "unit": "10*9/L"')
  .replace("Platelets at least 80", "Platelets at least 75");
file("amended.json", amended.replace("this file, revision 1", "this file, revision 2"));
file("other-trial.json", criteria.replace('"NCT02843126"', '"NCT00000001"'));
mkdirSync(join(folder, "headings"));
file("headings/NCT02843126.json", criteria);
const dictionary = readFileSync(join(ROOT, "criteria/dictionary.json"), "utf8");
file("headings/dictionary.json", dictionary.replace(/("platelets": \{[^{}]*?"aliases": \[)/, '$1"Plättchen, neu", '));
file("rewritten.json", criteria.replace('"value": 80, "unit": "10*9/L"', '"value": 80000, "unit": "/uL"'));
for (const week of [1, 2])
  run(["screen", `fixtures/ward-week-${week}.csv`, "-c", TRIAL, "-f", "json", "-o", join(folder, `week-${week}.json`)]);
const week = readFileSync(join(folder, "week-1.json"), "utf8");
file("cut.json", week.slice(0, week.length >> 1));
file("newer.json", week.replace('"schemaVersion":1', '"schemaVersion":2'));
file("list.ndjson", '{"candidate":"a","file":"f"}\n');
run(["screen", "fixtures/ward-week-1.csv", "-c", TRIAL, "--only", "eligible", "-o", join(folder, "part.json")]);
run(["screen", "fixtures/ward-week-1.csv", "-c", "criteria/NCT02843204.json", "-o", join(folder, "other.json")]);
// One eligible candidate: alone, repeated, beside a record without an ID, and on another as-of date.
const [heading = "", eligible = ""] = readFileSync(join(ROOT, "fixtures/ward-week-2.csv"), "utf8")
  .split("\n")
  .filter((line, index) => index === 0 || line.startsWith("4B-1318"));
for (const [name, rows, day] of [
  ["one", [eligible], "2026-01-15"],
  ["two", [eligible, eligible], "2026-01-15"],
  ["nameless", [eligible, eligible.replace("4B-1318", "")], "2026-01-15"],
  ["later", [eligible], "2026-01-16"],
] as const) {
  file(`${name}.csv`, [heading, ...rows, ""].join("\n"));
  run(["screen", `${name}.csv`, "-c", join(ROOT, TRIAL), "--as-of", day, "-f", "json", "-o", `${name}.json`], { cwd: folder });
}
const compare = (...args: readonly string[]) => run(["compare", ...args], { cwd: folder });

/** An example output in the page: `<!-- output of: COMMAND -->`, then a block of text. */
const SHOWN = /<!-- output of: (.+?) -->\n```text\n([\s\S]*?)```/g;

test("the reference page about changes shows what its commands print", () => {
  const page = join(ROOT, "src/reference/changes.md");
  const text = readFileSync(page, "utf8");
  const truth = text.replace(SHOWN, (whole, command: string, block: string) =>
    whole.replace(`\`\`\`text\n${block}`, () => `\`\`\`text\n${shell(`export COLUMNS=100; ${command}`, folder).stdout}`),
  );
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(page, truth);
  else expect(text).toBe(truth);
});

test("a criterion with a new ID and the same meaning is matched with the old one", () => {
  const renamed = amended.replace('"I4b"', '"I4_wbc"').replace('"value": 3, "unit": "10*9/L"', '"value": 3000, "unit": "/uL"');
  file("renamed.json", renamed);
  const { stdout } = run(["compare", "NCT02843126.json", "renamed.json"], { cwd: folder });
  expect(stdout).toContain("I4b, which is gone, means the same: perhaps only the ID changed");
  expect(stdout).toContain("I4_wbc, which is new, means the same: perhaps only the ID changed");
  const { criteria } = JSON.parse(run(["compare", "NCT02843126.json", "renamed.json", "-f", "json"], { cwd: folder }).stdout);
  const named = criteria.flatMap(({ id, change, sameAs }: Record<string, unknown>) =>
    sameAs === null ? [] : [[id, change, sameAs]],
  );
  expect(named).toEqual([
    ["I4b", "removed", "I4_wbc"],
    ["I4_wbc", "added", "I4b"],
  ]);
});

test("with several trials, a changed criterion is named with its trial", () => {
  const both = (amendment: string): string => {
    const name = `both-${amendment}.json`;
    run([
      "screen",
      "fixtures/ward-week-2.csv",
      "-c",
      "criteria/NCT03007836.json",
      "-c",
      join(folder, amendment),
      "-o",
      join(folder, name),
    ]);
    return name;
  };
  const { stdout } = run(["compare", both("NCT02843126.json"), both("amended.json")], { cwd: folder });
  expect(stdout).toMatch(/^also changed: NCT02843126:I4a: /m);
});

test("counts are aligned, even on a narrow page", () => {
  const { stdout } = run(["compare", "week-1.json", "week-2.json"], { cwd: folder, env: { COLUMNS: "50" } });
  expect(stdout.match(/^ {0,4}\d+ {2}\S.*$/gm)).toEqual([
    "   1  now ineligible, was open",
    "   5  same eligibility, but another verdict for",
    "  50  unchanged",
    "   4  new in the list",
    "   2  gone from the list",
  ]);
});

describe("exit status with --fail-on", () => {
  test.each<[string, readonly string[], number]>([
    ["two weeks, without --fail-on", ["week-1.json", "week-2.json"], 0],
    ["nobody lost eligibility", ["week-1.json", "week-2.json", "--fail-on", "lost"], 0],
    ["an eligible candidate is gone", ["week-2.json", "week-1.json", "--fail-on", "lost"], 1],
    ["any difference between two weeks", ["week-1.json", "week-2.json", "--fail-on", "any"], 1],
    ["the same, with repeated IDs", ["week-1.json", "week-1.json", "--fail-on", "any"], 1], // repeated IDs cannot be compared
    ["an eligible ID is now in two records", ["one.json", "two.json", "--fail-on", "lost"], 1],
    ["it did so before", ["two.json", "two.json", "--fail-on", "lost"], 0],
    ["it no longer does", ["two.json", "one.json", "--fail-on", "lost"], 0],
    ["no difference", ["one.json", "one.json", "--fail-on", "any"], 0],
    ["a record without an ID", ["one.json", "nameless.json", "--fail-on", "any"], 1],
    ["the same record without one", ["nameless.json", "nameless.json", "--fail-on", "any"], 1],
    ["another as-of date", ["one.json", "later.json", "--fail-on", "any"], 1],
    ["another as-of date, but nobody lost", ["one.json", "later.json", "--fail-on", "lost"], 0],
    ["looser criteria", ["NCT02843126.json", "amended.json", "--fail-on", "looser"], 1],
    ["looser criteria are not stricter", ["NCT02843126.json", "amended.json", "--fail-on", "stricter"], 0],
    ["stricter criteria", ["amended.json", "NCT02843126.json", "--fail-on", "stricter"], 1],
    ["any criterion", ["NCT02843126.json", "amended.json", "--fail-on", "any"], 1],
    ["another heading for a field", ["NCT02843126.json", "headings/NCT02843126.json", "--fail-on", "any"], 1],
    ["another heading is not stricter", ["NCT02843126.json", "headings/NCT02843126.json", "--fail-on", "stricter"], 0],
    ["a criterion with the same meaning", ["NCT02843126.json", "rewritten.json", "--fail-on", "any"], 1],
    ["the same criteria", ["NCT02843126.json", "NCT02843126.json", "--fail-on", "any"], 0],
  ])("%s", (_, args, status) => {
    const found = compare(...args);
    expect([found.status, found.stderr]).toEqual([status, ""]);
  });
});

describe("what is refused: status 2 and one line that says what to do", () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      "a result and criteria",
      ["week-1.json", "NCT02843126.json"],
      /week-1.json is a result and NCT02843126.json is not; compare two/,
    ],
    [
      "criteria and a result",
      ["NCT02843126.json", "week-1.json"],
      /week-1.json is a result and NCT02843126.json is not; compare two/,
    ],
    ["ndjson", ["list.ndjson", "week-1.json"], /list.ndjson is ndjson.*screen the list with -f json/],
    ["the output for a part", ["part.json", "week-1.json"], /part.json: .*--only.*screen again without --only/],
    ["another schema", ["week-1.json", "newer.json"], /newer.json: its schemaVersion is 2/],
    ["a result that is cut off", ["cut.json", "week-1.json"], /cut.json: it ends in the middle .*broken JSON/],
    ["results of two trials", ["week-1.json", "other.json"], /is of NCT02843126, and other.json of NCT02843204; screen both/],
    [
      "two trials",
      ["NCT02843126.json", "other-trial.json"],
      /NCT02843126.json is NCT02843126, and other-trial.json is NCT00000001/,
    ],
    ["a dictionary", ["dictionary.json", "NCT02843126.json"], /this is a dictionary, not a criteria file/],
    ["standard input", ["-", "week-1.json"], /standard input/],
    ["a missing file", ["nowhere.json", "week-1.json"], /nowhere.json: cannot be read/],
    ["a folder", [".", "week-1.json"], /is a folder/],
    ["one file", ["week-1.json"], /<after> is missing/],
    [
      "a change of criteria in results",
      ["week-1.json", "week-2.json", "--fail-on", "looser"],
      /for criteria files; results take lost or any/,
    ],
    ["a loss in criteria", ["NCT02843126.json", "amended.json", "--fail-on", "lost"], /for results; criteria files take/],
    [
      "an unknown extension",
      ["week-1.json", "week-2.json", "-o", "changes.html"],
      /does not name a format; use one of .txt, .json/,
    ],
    ["two formats", ["week-1.json", "week-2.json", "-f", "text", "-o", "changes.json"], /name two formats/],
    ["two results that are cut off", ["cut.json", "cut.json"], /cut.json/],
  ])("%s", (_, args, words) => {
    const { status, stdout, stderr } = compare(...args);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/^ +at /m); // no stack trace
    expect([status, stdout]).toEqual([2, ""]);
  });
});

describe("-f json", () => {
  test("of results", () => {
    const found = JSON.parse(compare("week-1.json", "week-2.json", "-f", "json").stdout);
    expect(found.trials[0].counts).toEqual({
      lost: 0,
      newlyEligible: 0,
      newlyOpen: 0,
      settled: 1,
      unchanged: 55,
      otherVerdicts: 5,
    });
    expect(found.trials[0].changes[0]).toEqual({
      candidate: "4B-1049",
      change: "settled",
      before: { file: "fixtures/ward-week-1.csv", row: 11, eligibility: "undetermined" },
      after: { file: "fixtures/ward-week-2.csv", row: 11, eligibility: "ineligible" },
      causes: [
        {
          criterion: "I4d",
          verdict: { before: "unknown", after: "fail" },
          cause: "value",
          field: "hemoglobin",
          before: "pending",
          after: "7.2",
        },
      ],
    });
    expect([found.new.length, found.gone.length, found.repeated]).toEqual([4, 2, ["4B-1156"]]);
  });

  test("of criteria, with an example that gets the stated verdicts when screened", () => {
    const { status } = compare("NCT02843126.json", "amended.json", "-o", "changes.json");
    const found = JSON.parse(readFileSync(join(folder, "changes.json"), "utf8"));
    expect([status, found.counts.looser, found.counts.same, found.confirm.cases.length, found.sign]).toEqual([0, 1, 17, 1, true]);
    const { asOf, record } = found.criteria.find(({ id }: { readonly id: string }) => id === "I4a").examples.looser;
    file("example.json", JSON.stringify([record]));
    const verdicts = ["NCT02843126.json", "amended.json"].map((version) => {
      const { stdout } = run(["screen", "example.json", "-c", version, "--as-of", asOf, "-f", "json"], { cwd: folder });
      return JSON.parse(stdout).candidates[0].trials[0].criteria.find(({ id }: { readonly id: string }) => id === "I4a").verdict;
    });
    expect(verdicts).toEqual(["fail", "pass"]);
  });

  test("of a dictionary that finds a column by another heading", () => {
    const found = JSON.parse(compare("NCT02843126.json", "headings/NCT02843126.json", "-f", "json").stdout);
    expect(found.fields).toEqual([
      { name: "platelets", label: "Platelets", before: [], after: ["found by the heading “Plättchen, neu”"] },
    ]);
    expect(found.criteria.flatMap(({ fields }: { readonly fields: readonly string[] }) => fields)).toEqual([]);
  });

  test("an amendment is given as the cause of the changes in a list", () => {
    const list = "patient_id,platelets\na,78\nb,90\n";
    file("list.csv", list);
    for (const [version, out] of [
      ["NCT02843126.json", "old.json"],
      ["amended.json", "new.json"],
    ])
      run(["screen", "list.csv", "-c", version ?? "", "-f", "json", "-o", out ?? ""], { cwd: folder });
    const found = JSON.parse(compare("old.json", "new.json", "-f", "json").stdout);
    expect(
      found.trials[0].changes.map(
        ({ candidate, change, causes }: { candidate: string; change: string; causes: { cause: string }[] }) => [
          candidate,
          change,
          causes.map(({ cause }) => cause),
        ],
      ),
    ).toEqual([["a", "newlyOpen", ["criteria"]]]);
  });
});

describe("test --against", () => {
  const against = (...args: readonly string[]) => run(["test", ...args], { cwd: folder });
  test.each<[string, readonly string[], number, string]>([
    ["the earlier criteria", ["amended.json", "--against", "NCT02843126.json"], 1, "I4a: expected fail, now pass"],
    [
      "their test file",
      ["amended.json", "--against", "NCT02843126.test.json"],
      1,
      "1 case expects something else by amended.json",
    ],
    [
      "nothing changed",
      ["NCT02843126.json", "--against", "NCT02843126.json"],
      0,
      "every case of NCT02843126.test.json gives the result it expects",
    ],
    ["a test file for its criteria", ["NCT02843126.test.json", "--against", "NCT02843126.json"], 0, "every case"],
  ])("%s", (_, args, status, words) => {
    const found = against(...args);
    expect([found.status, found.stderr]).toEqual([status, ""]);
    expect(found.stdout).toContain(words);
  });

  test.each<[string, readonly string[], string]>([
    ["no tests", ["NCT02843126.json", "--against", "amended.json"], "amended.json: it has no test file (amended.test.json)"],
    ["a missing file", ["amended.json", "--against", "nowhere.json"], "nowhere.json: cannot be read"],
    ["coverage", ["amended.json", "--against", "NCT02843126.json", "--coverage"], "does not go with --coverage"],
    ["two files", ["amended.json", "NCT02843126.json", "--against", "NCT02843126.json"], "takes one criteria file"],
    ["junit", ["amended.json", "--against", "NCT02843126.json", "-f", "junit"], "takes -f pretty or json"],
  ])("%s is refused", (_, args, words) => {
    const { status, stdout, stderr } = against(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(words);
  });
});
