/** `columns`: the cells to correct, and columns that must be there. */
import { describe, expect, test } from "vitest";
import { run, scratch, TRIAL } from "./program.js";

const { file } = scratch();
const LIST = file("list.csv", 'patient_id,PLT,Hb (g/L),WBC\nP1,120*,90,4\nP2,100,~90,"4; 5"\nMean,110,90,4\n');

describe("columns --cells", () => {
  const args = ["columns", LIST, "-c", TRIAL, "--cells"];

  test("every cell with its row, heading and reason, and no row that is no candidate", () => {
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

  test("csv is of cells alone", () => expect(run(["columns", LIST, "-c", TRIAL, "-f", "csv"]).status).toBe(2));
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
