/** Dates of measurements: a mapped date column without any date, dates that cannot be read, dates after the as-of date. */
import { describe, expect, test } from "vitest";
import { run, scratch } from "./program.js";

const { file } = scratch();

const CRITERIA = file(
  "trial.json",
  JSON.stringify({
    trial: { id: "T1" },
    fields: {
      weight: { type: "number", label: "Weight", unit: "kg", plausible: [2, 400] },
      albumin: { type: "number", label: "Albumin", unit: "g/L", plausible: [5, 80] },
      biopsy: { type: "date", label: "Biopsy" },
    },
    inclusion: ["weight", "albumin"].map((field, index) => ({
      id: `I${index + 1}`,
      label: field,
      condition: { field, op: ">=", value: 30, unit: index === 0 ? "kg" : "g/L", maxAge: { value: 28, unit: "d" } },
    })),
    exclusion: [{ id: "E1", label: "Biopsy", condition: { field: "biopsy", op: "<", value: 28, unit: "d" } }],
  }),
);

const HEADINGS = ["patient_id", "weight (kg)", "albumin (g/L)", "biopsy", "ward", "taken"];
const ROWS = [
  ["A", "70", "40", "2025-01-01", "5", "2026-01-10"],
  ["B", "70", "40", "2025-01-01", "6", "yesterday"],
  ["C", "70", "", "2025-01-01", "7", ""],
  ["D", "70", "40", "2025-01-01", "8", "in May"],
];
const RECORDS = ROWS.map((row) => JSON.stringify(Object.fromEntries(row.map((cell, at) => [HEADINGS[at], cell]))));
const LISTS = {
  csv: file("list.csv", `${[HEADINGS, ...ROWS].map((row) => row.join(",")).join("\n")}\n`),
  tsv: file("list.tsv", `${[HEADINGS, ...ROWS].map((row) => row.join("\t")).join("\n")}\n`),
  json: file("list.json", `[${RECORDS.join()}]`),
  ndjson: file("list.ndjson", `${RECORDS.join("\n")}\n`),
};

function told(command: "screen" | "columns", list: string, map: unknown) {
  const columns = file("map.json", JSON.stringify(map, undefined, 1));
  const { status, stdout, stderr } = run([command, list, "-c", CRITERIA, "--columns", columns, "--as-of", "2026-01-15"]);
  const text = (command === "columns" ? stdout : stderr).replace(/\s+/g, " ");
  return {
    status,
    stderr,
    dates: [...text.matchAll(/(?:row \d+: )?(?:note|problem): (?:some|none of the) dates of [^:]+/g)].map(([one]) => one),
  };
}

describe.each(["csv", "tsv", "json", "ndjson"] as const)("in %s", (format) => {
  const [first, isJson] = [format === "ndjson" ? 1 : format === "json" ? 1 : 2, format.endsWith("json")];
  const of = (column: string, cells: number): string => ` (${isJson ? "" : `column \`${column}\`, `}${cells} cells)`;
  const labels = "Weight, Albumin";

  test("unreadable dates are reported with their count and first row", () => {
    const found = told("screen", LISTS[format], { dateColumn: "taken" });
    expect(found.status).toBe(0);
    expect(found.dates).toEqual([`row ${first + 1}: note: some dates of ${labels}${of("taken", 2)} cannot be read`]);
    const { dates } = told("columns", LISTS[format], { dateColumn: "taken" });
    expect(dates).toEqual([`note: some dates of ${labels}${of("taken", 2)} cannot be read`]);
  });

  test("a date column in which no date can be read is a problem", () => {
    const found = told("screen", LISTS[format], { dateColumn: "ward" });
    expect(found.status).toBe(1);
    const words = (fields: string): string => `none of the dates of ${fields}${of("ward", 4)} can be read`;
    expect(found.dates).toEqual([`row ${first}: problem: ${words(labels)}`]);
    expect(told("columns", LISTS[format], { dateColumn: "ward" }).dates).toEqual([`problem: ${words(labels)}`]);
  });

  test.each<[string, unknown, string]>([
    [
      "the id",
      { dateColumn: "patient_id" },
      "map.json:2:16: error: `dateColumn` names WORD `patient_id`, which identifies candidates",
    ],
    [
      "the id, for one field",
      { columns: { weight: { dateColumn: "patient_id" } } },
      "map.json:3:3: error: `dateColumn` names WORD `patient_id`, which identifies candidates",
    ],
    ["the unit", { columns: { weight: { unitColumn: "patient_id" } } }, "`unitColumn` names WORD `patient_id`, which identifies"],
    ["values", { dateColumn: "albumin (g/L)" }, "`dateColumn` names WORD `albumin (g/L)`, which holds the values of `albumin`"],
    [
      "its own values",
      { columns: { weight: { dateColumn: "weight (kg)" } } },
      "`dateColumn` names WORD `weight (kg)`, which holds the values of `weight`",
    ],
    [
      "a date as a unit",
      { columns: { weight: { unitColumn: "biopsy" } } },
      "`unitColumn` names WORD `biopsy`, which holds the values of `biopsy`",
    ],
  ])("a map that names %s is an error with its line", (_what, map, expected) => {
    const { status, stderr } = told("screen", LISTS[format], map);
    expect(status).toBe(2);
    expect(stderr).toContain(expected.replace("WORD", isJson ? "key" : "column"));
    expect(stderr.match(/error:/g)).toHaveLength(1);
  });

  test("the column of a date field may also date other values", () => {
    expect(told("screen", LISTS[format], { dateColumn: "biopsy" })).toMatchObject({ status: 0, dates: [] });
  });
});

test("one thread and several report the same count", () => {
  const rows = Array.from({ length: 60_000 }, (_, row) => `P${row},70,40,2025-01-01,5,${row % 3 === 2 ? "soon" : "2026-01-10"}`);
  const list = file("long.csv", `${HEADINGS.join()}\n${rows.join("\n")}\n`);
  const map = file("long-map.json", '{ "dateColumn": "taken" }');
  const notes = ["1", "3"].map(
    (jobs) =>
      run(["screen", list, "-c", CRITERIA, "--columns", map, "--as-of", "2026-01-15", "--jobs", jobs, "-f", "csv"]).stderr,
  );
  expect(notes[0]).toContain("row 4: note: some dates of Weight, Albumin (column `taken`, 20000 cells) cannot be read");
  expect(notes[1]).toBe(notes[0]);
});

describe("a value dated after the as-of date", () => {
  const leaf = { field: "weight", op: ">=", value: 30, unit: "kg" };
  const plain = file(
    "plain.json",
    JSON.stringify({
      trial: { id: "T2" },
      fields: {
        weight: { type: "number", label: "Weight", unit: "kg", plausible: [2, 400] },
        sex: { type: "code", label: "Sex", codes: { female: ["f"], male: ["m"] } },
        birth_date: { type: "date", label: "Birth date" },
        age: { type: "number", label: "Age", unit: "a", plausible: [0, 120], since: "birth_date" },
      },
      inclusion: [
        { id: "I1", label: "Weight", condition: leaf },
        { id: "I2", label: "Sex", condition: { field: "sex", op: "is", value: "female" } },
        { id: "I3", label: "Age", condition: { field: "age", op: ">=", value: 18, unit: "a" } },
      ],
      exclusion: [{ id: "E1", label: "Born", condition: { field: "birth_date", op: ">=", value: "2008-01-01" } }],
    }),
  );
  const [csv, tsv, json] = ["csv", "tsv", "json"] as const;
  const listOf = (
    format: typeof csv | typeof tsv | typeof json,
    headings: readonly string[],
    rows: readonly string[][],
  ): string => {
    if (format === json)
      return file(
        "ahead.json",
        JSON.stringify(rows.map((row) => Object.fromEntries(row.map((cell, at) => [headings[at], cell])))),
      );
    const lines = [headings, ...rows].map((row) => row.join(format === csv ? "," : "\t"));
    return file(`ahead.${format}`, `${lines.join("\n")}\n`);
  };
  const verdicts = (list: string, map?: unknown): readonly string[] => {
    const columns = map === undefined ? [] : ["--columns", file("ahead-map.json", JSON.stringify(map))];
    const { stdout } = run(["screen", list, "-c", plain, ...columns, "--as-of", "2026-01-15", "--id", "none", "--no-reasons"]);
    return stdout
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").slice(-4).join(" "));
  };

  test.each([csv, tsv, json])("is unknown; other values still count, in %s", (format) => {
    const headings = ["weight (kg)", "weight date", "sex", "birth_date"];
    const rows = ["2026-01-16", "2026-01-15", "in May", "", "03/04/2026", "11/01/2026"].map((day) => [
      "70",
      day,
      "f",
      "1990-02-03",
    ]);
    const [ahead, counts] = ["unknown pass pass pass", "pass pass pass pass"];
    expect(verdicts(listOf(format, headings, rows))).toEqual([ahead, counts, counts, counts, ahead, counts]);
  });

  test.each([csv, tsv, json])("makes every measured value unknown where one column dates the whole row, in %s", (format) => {
    const headings = ["weight (kg)", "sex", "birth_date", "taken"];
    const rows = ["2026-01-16", "2026-01-15", "2026-01", "01.02.2026"].map((day) => ["70", "f", "1990-02-03", day]);
    const list = listOf(format, headings, rows);
    const counts = "pass pass pass pass";
    // An age calculated from the date of birth is that on the as-of date, whatever the date of the row.
    expect(verdicts(list, { dateColumn: "taken", dateOrder: "dmy" })).toEqual([
      "unknown unknown pass pass",
      counts,
      counts,
      "unknown unknown pass pass",
    ]);
    expect(verdicts(list)).toEqual([counts, counts, counts, counts]);
  });

  test("is reported once per column, with its first row", () => {
    const list = listOf(
      csv,
      ["weight (kg)", "weight date", "sex", "birth_date"],
      [
        ["70", "2026-01-10", "f", "1990-02-03"],
        ["71", "2026-01-16", "f", "1990-02-03"],
        ["72", "2026-01-17", "f", "1990-02-03"],
      ],
    );
    const { stderr, status } = run(["screen", list, "-c", plain, "--as-of", "2026-01-15", "--id", "none"]);
    expect(status).toBe(0);
    expect(stderr.replace(/\s+/g, " ")).toContain(
      "row 3: note: Weight (column `weight (kg)`, 2 cells) has values dated after the as-of date: criteria that use them are unknown",
    );
  });
});
