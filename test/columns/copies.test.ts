/** If a list has two columns for a field, neither is chosen automatically. */
import { expect, test } from "vitest";
import { run, scratch } from "../program.js";

const { file } = scratch();
const TRIAL = JSON.stringify({
  trial: { id: "T1" },
  fields: {
    platelets: { type: "number", label: "Platelets", aliases: ["PLT", "Thrombozyten"], unit: "10*9/L", plausible: [1, 2000] },
    lvef: { type: "number", label: "LVEF", unit: "%", plausible: [5, 90] },
    bm: { type: "boolean", label: "Brain metastasis" },
  },
  inclusion: [
    { id: "I1", label: "x", condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L" } },
    { id: "I2", label: "x", condition: { field: "bm", op: "is", value: false } },
    { id: "I3", label: "x", condition: { field: "lvef", op: ">=", value: 50, unit: "%" } },
  ],
  exclusion: [],
});

function screen(name: string, text: string, map?: object) {
  const maps = map === undefined ? [] : ["--columns", file("map.json", JSON.stringify(map))];
  return run(["screen", file(name, text), "-c", file("trial.json", TRIAL), ...maps, "-f", "ndjson", "-q"]);
}

const HEADINGS: readonly (readonly [string, string])[] = [
  ["PLT", "PLT.1"], // notation of pandas
  ["PLT", "PLT2"], // notation of spreadsheets
  ["PLT", "PLT (2)"],
  ["PLT", "PLT_v2"],
  ["PLT", "PLT Visit 2"],
  ["PLT", "PLT #2"],
  ["PLT", "PLT neu"],
  ["PLT", "Thrombozyten Kontrolle"],
  ["PLT", "PLT 复查"],
  ["PLT", "PLT 13.01.2026"],
  ["PLT", "PLT (01.10.)"],
  ["PLT", "PLT_2026-01-13"],
  ["PLT (10^9/L)", "PLT (10^9/L).1"],
  ["PLT (10^9/L)", "PLT neu (10^9/L)"],
];

test.each(HEADINGS)("`%s` beside `%s`: the user has to choose", (first, second) => {
  const text = `patient_id,${first},${second}\nA,210,40\nB,200,199\n`;
  const { stdout, stderr, status } = screen("list.csv", text);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`has two columns: \`${first}\` (column 2) and \`${second}\` (column 3)`);
  // The suggested entry works for both of them.
  for (const [column, verdict] of [
    [first, "pass"],
    [second, "fail"],
  ]) {
    const told = screen("list.csv", text, { columns: { platelets: { column, unit: "10*9/L" } } });
    expect(told.stdout.split("\n")[0]).toContain(
      `"id":"I1","kind":"inclusion","finding":"${verdict === "pass" ? "met" : "not-met"}"`,
    );
  }
  const records = screen("list.json", JSON.stringify([{ patient_id: "A", [first]: 210, [second]: 40 }]));
  expect(records.stdout).toContain('"two-values"');
});

test.each([
  ["PLT", "PLT 7d"],
  ["PLT", "PLT80"],
  ["PLT", "PLT baseline"],
  ["PLT", "PLT grade 2"],
  ["PLT", "MPV"],
  ["LVEF", "LVEF 45-50"],
])("`%s` is read beside `%s`", (first, second) => {
  expect(screen("list.csv", `patient_id,${first},${second}\nA,60,40\n`).status).toBe(0);
});

test("a second column of words is not a copy, and new metastases are another question", () => {
  expect(screen("list.csv", "patient_id,PLT,PLT 2\nA,210,see letter\n").status).toBe(0);
  expect(screen("list.csv", "patient_id,Brain metastasis,Brain metastasis new\nA,no,yes\n").status).toBe(0);
});

test.each([
  ["PLT,,LVEF,,x", ",Baseline,aktuell,Baseline,aktuell,", "`PLT` is above `Baseline` and `aktuell`"],
  ["PLT,,x", ",01.12.2025,10.01.2026,", "`PLT` is above `01.12.2025` and `10.01.2026`"],
])("headings in two rows, %s above %s", (first, second, told) => {
  const row = `A,${"210,40,".repeat(second.split(",").length / 2 - 1)}x`;
  const text = `patient_id,${first}\n${second}\n${row}\n`;
  const { status, stdout, stderr } = screen("list.csv", text);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`row 2: error: the headings are in two rows: ${told}`);
});

test.each([
  ["patient_id,PLT,,x", ",Wert,Datum,", "A,210,2026-01-01,y"], // it has values below
  ["patient_id,PLT,,x", ",,,", "A,210,,y"],
  ["patient_id,PLT,y,x", ",pending,aktuell,", "A,210,40,y"], // a candidate without an ID
])("headings are not in two rows: %s above %s", (...rows) => {
  expect(screen("list.csv", `${rows.join("\n")}\n`).stdout).toContain('"id":"I1","kind":"inclusion","finding":"met"');
});

test.each(["PLT*", "PLT†", "PLT¹", "PLT:", "PLT **"])("`%s` refers to a footnote, and is read", (heading) => {
  const { stdout } = screen("list.csv", `patient_id,${heading}\nA,40\n`);
  expect(stdout).toContain('"id":"I1","kind":"inclusion","finding":"not-met"');
});
