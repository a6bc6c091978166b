/**
 * The same patients as typed cells and as texts, in every format: dates, percentages, yes and no, numbers as text, leading zeros.
 */
import { expect, test } from "vitest";
import { run, scratch } from "./program.js";
import { type Cell, serial, workbook } from "./support/workbook.js";

const { file } = scratch();

const TRIAL = {
  trial: { id: "T1", title: "x" },
  fields: {
    birth_date: { type: "date", label: "Birth date" },
    kps: { type: "number", label: "Karnofsky", unit: "%", plausible: [10, 100] },
    platelets: { type: "number", label: "Platelets", aliases: ["PLT"], unit: "10*9/L", plausible: [1, 2000] },
    brain_metastasis: { type: "boolean", label: "Brain metastasis" },
  },
  inclusion: [
    { id: "I1", label: "adult", condition: { field: "birth_date", op: ">=", value: 18, unit: "a" } },
    { id: "I2", label: "fit", condition: { field: "kps", op: ">=", value: 70, unit: "%" } },
    { id: "I3", label: "platelets", condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L" } },
  ],
  exclusion: [{ id: "E1", label: "brain", condition: { field: "brain_metastasis", op: "is", value: true } }],
};
const trial = file("trial.json", JSON.stringify(TRIAL));

const HEADINGS = ["patient_id", "birth_date", "kps", "PLT", "brain_metastasis"];
type Patient = readonly [id: string, born: string, kps: number | "", plt: string, brain: boolean | ""];
const PATIENTS: readonly Patient[] = [
  ["007", "1960-04-03", 80, "80", false],
  ["0070", "2007-11-29", 70, "79.5", false], // 18 years old on the as-of date
  ["7", "2007-11-30", 65, "<80", true], // one day too young
  ["08", "", "", "", ""],
  ["00081", "1950-12-01", 100, "1200", false],
];
const EXPECTED = [
  ["007", "eligible", "pass", "pass", "pass", "pass"],
  ["0070", "ineligible", "pass", "pass", "fail", "pass"],
  ["7", "ineligible", "fail", "fail", "fail", "fail"],
  ["08", "undetermined", "unknown", "unknown", "unknown", "unknown"],
  ["00081", "eligible", "pass", "pass", "pass", "pass"],
];

function verdicts(list: string, ...more: readonly string[]): readonly (readonly string[])[] {
  const args = ["screen", list, "-c", trial, "--as-of", "2025-11-29", "-f", "tsv", "--no-reasons", "-q", ...more];
  const { status, stdout } = run(args);
  expect(status).toBe(0);
  const [head = [], ...rows] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  const wanted = ["candidate", "eligibility", "I1", "I2", "I3", "E1"].map((name) => head.indexOf(name));
  return rows.map((row) => wanted.map((at) => row[at] ?? ""));
}

/** A patient's cells as people write them. */
function written(day: (iso: string) => string, decimal: "." | ",", yes: string, no: string) {
  return ([id, born, kps, plt, brain]: Patient): readonly string[] => [
    id,
    born === "" ? "" : day(born),
    kps === "" ? "" : `${kps} %`,
    plt.replace(".", decimal),
    brain === "" ? "" : brain ? yes : no,
  ];
}

const iso = (day: string): string => day;
const german = (day: string): string => day.split("-").reverse().join(".");
const lines = (rows: readonly (readonly string[])[], delimiter: string): string =>
  [HEADINGS, ...rows].map((row) => `${row.join(delimiter)}\n`).join("");

test.each<[name: string, text: string, more: readonly string[]]>([
  ["iso.csv", lines(PATIENTS.map(written(iso, ".", "true", "false")), ","), []],
  ["tabs.tsv", lines(PATIENTS.map(written(iso, ".", "yes", "no")), "\t"), []],
  ["german.csv", lines(PATIENTS.map(written(german, ",", "ja", "nein")), ";"), ["--encoding", "windows-1252"]],
])("as text: %s", (name, text, more) => expect(verdicts(file(name, text), ...more)).toEqual(EXPECTED));

test.each(["json", "ndjson"])("as %s", (format) => {
  const records = PATIENTS.map(([patient_id, birth_date, kps, plt, brain]) => ({
    patient_id,
    birth_date,
    kps: kps === "" ? null : kps,
    PLT: plt === "" || plt.startsWith("<") ? plt : Number(plt),
    brain_metastasis: brain === "" ? null : brain,
  }));
  const texts = records.map((record) => JSON.stringify(record));
  expect(verdicts(file(`list.${format}`, format === "json" ? `[${texts.join(",")}]` : texts.join("\n")))).toEqual(EXPECTED);
});

const typed = ([id, born, kps, plt, brain]: Patient): readonly Cell[] => [
  // A number with a format that shows leading zeros.
  id.startsWith("0") ? { format: "0".repeat(id.length), value: Number(id) } : Number(id),
  born === "" ? null : { format: "dd.mm.yyyy", value: serial(born) },
  kps === "" ? null : { format: "0%", value: kps / 100 },
  plt === "" || plt.startsWith("<") ? plt : Number(plt),
  brain === "" ? null : brain,
];

test.each<[name: string, rows: readonly (readonly Cell[])[]]>([
  ["typed cells", PATIENTS.map(typed)],
  ["texts", PATIENTS.map(written(german, ",", "ja", "nein"))],
])("as a workbook of %s", async (name, rows) => {
  const bytes = await workbook([{ name: "Ward", rows: [HEADINGS, ...rows] }]);
  expect(verdicts(file(`${name}.xlsx`, bytes))).toEqual(EXPECTED);
});
