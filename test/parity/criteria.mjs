/** Criteria with every construct that can be compiled to SQL. */
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const number = (field, op, value, unit, more = {}) => ({ field, op, value, ...(unit === undefined ? {} : { unit }), ...more });
const days = (value) => ({ maxAge: { value, unit: "d" } });

const INCLUSION = {
  all: { all: [number("platelets", ">=", 80, "10*9/L"), number("platelets", "<=", 100000, "/uL")] },
  any: { any: [number("wbc", ">", 3, "10*9/L"), number("neutrophils", ">=", 1.5, "10*9/L")] },
  not: { not: number("hemoglobin", "<", 8, "g/dL") },
  two: {
    atLeast: 2,
    of: [number("platelets", ">", 100, "10*9/L"), number("wbc", ">=", 4, "10*9/L"), { field: "sex", op: "is", value: "female" }],
  },
  nest: {
    all: [
      { any: [{ not: { field: "pregnant", op: "is", value: true } }, { field: "sex", op: "is", value: "male" }] },
      number("ecog", "<=", 1),
    ],
  },
  eq: number("ecog", "=", 1),
  ne: number("tumor_count", "!=", 3),
  between: number("tumor_count", "between", [1, 6]),
  half: number("kps", "between", [69.5, 70.2], "%"),
  molar: number("creatinine", "<=", 1.5, "mg/dL"),
  molar2: number("creatinine", "=", 2, "mg/dL"),
  mmol: number("hemoglobin", ">", 5.586, "mmol/L"),
  meq: number("calcium", "!=", 5.2, "meq/L"),
  lb: number("body_temperature", "<", 101.3, "[degF]"),
  cel: number("body_temperature", "between", [35.5, 38.5], "Cel"),
  size: number("longest_tumor_diameter", "<", 5, "cm"),
  life: number("life_expectancy", ">", 6, "mo"),
  years: number("life_expectancy", ">=", 0.25, "a"),
  uln: number("alt", "<=", 2.5, "[ULN]"),
  uln2: number("bilirubin", "<", 1.5, "[ULN]"),
  ulns: number("alt", "between", [1, 3], "[ULN]"),
  lln: number("alt", ">=", 1, "[LLN]"),
  old: number("lvef", ">=", 50, "%", days(14)),
  old2: number("hemoglobin", ">=", 90, "g/L", { maxAge: { value: 3, unit: "mo" } }),
  mitoses: number("ki67", "<=", 20, "%"),
  mitosesIn: number("ki67", "between", [14, 20], "%"),
  heart: number("nyha_class", "<", 3),
  heartIs: number("nyha_class", "=", 2),
  her2: { field: "her2_status", op: "is", value: "positive", ...days(90) },
  in: { field: "her2_status", op: "in", value: ["positive", "negative"] },
  known: { field: "hiv_status", op: "known" },
  knownNumber: { field: "platelets", op: "known" },
  knownOld: { field: "her2_status", op: "known", ...days(90) },
  knownDate: { field: "last_chemotherapy", op: "known" },
  adult: number("age", ">=", 18, "a"),
  young: number("age", "<", 75.5, "a"),
  month: number("age", "between", [216, 900], "mo"),
  d28: number("last_chemotherapy", ">=", 28, "d"),
  wk6: number("last_chemotherapy", "<", 6, "wk"),
  mo1: number("last_surgery", ">", 1, "mo"),
  mo1ge: number("last_surgery", ">=", 1, "mo"),
  mo3: number("last_surgery", "<=", 3, "mo"),
  moEq: number("last_surgery", "=", 2, "mo"),
  moNe: number("last_surgery", "!=", 1, "a"),
  moIn: number("last_surgery", "between", [1, 6], "mo"),
  before: { field: "diagnosis_date", op: "<", value: "2024-03-01" },
  since: { field: "diagnosis_date", op: ">=", value: "2023-12-31" },
  after: { field: "diagnosis_date", op: ">", value: "2024-02-29" },
  until: { field: "diagnosis_date", op: "<=", value: "2024-02-29" },
  on: { field: "diagnosis_date", op: "=", value: "2024-03-01" },
  notOn: { field: "diagnosis_date", op: "!=", value: "2024-03-01" },
  within: { field: "diagnosis_date", op: "between", value: ["2023-12-31", "2024-03-01"] },
};
const EXCLUSION = {
  hiv: { field: "hiv_status", op: "not-in", value: ["negative"] },
  yes: { field: "recurrent_breast_cancer", op: "is", value: false },
  nothing: number("urea", ">", 10, "mmol/L"),
  share: number("pd_l1_tps", "<", 1, "%"),
}; // biome-ignore format: one criterion per line

/** Writes criteria, dictionary and a column map that trusts the generated numbers. @returns the criteria files and the map */
export function writeCriteria(folder) {
  const list = (all) => Object.entries(all).map(([id, condition]) => ({ id, label: id, condition }));
  const trial = { id: "PARITY", title: "Every construct" };
  const path = join(folder, "parity.json");
  writeFileSync(
    path,
    JSON.stringify({ trial, dictionary: "dictionary.json", inclusion: list(INCLUSION), exclusion: list(EXCLUSION) }),
  );
  // A trial with few criteria, so that some candidates are eligible.
  const few = join(folder, "few.json");
  const inclusion = list({ I1: number("ecog", "<=", 2), I2: { field: "pregnant", op: "is", value: false } });
  const exclusion = list({ E1: number("pd_l1_tps", "<", 1, "%"), E2: { field: "hiv_status", op: "is", value: "positive" } });
  writeFileSync(
    few,
    JSON.stringify({ trial: { id: "FEW", title: "Few criteria" }, dictionary: "dictionary.json", inclusion, exclusion }),
  );
  const dictionary = "criteria/dictionary.json";
  copyFileSync(join(root, dictionary), join(folder, "dictionary.json"));
  const shipped = ["NCT02843126", "NCT02843204", "NCT03007836"].map((id) => join(root, "criteria", `${id}.json`));
  const map = join(folder, "map.json");
  // Otherwise the generated values would look like another unit, or like codes.
  writeFileSync(map, JSON.stringify({ columns: {}, trust: ["unit", "sentinels", "coded"] }));
  return { paths: [...shipped, path, few], map };
}
