/** Text beside a value inside an object of a JSON record, where a column map names the key of the value. */
import { expect, test } from "vitest";
import { run, scratch } from "../program.js";

const { file } = scratch();
const number = (label: string, unit: string) => ({ type: "number", label, unit, plausible: [1, 2000] });
const trial = file(
  "trial.json",
  JSON.stringify({
    trial: { id: "T1" },
    fields: { plt: number("Platelets", "10*9/L"), hb: number("Hemoglobin", "g/L") },
    inclusion: [
      { id: "PLT", label: "x", condition: { field: "plt", op: ">=", value: 80, unit: "10*9/L" } },
      { id: "HB", label: "x", condition: { field: "hb", op: ">=", value: 80, unit: "g/L" } },
    ],
    exclusion: [],
  }),
);

test.each<[string, object, string]>([
  ["labs.plt", { labs: { plt: 150, comment: "clotted" } }, "uu"],
  ["labs.plt", { labs: { comment: "clotted", plt: 150 } }, "uu"],
  ["labs.plt", { labs: { plt: 150, sample: { comment: "hemolysed" } } }, "uu"],
  ["labs.plt", { labs: { plt: 150, sample: { quality: "hemolysed" } } }, "uu"],
  ["visit.labs.plt", { visit: { labs: { plt: 150 }, comment: "clotted" } }, "uu"],
  ["labs.plt", { labs: { plt: 150, plt_comment: "clotted" } }, "up"],
  ["labs.plt", { labs: { plt: 150, plt_comment: "should be 60" } }, "up"],
  ["labs.plt", { labs: { plt: 150, comment: "fasting" } }, "pp"],
  ["labs.plt", { labs: { plt: 150 }, mri: { comment: "invalid" } }, "pp"],
  ["labs.plt", { labs: { plt: 150, unit: "/uL" } }, "up"],
  ["labs.plt", { labs: { plt: 150, unit: "G/L" } }, "pp"],
  ["labs.plt", { labs: { plt: 150, comparator: "<" } }, "up"],
  ["labs.plt", { labs: { plt: 150, flag: "<" } }, "up"],
  ["platelets.result", { platelets: { result: 150, unit: "/uL" } }, "up"],
  ["platelets.result", { platelets: { result: 150, unit: "G/L" } }, "pp"],
  ["labs.plt", { labs: { plt: 150 }, crp: { value: 1, unit: "mg/L" }, crp_unit: "g/L" }, "pp"],
])("%s: %j", (key, record, expected) => {
  const list = file("list.ndjson", `${JSON.stringify({ patient_id: "P1", ...record, hb: 120 })}\n`);
  const map = file("map.json", JSON.stringify({ columns: { plt: { column: key } } }));
  const { stdout } = run(["screen", list, "-c", trial, "--columns", map, "-f", "csv", "-q", "--no-reasons"]);
  expect(stdout.split("\n")[1]?.split(",").slice(-2).join(" ")).toBe([...expected].map((one) => VERDICTS[one]).join(" "));
});

const VERDICTS: Readonly<Record<string, string>> = { p: "pass", u: "unknown" };
