/** `show`, `fmt` and `schema` as processes. */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, scratch, shell, TRIAL } from "./program.js";

const files = scratch();
const BROKEN_JSON = files.file("broken.json", '{ "trial": { "id": "T1", } }\n');
const TWICE = files.file("twice.json", '{ "trial": { "id": "T1" },\n  "trial": { "id": "T2" } }\n');
const UNKNOWN_FIELD = files.file(
  "unknown.json",
  '{ "trial": { "id": "T1" }, "inclusion": [{ "id": "I1", "label": "l", "condition": { "field": "nope", "op": "is", "value": true } }] }',
);
const OTHER = files.file("package.json", '{"name":"x"}\n');
const LATIN = files.file("latin.json", new Uint8Array([0x7b, 0xe9, 0x7d]));
const OTHER_FOLDER = join(files.folder, "others");
mkdirSync(OTHER_FOLDER);
writeFileSync(join(OTHER_FOLDER, "package.json"), '{"name":"x"}\n');
const UGLY = '{"formatVersion":1,"columns":{"platelets":{"column":"PLT","uln":1.0}}}';
const NEAT = '{\n  "formatVersion": 1,\n  "columns": { "platelets": { "column": "PLT", "uln": 1.0 } }\n}\n';

describe("what could not run: status 2, one clear line on standard error, nothing on standard output", () => {
  test.each<[string, readonly string[], string]>([
    ["show nothing", ["show"], "criteria"],
    ["show a missing file", ["show", "nowhere.json"], "nowhere.json: cannot be read: there is no such file"],
    ["show broken JSON", ["show", BROKEN_JSON], "broken.json:1:"],
    ["show criteria with an error", ["show", UNKNOWN_FIELD], "unknown field `nope`"],
    ["show a dictionary", ["show", "criteria/dictionary.json"], "dictionary"],
    ["show a folder without criteria", ["show", OTHER_FOLDER], "there is no criteria file in this folder"],
    ["show standard input", ["show", "-"], "standard input"],
    ["show in an unknown format", ["show", TRIAL, "-f", "html"], "text, markdown, json"],
    ["fmt nothing", ["fmt"], "files"],
    ["fmt a missing file", ["fmt", "nowhere.json"], "nowhere.json"],
    ["fmt broken JSON", ["fmt", BROKEN_JSON], "trailing comma"],
    ["fmt a file with a repeated key", ["fmt", TWICE], "the key `trial` is already on line 1"],
    ["fmt another program's file", ["fmt", OTHER], "package.json:1:1: error wrong-kind-of-file"],
    ["fmt a folder of other files", ["fmt", OTHER_FOLDER], "nothing to format"],
    ["fmt a file that is not UTF-8", ["fmt", LATIN], "not-utf8"],
    ["fmt standard input", ["fmt", "-"], "not standard input"],
    ["fmt --check broken JSON", ["fmt", "--check", BROKEN_JSON], "1 with errors was left as it is"],
    ["schema without a name", ["schema"], "name"],
    ["an unknown schema", ["schema", "trial"], "criteria, dictionary, column-map, test, output, explain, compare, facts"],
    ["a schema with a missing dictionary", ["schema", "criteria", "--dictionary", "nowhere.json"], "nowhere.json"],
    [
      "a schema with criteria for a dictionary",
      ["schema", "criteria", "--dictionary", TRIAL],
      "this is a criteria file, not a dictionary",
    ],
    [
      "a dictionary for a schema that does not use one",
      ["schema", "output", "--dictionary", "criteria/dictionary.json"],
      "--dictionary",
    ],
  ])("%s", (_, args, words) => {
    const { status, stdout, stderr } = run(args);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at /m); // no stack trace
    expect([status, stdout]).toEqual([2, ""]);
  });
});

describe("show", () => {
  test("text fits the terminal, and ends with a place for the signature", () => {
    const { status, stdout, stderr } = run(["show", TRIAL], { env: { COLUMNS: "60" } });
    expect([status, stderr]).toEqual([0, ""]);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(stdout).toContain("\n      Required: “Platelets” is at least 80 × 10⁹/L\n");
    expect(stdout).toContain("\n      Excluded if: “Brain metastasis” is yes\n");
    expect(stdout).toMatch(/criteria\/NCT02843126\.json\n {4}SHA-256\s+[0-9a-f]/);
    expect(stdout).toContain("Signature");
  });

  test("colour only with --color", () => {
    expect(run(["show", TRIAL, "--color"]).stdout).toContain("\u001b[");
    expect(run(["show", TRIAL]).stdout).not.toContain("\u001b[");
  });

  test("all trials of a folder are shown", () => {
    const { status, stdout } = run(["show", "criteria", "-f", "json"]);
    const {
      trials,
      schemaVersion,
    }: { trials: readonly { id: string; files: readonly { sha256: string }[] }[]; schemaVersion: number } = JSON.parse(stdout);
    expect([status, schemaVersion]).toEqual([0, 1]);
    expect(trials.map(({ id }) => id)).toEqual(expect.arrayContaining(["NCT02843126", "NCT02843204", "NCT03007836"]));
    for (const trial of trials) for (const { sha256 } of trial.files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("the checksum is that of the file", () => {
    const { stdout } = shell(`sha256sum ${TRIAL} | cut -d' ' -f1`);
    expect(run(["show", TRIAL, "-f", "markdown"]).stdout).toContain(stdout.trim());
  });

  test("a reader that closes the pipe early causes no error message", () => {
    const { stderr } = shell(`trialsieve show criteria -f json | head -n 1; exit "\${PIPESTATUS[0]}"`);
    expect(stderr).toBe("");
  });
});

describe("fmt", () => {
  test("rewrites files in place and lists them; a second run changes nothing", () => {
    const file = files.file("map.json", UGLY);
    expect(run(["fmt", file])).toEqual({ status: 0, stdout: `${file}\n`, stderr: "1 file looked at, 1 changed\n" });
    expect(readFileSync(file, "utf8")).toBe(NEAT);
    expect(run(["fmt", file])).toEqual({ status: 0, stdout: "", stderr: "1 file looked at, 0 changed\n" });
  });

  test("--check changes nothing, and has status 1 if a file would change", () => {
    const file = files.file("check.json", UGLY);
    const neat = files.file("neat.json", NEAT);
    expect(run(["fmt", "--check", file, neat, file])).toEqual({
      status: 1,
      stdout: `${file}\n`,
      stderr: "2 files looked at, 1 would change\n",
    });
    expect(readFileSync(file, "utf8")).toBe(UGLY);
    expect(run(["fmt", "--check", neat]).status).toBe(0);
  });

  test("a broken file is left unchanged, and the others are formatted", () => {
    const folder = join(files.folder, "mixed");
    mkdirSync(folder);
    for (const [name, text] of [
      ["a.json", UGLY],
      ["b.json", '{ "trial": '],
      ["c.json", '{"other":1}'],
      ["d.txt", "no"],
    ] as const)
      writeFileSync(join(folder, name), text);
    const { status, stdout, stderr } = run(["fmt", folder]);
    expect([status, stdout]).toEqual([2, `${join(folder, "a.json")}\n`]);
    expect(stderr).toContain("b.json:1:");
    expect(stderr).toContain("2 files looked at, 1 changed; 1 with errors was left as it is");
    expect(["a.json", "b.json", "c.json"].map((name) => readFileSync(join(folder, name), "utf8"))).toEqual([
      NEAT,
      '{ "trial": ',
      '{"other":1}',
    ]);
    expect(readdirSync(folder)).toHaveLength(4); // no temporary file is left
  });

  test("a symbolic link stays a link, and a file keeps its permissions", () => {
    const target = files.file("target.json", UGLY);
    chmodSync(target, 0o600);
    const link = join(files.folder, "link.json");
    symlinkSync(target, link);
    expect(run(["fmt", link]).status).toBe(0);
    expect(readFileSync(target, "utf8")).toBe(NEAT);
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  test("the shipped files are already formatted", () => {
    expect(run(["fmt", "--check", "criteria"])).toMatchObject({ status: 0, stdout: "" });
  });

  test("a formatted file means the same", () => {
    const copy = join(files.folder, "NCT.json");
    copyFileSync("criteria/dictionary.json", join(files.folder, "dictionary.json"));
    writeFileSync(copy, JSON.stringify(JSON.parse(readFileSync(TRIAL, "utf8"))));
    const shown = (): string => run(["show", copy]).stdout.replace(/SHA-256 .*\n/g, "");
    const before = shown();
    expect(run(["fmt", copy]).status).toBe(0);
    expect(shown()).toBe(before);
    expect(readFileSync(copy, "utf8")).toBe(readFileSync(TRIAL, "utf8"));
  });
});

describe("schema", () => {
  test.each(["criteria", "dictionary", "column-map", "test", "output", "explain", "compare", "facts"])("%s", (name) => {
    const { status, stdout, stderr } = run(["schema", name]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: `urn:trialsieve:schema:${name}:1`,
    });
  });

  test("the shipped schemas are what the commands print", () => {
    const criteria = run(["schema", "criteria", "--dictionary", "criteria/dictionary.json"]).stdout;
    expect(criteria).toBe(readFileSync("criteria/criteria.schema.json", "utf8"));
    expect(run(["schema", "dictionary"]).stdout).toBe(readFileSync("criteria/dictionary.schema.json", "utf8"));
  });
});
