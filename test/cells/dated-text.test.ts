/** Values with a date inside the cell: this date counts, in every format. */
import { expect, test } from "vitest";
import { run, scratch } from "../program.js";

const { file } = scratch();

const fields = { platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] } };
const condition = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };
const criteria = file(
  "c.json",
  JSON.stringify({
    trial: { id: "T" },
    fields,
    inclusion: [
      { id: "A", label: "Platelets", condition },
      { id: "B", label: "Recent", condition: { ...condition, maxAge: { value: 14, unit: "d" } } },
    ],
  }),
);
const map = file(
  "m.json",
  JSON.stringify({ id: "id", dateOrder: "dmy", dateColumn: "date", columns: { platelets: { column: "plt" } } }),
);

const ROWS = [
  ["87 (12.11.2026)", "01.01.2026", "pass", "pass"], // the date in the cell counts, not that of the row
  ["87 (12.10.2026)", "20.11.2026", "pass", "unknown"], // too old
  ["87 (12.11.)", "20.11.2026", "pass", "unknown"], // the year is unknown
  ["87 (12.12.2026)", "20.11.2026", "unknown", "unknown"], // after the as-of date
  ["87", "20.11.2026", "pass", "pass"],
] as const;

test.each([
  ["list.csv", `id,plt,date\n${ROWS.map(([cell, date], row) => `P${row},${cell},${date}`).join("\n")}\n`],
  ["list.ndjson", ROWS.map(([plt, date], row) => `${JSON.stringify({ id: `P${row}`, plt, date })}\n`).join("")],
])("%s", (name, text) => {
  const args = ["screen", file(name, text), "-c", criteria, "--columns", map, "--as-of", "2026-11-24", "-f", "ndjson", "-q"];
  const records = run(args)
    .stdout.trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const verdicts = records.map(({ trials: [trial] }) => trial.criteria.map((one: { verdict: string }) => one.verdict));
  expect(verdicts).toEqual(ROWS.map(([, , a, b]) => [a, b]));
});
