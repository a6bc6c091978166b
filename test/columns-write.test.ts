/** `columns --write`: a column map drafted or completed. It keeps its meaning and is accepted, and the printed command works. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, scratch, shell } from "./program.js";

const { folder, file } = scratch();

const FIELDS = {
  alt: { type: "number", label: "ALT", aliases: ["GPT"], unit: "U/L", plausible: [1, 5000] },
  bm: { type: "boolean", label: "Brain metastasis" },
  ecog: { type: "number", label: "ECOG", plausible: [0, 99], integer: true },
  age: { type: "number", label: "Age", unit: "a", plausible: [0, 120], since: "born" },
  born: { type: "date", label: "Born" },
  unused: { type: "number", label: "Never asked for", plausible: [0, 9] },
};
const TRIAL = file(
  "t.json",
  JSON.stringify({
    trial: { id: "T1", title: "x", source: "s", version: "1" },
    fields: FIELDS,
    inclusion: [
      { id: "I1", label: "a", condition: { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" } },
      { id: "I2", label: "b", condition: { field: "ecog", op: ">=", value: 1 } },
      { id: "I3", label: "c", condition: { field: "age", op: ">=", value: 18, unit: "a" } },
    ],
    exclusion: [{ id: "E1", label: "d", condition: { field: "bm", op: "is", value: true } }],
  }),
);
const ROW_ENDS = "\nP1;1,2;2;0,7;9\nP2;99;2;0,7;1\n";

/** Writes a map. @returns its text, and the command that the program suggests */
function write(list: string, name: string, ...more: readonly string[]): { readonly map: string; readonly advice: string } {
  const { stderr } = run(["columns", list, "-c", TRIAL, "--as-of", "2026-01-15", "--write", name, ...more], { cwd: folder });
  return { map: readFileSync(join(folder, name), "utf8"), advice: /^ {2}(trialsieve .*)$/m.exec(stderr)?.[1] ?? stderr };
}

const verdicts = (list: string, ...more: readonly string[]): string =>
  run(["screen", list, "-c", TRIAL, "--as-of", "2026-01-15", "-f", "csv", ...more], { cwd: folder }).stdout;

describe("a given map that is completed", () => {
  // Has unused keys, an order of its own, and numbers and escapes in unusual notation.
  const GIVEN = `{ "decimal": ",", "$schema": "x.json", "missing": ["99", "\\u00b5"], "formatVersion": 1,
    "columns": {
      "unused": { "column": "nowhere", "codes": { "one": 1 } },
      "alt": { "unit": "ukat/L", "uln": 0.70, "column": "ALT" },
      "ecog": { "column": null, "codes": { "9": 0 } },
      "bm": { "column": "met", "codes": { "1": true, "2": false }, "whenBlank": false } },
    "flags": ["*"], "unclaimed": ["ward", "PS", "ALT"] }`;
  const list = file("w.csv", `patient_id;ALT;met;alt_uln;PS${ROW_ENDS}`);
  const given = file("given.json", GIVEN);
  const { map, advice } = write(list, "out.json", "--columns", given);

  test("keeps all entries, and the order of its columns", () => {
    expect(map).toBe(`{
  "$schema": "x.json",
  "formatVersion": 1,
  "id": "patient_id",
  "decimal": ",",
  "missing": ["99", "µ"],
  "columns": {
    "unused": { "column": "nowhere", "codes": { "one": 1 } },
    "alt": { "unit": "ukat/L", "uln": 0.70, "column": "ALT" },
    "ecog": { "column": null, "codes": { "9": 0 } },
    "bm": { "column": "met", "codes": { "1": true, "2": false }, "whenBlank": false },
    "born": { "column": null },
    "age": { "column": null }
  },
  "flags": ["*"],
  "unclaimed": ["ward", "PS"]
}
`);
  });

  test("keeps its meaning, and so does the suggested command", () => {
    const before = verdicts(list, "--columns", given);
    expect(before).toContain("P2,3,undetermined");
    expect(verdicts(list, "--columns", "out.json")).toBe(before);
    expect(shell(`${advice} -f csv`, folder)).toMatchObject({ status: 0, stdout: before });
  });

  test("is completed in place if --write names it, but no other file is overwritten", () => {
    file("own.json", GIVEN);
    expect(write(list, "own.json", "--columns", join(folder, "own.json")).map).toBe(map);
    for (const other of ["given.json", "t.json", "w.csv"]) {
      const args = ["columns", list, "-c", TRIAL, "--as-of", "2026-01-15", "--columns", "own.json", "--write", other];
      const { status, stderr } = run(args, { cwd: folder });
      expect([status, stderr]).toEqual([2, expect.stringContaining(`--write ${other}: the file exists already`)]);
    }
    expect(readFileSync(given, "utf8")).toBe(GIVEN);
  });
});

describe("a map that is drafted", () => {
  test.each<[name: string, text: string, columns: object, unclaimed: readonly string[] | undefined, more?: readonly string[]]>([
    // The unit in the heading is not repeated in the map.
    [
      "unit.csv",
      "patient_id,ALT (x ULN),ecog\nP1,2,1\n",
      { alt: { column: "ALT (x ULN)" }, ecog: { column: "ecog" } },
      undefined,
    ],
    [
      "odd.csv",
      'patient_id,"PS\nnow","say ""hi""",,name,Name,ALT\nP1,1,x,y,z,z,30\n',
      { alt: { column: "ALT" } },
      ["PS\nnow", 'say "hi"', "name", "Name"],
    ],
    ["semi.csv", "note;Patient;GPT\n-;P1;3,5\n", { alt: { column: "GPT" } }, ["note"], ["--id", "Patient", "--delimiter", ";"]],
    // A field that is calculated from another needs no column.
    ["born.csv", "patient_id,born\nP1,1960-01-02\n", { born: { column: "born" } }, undefined],
    // If the keys differ between records, naming one of them would lose the others.
    [
      "several.json",
      '[{"id":"1","ALT":3,"bm":false},{"id":"2","GPT":3,"x":{"y":1}},{"id":"3","alt (ukat/L)":3,"lab":{"ps":{"value":1}}}]',
      { alt: {}, bm: { column: "bm" } },
      ["x.y", "lab.ps"],
    ],
    ["lines.ndjson", '{"id":"1","GPT":3,"ward":"b"}\n{"id":"2","GPT":3}\n', { alt: { column: "GPT" } }, ["ward"]],
  ])("for %s", (name, text, columns, unclaimed, more = []) => {
    const list = file(name, text);
    const { map, advice } = write(list, `map of ${name}'s.json`, ...more);
    const made = JSON.parse(map);
    const none = Object.fromEntries(["alt", "bm", "ecog", "age", "born"].map((field) => [field, { column: null }]));
    expect(made.columns).toEqual({ ...none, ...columns });
    expect(made.unclaimed).toEqual(unclaimed);
    const before = verdicts(list, ...more);
    expect(before).not.toBe("");
    expect(shell(`${advice} -f csv`, folder).stdout).toBe(before);
  });

  test("is completed by using an unclaimed heading", () => {
    const list = file("move.csv", "patient_id,ALT,perf\nP1,30,3\n");
    const { map } = write(list, "move.json");
    const { unclaimed, columns, ...rest } = JSON.parse(map);
    expect(unclaimed).toEqual(["perf"]);
    file("moved.json", JSON.stringify({ ...rest, columns: { ...columns, ecog: { column: "perf" } }, unclaimed }));
    const again = JSON.parse(write(list, "again.json", "--columns", join(folder, "moved.json")).map);
    expect([again.columns.ecog, again.unclaimed]).toEqual([{ column: "perf" }, []]); // the heading is no longer unclaimed
  });

  test("two trials that name the same column differently both keep it", () => {
    const { ecog, ...others } = FIELDS;
    const other = file(
      "other.json",
      JSON.stringify({
        trial: { id: "T2", title: "x", source: "s", version: "1" },
        fields: { ...others, performance: ecog },
        inclusion: [{ id: "I1", label: "a", condition: { field: "performance", op: ">=", value: 1 } }],
        exclusion: [],
      }),
    );
    const list = file("two.csv", "patient_id,ECOG\nP1,1\n");
    const { map, advice } = write(list, "two.json", "-c", other);
    expect(JSON.parse(map).columns).toMatchObject({ ecog: {}, performance: {} });
    expect(shell(`${advice} -f csv`, folder).stdout).toBe(verdicts(list, "-c", other));
  });

  test("a map can be drafted for standard input, too", () => {
    const list = "patient_id,GPT,ward\nP1,30,b\n";
    const args = ["columns", "-", "-c", TRIAL, "--as-of", "2026-01-15", "--write", "stdin.json"];
    expect(run(args, { cwd: folder, input: list }).stderr).toContain("  trialsieve screen --criteria");
    expect(JSON.parse(readFileSync(join(folder, "stdin.json"), "utf8"))).toMatchObject({ unclaimed: ["ward"] });
    // Standard output is used for the report.
    const onto = run([...args.slice(0, -1), "-"], { cwd: folder, input: list });
    expect([onto.status, onto.stdout, onto.stderr]).toEqual([2, "", expect.stringContaining("--write takes the name of a file")]);
  });
});

test.each([
  // Without an ID column; the fields that were found are in the map.
  ["a.csv", "who,PLT,sex\nA,150,F\n", '"columns": {', '"id": "who", "columns": {'],
  ["a.ndjson", '{"who":"A","PLT":150,"sex":"F"}', '"columns": {', '"id": "who", "columns": {'],
  // Subject numbers of several sites.
  ["b.csv", "SITEID,SUBJID,PLT,sex\n1,1,150,F\n2,1,150,F\n", '"columns": {', '"id": ["SITEID", "SUBJID"], "columns": {'],
  // Without a column for a field, and without an ID as well.
  ["c.csv", "patient_id,thrombos,x\nA,150,F\n", '"column": null', '"column": "thrombos"'],
  ["d.json", '[{"who":"A","thrombos":150}]', '"column": null', '"column": "thrombos"'],
])("%s stops the run with a drafted map, which is sufficient once it is completed", (name, list, from, to) => {
  const one = { id: "I1", label: "x", condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L" } };
  const fields = { platelets: { type: "number", aliases: ["PLT"], unit: "10*9/L", plausible: [1, 2000] } };
  const criteria = file(`${name}.trial.json`, JSON.stringify({ trial: { id: "T" }, fields, inclusion: [one] }));
  const candidates = file(name, list);
  const map = join(folder, `${name}.map.json`);
  const { status, stderr } = run(["columns", candidates, "-c", criteria, "--write", map]);
  expect(status).toBe(2);
  expect(stderr).toContain(`${name}.map.json: written; to complete it, `);
  const completed = file(`${name}.done.json`, readFileSync(map, "utf8").replace(from, to));
  const id = name === "d.json" ? ["--id", "who"] : [];
  const screened = run(["screen", candidates, "-c", criteria, "--columns", completed, "-f", "csv", ...id]);
  expect(screened.stdout.match(/,eligible,/g)).toHaveLength(name === "b.csv" ? 2 : 1);
});
