/** `columns --facts-out`, `columns --merge` and `screen --facts`: screening a list in parts. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CRITERIA, DICTIONARY, ndjson, type Row, results } from "./parts/lists.js";
import { type Outcome, ROOT, run, scratch } from "./program.js";

const { folder, file } = scratch();
file("dictionary.json", DICTIONARY);
file("trial.json", CRITERIA);
file("amended.json", CRITERIA.replace('"value":100', '"value":75'));
file("dmy.map.json", '{ "formatVersion": 1, "dateOrder": "dmy" }');
file("per.map.json", '{ "formatVersion": 1, "per": "site" }');
const COMMON = ["-c", "trial.json", "--as-of", "2026-01-15"];

const trialsieve = (args: readonly string[], input: string | Uint8Array = ""): Outcome => run(args, { cwd: folder, input });
const screenPart = (input: string | Uint8Array, ...more: readonly string[]): Outcome =>
  trialsieve(["screen", "-", ...COMMON, "--facts", "all.facts.json", ...more], input);

function counted(name: string, rows: readonly Row[], ...more: readonly string[]): string {
  file(`${name}.ndjson`, ndjson(rows));
  const { status, stderr } = trialsieve(["columns", `${name}.ndjson`, ...COMMON, "--facts-out", `${name}.facts.json`, ...more]);
  expect([status, stderr.includes(`${rows.length} record`)]).toEqual([0, true]);
  return `${name}.facts.json`;
}

const row = (id: string, more: Row = {}): Row => ({ patient_id: id, platelets: 150, creatinine: 88, site: "A", ...more });
const ONE = [row("P1"), row("P2", { platelets: 163 }), row("P3", { platelets: 217 })];
const TWO = [row("P4", { platelets: 163_217 }), row("P5", { platelets: 251_777, site: "B" })];
const parts = [counted("one", ONE), counted("two", TWO), counted("none", [])];
trialsieve(["columns", "--merge", ...parts, "--facts-out", "all.facts.json"]);

test("a part has the same results as in the whole list", () => {
  const { stdout } = trialsieve(["screen", "-", ...COMMON, "-f", "ndjson", "--input-format", "ndjson"], ndjson([...ONE, ...TWO]));
  const found = [ONE, TWO, []].map((rows) => screenPart(ndjson(rows)));
  expect(found.map(({ status }) => status)).toEqual([0, 0, 0]);
  expect(found.flatMap((one) => results(one.stdout)).sort()).toEqual(results(stdout));
  // By its own cells alone, the first part would be certain of its unit.
  expect(results(found[0]?.stdout ?? "").join()).toContain('"unit":"/uL"');
});

test("an empty part gives empty output", () => {
  expect(screenPart("", "--quiet")).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("the order of merged files does not matter, and with -c a note says what the parts show together", () => {
  const merged = (...files: readonly string[]): Outcome => trialsieve(["columns", "--merge", ...files, "--facts-out", "-"]);
  const { stdout, stderr } = merged(...parts);
  expect(merged(...parts.toReversed()).stdout).toBe(stdout);
  expect(stderr).toBe("facts: 5 records in 2 parts\n");
  const told = trialsieve(["columns", "--merge", ...parts, ...COMMON, "--facts-out", "told.facts.json"]);
  expect(told.stderr).toMatch(/told\.facts\.json: note: 2 of 5 numbers in .*[Pp]latelets/);
  expect(readFileSync(join(folder, "told.facts.json"), "utf8")).toBe(stdout);
});

test("a facts file has no value of three digits, no ID and no site", () => {
  const sites = [...ONE, ...TWO].map((one, index) => ({ ...one, site: `Hospital ${index}`, doctor: "Dr. Müller" }));
  const text = readFileSync(join(folder, counted("sites", sites, "--columns", "per.map.json")), "utf8");
  // A digest may contain any digits.
  expect(text.replace(/"[0-9a-f]{64}"/g, "")).not.toMatch(/"P\d"|163|217|251|777|Hospital|Müller/);
  expect(text).toContain("doctor"); // but it has the names of keys
});

const NOT_NDJSON = "NDJSON, one record per line; src/reference/parts.md shows how to make it\ntry: trialsieve";

describe("options refused with --facts", () => {
  test.each<[readonly string[], string]>([
    [["--only", "eligible"], "--only does not go with --facts: every record of a part is in its output"],
    [["-f", "csv"], "-f csv does not go with --facts: the output of a part is ndjson"],
    [["--id", "patient_id"], "--id does not go with --facts: the facts say which keys hold the ID"],
    [["--assume-unique-ids"], "--assume-unique-ids does not go with --facts: repeated IDs are marked in the records"],
    [["--fail-on", "eligible"], "--fail-on does not go with --facts: a part is not the list"],
    [["--manifest", "run.json"], "--manifest does not go with --facts: a part is not the list"],
    [["--delimiter", ";"], "--delimiter is not for facts: a part of a list is NDJSON in UTF-8"],
    [["--input-format", "csv"], `--input-format csv: a part of a list is ${NOT_NDJSON}`],
    [["--excel"], "--excel is for csv, but the format is ndjson"],
    [["one.ndjson"], "--facts is for one part of a list at a time"],
  ])("%s", (options, message) => {
    const { status, stdout, stderr } = screenPart(ndjson(ONE), ...options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`error: ${message}`);
  });

  test("a file of another format", () => {
    const { status, stderr } = trialsieve(["screen", "list.csv", ...COMMON, "--facts", "all.facts.json"]);
    expect([status, stderr]).toEqual([2, expect.stringContaining("`list.csv`: a part of a list is NDJSON")]);
  });
});

describe("facts that do not fit stop the run before any output", () => {
  const damaged = (name: string, change: (text: string) => string): string => {
    file(name, change(readFileSync(join(folder, "all.facts.json"), "utf8")));
    return name;
  };
  test.each<[string, readonly string[], string]>([
    [
      "other criteria",
      ["-c", "amended.json"],
      "it was counted by other criteria, or by the same in another order than this run has",
    ],
    ["another map", ["--columns", "dmy.map.json"], "it was counted with another column map, or one of them without any"],
    [
      "facts that are cut off",
      ["--facts", damaged("cut.facts.json", (text) => text.slice(0, -40))],
      "is not a complete facts file",
    ],
    ["an empty file", ["--facts", damaged("empty.facts.json", () => "")], "is not a complete facts file"],
    ["a criteria file", ["--facts", "trial.json"], "is not a complete facts file"],
    ["a missing file", ["--facts", "nowhere.facts.json"], "nowhere.facts.json: "],
    [
      "another version",
      ["--facts", damaged("old.facts.json", (text) => text.replace(/"trialsieve": ".*"/, '"trialsieve": "0"'))],
      "version",
    ],
  ])("%s", (_, options, message) => {
    const common = options[0] === "-c" ? ["--as-of", "2026-01-15"] : COMMON;
    const facts = options[0] === "--facts" ? [] : ["--facts", "all.facts.json"];
    const { status, stdout, stderr } = trialsieve(["screen", "-", ...common, ...facts, ...options], ndjson(ONE));
    expect([status, stdout, stderr]).toEqual([2, "", expect.stringContaining(message)]);
  });
});

describe("a part that was not counted is refused, and the message shows nothing from it", () => {
  const SECRET = { patient_id: "Secret-1", platelets: "4711 secret", creatinine: 88, site: "A" };
  test.each<[string, string | Uint8Array, string]>([
    ["more records", ndjson([...ONE, ...ONE, row("P9")]), "it has more records than were counted"],
    ["another unit", ndjson([row("P1", { creatinine: 1.1 })]), "in another unit"],
    ["a missing code", ndjson([row("P1", { platelets: 999 })]), "more of some kind"],
    ["an unexpected key", ndjson([row("P1", { "Secret heading": 1 })]), "a key that none of those has that were counted"],
    ["an unknown problem code", ndjson([{ ...SECRET, _problem: "secret" }]), "standard input: row 1: unknown-problem"],
    ["another encoding", Buffer.from(`${JSON.stringify(SECRET)}\xff`, "latin1"), "standard input: row 1: not-in-encoding"],
  ])("%s", (_, input, message) => {
    const { status, stdout, stderr } = screenPart(input);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/secret|4711/i);
  });
});

test("problems of records are in the output, but not on standard error", () => {
  const lines = [
    JSON.stringify(row("P1", { _problem: "repeated-id" })),
    '{ "patient_id": "Secret", "platelets": ',
    JSON.stringify(row("", { _problem: null })),
    JSON.stringify(row("P2", { platelets: 217 })),
    JSON.stringify(row("P2", { platelets: 163_217 })),
  ];
  const { status, stdout, stderr } = screenPart(lines.join("\n"));
  const found = stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
  const codes = found.map(({ candidate, problems }) => [candidate, problems.map(({ code }: { code: string }) => code).join()]);
  expect(status).toBe(0);
  expect(codes).toEqual([
    ["P1", "repeated-id"],
    ["", "not-a-record"],
    ["", "missing-id"],
    ["P2", "repeated-id"],
    ["P2", "repeated-id"],
  ]);
  expect(found.map(({ trials }) => trials[0].eligibility)).not.toContain("eligible");
  expect(stderr).toBe("T: 0 eligible, 0 ineligible, 5 undetermined\n5 candidates read, 5 written\n");
});

describe("facts that do not belong together are not merged", () => {
  const other = (...more: readonly string[]): string => {
    trialsieve(["columns", "two.ndjson", "--as-of", "2026-01-15", "--facts-out", "other.facts.json", ...more]);
    return "other.facts.json";
  };
  test.each<[string, () => string, string]>([
    ["the same part twice", () => "one.facts.json", "it contains a part that was already counted"],
    ["other criteria", () => other("-c", "amended.json"), "by other criteria"],
    ["another map", () => other("-c", "trial.json", "--columns", "dmy.map.json"), "with another column map"],
    ["another ID", () => other("-c", "trial.json", "--id", "site"), "the IDs are under other keys"],
    ["a file of another kind", () => "trial.json", "is not a complete facts file"],
    ["a missing file", () => "nowhere.facts.json", "nowhere.facts.json"],
  ])("%s", (_, made, message) => {
    const { status, stdout, stderr } = trialsieve(["columns", "--merge", "one.facts.json", made(), "--facts-out", "-"]);
    expect([status, stdout, stderr]).toEqual([2, "", expect.stringContaining(message)]);
  });
});

test.each<[readonly string[], string]>([
  [["columns", "--merge", "one.facts.json"], "--merge needs --facts-out FILE"],
  [["columns", "one.ndjson", "--facts-out", "-"], "--criteria is missing"],
  [["columns", "one.ndjson"], "--criteria is missing"],
  [["columns", "one.ndjson", ...COMMON, "--facts-out", "one.ndjson"], "--facts-out one.ndjson would overwrite"],
  [["columns", "--merge", "one.facts.json", "--facts-out", "one.facts.json"], "--facts-out one.facts.json would overwrite"],
  [["columns", "one.ndjson", ...COMMON, "--facts-out", "-", "--cells"], "--cells does not go with --facts-out"],
  [["columns", "--merge", "one.facts.json", "--facts-out", "-", "-f", "json"], "-f is not for facts"],
  [["columns", "list.csv", ...COMMON, "--facts-out", "-"], "`list.csv`: a part of a list is NDJSON"],
  [["columns", "trial.json", ...COMMON, "--facts-out", "-"], "`trial.json`: a part of a list is NDJSON"],
])("%s", (args, message) => {
  file("list.csv", "patient_id,platelets\nP1,80\n");
  const { status, stdout, stderr } = trialsieve(args);
  expect([status, stdout, stderr]).toEqual([2, "", expect.stringContaining(message)]);
});

test("a first record with units is refused, because the other parts would not have it", () => {
  const rows = [{ patient_id: "", platelets: "10*3/uL", creatinine: "mg/dL", site: "" }, ...ONE];
  const { status, stdout, stderr } = trialsieve(["columns", "-", ...COMMON, "--facts-out", "-"], ndjson(rows));
  expect([status, stdout, stderr]).toEqual([2, "", expect.stringMatching(/units[\s\S]*leave this\s+record out/)]);
});

test("input that is not NDJSON is reported as such", () => {
  const { status, stderr } = trialsieve(["columns", "-", ...COMMON, "--facts-out", "-"], "patient_id,platelets\nP1,80\n");
  expect([status, stderr]).toEqual([2, expect.stringContaining("no line is a JSON object")]);
});

describe("the shell recipe in the reference", () => {
  const page = readFileSync(join(ROOT, "src/reference/parts.md"), "utf8");
  const block = (mark: string): string =>
    new RegExp(`<!-- ${mark} -->\\n\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const program = join(bin, "trialsieve");
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "dist/cli.js")}" "$@"\n`);
  chmodSync(program, 0o755);

  /** Runs the recipe in a folder with the list and the files that the page shows. */
  const follow = (name: string, csv: string, recipe = block("recipe: shell")) => {
    const own = join(folder, name);
    mkdirSync(own);
    const put = (called: string, content: string): void => writeFileSync(join(own, called), content);
    put("list.csv", csv);
    put("trial.json", CRITERIA);
    put("dictionary.json", DICTIONARY);
    put("to-ndjson.py", block("to-ndjson.py"));
    const shell = spawnSync("bash", ["-c", recipe], {
      ...{ cwd: own, encoding: "utf8" },
      env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` },
    });
    return { own, shell };
  };

  const lines = Array.from({ length: 60 }, (_, index) => {
    const isB = index % 3 === 0;
    const id = index === 41 ? "  P7 " : `P${index}`;
    return `${id},${isB ? 150_000 + index : 90 + index},"${index % 7},5 mg/dL",${index % 2 === 0 ? "x" : ""}`;
  });
  const csv = `patient_id,platelets,creatinine,brain_metastasis\n${lines.join("\n")}\n`;

  test("gives the same results as the whole list", () => {
    const { own, shell } = follow("recipe", csv);
    expect([shell.status, shell.stderr]).toEqual([0, expect.stringContaining("60 records in 4 parts")]);
    const found = results(readFileSync(join(own, "verdicts.ndjson"), "utf8"));
    const whole = (list: string): string => run(["screen", list, ...COMMON, "-f", "ndjson"], { cwd: own }).stdout;
    expect(found).toEqual(results(whole("list.ndjson")));
    // The reasons differ: for a table a column is missing, for records a key.
    const verdicts = (lines: readonly string[]) => lines.map((line) => line.replaceAll(/"because":.*?(?="id"|$)/g, ""));
    expect(verdicts(found)).toEqual(verdicts(results(whole("list.csv"))));
    expect(found.filter((line) => line.includes("repeated-id")).length).toBe(2);
  });

  test("fails when a part fails", () => {
    const recipe = block("recipe: shell").replace(
      "ls parts/*.ndjson | xargs -P 4 -I {} trialsieve screen",
      (step) => `sed -i 's/"P50"/"P50", "more": 1/' parts/*.ndjson\n${step}`,
    );
    const { own, shell } = follow("failing", csv, recipe);
    expect(shell.status).not.toBe(0);
    expect(shell.stderr).toContain("the facts do not cover this part");
    expect(existsSync(join(own, "verdicts.ndjson"))).toBe(false);
  });

  test.each([
    ["a row with one cell too many", "patient_id,platelets\nP1,80,1\n", "line 2: more or fewer cells than headings"],
    ["a row with too few cells", "patient_id,platelets\nP1,80\nP2\n", "line 3: more or fewer cells than headings"],
    ["two columns with one name", "patient_id,platelets,platelets\nP1,80,90\n", "two columns have the same heading"],
    ["an ID that looks like others", "patient_id,platelets\nР1,80\n", "an ID is not ASCII"],
  ])("%s stops it", (name, text, message) => {
    const { shell } = follow(name.replaceAll(" ", "-"), text);
    expect([shell.status, shell.stderr]).toEqual([1, expect.stringContaining(message)]);
  });
});
