/** Text outside the table that explains its digits: skipped lines, other sheets, cells beside the table, comments. */
import { expect, test } from "vitest";
import { run, scratch } from "../program.js";
import { type Cell, type Sheet, workbook } from "../support/workbook.js";

const { file } = scratch();
const trial = file(
  "trial.json",
  JSON.stringify({
    trial: { id: "T1" },
    fields: {
      bm: { type: "boolean", label: "Brain metastasis", aliases: ["Hirnmetastasen"] },
      dm: { type: "boolean", label: "Diabetes" },
    },
    inclusion: [],
    exclusion: ["bm", "dm"].map((field) => ({ id: field, label: "x", condition: { field, op: "is", value: true } })),
  }),
);

/** The first letters of the verdicts on both columns, candidate by candidate. */
function verdicts(list: string, ...more: readonly string[]): string {
  const { stdout, stderr } = run(["screen", list, "-c", trial, "-f", "json", "-q", ...more]);
  if (stdout === "") return stderr;
  const { candidates }: { candidates: { trials: { criteria: { verdict: string }[] }[] }[] } = JSON.parse(stdout);
  return candidates.map(({ trials }) => trials[0]?.criteria.map(({ verdict }) => verdict[0]).join("")).join(" ");
}

const TABLE = "patient_id,bm,dm\nP1,0,0\nP2,1,0\nP3,no,1\n";
const PLAIN = "pp fp pf";

test.each([
  ["Legende: 0 = ja, 1 = nein", "uu uu pu"],
  ["bm: 0 = yes", "up up pf"], // the other column is not mentioned
  ["Codes,0 = yes,1 = no,", "uu uu pu"],
  ["Codes,0,yes,1,no", "uu uu pu"],
  ["Brain metastasis 0 = ja; Diabetes 0 = nein", "uu uu pu"],
  ["bm: 0 = not assessed", "up up pf"],
  ["Legend: no = not assessed", "pp fp uf"],
  ["Legend: 1 = yes; 0 = no", PLAIN],
  ["Screening list of 1 June, version 0", PLAIN],
])("`%s` in a skipped line above the heading", (line, expected) => {
  const text = `${line.includes(",") && line.includes(":") ? `"${line}"` : line}\n\n${TABLE}`;
  expect(verdicts(file("list.csv", text), "--columns", file("map.json", JSON.stringify({ skip: 2, columns: {} })))).toBe(
    expected,
  );
  const { stdout } = run(["screen", "-", "-c", trial, "-f", "csv", "-q", "--no-reasons", "--skip", "2", "--jobs", "4"], {
    input: text,
  });
  expect(stdout.includes("eligible,,,")).toBe(expected.startsWith("pp"));
  expect(stdout.includes("eligible,,,")).toBe(expected.startsWith("pp"));
});

test("a column map says what digits mean, or that they have their usual meaning", () => {
  const list = file("list.csv", `Legend: 0 = yes, 1 = no\n${TABLE}`);
  const map = (columns: object) => file("map.json", JSON.stringify({ skip: 1, columns }));
  expect(verdicts(list, "--columns", map({ bm: { codes: { 0: true, 1: false } } }))).toBe("fu pu uu");
  expect(verdicts(list, "--columns", map({ bm: { trust: ["coded"] }, dm: { trust: ["coded"] } }))).toBe(PLAIN);
});

test.each([
  [["Legende"], ["bm: 0 = ja, 1 = nein"], "up up pf"],
  [["", "0=nein 1=ja"], ["", "0 = ja, 1 = nein"], "uu uu pu"],
  [["", "0 = nein, 1 = ja"], ["", ""], PLAIN],
  [["Bemerkung"], ["ECOG 1 - no complaints"], PLAIN],
])("cells beside the table: %j %j", (headings, cells, expected) => {
  const rows = TABLE.trim().split("\n");
  const beside = [headings, cells, [], []].map((row) => [0, 1].map((at) => `"${row[at] ?? ""}"`).join(","));
  expect(verdicts(file("list.csv", `${rows.map((row, at) => `${row},${beside[at]}`).join("\n")}\n`))).toBe(expected);
});

const SHEET: Sheet = {
  name: "Candidates",
  rows: [
    ["patient_id", "bm", "dm", "smoker"],
    ["P1", 0, 0, 1],
    ["P2", 1, 0, 2],
    ["P3", "no", 1, 1],
  ],
};

test.each<[string, readonly (readonly Cell[])[], string]>([
  ["Legende", [["0 = ja, 1 = nein"]], "uu uu pu"],
  [
    "Legende",
    [
      ["0", "ja"],
      ["1", "nein"],
    ],
    "uu uu pu",
  ],
  [
    "Codes",
    [
      ["Variable", "Code", "Meaning"],
      ["bm", 0, "yes"],
      [null, 1, "no"],
      ["dm", 0, "no"],
      [null, 1, "yes"],
    ],
    "up up pf",
  ],
  [
    "Sheet2",
    [
      ["Variable", "Code", "Meaning"],
      ["bm", 0, "no"],
      [null, 1, "yes"],
      ["smoker", 1, "no"],
      [null, 2, "yes"],
    ],
    PLAIN,
  ],
  [
    "Data dictionary",
    [
      ["Field", "Values"],
      ["Hirnmetastasen", "0=yes 1=no"],
      ["dm", "1=yes 0=no"],
    ],
    "up up pf",
  ],
  [
    "Data dictionary",
    [
      ["Field", "Type", "Values"],
      ["bm", "yes/no", "1 = yes, 0 = no"],
      ["PLT", "number", "10^9/L"],
    ],
    PLAIN,
  ],
  [
    "编码",
    [
      ["变量", "编码", "含义"],
      ["bm", 1, "否"],
      [null, 0, "是"],
    ],
    "up up pf",
  ],
  [
    "Lab",
    [
      ["id", "ECOG", "anaemia"],
      ["P1", 0, "yes"],
      ["P2", 1, "no"],
    ],
    PLAIN,
  ], // a different list
  [
    "Lab",
    [
      ["id", "remark"],
      ["P1", "ECOG 1 - no complaints"],
    ],
    PLAIN,
  ],
  [
    "Lab",
    [
      ["id", "remark"],
      ["P1", "0: yes, 1: no"],
    ],
    "uu uu pu",
  ],
  [
    "Sheet2",
    [
      ["Variable", "Value", "Label"],
      ["bm", 0, "present"],
      [null, 1, "absent"],
    ],
    "up up pf",
  ],
  [
    "Lists",
    [
      ["yes", 0],
      ["no", 1],
    ],
    "uu uu pu",
  ],
  ["Sheet2", [["0 present", "1 absent"]], "uu uu pu"],
  [
    "Daten2",
    [
      ["Feld", "Ausprägung"],
      ["bm", "0 ja / 1 nein"],
    ],
    "up up pf",
  ],
  [
    "Legende",
    [
      ["Code", "Bedeutung"],
      [0, "keine Angabe"],
      [1, "vorhanden"],
      [2, "keine"],
    ],
    "uu uu pu",
  ],
  [
    "Lists",
    [
      ["no", 0],
      ["yes", 1],
    ],
    PLAIN,
  ],
  [
    "Lab",
    [
      ["name", "ECOG", "anaemia"],
      ["Anna", 0, "yes"],
      ["Berta", 1, "no"],
    ],
    PLAIN,
  ],
  [
    "Visits",
    [
      ["id", "Code", "came", "a", "b", "c", "d"],
      ["P1", 0, "yes"],
    ],
    PLAIN,
  ],
])("the other sheet `%s`: %j", async (name, rows, expected) => {
  for (const [state, jobs] of [
    ["visible", "1"],
    ["hidden", "4"],
  ] as const) {
    const list = file("list.xlsx", await workbook([{ name, rows, state }, SHEET]));
    expect(verdicts(list, "--sheet", "Candidates", "--jobs", jobs)).toBe(expected);
  }
});

test("cells to the right of the last heading, or above the headings", async () => {
  const [heading = [], first = [], ...rest] = SHEET.rows as readonly (readonly Cell[])[];
  const right = [heading, [...first, null, "0", "ja"], ...rest];
  expect(verdicts(file("list.xlsx", await workbook([{ ...SHEET, rows: right }])))).toBe("uu uu pu");
  const above = [["bm: 0 = ja"], heading, first, ...rest];
  expect(verdicts(file("list.xlsx", await workbook([{ ...SHEET, rows: above }])), "--skip", "1")).toBe("up up pf");
});

test("a comment on a heading", async () => {
  const on = (ref: string, text: string): Sheet => ({
    ...SHEET,
    parts: [
      [
        "comments",
        "xl/comments1.xml",
        `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList><comment ref="${ref}"><text><r><t>${text}</t></r></text></comment></commentList></comments>`,
      ],
    ],
  });
  const screened = async (ref: string, text: string) => verdicts(file("list.xlsx", await workbook([on(ref, text)])));
  expect(await screened("B1", "0 = ja")).toBe("up up pf");
  expect(await screened("A1", "0 = ja")).toBe("uu uu pu");
  expect(await screened("B3", "1 - no doubt")).toBe(PLAIN);
});

test("what Excel shows beside cells that are filled in, and headers and footers of pages", async () => {
  const screened = async (more: string) => verdicts(file("list.xlsx", await workbook([{ ...SHEET, behind: more }])));
  const prompt = (ref: string, text: string) =>
    `<dataValidations count="1"><dataValidation type="list" sqref="${ref}" promptTitle="Kodierung" prompt="${text}"><formula1>"0,1"</formula1></dataValidation></dataValidations>`;
  expect(await screened(prompt("B2:B9", "0 = ja, 1 = nein"))).toBe("up up pf");
  expect(await screened(prompt("B2:B9", "0 = nein, 1 = ja"))).toBe(PLAIN);
  const footer = (text: string) => `<headerFooter><oddFooter>&amp;L&amp;8${text}&amp;R&amp;P</oddFooter></headerFooter>`;
  expect(await screened(footer("bm: 0 = yes, 1 = no"))).toBe("up up pf");
  expect(await screened(footer("Page 1 of 1, no changes"))).toBe(PLAIN);
});

test("a text in the records of a JSON list", () => {
  const records = (more: object) => JSON.stringify([0, 1].map((bm) => ({ patient_id: `P${bm}`, bm, dm: 0, ...more })));
  const screened = (more: object) => verdicts(file("list.json", records(more)));
  expect(screened({})).toBe("pp fp");
  expect(screened({ legend: "bm: 0 = yes, 1 = no" })).toBe("up up");
  expect(screened({ bm_legend: "0 = yes, 1 = no" })).toBe("up up");
  expect(screened({ legend: "0 = no, 1 = yes" })).toBe("pp fp");
  expect(screened({ remark: "ECOG 1 - no complaints" })).toBe("pp fp");
});
