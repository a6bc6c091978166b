/**
 * The criteria of the comparison: those of NCT02843126, and others with what these do not use: dates, ages, multiples, counting.
 */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const AS_OF = "2026-01-15";

const INCLUSION = [
  ["D1", { field: "last_chemotherapy", op: ">=", value: 28, unit: "d" }],
  ["D2", { field: "birth_date", op: ">=", value: 18, unit: "a" }],
  ["D3", { field: "diagnosis_date", op: "<", value: "2024-03-01" }],
  ["D4", { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" }],
  ["D5", { field: "lvef", op: ">=", value: 50, unit: "%", maxAge: { value: 14, unit: "d" } }],
  [
    "D6",
    {
      atLeast: 2,
      of: [
        { field: "platelets", op: ">", value: 100, unit: "10*9/L" },
        { field: "wbc", op: ">=", value: 4, unit: "10*9/L" },
        { not: { field: "hemoglobin", op: "<", value: 9, unit: "g/dL" } },
      ],
    },
  ],
  ["D9", { field: "potassium", op: "known" }],
];
const EXCLUSION = [
  ["D7", { field: "hiv_status", op: "in", value: ["positive"] }],
  ["D8", { field: "potassium", op: "between", value: [5.5, 12], unit: "mmol/L" }],
];

/** Writes the criteria and their dictionary into a folder. @returns the path of the criteria */
export function writeCriteria(folder) {
  const shipped = join(import.meta.dirname, "../../criteria");
  const { trial, ...rest } = JSON.parse(readFileSync(join(shipped, "NCT02843126.json"), "utf8"));
  const list = (entries) => entries.map(([id, condition]) => ({ id, label: id, condition }));
  const path = join(folder, "criteria.json");
  const criteria = {
    ...rest,
    trial,
    inclusion: [...rest.inclusion, ...list(INCLUSION)],
    exclusion: [...rest.exclusion, ...list(EXCLUSION)],
  };
  writeFileSync(path, JSON.stringify(criteria));
  copyFileSync(join(shipped, "dictionary.json"), join(folder, "dictionary.json"));
  return path;
}
