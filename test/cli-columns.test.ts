/** `columns --cells` lists the cells to correct; `columns --require` fails when a column is missing. */
import { describe, expect, test } from "vitest";
import { run, scratch, TRIAL } from "./program.js";

const { file } = scratch();
const LIST = file("list.csv", 'patient_id,PLT,Hb (g/L),WBC\nP1,120*,90,4\nP2,100,~90,"4; 5"\nMean,110,90,4\n');

describe("columns --cells", () => {
  const args = ["columns", LIST, "-c", TRIAL, "--cells"];

  test("every cell with its row, heading and reason, but none of rows that are not candidates", () => {
    const { stdout } = run(args);
    expect(stdout.split("\n").map((line) => line.replace(/^.*list\.csv: /, ""))).toEqual([
      'row 2, PLT: "120*": a mark that refers to a note',
      'row 3, WBC: "4; 5": several values',
      'row 3, Hb (g/L): "~90": an approximate value',
      "3 cells to correct",
      "",
    ]);
  });

  test("as csv and json", () => {
    const csv = run([...args, "-f", "csv"])
      .stdout.trim()
      .split("\n");
    expect(csv[0]).toBe("file,row,column,field,cell,why");
    expect(csv).toHaveLength(4);
    const json: { cells: { row: number; field: string }[] } = JSON.parse(run([...args, "-f", "json"]).stdout);
    expect(json.cells.map(({ row, field }) => [row, field])).toEqual([
      [2, "platelets"],
      [3, "wbc"],
      [3, "hemoglobin"],
    ]);
  });

  const ROWS = [
    ["id", "PLT (10^9/L)", "PLT date", "ALT (U/L)", "ALT ULN"],
    ["P1", "100", "2026-04-03", "30", "40"],
    ["P2", "110", "32.04.2026", "30", "abc"],
    ["P3", "110", "", "30", "4000"],
    ...["P4", "P5", "P6", "P7"].map((id) => [id, "110", "2026-04-06", "30", "40"]),
  ];
  const [HEADINGS = [], ...CELLS] = ROWS;
  const records = CELLS.map((cells) => JSON.stringify(Object.fromEntries(cells.map((cell, at) => [HEADINGS[at], cell]))));

  test.each([
    ["beside.csv", ROWS.map((cells) => `${cells.join(",")}\n`).join(""), 3],
    ["beside.ndjson", `${records.join("\n")}\n`, 2],
  ])("%s: dates and limits of normal that a criterion needs are listed, too", (name, text, row) => {
    const trial = {
      trial: { id: "T1" },
      fields: {
        platelets: { type: "number", unit: "10*9/L", plausible: [1, 2000], aliases: ["PLT"] },
        alt: { type: "number", unit: "U/L", plausible: [1, 20000], label: "ALT" },
      },
      inclusion: [
        {
          id: "I1",
          label: "x",
          condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L", maxAge: { value: 14, unit: "d" } },
        },
        { id: "I2", label: "x", condition: { field: "alt", op: "<=", value: 3, unit: "[ULN]" } },
      ],
    };
    const criteria = file("dated-and-normal.json", JSON.stringify(trial));
    const { stdout } = run(["columns", file(name, text), "-c", criteria, "--as-of", "2026-04-10", "--cells", "-q"]);
    expect(stdout.split("\n").map((line) => line.replace(/^.*beside\.\w+: /, ""))).toEqual([
      `row ${row}, PLT date: "32.04.2026": no such date`,
      `row ${row}, ALT ULN: "abc": not a number`,
      expect.stringContaining(`row ${row + 1}, ALT ULN: "4000": `),
      "3 cells to correct",
      "",
    ]);
  });

  test("csv is only for --cells", () => expect(run(["columns", LIST, "-c", TRIAL, "-f", "csv"]).status).toBe(2));
});

test("columns --require: a field without a column is a failed check", () => {
  const whole = file("whole.csv", "patient_id,sex\nP1,female\n");
  const criteria = file(
    "one.json",
    JSON.stringify({
      trial: { id: "T1", title: "x", source: "x", version: "1" },
      fields: { sex: { type: "code", codes: { female: ["f"] } } },
      inclusion: [{ id: "I1", label: "x", condition: { field: "sex", op: "is", value: "female" } }],
      exclusion: [],
    }),
  );
  expect(run(["columns", whole, "-c", criteria, "--require", "-q"]).status).toBe(0);
  expect(run(["columns", whole, "-c", TRIAL, "-q"]).status).toBe(0);
  const { status, stderr } = run(["columns", whole, "-c", TRIAL, "--require", "-q"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("no column found for `platelets`")]);
});
