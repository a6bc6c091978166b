/** What a column map says about words and blanks, for every type of field that allows it, and in every format. */
import { describe, expect, test } from "vitest";
import { run, scratch } from "./program.js";

const { file } = scratch();

const TRIAL = file(
  "trial.json",
  JSON.stringify({
    trial: { id: "T1" },
    fields: {
      asthma: { type: "boolean", label: "Asthma" },
      ulcer: { type: "code", label: "Ulcer", codes: { none: ["no"], healed: [], open: ["yes"] } },
      pain: { type: "number", label: "Pain grade", integer: true, plausible: [0, 4], codes: { 0: ["none", "no"], 3: ["III"] } },
      albumin: { type: "number", label: "Albumin", unit: "g/L", plausible: [5, 80] },
      birth_date: { type: "date", label: "Birth date" },
      age: { type: "number", label: "Age", unit: "a", integer: true, plausible: [0, 120], since: "birth_date" },
    },
    inclusion: [{ id: "I1", label: "Pain", condition: { field: "pain", op: "<=", value: 1 } }],
    exclusion: [
      { id: "E1", label: "Asthma", condition: { field: "asthma", op: "is", value: true } },
      { id: "E2", label: "Ulcer", condition: { field: "ulcer", op: "is", value: "open" } },
      { id: "E3", label: "Pain", condition: { field: "pain", op: "known" } },
    ],
    notEvaluated: [{ label: "x" }],
  }),
);

type Rows = readonly (readonly string[])[];
const HEADINGS = ["patient_id", "pain", "asthma", "ulcer"];
const LISTS: Readonly<Record<string, (rows: Rows) => string>> = {
  csv: (rows) => file("list.csv", `${[HEADINGS, ...rows].map((row) => row.join(",")).join("\n")}\n`),
  tsv: (rows) => file("list.tsv", `${[HEADINGS, ...rows].map((row) => row.join("\t")).join("\n")}\n`),
  json: (rows) => file("list.json", JSON.stringify(recordsOf(rows))),
  ndjson: (rows) =>
    file(
      "list.ndjson",
      `${recordsOf(rows)
        .map((one) => JSON.stringify(one))
        .join("\n")}\n`,
    ),
};

function recordsOf(rows: Rows): readonly object[] {
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [HEADINGS[at], cell])));
}

interface Found {
  readonly verdicts: string;
  readonly assumed: string;
}

function screened(list: string, map: unknown, ...options: readonly string[]): readonly Found[] {
  const columns = file("map.json", JSON.stringify(map));
  const { stdout } = run(["screen", list, "-c", TRIAL, "--columns", columns, "--no-reasons", ...options]);
  return stdout
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const cells = line.split(",");
      return { verdicts: cells.slice(-4).join(" "), assumed: cells[5] ?? "" };
    });
}

describe.each(Object.keys(LISTS))("in %s", (format) => {
  const list = (...rows: Rows) => LISTS[format]?.(rows) ?? "";

  test('a blank has the meaning that the map gives it; words for "no value" and actual values do not', () => {
    const map = { columns: { pain: { whenBlank: 0 }, asthma: { whenBlank: false }, ulcer: { whenBlank: "none" } } };
    expect(screened(list(["A", "", "", ""], ["B", "NA", "NA", "NA"], ["C", "3", "no", "healed"]), map)).toEqual([
      { verdicts: "pass pass pass unknown", assumed: "I1;E1;E2" },
      { verdicts: "unknown unknown unknown unknown", assumed: "" },
      { verdicts: "fail pass pass fail", assumed: "" },
    ]);
    expect(screened(list(["A", "", "", ""]), { columns: { pain: { whenBlank: 2 } } })).toEqual([
      { verdicts: "fail unknown unknown unknown", assumed: "I1" },
    ]);
  });

  test("words for yes and no also apply to grades and to codes spelled yes or no", () => {
    const map = { yes: ["ano"], no: ["ne"] };
    const rows = list(
      ["A", "ne", "ne", "ne"],
      ["B", "ano", "ano", "ano"],
      ["C", "nein", "nein", "nein"],
      ["D", "", "oui", "oui"],
    );
    expect(screened(rows, map).map(({ verdicts }) => verdicts)).toEqual([
      "pass pass pass fail",
      "unknown fail fail unknown", // a yes does not say which grade
      "pass pass pass fail", // the built-in words still apply
      "unknown fail fail unknown",
    ]);
  });

  test("codes of a column replace words for yes and no", () => {
    const map = { no: ["ne"], columns: { pain: { codes: { a: 0, b: 3 } }, ulcer: { codes: { a: "none", b: "open" } } } };
    const rows = list(["A", "a", "no", "a"], ["B", "b", "no", "b"], ["C", "ne", "ne", "ne"], ["D", "nein", "no", "nein"]);
    expect(screened(rows, map).map(({ verdicts }) => verdicts)).toEqual([
      "pass pass pass fail",
      "fail pass fail fail",
      "unknown pass unknown unknown",
      "unknown pass unknown unknown",
    ]);
  });
});

test("an assumed grade is not counted as a number of its column", () => {
  const rows = Array.from({ length: 12 }, (_, at) => [`P${at}`, "", "no", "none"]);
  const columns = file("blank-map.json", JSON.stringify({ columns: { pain: { whenBlank: 0 } } }));
  const list = LISTS["csv"]?.(rows) ?? "";
  const { stdout } = run(["columns", list, "-c", TRIAL, "--columns", columns]);
  expect(stdout.replace(/\s+/g, " ")).toContain("12× blank, taken as `0`, as `whenBlank` says");
  expect(stdout).not.toContain("small whole numbers");
  const { stdout: told } = run(["explain", list, "P3", "-c", TRIAL, "--columns", columns]);
  expect(told.replace(/\s+/g, " ")).toContain("Pain grade: 0 is at most 1 (assumed from a blank)");
});

describe("a map that gives a blank an impossible meaning", () => {
  test.each([
    ["albumin", 40, "`albumin` is not in whole numbers: blanks there cannot be given a meaning"],
    ["age", 40, "`age` is a span of time: blanks there cannot be given a meaning"],
    ["birth_date", "2000-01-01", "`birth_date` is a date field: blanks there cannot be given a meaning"],
    ["pain", 9, "9 is outside the plausible range of `pain`: 0 to 4"],
    ["pain", 1.5, "`pain` takes whole numbers only"],
    ["pain", "none", "`pain` is a number field: a meaning must be a number, not text"],
    ["asthma", 0, "`asthma` is a boolean field: a meaning must be true or false, not a number"],
    ["ulcer", null, "`whenBlank` must be true, false, a code or a number, not `null`"],
  ])("%s: %j", (field, whenBlank, message) => {
    const columns = file("wrong.json", JSON.stringify({ columns: { [field]: { whenBlank } } }));
    const { status, stderr } = run([
      "screen",
      LISTS["csv"]?.([["A", "1", "no", "none"]]) ?? "",
      "-c",
      TRIAL,
      "--columns",
      columns,
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
