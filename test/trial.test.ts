/** Every criterion of NCT02843126 around its limit: through the whole program, in every format, from CSV and JSON. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { ROOT, run, scratch, TRIAL } from "./program.js";

/** A candidate who passes every criterion. */
const BASE: Readonly<Record<string, string>> = {
  sex: "female",
  recurrent_breast_cancer: "yes",
  her2_status: "positive",
  standard_therapies_failed: "yes",
  standard_therapy_refused: "no",
  tumor_count: "3",
  longest_tumor_diameter: "3 cm",
  kps: "90",
  life_expectancy: "12 mo",
  platelets: "210",
  wbc: "5.4",
  neutrophils: "3.1",
  hemoglobin: "120",
  cardiac_pacemaker: "no",
  brain_metastasis: "no",
  hypertension_grade: "1",
  diabetic_complication: "no",
  severe_cardiac_dysfunction: "no",
  severe_pulmonary_dysfunction: "no",
};

interface Cells {
  readonly field: string;
  readonly pass: readonly string[];
  readonly fail: readonly string[];
  readonly unknown: readonly string[];
}

/** Cells of a yes-no field that an exclusion criterion asks for. */
function excludes(field: string): Cells {
  return {
    field,
    pass: ["no", "N", "false", "0", "absent", "none", "nein", "无"],
    fail: ["yes", "TRUE", "1", "present"],
    unknown: ["", "NA", "unknown", "maybe", "nil", "unchecked"], // without 2, which would make 0 and 1 codes
  };
}

const CRITERIA: Readonly<Record<string, readonly Cells[]>> = {
  I0a: [{ field: "sex", pass: ["F", "female"], fail: ["M", "male"], unknown: ["", "x", "1", "F/M"] }],
  I0b: [{ field: "recurrent_breast_cancer", pass: ["yes", "1"], fail: ["no", "0"], unknown: ["", "NA", "suspected"] }],
  I0c: [
    {
      field: "her2_status",
      pass: ["positive", "3+", "POS", "IHC 2+/ISH+", "2+ (FISH+)"],
      fail: ["negative", "1+", "HER2-low", "low", "HER2-ultralow", "IHC 2+/ISH-", "2+, FISH negative"],
      unknown: ["", "2+", "IHC 2+", "equivocal", "borderline", "2+/FISH pending", "inconclusive", "pending", "HER2+"],
    },
  ],
  // The alternative in this criterion is "no" for everybody, so this field decides.
  I1: [{ field: "standard_therapies_failed", pass: ["yes"], fail: ["no"], unknown: ["", "unknown", "partly"] }],
  I2a: [
    {
      field: "tumor_count",
      pass: ["1", "2", "5", "6", "1-6", "2 to 4", "6.0"],
      fail: ["0", "7", "8", ">6", "<1", "7-9"],
      unknown: ["", "many", "<7", ">5", "5-7", "2.5", "~3", "0-1"],
    },
  ],
  I2b: [
    {
      field: "longest_tumor_diameter",
      pass: ["4.9 cm", "4.99999 cm", "49 mm", "<5 cm", "≤ 4 cm", "49.99 mm"],
      fail: ["5 cm", "5.0 cm", "50 mm", "5.1 cm", ">5 cm", "≥50 mm"],
      unknown: ["", "3", "<6 cm", ">4 cm", "2 x 3 cm", "4 kg", "4-6 cm", "-3 cm", "≤5 cm"],
    },
  ],
  I3a: [
    {
      field: "kps",
      pass: ["70", "71", "100", "70%", ">=70", ">70", "70-80", "80 %"],
      fail: ["60", "69", "<70", "50-60", "10"],
      unknown: ["", ">60", "60-70", "<80", "≤70", "7", "1", "good", "~80", "70?"],
    },
  ],
  I3b: [
    {
      field: "life_expectancy",
      pass: ["7 mo", "12 months", "1 year", ">6 mo", "6.1 mo", "30 wk"],
      fail: ["6 mo", "5 mo", "<6 mo", "0.5 a", "≤6 months", "25 wk"],
      unknown: ["", "7", "26 wk", ">5 mo", "≥6 mo", "long"],
    },
  ],
  I4a: [
    {
      field: "platelets",
      pass: [
        "80",
        "80.0",
        "80.000001",
        "81",
        ">80",
        "≥80",
        "80 10*3/uL",
        "80000 /uL",
        "80 K/uL",
        "80 G/L",
        "8E1",
        "80×10⁹/L",
        ">100",
      ],
      fail: ["79", "79.9999999", "<80", "79999 /uL", "79.999 K/uL", "<5"],
      unknown: ["", "~80", "80*", "<90", ">70", "≤80", "80000", "80 %", "80 mg/dL", "70-90", "clumped", "80 80", "8O"],
    },
  ],
  I4b: [
    {
      field: "wbc",
      pass: ["3", "3.0", "3.01", "3000 /uL", "≥3"],
      fail: ["2.9", "2.999999", "2999 /uL", "<3"],
      unknown: ["", "NA", "<4", ">2.5", "3,0,0", "3 mg/L", "3000"],
    },
  ],
  I4c: [
    {
      field: "neutrophils",
      pass: ["2", "2.0", "2000 cells/uL", "2.0000001", ">2"],
      fail: ["1.9", "1999 /uL", "1.99999", "<2", "1,999 /uL"], // below the limit, whether it means 1999 or 1.999
      unknown: ["", "<2.1", ">1.9", "62", "2 %", "not done", "2,500 /uL"],
    },
  ],
  I4d: [
    {
      field: "hemoglobin",
      pass: ["80", "8 g/dL", "8.0 g/dL", "80.1", "8.00001 g/dL", "> 8 g/dL"],
      fail: ["79.9", "7.9 g/dL", "7.99999 g/dL", "<80", "79"],
      unknown: ["", "8", "<8.1 g/dL", ">75", "80 mmol/L", "9 g", "hemolyzed"],
    },
  ],
  E1: [excludes("cardiac_pacemaker")],
  E2: [excludes("brain_metastasis")],
  E3a: [
    {
      field: "hypertension_grade",
      pass: ["0", "1", "2", "0-2", "<3", "≤2", "none"],
      fail: ["3", "III", "grade 3", ">2", "≥3"],
      unknown: ["", "2-3", ">1", "<4", "2.5", "high", "NA"],
    },
  ],
  E3b: [excludes("diabetic_complication")],
  E3c: [excludes("severe_cardiac_dysfunction")],
  E3d: [excludes("severe_pulmonary_dysfunction")],
};

interface Case {
  readonly id: string;
  readonly criterion: string;
  readonly cell: string;
  readonly field: string;
  readonly verdict: string;
}

const CASES: readonly Case[] = Object.entries(CRITERIA).flatMap(([criterion, all]) =>
  all.flatMap(({ field, ...byVerdict }) =>
    Object.entries(byVerdict).flatMap(([verdict, cells]) =>
      cells.map((cell, index) => ({ id: `${criterion}-${verdict}-${index}`, criterion, cell, field, verdict })),
    ),
  ),
);

const ELIGIBILITY: Readonly<Record<string, string>> = { pass: "eligible", fail: "ineligible", unknown: "undetermined" };

const RECORDS = CASES.map(({ id, field, cell }) => ({ patient_id: id, ...BASE, [field]: cell }));

function csvOf(records: readonly Readonly<Record<string, string>>[]): string {
  const names = Object.keys(records[0] ?? {});
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  return [names, ...records.map((record) => names.map((name) => record[name] ?? ""))]
    .map((row) => row.map(quoted).join(","))
    .join("\n");
}

const files = scratch();
const INPUTS: Readonly<Record<string, string>> = {
  csv: files.file("cases.csv", csvOf(RECORDS)),
  json: files.file("cases.json", JSON.stringify(RECORDS)),
  ndjson: files.file("cases.ndjson", RECORDS.map((record) => JSON.stringify(record)).join("\n")),
};

function table(text: string, delimiter = ","): readonly Record<string, string>[] {
  return parse(text, { columns: true, delimiter });
}

/** Reads each output format: verdict of a candidate on a criterion. */
const READ_BACK: Readonly<
  Record<
    string,
    { readonly args: readonly string[]; readonly verdict: (stdout: string) => (id: string, criterion: string) => string }
  >
> = {
  "wide csv": {
    args: ["-f", "csv"],
    verdict: (stdout) => {
      const rows = new Map(table(stdout).map((row) => [row["candidate"], row]));
      return (id, criterion) => rows.get(id)?.[criterion] ?? "";
    },
  },
  "wide tsv without reasons": {
    args: ["-f", "tsv", "--no-reasons"],
    verdict: (stdout) => {
      const rows = new Map(table(stdout, "\t").map((row) => [row["candidate"], row]));
      return (id, criterion) => rows.get(id)?.[criterion] ?? "";
    },
  },
  "long csv": {
    args: ["-f", "csv", "--layout", "long"],
    verdict: (stdout) => {
      const rows = new Map(table(stdout).map((row) => [`${row["candidate"]} ${row["criterion"]}`, row]));
      return (id, criterion) => rows.get(`${id} ${criterion}`)?.["verdict"] ?? "";
    },
  },
  ndjson: {
    args: ["-f", "ndjson"],
    verdict: (stdout) =>
      fromJson(
        stdout
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line)),
      ),
  },
  json: { args: ["-f", "json"], verdict: (stdout) => fromJson(JSON.parse(stdout).candidates) },
};

interface JsonCandidate {
  readonly candidate: string;
  readonly trials: readonly {
    readonly eligibility: string;
    readonly criteria: readonly { readonly id: string; readonly verdict: string }[];
  }[];
}

function fromJson(candidates: readonly JsonCandidate[]): (id: string, criterion: string) => string {
  const byId = new Map(candidates.map((candidate) => [candidate.candidate, candidate.trials[0]]));
  return (id, criterion) => byId.get(id)?.criteria.find((one) => one.id === criterion)?.verdict ?? "";
}

describe.each(Object.entries(INPUTS))("from %s", (_, input) => {
  test.each(Object.entries(READ_BACK))("%s gives every verdict", (_name, { args, verdict }) => {
    const { stdout, stderr } = run(["screen", input, "-c", TRIAL, ...args, "--quiet"]);
    expect(stderr.split("\n").filter((line) => !line.includes("digits other than") && !line.includes("help: "))).toEqual([""]);
    const of = verdict(stdout);
    const found = CASES.map(({ id, criterion, cell }) => [criterion, cell, of(id, criterion)]);
    expect(found).toEqual(CASES.map(({ criterion, cell, verdict: expected }) => [criterion, cell, expected]));
  });

  test("the verdict on one criterion decides the eligibility of a candidate who passes all others", () => {
    const rows = table(run(["screen", input, "-c", TRIAL, "-f", "csv", "--quiet"]).stdout);
    expect(rows.map(({ candidate, eligibility }) => [candidate, eligibility])).toEqual(
      CASES.map(({ id, verdict }) => [id, ELIGIBILITY[verdict]]),
    );
  });
});

describe("the invented list", () => {
  const expected = table(readFileSync(join(ROOT, "fixtures/candidates.expected.tsv"), "utf8"), "\t");

  test.each(["fixtures/candidates.csv", "fixtures/candidates.json"])("%s has the verdicts that a person determined", (list) => {
    const rows = table(run(["screen", list, "-c", TRIAL, "-f", "csv", "--no-reasons", "--quiet"]).stdout);
    const names = Object.keys(expected[0] ?? {});
    expect(rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])))).toEqual(expected);
  });

  test("every criterion is passed, failed and unknown at least once", () => {
    const lacking = Object.keys(CRITERIA).flatMap((criterion) =>
      ["pass", "fail", "unknown"].filter((verdict) => !expected.some((row) => row[criterion] === verdict)),
    );
    expect(lacking).toEqual([]);
  });
});
