/** Cells that contradict the rest of their column never make anybody eligible; ordinary lists produce no warnings. */
import { describe, expect, test } from "vitest";
import { lines, ROOT, run, scratch } from "./program.js";

const files = scratch();

/** Conditions by name; each is the only one of its trial. */
const CONDITIONS = {
  creatinine: { field: "creatinine", op: "<=", value: 1.5, unit: "mg/dL" },
  platelets: { field: "platelets", op: ">=", value: 100, unit: "10*9/L" },
  wbc: { field: "wbc", op: "between", value: [3, 50], unit: "10*9/L" },
  neutrophils: { field: "neutrophils", op: ">=", value: 1.5, unit: "10*9/L" },
  afp: { field: "afp", op: "<=", value: 20, unit: "ng/mL" },
  crp: { field: "crp", op: "<=", value: 150, unit: "mg/L" },
  kps: { field: "kps", op: ">=", value: 70, unit: "%" },
  potassium: { field: "potassium", op: "<=", value: 5.5, unit: "mmol/L" },
  age: { field: "age", op: ">=", value: 18, unit: "a" },
  lvef: { field: "lvef", op: ">=", value: 50, unit: "%" },
  neutrophils_percent: { field: "neutrophils_percent", op: "<", value: 50, unit: "%" },
  brain_metastasis: { field: "brain_metastasis", op: "is", value: false },
  sex: { field: "sex", op: "is", value: "male" },
} as const;
type Name = keyof typeof CONDITIONS;

const DICTIONARY = `${ROOT}/criteria/dictionary.json`;

function criteria(name: Name): string {
  const inclusion = [{ id: "I1", label: name, condition: CONDITIONS[name] }];
  const content = { trial: { id: "T", title: "t" }, dictionary: "dictionary.json", inclusion, exclusion: [] };
  return files.file(`${name}.json`, JSON.stringify(content));
}

files.file("dictionary.json", (await import("node:fs")).readFileSync(DICTIONARY, "utf8"));

interface Screened {
  /** One letter per row: p(ass), f(ail) or u(nknown). */
  readonly verdicts: string;
  readonly assumed: string;
  readonly stderr: string;
  readonly status: number | null;
}

function screen(name: Name, list: string, args: readonly string[] = [], input?: string): Screened {
  const command = ["screen", list, "-c", criteria(name), "-f", "csv", "--no-reasons", "--as-of", "2026-01-15", ...args];
  const { stdout, stderr, status } = run(command, input === undefined ? {} : { input });
  const [head = [], ...rows] = lines(stdout).map((line) => line.split(","));
  const of = (column: string): readonly string[] => rows.map((row) => row[head.indexOf(column)] ?? "");
  return {
    verdicts: of("I1")
      .map((one) => one.slice(0, 1))
      .join(""),
    assumed: of("assumed").join(""),
    stderr,
    status,
  };
}

const table = (heading: string, cells: readonly string[]): string =>
  `patient_id,${heading}\n${cells.map((cell, index) => `P${index},${cell}\n`).join("")}`;
const words = (cells: string): readonly string[] => cells.split(" ").map((cell) => (cell === "_" ? "" : cell));
const map = (value: object): readonly string[] => ["--columns", files.file("map.json", JSON.stringify(value))];

test.each<[string, Name, string, string, string, string]>([
  ["creatinine in mg/dL", "creatinine", "creatinine", "1.2 1.0 22", "uuu", "most of the column would fit mg/dL"],
  [
    "one large number among many",
    "creatinine",
    "serum_creatinine",
    "1.2 0.9 2.4 5.1 76.0 48.1",
    "uuuuuu",
    "would fit mg/L or mg/dL",
  ],
  ["… where the heading states it", "creatinine", "creatinine (umol/L)", "1.2 1.0 22", "uuu", "the unit in the heading"],
  ["leucocytes per microlitre", "wbc", "WBC", "6200 7100 40", "uuu", "would fit /uL"],
  ["999", "platelets", "platelets", "999 999 150 999", "uupu", "missing values"],
  ["999 once", "platelets", "platelets (10*9/L)", "150 170 180 999", "pppu", "missing values"],
  ["AFP coded", "afp", "AFP", "2 1 2 1 2 1 1 2", "uuuuuuuu", "they may be codes"],
  ["yes, no and 2", "brain_metastasis", "brain_metastasis", "1 0 2", "uuu", "may be codes"],
  ["hombre and mujer", "sex", "Sexo", "H M M H", "uuuu", "letters that do not fit together"],
  ["varón and mujer", "sex", "Sexo", "V M male", "uup", "letters that do not fit together"],
  ["mujer written in full", "sex", "Sexo", "Hombre M Mujer", "puf", "letters that do not fit together"],
  ["words, whose letters fit together", "sex", "Sex", "männlich M weiblich W", "ppff", ""],
  ["a cross beside yes", "brain_metastasis", "brain_metastasis", "x yes no", "ufp", ""],
  ["crosses without other answers", "brain_metastasis", "brain_metastasis", "x _ no", "fup", ""],
  ["shares", "neutrophils_percent", "NEUT%", "0.65 0.6 0.55", "uuu", "fractions of 1"],
  ["shares that would be implausible as percentages", "lvef", "LVEF (%)", "0.5 0.49 0.62 1 0.02", "pfpuu", "fractions of 1"],
  ["one share beside percentages", "lvef", "LVEF", "60% 0.61 48%", "ppf", "fractions of 1"],
  ["a share among numbers", "lvef", "LVEF", "60 0.61 48", "puf", ""],
  [
    "percentages without a unit",
    "neutrophils",
    "neutrophils",
    "55 62 70",
    "uuu",
    "but also a percentage (Neutrophils per 100 leukocytes)",
  ],
])("%s", (_, name, heading, cells, verdicts, says) => {
  const found = screen(name, files.file("list.csv", table(heading, words(cells))));
  expect(found.verdicts).toBe(verdicts);
  expect(found.stderr.replaceAll(/\s+/g, " ")).toContain(says);
  expect(found.status).toBe(0);
});

test.each<[string, Name, string, string]>([
  ["KPS", "kps", "KPS (%)", "70 80 90 100 70 80 90 100"],
  ["leucocytes", "wbc", "WBC (10*9/L)", "4 5 6 7 4 5 6 7"],
  ["potassium", "potassium", "potassium (mmol/L)", "3 4 5 3 4 5 3 4"],
  ["ages", "age", "age (years)", "61 62 63 88 88 99 99"],
  ["CRP", "crp", "CRP (mg/L)", "4 12 3 99 140 99"],
  ["platelets", "platelets", "platelets (10*9/L)", "150 177 777 600 250"],
])("an ordinary list of %s produces no warnings", (_, name, heading, cells) => {
  const { verdicts, stderr, status } = screen(name, files.file("list.csv", table(heading, words(cells))));
  expect(verdicts).toMatch(/^p+$/);
  expect(lines(stderr).slice(0, -2)).toEqual([expect.stringContaining("the candidate ID is column `patient_id`")]);
  expect(status).toBe(0);
});

test.each([
  ["M F M F", "pfpf"],
  ["m w w m d", "pffpu"], // `d` (diverse) is not a code of this field
  ["H F H", "pfp"],
  ["M M M", "ppp"],
  ["M U M X", "pupu"],
  ["М Ж М", "pfp"], // Cyrillic
  ["男 女 M", "pfp"],
  ["M F H", "pfp"], // with F in the column, M and H both mean male
])("letters for male and female that fit together are read: %s", (cells, verdicts) =>
  expect(screen("sex", files.file("list.csv", table("Sexo", words(cells)))).verdicts).toBe(verdicts),
);

test("letters are read as the column map says, including letters it trusts", () => {
  const list = files.file("letters.csv", table("Sexo", words("H M M V")));
  const codes = { H: "male", V: "male", M: "female" };
  expect(screen("sex", list, map({ columns: { sex: { column: "Sexo", codes } } })).verdicts).toBe("pffp");
  expect(screen("sex", list, map({ columns: { sex: { column: "Sexo", trust: ["coded"] } } })).verdicts).toBe("pppu");
  const records = files.file(
    "letters.ndjson",
    words("H M M")
      .map((sex, index) => `{"patient_id":"P${index}","sex":"${sex}"}\n`)
      .join(""),
  );
  expect(screen("sex", records).verdicts).toBe("uuu");
});

describe("what the map declares", () => {
  const mgdl = files.file("mgdl.csv", table("creatinine", words("1.2 1.0 30")));
  const unit = { column: "creatinine", unit: "umol/L" };

  test.each<[string, object, string, string]>([
    ["a unit that does not fit is not believed", { columns: { creatinine: unit } }, "uuu", ""],
    ["a unit that fits is believed", { columns: { creatinine: { column: "creatinine", unit: "mg/dL" } } }, "ppf", ""],
    ["a unit that does not fit, but is trusted", { columns: { creatinine: { ...unit, trust: ["unit"] } } }, "uup", "I1"],
    ["trusted for the whole table", { trust: ["unit"], columns: { creatinine: unit } }, "uup", "I1"],
    ["trust of something else does not count", { trust: ["sentinels"], columns: { creatinine: unit } }, "uuu", ""],
  ])("%s", (_, value, verdicts, assumed) => {
    const found = screen("creatinine", mgdl, map(value));
    expect([found.verdicts, found.assumed]).toEqual([verdicts, assumed]);
  });

  test("when a unit of the map is not believed, the message says what to do", () => {
    const { stderr } = screen("creatinine", mgdl, map({ columns: { creatinine: unit } }));
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(
      '"unitColumn", or trust it: { "columns": { "creatinine": { "trust": ["unit"] } } }',
    );
  });

  test("a site that uses a unit of its own", () => {
    const rows = ["A,80", "A,90", "A,85", "A,70", "A,95", "A,88", "A,77", "A,91", "A,99", "A,60", "B,1.1", "B,1.2", "B,30"];
    const text = `patient_id,lab,creatinine (umol/L)\n${rows.map((row, index) => `${index},${row}\n`).join("")}`;
    const list = files.file("sites.csv", text);
    expect(screen("creatinine", list).verdicts).toBe("ppppppppppuup");
    expect(screen("creatinine", list, map({ per: "lab" })).verdicts).toBe("ppppppppppuuu");
    const records = rows.map((row, index) => ({
      patient_id: String(index),
      lab: row[0],
      "creatinine (umol/L)": Number(row.slice(2)),
    }));
    const json = files.file("sites.ndjson", records.map((one) => JSON.stringify(one)).join("\n"));
    expect(screen("creatinine", json, map({ per: "lab" })).verdicts).toBe("ppppppppppuuu");
    // A single field may name another column of laboratories than the whole table.
    const own = (per: string, others?: string) => map({ per: others, columns: { creatinine: { per } } });
    for (const file of [list, json]) {
      expect(screen("creatinine", file, own("lab")).verdicts).toBe("ppppppppppuuu");
      expect(screen("creatinine", file, own("lab", "patient_id")).verdicts).toBe("ppppppppppuuu");
      for (const [wrong, by] of [
        [{ per: "site" }, "(`per`)"],
        [{ columns: { creatinine: { per: "site" } } }, "for `creatinine`"],
      ] as const) {
        const { status, stderr } = run(["screen", file, "-c", criteria("creatinine"), ...map(wrong)]);
        expect([status, stderr]).toEqual([2, expect.stringContaining(`the column map ${by}`)]);
      }
    }
  });
});

describe("signs and brackets around a number, trusted by the map or not", () => {
  const trust = (what: string) => ({ trust: [what] });
  const beside = "patient_id,creatinine (umol/L),x\nP1,80,<\nP2,80,\nP3,200,>\n";
  const scaled = "patient_id,creatinine (adjusted)\nP1,80\nP2,200\nP3,80 umol/L\n";
  const log = scaled.replace("(adjusted)", "(log10 umol/L)");
  const mapped = (heading: string, entry: object = {}) => ({ columns: { creatinine: { column: heading, ...entry } } });
  const [adjusted, log10] = ["creatinine (adjusted)", "creatinine (log10 umol/L)"];

  test.each<[string, string, object, string, string, string]>([
    ["a sign beside the number", beside, { decimal: "." }, "upu", "", "comparison signs"],
    ["… trusted", beside, trust("neighbours"), "ppf", "I1I1", "(neighbours)"],
    ["… trusted for this column", beside, { columns: { creatinine: trust("neighbours") } }, "ppf", "I1I1", "2 cells"],
    ["… trust of something else does not count", beside, trust("bracket"), "upu", "", "comparison signs"],
    ["a bracket in the heading", scaled, mapped(adjusted), "uup", "", "trust it"],
    // A value that states its own unit needs no assumption.
    ["… trusted", scaled, { ...mapped(adjusted), ...trust("bracket") }, "pfp", "I1I1", "(bracket)"],
    [
      "… trusted, with a unit of the map",
      scaled,
      mapped(adjusted, { ...trust("bracket"), unit: "umol/L" }),
      "pfp",
      "I1I1",
      "(bracket)",
    ],
    ["a logarithm in the heading", log, mapped(log10), "uup", "", "log10 umol/L"],
    // Trust for all columns does not include a logarithm.
    ["… trusted for all columns", log, { ...mapped(log10), ...trust("bracket") }, "uup", "", "log10 umol/L"],
    ["… trusted for this column", log, mapped(log10, trust("bracket")), "pfp", "I1I1", "(bracket)"],
  ])("%s", (_, list, value, verdicts, assumed, says) => {
    const found = screen("creatinine", files.file("list.csv", list), map(value));
    expect([found.verdicts, found.assumed]).toEqual([verdicts, assumed]);
    expect(found.stderr.replaceAll(/\s+/g, " ")).toContain(says);
    const [head = "", ...rows] = lines(list).map((line) => line.split(","));
    const records = rows.map((row) => Object.fromEntries(row.flatMap((cell, at) => (cell === "" ? [] : [[head[at], cell]]))));
    const json = screen("creatinine", files.file("list.json", JSON.stringify(records)), map(value));
    expect([json.verdicts, json.assumed]).toEqual([verdicts, assumed]);
  });

  test("a message never recommends to trust a logarithm", () => {
    const { stderr } = screen("creatinine", files.file("list.csv", log), map(mapped(log10)));
    expect(stderr).not.toContain("trust");
  });
});

test.each<[string, string, string]>([
  [
    "a limit of normal in another unit",
    "patient_id,creatinine,creatinine ULN\nP1,80,1.2 mg/dL\nP2,80,106 umol/L\nP3,80,106\n",
    "upp",
  ],
  ["… by its heading", "patient_id,creatinine,creatinine ULN (mg/dL)\nP1,80,1.2\nP2,80,\nP3,80 umol/L,1.2\n", "upp"],
  ["… by its column of units", "patient_id,creatinine,creatinine ULN,creatinine ULN unit\nP1,80,1.2,mg/dL\n", "u"],
  ["… of the lower limit", "patient_id,creatinine,creatinine LLN\nP1,80,0.6 mg/dL\nP2,80,60\n", "up"],
  // A value that states its unit is read in that unit.
  ["beside a stated unit", "patient_id,creatinine (umol/L),creatinine ULN (mg/dL)\nP1,80,1.2\n", "p"],
])("a number without a unit beside %s", (_, list, verdicts) => {
  expect(screen("creatinine", files.file("list.csv", list)).verdicts).toBe(verdicts);
  const [head = "", ...rows] = lines(list).map((line) => line.split(","));
  const records = rows.map((row) => Object.fromEntries(row.flatMap((cell, at) => (cell === "" ? [] : [[head[at], cell]]))));
  expect(screen("creatinine", files.file("list.json", JSON.stringify(records))).verdicts).toBe(verdicts);
});

test("a note says when hardly any cells of a column could be read", () => {
  const said = (cells: string): string =>
    screen("platelets", files.file("list.csv", table("platelets (10*9/L)", cells.split(";")))).stderr.replaceAll(/\s+/g, " ");
  const words = "most values of Platelets (column `platelets (10*9/L)`, 3 of 4 cells) cannot be read, mostly: not a number";
  expect(said("many;few;120?;150")).toContain(words);
  // If half of the cells, or only two, are unreadable, these may be typing errors.
  expect(said("many;few;enough;150;160;170")).not.toContain("most values");
  expect(said("many;few;150")).not.toContain("most values");
});

describe("the same result however the list is read", () => {
  const cells = [...Array.from({ length: 400 }, () => "1.1"), "22", ...Array.from({ length: 300 }, () => "90")];
  const list = files.file("long.csv", table("creatinine", cells));
  const records = cells.map((cell, index) => JSON.stringify({ patient_id: `P${index}`, creatinine: Number(cell) }));

  test.each<[string, () => Screened]>([
    ["on four threads", () => screen("creatinine", list, ["--jobs", "4"])],
    ["from a pipe", () => screen("creatinine", "-", [], table("creatinine", cells))],
    ["read once", () => screen("creatinine", "-", ["--assume-unique-ids"], table("creatinine", cells))],
    ["as JSON", () => screen("creatinine", files.file("long.json", `[${records.join(",")}]`))],
    ["as NDJSON", () => screen("creatinine", files.file("long.ndjson", records.join("\n")))],
  ])("%s", (_, other) => expect(other().verdicts).toBe(screen("creatinine", list).verdicts));

  test("numbers from a pipe that is too long to be held in memory are not read", () => {
    const args = ["--assume-unique-ids", "--max-held-bytes", "100000"];
    const list = table(
      "creatinine (umol/L)",
      Array.from({ length: 20_000 }, () => "90"),
    );
    const { verdicts, stderr } = screen("creatinine", "-", args, list);
    expect(verdicts).toMatch(/^u+$/);
    expect(stderr.replaceAll(/\s+/g, " ")).toContain("could not be checked as a whole");
    const trusted = screen("creatinine", "-", [...args, ...map({ trust: ["unit"] })], list);
    expect(trusted.verdicts).toMatch(/^p+$/);
  });
});

describe("when most values of a column fail and their unit is not stated", () => {
  const told = (list: string, ...options: readonly string[]) =>
    run(["screen", list, "-c", criteria("platelets"), "-f", "csv", ...options]).stderr.replaceAll(/\s+/g, " ");
  const note = (found: string) =>
    `note: most values of Platelets (${found}) fail a criterion, and their unit is not stated: 10*9/L is assumed`;
  const help = 'find out their unit, and state it in a column map: { "columns": { "platelets": { "unit": "…" } } }';

  test.each([
    ["csv", (values: readonly string[]) => files.file("fails.csv", table("血小板数", values)), "column `血小板数`, "],
    [
      "json",
      (values: readonly string[]) =>
        files.file("fails.json", JSON.stringify(values.map((value, at) => ({ patient_id: `P${at}`, PLT: Number(value) })))),
      "",
    ],
  ])("a note says so, in %s", (_, list, column) => {
    // Japanese laboratories count platelets in ten thousands per microlitre.
    const stderr = told(list(words("21.5 18.2 25.1 30.4 110")));
    expect(stderr).toContain(`${note(`${column}4 of 5 cells`)} help: ${help}`);
    expect(stderr).not.toContain("no unit given for");
    expect(told(list(words("21.5 18.2 25.1 30.4 110")), "--jobs", "4")).toContain(note(`${column}4 of 5 cells`));
  });

  test.each([
    ["few fail", "PLT", "210 180 250 30 40"],
    ["there are only two values", "PLT", "21 18"],
    ["the heading states the unit", "PLT (10^9/L)", "21.5 18.2 25.1 30.4"],
    ["the cells state the unit", "PLT", "21.5_10^9/L 18_10^9/L 25_10^9/L 30_10^9/L"],
  ])("but there is no note where %s", (_, heading, values) => {
    expect(
      told(
        files.file(
          "quiet.csv",
          table(
            heading,
            words(values).map((one) => one.replace("_", " ")),
          ),
        ),
      ),
    ).not.toContain("most values");
  });

  test("the unit of a field with only one possible unit is not doubted", () => {
    const list = files.file("ages.csv", table("age", words("12 13 14 15 11 9")));
    expect(run(["screen", list, "-c", criteria("age")]).stderr).not.toContain("most values");
  });
});
