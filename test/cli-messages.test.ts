/** Mistakes that newcomers make, and the complete message that the program prints. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LIST, lines, run, scratch, TRIAL } from "./program.js";

const { file, folder } = scratch();

describe("an error names the cause", () => {
  test.each<[readonly string[], string]>([
    [["screen", LIST, "-c", TRIAL, "-q", "-o", "nodir/out.csv"], "nodir/out.csv: cannot be written: there is no folder nodir\n"],
    [["screen"], "error: --criteria is missing\n(see --help)\n"],
    [["screen", "-c", TRIAL], "error: <candidates> is missing\n(see --help)\n"],
    [["explain", LIST, "-c", TRIAL], "error: <ids> is missing\n(see --help)\n"],
    [["screen", LIST, "-c"], "error: --criteria needs a value: <file or folder>\n(see --help)\n"],
    [
      ["screen", LIST, "-c", TRIAL, "-f", "xml"],
      "error: --format does not take 'xml': it is one of summary, table, csv, tsv, json, ndjson, html, xlsx\n(see --help)\n",
    ],
    [
      ["screen", LIST, "-c", TRIAL, "--jobs", "0"],
      "error: --jobs does not take '0': it takes a whole number from 1 to 256\n(see --help)\n",
    ],
    [
      ["schema", "nope"],
      "error: 'nope' is not a valid <name>: it is one of criteria, dictionary, column-map, test, output, explain, compare, facts\n(see --help)\n",
    ],
    [["help", "nope"], "error: unknown command 'nope'\n(see --help)\n"],
    [["help", "scren"], "error: unknown command 'scren'\n(Did you mean screen?)\n(see --help)\n"],
    ...["validate", "test", "fmt", "show"].flatMap((command): [readonly string[], string][] => [
      [[command, "-"], "error: criteria, tests, dictionaries and column maps are read from files, not standard input\n"],
      [
        [command, LIST],
        `${LIST}: by its ending this is a list of candidates; \`trialsieve screen\` reads it, with criteria given with -c\n`,
      ],
    ]),
    [["show", "no*.json"], "no*.json: no criteria file matches this pattern (a .json file with `trial`)\n"],
    [["show", "none/no*"], "none/no*: there is no folder none\n"],
    [["show", "nope.json"], "nope.json: cannot be read: there is no such file\n"],
  ])("%j", (args, says) => expect(run(args)).toEqual({ status: 2, stdout: "", stderr: says }));
});

describe("a faulty column map: each command says what it did not do", () => {
  const map = file("faulty.map.json", '{ "columns": { "kps": { "column": 3 } } }');
  const written = join(folder, "sql");
  test.each<[readonly string[], string]>([
    [["screen", LIST], "nothing was screened"],
    [["columns", LIST], "nothing was screened"],
    [["explain", LIST, "P1"], "nothing was explained"],
    [["columns", file("part.ndjson", '{ "patient_id": "P1", "kps": 80 }'), "--facts-out", "-"], "no facts were written"],
    [["sql", "texts", "--dialect", "duckdb", "--table", "list"], "nothing was written"],
    [["sql", "compile", "--dialect", "duckdb", "--texts", LIST, "--output", written], "nothing was written"],
  ])("%j: %s", (args, undone) => {
    const { status, stdout, stderr } = run([...args, "-c", TRIAL, "--columns", map]);
    expect({ status, stdout, last: stderr.trimEnd().split("\n").at(-1) }).toEqual({
      status: 2,
      stdout: "",
      last: `${undone}: the column map has errors`,
    });
  });
});

const USAGE = (command: string) => `\ntry: trialsieve ${command} --help\n`;
const JSON_LIST = file("list.json", '[{ "patient_id": "P1", "kps": 80 }]');
const DICTIONARY = "criteria/dictionary.json";

describe("no option is ignored silently", () => {
  test.each<[readonly string[], string]>([
    [["screen", LIST, "-c", TRIAL, "--only", "eligible", "--only", "ineligible"], "error: --only is given twice\n(see --help)\n"],
    [["screen", LIST, "-c", TRIAL, "-f", "csv", "--format", "tsv"], "error: --format is given twice\n(see --help)\n"],
    [["validate", TRIAL, "--max-warnings", "0", "--max-warnings", "0"], "error: --max-warnings is given twice\n(see --help)\n"],
    [
      ["screen", JSON_LIST, "-c", TRIAL, "--delimiter", ";"],
      `error: --delimiter is for tables, but the candidates are json${USAGE("screen")}`,
    ],
    [
      ["columns", JSON_LIST, "-c", TRIAL, "--skip", "2"],
      `error: --skip is for tables, but the candidates are json${USAGE("columns")}`,
    ],
    [
      ["explain", "-", "P1", "-c", TRIAL, "--input-format", "ndjson", "--skip", "2"],
      `error: --skip is for tables, but the candidates are ndjson${USAGE("explain")}`,
    ],
    [
      ["validate", DICTIONARY, "--witness"],
      `error: --witness is for criteria, but there is no criteria file in ${DICTIONARY}${USAGE("validate")}`,
    ],
    ...[["-f", "json"], ["--witness"], ["--max-warnings", "0"], ["--disable", "never-met"]].map(
      (other): [readonly string[], string] => [
        ["validate", "--explain", "never-met", ...other],
        `error: --explain only prints the text about a code, but ${other[0]} is also given${USAGE("validate")}`,
      ],
    ),
    [
      ["validate", "--explain", "never-met", TRIAL],
      `error: --explain only prints the text about a code, but files are also given${USAGE("validate")}`,
    ],
  ])("%j", (args, says) => expect(run(args)).toEqual({ status: 2, stdout: "", stderr: says }));

  test("options for tables are accepted where one of the lists is a table", () => {
    const table = file("table.csv", "made by hand\npatient_id;kps\nP2;80 %\n");
    const { status, stdout } = run([
      "screen",
      table,
      JSON_LIST,
      "-c",
      TRIAL,
      "-f",
      "csv",
      "--no-reasons",
      "--skip",
      "1",
      "--delimiter",
      ";",
    ]);
    expect([status, lines(stdout).map((line) => line.split(",")[0])]).toEqual([0, ["candidate", "P2", "P1"]]);
  });

  test("--disable may be given several times", () => {
    const { stdout } = run(["validate", DICTIONARY, "-f", "json", "--disable", "missing-loinc", "--disable", "missing-aliases"]);
    expect(JSON.parse(stdout)).toEqual({ diagnostics: [] });
  });
});

test("the column map drafted by `columns --write` is formatted as by fmt", () => {
  const map = join(folder, "draft.json");
  expect(run(["columns", LIST, "-c", TRIAL, "--write", map, "-q"]).status).toBe(0);
  expect(run(["fmt", "--check", map])).toMatchObject({ status: 0, stdout: "" });
});

test("a column without readable cells has no tick, and one with an unsuitable unit is not called unnecessary", () => {
  const list = file("misfit.csv", "patient_id,kps,Platelets (%),Hb (percentile),ward\nP1,NA,10,3,b\nP2,,12,4,b\n");
  const { stdout } = run(["columns", list, "-c", TRIAL, "--as-of", "2026-01-15"]);
  expect(stdout).toMatch(/^! {2}Karnofsky performance status .* 0 of 2 read$/m);
  expect(stdout).toContain("column Platelets (%) is not used: it begins like `platelets`, but names %");
  expect(stdout).toContain("column Hb (percentile) is not used: it begins like `hemoglobin`");
  expect(stdout).toContain("columns that are not read: ward\n");
});

test("a column with a doubtful unit has no tick, and fields without a column are listed with their criteria", () => {
  const list = file("doubt.csv", "patient_id,Hb,PLT\nP1,12.5,200\nP2,7.9,180\nP3,13.1,95\n");
  const { stdout } = run(["columns", list, "-c", TRIAL]);
  expect(stdout).toMatch(/^! {2}Hemoglobin .* 3 of 3 read\n {4}unit: in doubt: most of the column fits g\/dL or mmol\/L$/m);
  expect(stdout).toMatch(/^✔ {2}Platelets .* 3 of 3 read$/m);
  expect(stdout.replace(/\s+/g, " ")).toContain(
    '✘ no column for 17 fields; criteria that use them will be "unknown": Sex (I0a); Recurrent breast cancer (I0b);',
  );
  const json: {
    readonly files: readonly { readonly fields: readonly { readonly field: string; readonly unitInDoubt: boolean }[] }[];
  } = JSON.parse(run(["columns", list, "-c", TRIAL, "-f", "json"]).stdout);
  expect(json.files[0]?.fields.filter(({ unitInDoubt }) => unitInDoubt).map(({ field }) => field)).toEqual(["hemoglobin"]);
});

test("messages about a JSON list speak of keys, not of columns and headings", () => {
  const records = [
    { id: "P1", PLT: 100, "WBC (%)": 4, "Hb (percentile)": 3, neut: 90000, neut_date: "soon", ward: "b" },
    { id: "P2", PLT: 100, "WBC (%)": 4, kps: "well", neut: 90000, neut_date: "later" },
  ];
  const list = file("keys.json", JSON.stringify(records));
  const map = file("keys.map.json", JSON.stringify({ columns: { neutrophils: { column: "neut" } } }));
  for (const command of ["screen", "columns"]) {
    const { stdout, stderr } = run([command, list, "-c", TRIAL, "--as-of", "2026-01-15", "--columns", map]);
    const told = (stderr + (command === "columns" ? stdout : "")).replace(/\s+/g, " ").replaceAll("column map", "map");
    expect(told).toContain("key");
    expect(told.match(/[^.;]*(?:column|heading)[^.;]*/g)?.filter((text) => !text.includes('{ "columns"')) ?? []).toEqual([]);
  }
});

test("a heading may list the possible answers; other notation in it is reported, and a limit of normal never suggested", () => {
  const headings = ["KPS (0-100)", "Sex (M/F)", "Hirnmetastasen (ja/nein)", "HER2 (IHC)", "Platelets (N)", "WBC (ULN)"];
  const list = file("notation.csv", `patient_id,Hb,${headings.join(",")}\nP1,12 g/dL,90,F,nein,neg,400,10\n`);
  const { stdout } = run(["columns", list, "-c", TRIAL, "--as-of", "2026-01-15"]);
  const text = stdout.replace(/\s+/g, " ");
  expect(text).toContain('column KPS (0-100) is not used: it seems to be `kps`; name it in a column map: { "columns": { "kps"');
  expect(text).toContain("✔ Sex Sex (M/F) 1 of 1 read");
  expect(text).toContain("✔ Brain metastasis Hirnmetastasen (ja/nein) 1 of 1 read");
  expect(text).toContain("column HER2 (IHC) is not used: it begins like `her2_status`, but what `IHC` means is not known");
  expect(text).toContain("column Platelets (N) is not used: it begins like `platelets`");
  expect(text).not.toContain('"column": "WBC (ULN)"');
  expect(text).not.toContain('"column": "Platelets (N)"');
});

test("reasons use labels of fields in output for people, and names in output for programs", () => {
  const list = file("why.csv", "patient_id,kps,brain_metastasis\nP1,60,yes\n");
  const why = (...args: readonly string[]): string =>
    run(["screen", list, "-c", TRIAL, "--as-of", "2026-01-15", "-q", ...args]).stdout.replace(/\s+/g, " ");
  expect(why("-f", "table")).toContain("fail I3a: Karnofsky performance status: 60 % is below 70 %");
  expect(why("-f", "table")).toContain("fail E2: Brain metastasis: yes");
  expect(why("-f", "csv")).toMatch(/I3a: kps: 60 % is not >= 70 %;.* E2: brain_metastasis is true;/);
  expect(why("-f", "ndjson")).toContain('"because":"kps: 60 % is not >= 70 %"');
  expect(why("-f", "html")).not.toMatch(/brain_metastasis is|kps: 60 %/);
});

test("a blank column has no tick, although `whenBlank` gives blanks a meaning", () => {
  const list = file("blank.csv", "patient_id,Hirnmetastasen,kps\nP1,,90\nP2,,80\n");
  const map = file("blank.json", '{ "columns": { "brain_metastasis": { "whenBlank": false } } }');
  const { stdout } = run(["columns", list, "-c", TRIAL, "--columns", map, "--as-of", "2026-01-15"]);
  expect(stdout).toMatch(/^! {2}Brain metastasis .* 0 of 2 read\n {4}2× blank, taken as `false`, as `whenBlank` says$/m);
});

test("the error about a missing file has no line number", () => {
  expect(run(["fmt", "--check", "nope.json", TRIAL])).toEqual({
    status: 2,
    stdout: "",
    stderr:
      "nope.json: error unreadable-file: cannot be read: there is no such file\n2 files looked at, 0 would change; 1 with errors was left as it is\n",
  });
});

describe("messages about a list", () => {
  test.each(["fixtures/candidates.csv", "fixtures/candidates.json", "fixtures/ward-week-2.csv"])("%s: few notes", (list) => {
    const { stderr } = run(["screen", list, "-c", TRIAL, "--as-of", "2026-01-15", "-f", "csv"]);
    expect(stderr.match(/: note: /g)?.length).toBeLessThanOrEqual(5);
  });

  test("columns with values out of range are one note, each with the unit that would fit", () => {
    const list = file("slips.csv", "patient_id,Hb (g/dL),ANC,ANC unit\nP1,130,2,10*9/L\nP2,13,2000,10*9/L\n");
    const { stderr } = run(["screen", list, "-c", TRIAL, "--as-of", "2026-01-15", "-f", "csv"]);
    expect(stderr).toContain(
      `${list}: note: Neutrophils (column \`ANC\`, 1 cell that would fit /uL, first in row 3) and Hemoglobin (column \`Hb (g/dL)\`, 1 cell that would fit g/L, first in row 2) have values outside the plausible range\n`,
    );
  });

  test.each([
    ["screen", TRIAL, "a criteria file"],
    ["columns", "criteria/dictionary.json", "a dictionary"],
    ["explain", "criteria/NCT02843126.test.json", "a file of criteria tests"],
    ["screen", file("map.json", '{ "columns": {} }'), "a column map"],
  ])("%s does not accept %s as a list", (command, list, what) => {
    const { status, stderr } = run([command, list, ...(command === "explain" ? ["P1"] : []), "-c", TRIAL]);
    const undone = command === "explain" ? "nothing was explained" : "nothing was screened";
    expect([status, stderr]).toEqual([2, `${list}: error: this is ${what}, not a list of candidates\n${undone}\n`]);
  });

  test("a record may have a key of criteria files beside the keys that criteria use", () => {
    const list = file("trial-key.json", '{ "patient_id": "P1", "trial": "T1", "kps": 80 }');
    expect(run(["screen", list, "-c", TRIAL, "-f", "csv"]).stdout).toContain("P1,1,undetermined");
  });

  test('messages say "standard input", not "-"', () => {
    const input = "patient_id,kps\nP1,80\nP1,90 %\n";
    const list = file("same.csv", "patient_id,kps\nP1,80\n");
    const { stderr } = run(["screen", "-", list, "-c", TRIAL, "-q", "-f", "csv"], { input });
    expect(stderr).toContain(`standard input: row 2: problem: repeated-id: duplicate ID: also in row 3, row 2 of ${list}\n`);
    expect(stderr).toContain(
      `${list}: row 2: problem: repeated-id: duplicate ID: also in row 2 of standard input, row 3 of standard`,
    );
    expect(stderr).not.toMatch(/^-|of -/m);
    expect(run(["screen", "-", "-c", TRIAL], { input: "{" }).stderr).toMatch(/^standard input:1:1: /m);
  });

  test.each([
    [";", ",", "sex;kps"],
    [",", "|", "sex,kps"],
    ["tab", ",", "sex\tkps"],
  ])("a delimiter that is %s, but is given as %s", (delimiter, said, heading) => {
    const list = file("delimited.csv", `${heading}\n`);
    expect(run(["screen", list, "-c", TRIAL, "--delimiter", said]).stderr).toContain(
      `the heading is a single cell that contains \`${delimiter}\`: is that the --delimiter?; `,
    );
  });

  test("--delimiter is not suggested for a list of one column", () => {
    const list = file("one.csv", "colour\nred\n");
    expect(run(["screen", list, "-c", TRIAL]).stderr).not.toContain("delimiter");
  });
});

test("`help` prints what --help does", () => {
  expect(run(["help"])).toEqual(run(["--help"]));
  expect(run(["help", "schema"])).toEqual(run(["schema", "--help"]));
});

test("help fits a narrow terminal", () => {
  const { stdout } = run(["validate", "--help"], { env: { COLUMNS: "60" } });
  const [words = ""] = stdout.split("Examples:");
  expect(lines(words).filter((line) => line.length > 60)).toEqual([]);
  expect(run(["validate"], { env: { COLUMNS: "60" } }).status).toBe(2);
});

test("criteria may also be given as a pattern to commands that use them", () => {
  const asFolder = run(["show", "criteria"]);
  expect(run(["show", "criteria/NCT*.json"])).toEqual(asFolder);
  expect(asFolder.status).toBe(0);
});
