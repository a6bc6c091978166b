/** What cannot be screened exactly in SQL is refused with a code and advice, and nothing is written. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { printedForm } from "../../src/columns/id.js";
import { ODD_ID } from "../../src/sql/dialect.js";
import { run, scratch } from "../program.js";
import { type Column, textsFile } from "./texts.js";

const files = scratch();
const ID: Readonly<Record<string, Column>> = { candidate: { type: "VARCHAR" } };
const FIELDS = {
  platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
  creatinine: { type: "number", label: "Creatinine", unit: "umol/L", plausible: [20, 3000], molarMass: 113.12 },
  alt: { type: "number", label: "ALT", unit: "U/L", plausible: [2, 20000] },
  glucose: { type: "number", label: "Glucose", unit: "mmol/L", plausible: [0.3, 120], molarMass: 180.156, assumeUnit: false },
  survival: { type: "number", label: "Life expectancy", unit: "mo", plausible: [0, 720] },
  kps: { type: "number", label: "KPS", unit: "%", plausible: [10, 100], integer: true },
  score: { type: "number", label: "Score", plausible: [0, 100] },
  surgery: { type: "date", label: "Surgery" },
  sex: { type: "code", label: "Sex", codes: { female: ["f"], male: ["m"] } },
  pregnant: { type: "boolean", label: "Pregnant" },
};

let made = 0;
/** A criteria file with these conditions. */
function criteria(...conditions: readonly object[]): string {
  made += 1;
  files.file(`dictionary-${made}.json`, JSON.stringify({ fields: FIELDS }));
  const inclusion = conditions.map((condition, index) => ({ id: `I${index + 1}`, label: `Criterion ${index + 1}`, condition }));
  const trial = { trial: { id: "T", title: "T" }, dictionary: `dictionary-${made}.json`, inclusion, exclusion: [] };
  return files.file(`trial-${made}.json`, JSON.stringify(trial));
}

const PLATELETS = { field: "platelets", op: ">=", value: 80, unit: "10*9/L" };
const CREATININE = { field: "creatinine", op: "<=", value: 1.5, unit: "mg/dL" };
const ALT = { field: "alt", op: "<=", value: 2.5, unit: "[ULN]" };
const GLUCOSE = { field: "glucose", op: "<=", value: 10, unit: "mmol/L" };
const SURVIVAL = { field: "survival", op: ">", value: 6, unit: "mo" };
const KPS = { field: "kps", op: ">=", value: 70, unit: "%" };
const SCORE = { field: "score", op: ">", value: 5 };
const SURGERY = { field: "surgery", op: ">=", value: 28, unit: "d" };
const SEX = { field: "sex", op: "is", value: "female" };
const PREGNANT = { field: "pregnant", op: "is", value: false };

function compile(condition: object, columns: Readonly<Record<string, Column>>, map?: object, dialect = "duckdb") {
  const trial = criteria(condition);
  const mapped = map === undefined ? [] : ["--columns", files.file(`map-${made}.json`, JSON.stringify({ columns: {}, ...map }))];
  const args = ["-c", trial, "--dialect", dialect, ...mapped];
  const texts = files.file(`texts-${made}.csv`, textsFile(args, columns));
  const output = join(files.folder, `sql-${made}`);
  return { ...run(["sql", "compile", ...args, "--texts", texts, "--as-of", "2026-01-15", "-o", output]), output };
}

const ABSENT = "STRUCT(trialsieve_absent BOOLEAN)";
const ENDS = { platelets_low: { type: "DOUBLE" }, platelets_high: { type: "DOUBLE" } };
const bare = (low: number, high: number, rows: number) => ({ low, high, rows, flags: 15 });

test.each<[string, object, Readonly<Record<string, Column>>, RegExp]>([
  ["no id", PLATELETS, { platelets: { type: "DOUBLE" } }, /error no-column: `candidates` has no column `candidate`/],
  ["an ID that is not text", PLATELETS, { candidate: { type: "INTEGER" } }, /error column-type: `candidate` is a decimal, not text/],
  ["a time of day", SURGERY, { ...ID, surgery: { type: "TIMESTAMP WITH TIME ZONE" } }, /error column-type: `surgery` has a time of day/],
  ["single precision", PLATELETS, { ...ID, platelets: { type: "FLOAT" } }, /error column-type: `platelets` keeps 6 to 7 digits/],
  ["text for a number", PLATELETS, { ...ID, platelets: { type: "VARCHAR" } }, /`platelets` is text, not a double or a decimal\n/],
  ["a number for a yes-no field", PREGNANT, { ...ID, pregnant: { type: "INTEGER" } }, /`pregnant` is a decimal, not BOOLEAN or text/],
  ["another type", SEX, { ...ID, sex: { type: "JSON" } }, /`sex` is not one of the types that can be read \(JSON\)/],
  ["a sign under another name", PLATELETS, { ...ID, platelets: { type: "DOUBLE" }, platelets_operator: { type: "VARCHAR" } }, /error stray-column: `platelets_operator` may hold the comparison signs/],
  ["no unit", GLUCOSE, { ...ID, glucose: { type: "DOUBLE", numbers: [bare(5, 6, 9)] } }, /error no-unit: the unit of `glucose` is not stated/],
  ["multiples as a unit", ALT, { ...ID, alt: { type: "DOUBLE", numbers: [{ low: 2, unit: "xULN" }] }, alt_unit: { type: "VARCHAR" } }, /error unit: `alt` in \[ULN\]/],
  ["weeks beside months", SURVIVAL, { ...ID, survival: { type: "DOUBLE", numbers: [{ low: 26, unit: "weeks" }] }, survival_unit: { type: "VARCHAR" } }, /error unit: `survival` in wk cannot be compared exactly with limits in mo/],
  ["a withdrawn unit", CREATININE, { ...ID, creatinine: { type: "DOUBLE", numbers: [bare(1, 1.2, 6), bare(90, 90, 1)] } }, /error column-unit: 6 of 7 numbers in `creatinine` are plausible only in another unit/],
  ["a unit in doubt", CREATININE, { ...ID, creatinine: { type: "DOUBLE", numbers: [bare(1, 1.2, 2), bare(90, 95, 50)] } }, /error column-unit: 2 of 52 numbers/],
  ["a missing code", PLATELETS, { ...ID, platelets: { type: "DOUBLE", numbers: [bare(80, 120, 9), bare(999, 999, 1)] } }, /error missing-codes: numbers in `platelets` look like codes for a missing value \(999 10\*9\/L\)/],
  ["codes", SCORE, { ...ID, score: { type: "INTEGER", numbers: [bare(1, 1, 5), bare(2, 2, 5)] } }, /error coded-column: `score` has only small whole numbers/],
  ["shares for percentages", KPS, { ...ID, kps: { type: "DOUBLE", numbers: [{ low: 0.5, high: 0.9, rows: 5, flags: 14 }] } }, /error column-unit: all numbers in `kps` are at most 1/],
  ["a limit of normal with many digits", ALT, { ...ID, alt: { type: "DOUBLE", numbers: [bare(30, 40, 3)] }, alt_uln: { type: "DOUBLE", numbers: [{ low: 40.00000001, flags: 6 }] } }, /error too-many-digits: `alt_uln` holds numbers of more than 9 digits/],
  ["a limit of normal in another unit", ALT, { ...ID, alt: { type: "DOUBLE", numbers: [bare(30, 40, 3)] }, alt_uln: { type: "DOUBLE", numbers: [{ low: 0.67, unit: "ukat/L" }] }, alt_uln_unit: { type: "VARCHAR" } }, /error unit: `alt_uln` is in ukat\/L, and the unit of `alt` is not stated/],
  ["limits of normal that differ too much", ALT, { ...ID, alt: { type: "DOUBLE", numbers: [bare(30, 40, 3)] }, alt_uln: { type: "DOUBLE", numbers: [bare(1.9, 50, 3)] } }, /error limits-differ: limits of normal in `alt_uln` differ by more than a factor of four/],
  ["a missing reason that is not a known word", SEX, { ...ID, sex: { type: "VARCHAR" }, sex_missing: { type: "VARCHAR", texts: { "see chart": 1 } } }, /error unread-missing: `see chart` in `sex_missing`/],
  ["a word that contains a date", SEX, { ...ID, sex: { type: "VARCHAR", texts: { "female (03/2026)": 1 } } }, /error dated-text: `female \(03\/2026\)` in `sex` contains a value and its date/],
  ["half a date", SURGERY, { ...ID, surgery_low: { type: "DATE" } }, /error two-columns: a date must be in `surgery`/],
  ["one of two ends", PLATELETS, { ...ID, platelets_low: { type: "DOUBLE" } }, /error two-columns: numbers must be in `platelets` and `platelets_cmp`, or in both `platelets_low` and `platelets_high`/],
  ["a number beside its ends", PLATELETS, { ...ID, platelets: { type: "DOUBLE" }, ...ENDS }, /error two-columns: numbers must be in/],
  ["a sign beside ends", PLATELETS, { ...ID, platelets_cmp: { type: "VARCHAR" }, ...ENDS }, /error two-columns: numbers must be in/],
  ["ends in the wrong order", PLATELETS, { ...ID, ...ENDS, platelets: { type: ABSENT, numbers: [{ low: 90, high: 80, rows: 2, flags: 100 }] } }, /error reversed-ends: no number lies between `platelets_low` and `platelets_high` in 2 rows/],
  ["ends as texts", PLATELETS, { ...ID, ...ENDS, platelets_high: { type: "VARCHAR" } }, /error column-type: `platelets_high` is text, not a double or a decimal/],
  ["open ends that are not booleans", PLATELETS, { ...ID, ...ENDS, platelets_low_open: { type: "INTEGER" } }, /error column-type: `platelets_low_open` is a decimal, not BOOLEAN/],
  ["ends that fit another unit", CREATININE, { ...ID, creatinine_low: { type: "DOUBLE" }, creatinine_high: { type: "DOUBLE" }, creatinine: { type: ABSENT, numbers: [{ low: 1, high: 1.2, rows: 6, flags: 36 }, bare(90, 90, 1)] } }, /error column-unit: 6 of 7 numbers in `creatinine` are plausible only in another unit/],
])("%s", (_, condition, columns, message) => {
  const { status, stdout, stderr, output } = compile(condition, columns);
  expect(stderr).toMatch(message);
  expect(stderr).toContain("help: ");
  expect(stderr).toContain("nothing was written: this table cannot be screened exactly in SQL");
  expect([status, stdout, existsSync(output)]).toEqual([2, "", false]);
}); // biome-ignore format: one refusal per line

test("names that differ only in capitals are refused if they are the same name in the engine", () => {
  const columns = { ...ID, platelets: { type: "DOUBLE" }, PLATELETS: { type: "VARCHAR" } };
  const map = { columns: { platelets: { unitColumn: "PLATELETS" } } };
  expect(compile(PLATELETS, columns, map).stderr).toContain(
    "error same-name: `platelets` and `PLATELETS` are one column in DuckDB",
  );
  const others = { candidate: { type: "text" }, platelets: { type: "double precision" }, PLATELETS: { type: "text" } };
  expect(compile(PLATELETS, others, map, "postgres").stderr).not.toContain("same-name");
});

test("an ID that is accepted does not look like any other", () => {
  const odd = new RegExp(ODD_ID);
  const plain = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter((one) => !odd.test(one));
  expect(plain.length).toBeGreaterThan(200);
  // Next to a letter outside ASCII, because some normal forms depend on it.
  for (const one of plain) expect(printedForm(`é${one}1`)).toBe(`é${one}1`);
  for (const id of ["A  1", " A", "A ", "A\n", "1.2E+15", "-3,1e-07", "x`é"]) expect(odd.test(id)).toBe(true);
});

test("a padded column is refused in PostgreSQL", () => {
  expect(compile(SEX, { candidate: { type: "text" }, sex: { type: "character" } }, undefined, "postgres").stderr).toContain(
    "error column-type: `sex` is padded with spaces",
  );
});

test.each([
  ["sites of their own", { per: "site" }, "a column map with `per` cannot be compiled"],
  ["an ID of two columns", { id: ["site", "number"] }, "the candidate ID must be one column"],
  ["a limit of normal in the map", { columns: { alt: { uln: 40 } } }, "a limit of normal of `alt` in the column map"],
  ["a name that may contain a unit", { columns: { alt: { column: "alt_nkat" } } }, "the name `alt_nkat` may contain a unit"],
])("a map with %s", (_, map, message) => {
  const { status, stderr } = compile(ALT, { ...ID, candidate: { type: "VARCHAR" } }, map);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

test("the advice works: a map may trust what a person has checked", () => {
  const columns = { ...ID, platelets: { type: "DOUBLE", numbers: [bare(80, 120, 9), bare(999, 999, 1)] } };
  expect(compile(PLATELETS, columns, { columns: { platelets: { trust: ["sentinels"] } } }).status).toBe(0);
  expect(compile(PLATELETS, columns, { missing: ["999"] }).status).toBe(0);
});

test("numbers may be given as lower and upper end: NULL means no end", () => {
  const numbers = [bare(80, 80, 5), { low: 80, high: 120, rows: 3, flags: 36 }, { high: 60, rows: 1, flags: 36 }];
  const { status, stderr, output } = compile(PLATELETS, { ...ID, ...ENDS, platelets: { type: ABSENT, numbers } });
  expect([status, stderr]).toEqual([0, ""]);
  expect(readFileSync(join(output, "verdicts.sql"), "utf8")).toContain("'refused:reversed-ends'");
});

test("the output is two statements, and a manifest of everything they depend on", () => {
  const { status, stdout, stderr, output } = compile(PLATELETS, {
    ...ID,
    platelets: { type: "DOUBLE", numbers: [bare(80, 120, 9)] },
  });
  expect([status, stdout, stderr]).toEqual([0, "", ""]);
  const manifest: unknown = JSON.parse(readFileSync(join(output, "manifest.json"), "utf8"));
  expect(manifest).toMatchObject({
    ...{
      formatVersion: 1,
      tool: "trialsieve",
      dialect: "duckdb",
      table: "candidates",
      asOf: "2026-01-15",
      columnMap: null,
      rows: 10,
    },
    sql: [{ file: "check.sql" }, { file: "verdicts.sql" }],
  });
  expect(readFileSync(join(output, "verdicts.sql"), "utf8")).toMatch(
    /^-- trialsieve .*DuckDB, as of 2026-01-15: T\nWITH source AS \(/,
  );
});

test("a field without a column is accepted: its criteria are unknown", () => {
  const { status, output } = compile(PLATELETS, ID);
  expect(status).toBe(0);
  expect(readFileSync(join(output, "verdicts.sql"), "utf8")).toContain("'missing:no-column'");
});
