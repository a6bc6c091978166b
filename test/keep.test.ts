/** `--keep`: columns of the list are copied into every output unchanged. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lines, run, scratch } from "./program.js";
import { workbook } from "./support/workbook.js";

const { folder, file } = scratch();
const TRIAL = file(
  "trial.json",
  JSON.stringify({
    trial: { id: "T1", title: "x" },
    fields: { plt: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000], aliases: ["Why"] } },
    inclusion: [{ id: "I1", label: "a", condition: { field: "plt", op: ">=", value: 80, unit: "10*9/L" } }],
    exclusion: [],
  }),
);
file("list.csv", 'patient_id,Name,plt,"Ward, bed",row\n007,Ärzt,90,"4B, 2",r1\n008,=1+1,70,"""x""",\n');

function screen(list: string | readonly string[], ...more: readonly string[]) {
  return run(["screen", ...[list].flat(), "-c", TRIAL, "-q", "--no-reasons", ...more], { cwd: folder });
}

describe("every format", () => {
  // `row` is also a column of the output, so the kept one gets another name. In tables, text that looks like a formula is
  // escaped; in JSON it is not.
  test.each<[format: readonly string[], says: readonly string[]]>([
    [
      ["-f", "csv"],
      [
        'candidate,row,Name,"Ward, bed",row (list),eligibility,failed,unknown,assumed,problems,I1',
        '007,2,Ärzt,"4B, 2",r1,eligible,,,,,pass',
        `008,3,'=1+1,"""x""",,ineligible,I1,,,,fail`,
      ],
    ],
    [
      ["-f", "csv", "--excel", "--output-delimiter", ";"],
      [
        `\ufeffcandidate;row;Name;Ward, bed;row (list);eligibility`,
        '"007;2;Ärzt;4B, 2;r1;eligible'.slice(1),
        `008;3;'=1+1;"""x""";`,
      ],
    ],
    [
      ["-f", "tsv"],
      ["candidate\trow\tName\tWard, bed\trow (list)\teligibility", "007\t2\tÄrzt\t4B, 2\tr1\teligible", "008\t3\t'=1+1\t"],
    ],
    [
      ["-f", "csv", "--layout", "long"],
      ['candidate,row,Name,"Ward, bed",row (list),trial,', '007,2,Ärzt,"4B, 2",r1,T1,', "008,3,'=1+1,"],
    ],
    [
      ["-f", "ndjson"],
      [
        '{"candidate":"007","file":"list.csv","row":2,"kept":{"Name":"Ärzt","Ward, bed":"4B, 2","row":"r1"},"problems":[]',
        '"kept":{"Name":"=1+1","Ward, bed":"\\"x\\"","row":""}',
      ],
    ],
  ])("%j", (format, says) => {
    const { stdout, status } = screen("list.csv", "--keep", "Name", "--keep", "Ward, bed", "--keep", "row", ...format);
    expect(status).toBe(0);
    const found = lines(stdout);
    expect(found).toHaveLength(says.length);
    for (const [index, text] of says.entries()) expect(found[index]).toContain(text);
  });

  test("json, table and summary", () => {
    const { candidates } = JSON.parse(screen("list.csv", "--keep", "Name", "-f", "json").stdout);
    expect(candidates.map(({ kept }: { kept: unknown }) => kept)).toEqual([{ Name: "Ärzt" }, { Name: "=1+1" }]);
    expect(screen("list.csv", "--keep", "Name,row", "-f", "table").stdout).toMatch(/007 +2 +✔ eligible +Name: Ärzt · row: r1\n/);
    const summary = run(["screen", "list.csv", "-c", TRIAL, "-q", "-f", "summary", "--keep", "Name,row"], { cwd: folder });
    expect(summary.stdout).toContain("007 Ärzt, r1 (row 2)");
  });

  test("a workbook from a workbook has the text that the sheet shows", async () => {
    file(
      "list.xlsx",
      await workbook([
        {
          name: "L",
          rows: [
            ["patient_id", "plt", "Name", "Bed"],
            ["007", 90, "=SUM(A1)", 12],
            ["008", 70, "", true],
          ],
        },
      ]),
    );
    const out = ["-o", "out.xlsx", "--keep", "name, bed"];
    expect(run(["screen", "list.xlsx", "-c", TRIAL, "-q", ...out], { cwd: folder }).status).toBe(0);
    for (const sheet of ["Candidates", "Verdicts"]) {
      const how = ["--sheet", sheet, "--id", "Candidate", "-f", "ndjson", "--keep", "Row,Name,Bed", "--columns", "why.json"];
      file("why.json", '{ "columns": { "plt": { "column": "Row" } } }');
      const again = lines(screen("out.xlsx", ...how).stdout).map((line) => JSON.parse(line));
      expect(again.map(({ candidate, kept }) => [candidate, kept])).toEqual([
        ["007", { Row: "2", Name: "=SUM(A1)", Bed: "12" }],
        ["008", { Row: "3", Name: "", Bed: "TRUE" }],
      ]);
    }
  });
});

describe("which columns are kept", () => {
  const keptIn = (list: string | readonly string[], ...more: readonly string[]): readonly object[] =>
    lines(screen(list, "-f", "ndjson", ...more).stdout).map((line) => JSON.parse(line).kept);

  test("JSON: nested keys, values of any type, keys that few records have", () => {
    file(
      "list.json",
      JSON.stringify([
        { id: "1", plt: 90, who: { name: "A" }, n: 1.5 },
        { id: "2", plt: 90, ok: true, late: [1] },
        { id: "3", plt: 9, n: null },
      ]),
    );
    expect(keptIn("list.json", "--keep", "who.name", "--keep", "n", "--keep", "ok,late")).toEqual([
      { "who.name": "A", n: "1.5", ok: "", late: "" },
      { "who.name": "", n: "", ok: "true", late: "[1]" },
      { "who.name": "", n: "", ok: "", late: "" },
    ]);
  });

  test("JSON: a key that occurs twice shows both values", () => {
    file("twice.json", '[{ "id": "1", "plt": 90, "n": "a", "n": "b", "who": { "x": 1 }, "who.x": 1 }]');
    expect(keptIn("twice.json", "--keep", "n", "--keep", "who.x")).toEqual([{ n: "a; b", "who.x": "1" }]);
  });

  test("kept columns with the name of an output column are renamed, without clashing with other columns of the list", () => {
    file("own.csv", "id,plt,row,row (list),I1\n1,90,a,b,c\n");
    const { stdout } = screen("own.csv", "-f", "csv", "--keep", "row,row (list)", "--keep", "I1");
    expect(lines(stdout)).toEqual([
      "candidate,row,row (list 2),row (list),I1 (list),eligibility,failed,unknown,assumed,problems,I1",
      "1,2,a,b,c,eligible,,,,,pass",
    ]);
  });

  test("several files: in later ones the column may be missing or in another place", () => {
    file("second.csv", "plt,id,NAME\n90,9,Zoe\n");
    file("third.csv", "id,plt\n10,90\n");
    expect(keptIn(["list.csv", "second.csv", "third.csv"], "--keep", "Name")).toEqual([
      { Name: "Ärzt" },
      { Name: "=1+1" },
      { Name: "Zoe" },
      { Name: "" },
    ]);
  });

  test("for a row whose cells may be shifted nothing is kept", () => {
    file("ragged.csv", "id,Name,plt\n1,Ay,90\n2,Bo,x,90\n");
    expect(keptIn("ragged.csv", "--keep", "Name")).toEqual([{ Name: "Ay" }, { Name: "" }]);
  });

  test("the same from a pipe and on several threads", () => {
    const rows = Array.from({ length: 40_000 }, (_, index) => `${index},name ${index},${(index % 90) + 50}, remark\n`).join("");
    file("long.csv", `id,Name,plt,Remark\n${rows}`);
    const args = ["-f", "csv", "--keep", "Remark,Name"];
    const one = screen("long.csv", ...args, "--jobs", "1").stdout;
    expect(one.slice(0, 200)).toContain("\n0,2, remark,name 0,");
    expect(screen("long.csv", ...args, "--jobs", "3").stdout).toBe(one);
    expect(
      run(["screen", "-", "-c", TRIAL, "-q", "--no-reasons", ...args], { input: `id,Name,plt,Remark\n${rows}` }).stdout,
    ).toBe(one);
  }, 60_000);

  test.each<[list: string, keep: string, says: string]>([
    ["list.csv", "Nmae", "error: --keep: there is no column `Nmae`\n  help: did you mean `Name`?"],
    ["list.csv", "Name, Wards", "there is no column `Wards`"],
    ["list.json", "nam", "there is no key `nam`"],
    ["list.csv", " ", "the name of the column is blank"],
    ["twice.csv", "Name", "more than one column is named `Name`"],
    // Faults of the list are reported first.
    ["title.csv", "Name", "the headings seem to be in row 3"],
  ])("%s has no %s", (list, keep, says) => {
    file("twice.csv", "id,Name,plt,Name\n1,a,90,b\n");
    file("title.csv", "Our list,,\n\nid,plt,Name\n1,90,a\n");
    const { status, stdout, stderr } = screen(list, "--keep", keep, "-f", "csv");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(says);
    if (list === "title.csv") expect(stderr).not.toContain("--keep");
  });
});

test("an unknown column is also refused with -o", () => {
  const output = join(folder, "never.csv");
  const { status, stderr } = screen("list.csv", "--keep", "X", "-o", output);
  expect([status, stderr]).toEqual([2, expect.stringContaining("--keep: there is no column `X`")]);
});
