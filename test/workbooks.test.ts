/** Workbooks as candidate files: the same verdicts as for the list as text, and messages about sheets. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cellsOf } from "../src/sources/delimited/cells-of.js";
import { run as program, ROOT, scratch, TRIAL } from "./program.js";
import { type Cell, type Changes, type Sheet, serial, workbook } from "./support/workbook.js";

const files = scratch();

async function book(name: string, sheets: readonly Sheet[], changes: Changes = {}): Promise<string> {
  return files.file(name, await workbook(sheets, { level: 6, ...changes }));
}

function screen(list: string, criteria: string, ...more: readonly string[]) {
  return program(["screen", list, "-c", criteria, "--as-of", "2026-07-15", "-f", "csv", "--no-reasons", ...more]);
}

const TRIAL_TEXT = {
  trial: { id: "T", title: "t" },
  fields: {
    plt: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
    lvef: { type: "number", label: "LVEF", unit: "%", plausible: [5, 90] },
    ecog: { type: "number", label: "ECOG", plausible: [0, 5], integer: true },
    seen: { type: "date", label: "Seen" },
    metastasis: { type: "boolean", label: "Metastasis" },
    her2: { type: "code", label: "HER2", codes: { positive: ["pos", "3+"], negative: ["neg"] } },
  },
  inclusion: [
    { id: "PLT", label: "Platelets at least 80", condition: { field: "plt", op: ">=", value: 80, unit: "10*9/L" } },
    { id: "LVEF", label: "LVEF at least 50 %", condition: { field: "lvef", op: ">=", value: 50, unit: "%" } },
    { id: "ECOG", label: "ECOG at most 1", condition: { field: "ecog", op: "<=", value: 1 } },
    { id: "SEEN", label: "seen before 1 June 2026", condition: { field: "seen", op: "<", value: "2026-06-01" } },
    { id: "HER2", label: "HER2 positive", condition: { field: "her2", op: "is", value: "positive" } },
  ],
  exclusion: [{ id: "MET", label: "Metastasis", condition: { field: "metastasis", op: "is", value: true } }],
};
/** Another trial, with a value that must be recent. */
const dated = files.file(
  "dated-trial.json",
  JSON.stringify({
    ...TRIAL_TEXT,
    inclusion: TRIAL_TEXT.inclusion.map((one) =>
      one.id === "PLT" ? { ...one, condition: { ...one.condition, maxAge: { value: 900, unit: "d" } } } : one,
    ),
  }),
);
const criteria = files.file("trial.json", JSON.stringify(TRIAL_TEXT));
const FIELDS = ["id", "plt", "lvef", "ecog", "seen", "metastasis", "her2"] as const;

/** A cell with several runs of text, each with the XML of its font. */
function runs(...texts: readonly (string | readonly [text: string, font: string])[]): Cell {
  const run = (text: string, font: string): string => `<r><rPr>${font}</rPr><t xml:space="preserve">${text}</t></r>`;
  const xmls = texts.map((one) => (typeof one === "string" ? run(one, "") : run(...one)));
  return { xml: ` t="inlineStr"><is>${xmls.join("")}</is>` };
}

test.each([
  ["a sheet that hides zeros", '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>', 0],
  ["a format without a place for zero", "", { format: "#", value: 0 }],
  ["a dash that somebody chose", "", { format: '0;-0;"-"', value: 0 }],
])("what nobody sees is not read: %s", async (_, before, zero) => {
  const rows = [[...FIELDS], ["P1", 120, null, zero, null, zero, null], ["P2", 120, null, 1, null, 1, null]];
  const { stdout } = screen(await book("zeros.xlsx", [{ name: "A", before, rows }]), criteria);
  expect(stdout).toMatch(/^P1,2,undetermined,,[^,]*ECOG[^,]*MET,/m);
  expect(stdout).toMatch(/^P2,3,ineligible,MET,/m);
});

test("text to the right of the last heading of a sheet is a remark", async () => {
  const plt = FIELDS.filter((field) => field !== "plt");
  const row = (id: string, ...more: readonly Cell[]): readonly Cell[] => [id, ...plt.slice(1).map(() => null), 120, ...more];
  const rows = [[...plt, "plt"], row("P1", "clotted"), row("P2"), row("P3", null, null, null, "clotted")];
  const { stdout, stderr } = screen(await book("list.xlsx", [{ name: "S", rows }]), criteria);
  expect(
    stdout
      .split("\n")
      .slice(1, 4)
      .map((line) => line.split(",")[7]),
  ).toEqual(["unknown", "pass", "pass"]);
  expect(stderr).toContain("2 cells to the right of the last heading");
  expect(stderr).toContain("column 8 has remarks that cast doubt on values of Platelets");
});

test.each<[string, (typeof FIELDS)[number], Cell, "pass" | "fail" | "unknown"]>([
  ["a number", "plt", 80, "pass"],
  ["a number with three decimals is not read as thousands", "plt", 1.234, "fail"],
  ["three decimals as text", "plt", "1.234", "unknown"], // may be 1234, as in csv
  ["the stored value counts, not what is shown", "plt", { format: "0", value: 79.6 }, "fail"],
  ["a unit in the number format", "plt", { format: '0" /nL"', value: 80 }, "pass"],
  ["a unit of another kind in the number format", "plt", { format: '0" mg/dL"', value: 80 }, "unknown"],
  ["a sign in the number format", "plt", { format: '"<"0', value: 80 }, "unknown"],
  ["a sign in the number format that decides", "plt", { format: '"<"0', value: 50 }, "fail"],
  ["a format that shows thousands only", "plt", { format: "0,", value: 120 }, "unknown"],
  ["a formula with its result", "plt", { xml: "><f>40*2</f><v>80</v>" }, "pass"],
  ["a formula without its result", "plt", { xml: "><f>40*2</f>" }, "unknown"],
  ["a number with its last digit crossed out", "plt", runs("12", ["0", "<strike/>"]), "unknown"],
  ["a number with a crossed-out digit in front of it", "plt", runs(["7", '<strike val="1"/>'], "85"), "unknown"],
  [
    "a number of two runs, none of them crossed out",
    "plt",
    runs(["8", "<b/>"], ["5", '<strike val="0"/><color rgb="FFFF0000"/>']),
    "pass",
  ],
  ["crossed-out white space", "plt", runs("85", [" ", "<strike/>"]), "pass"],
  ["a number with a footnote's behind it", "plt", runs("7", ["1", '<vertAlign val="superscript"/>']), "unknown"], // 7, not 71
  ["a footnote's number in front", "plt", runs(["1", '<vertAlign val="superscript"/>'], "79"), "unknown"],
  ["the numbers of two footnotes", "plt", runs("8", ["1,2", '<vertAlign val="superscript"/>']), "unknown"],
  ["a subscript", "plt", runs("120", ["2", '<vertAlign val="subscript"/>']), "unknown"],
  ["a power in the unit", "plt", runs("85 x 10", ["9", '<vertAlign val="superscript"/>'], "/L"), "pass"],
  ["runs without a raised position", "plt", runs("8", ["5", '<vertAlign val="baseline"/>']), "pass"],
  ["an error", "plt", { xml: ' t="e"><v>#DIV/0!</v>' }, "unknown"],
  ["a date in a column of numbers", "plt", { format: "d.m.yyyy", value: 100 }, "unknown"],
  ["yes in a column of numbers", "plt", true, "unknown"],
  ["an invalid number", "plt", { xml: "><v>80,5</v>" }, "unknown"],
  ["a percentage", "lvef", { format: "0%", value: 0.55 }, "pass"],
  ["a percentage stored as a double", "lvef", { format: "0%", xml: "><v>0.56999999999999995</v>" }, "pass"],
  ["a percent sign as text", "lvef", { format: '0"%"', value: 55 }, "pass"],
  ["a percentage in a column of counts", "plt", { format: "0%", value: 100 }, "unknown"],
  ["a score", "ecog", 1, "pass"],
  ["a score that became a date", "ecog", { format: "d-mmm", value: 45_000 }, "unknown"],
  ["a day", "seen", { format: "d.m.yyyy", value: serial("2026-05-31") }, "pass"],
  ["a day with a time", "seen", { format: "d.m.yyyy", value: serial("2026-05-31") + 0.99 }, "pass"],
  ["a day in ISO", "seen", { xml: ' t="d"><v>2026-05-31</v>' }, "pass"],
  ["a day as a text", "seen", "2026-05-31", "pass"],
  ["a month without a day", "seen", { format: "mmm yyyy", value: serial("2026-05-31") }, "pass"],
  ["a year only", "seen", { format: "yyyy", value: serial("2026-05-31") }, "unknown"],
  ["a day without a year", "seen", { format: "d.m.", value: serial("2026-05-31") }, "unknown"],
  ["a number that may be a date", "seen", serial("2026-05-31"), "unknown"],
  ["a time", "seen", { format: "h:mm", value: 0.5 }, "unknown"],
  ["no", "metastasis", false, "pass"],
  ["1", "metastasis", 1, "fail"],
  ["a number format that shows the same meaning", "metastasis", { format: '"Yes";;"No"', value: 0 }, "pass"],
  ["a number format that shows another meaning", "metastasis", { format: '"No";;"Yes"', value: 0 }, "unknown"],
  ["a code", "her2", "3+", "pass"],
  ["a sign of the format in a code", "her2", { format: '0"+"', value: 3 }, "pass"],
  ["a number", "her2", 3, "unknown"],
])("%s: %s %j is %s", async (_, field, cell, verdict) => {
  const list = await book("cell.xlsx", [
    {
      name: "S",
      rows: [
        ["id", field],
        ["P1", cell],
      ],
    },
  ]);
  const { stdout } = screen(list, criteria);
  const [headings = [], row = []] = stdout.split("\n").map((line) => line.split(","));
  const ids: Readonly<Record<string, string>> = { metastasis: "MET" };
  expect(row[headings.indexOf(ids[field] ?? field.toUpperCase())]).toBe(verdict);
});

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

test.each<[string, Changes, string]>([
  // Results of formulas are whatever the writing program stored, often 0.
  [
    "results of formulas that are not calculated",
    { workbookPr: '<calcPr calcId="1" fullCalcOnLoad="1"/>' },
    "P1,unknown,pass P2,pass,pass",
  ],
  ["a calculated one", { workbookPr: '<calcPr calcId="1" fullCalcOnLoad="0"/>' }, "P1,pass,pass P2,pass,pass"],
  [
    "a cell that is crossed out",
    {
      parts: {
        "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts><font/><font><b/><strike/></font></fonts><cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`,
      },
    },
    // A candidate whose ID is crossed out still counts; a crossed-out value does not.
    "P1,pass,pass P2,pass,unknown",
  ],
])("%s", async (_, changes, expected) => {
  const rows: readonly (readonly Cell[])[] = [
    ["id", "plt", { format: "0", xml: ' t="inlineStr"><is><t>ecog</t></is>' }],
    ["P1", { xml: "><f>40*2</f><v>80</v>" }, 0],
    [{ format: "0", xml: ' t="inlineStr"><is><t>P2</t></is>' }, 90, { format: "0", value: 1 }],
  ];
  const { stdout } = screen(await book("result.xlsx", [{ name: "S", rows }], changes), criteria);
  const [headings = [], ...found] = stdout.trimEnd().split("\n").map((line) => line.split(",")); // biome-ignore format: one line
  const at = ["candidate", "PLT", "ECOG"].map((heading) => headings.indexOf(heading));
  expect(found.map((row) => at.map((index) => row[index]).join()).join(" ")).toBe(expected);
});

test("cells that are covered by merged cells are not read, because nobody sees them", async () => {
  const heading = ["id", "plt", "ecog", "lvef"];
  const rows: readonly (readonly Cell[])[] = [["", "list"], heading, ["P1", 79, 0, 55], ["P2", 90, 1, 55], [], ["P3", 90, 1, 55]];
  const merged = ["A1:D1", "B3:B4", "C4:E6"].map((ref) => `<mergeCell ref="${ref}"/>`).join("");
  const list = await book("merged.xlsx", [{ name: "S", rows, behind: `<mergeCells>${merged}</mergeCells>` }]);
  const { stdout, stderr } = screen(list, criteria, "--skip", "1");
  const [headings = [], ...found] = stdout.trimEnd().split("\n").map((line) => line.split(",")); // biome-ignore format: one line
  const at = ["candidate", "PLT", "ECOG", "LVEF"].map((name) => headings.indexOf(name));
  expect(found.map((row) => at.map((index) => row[index]))).toEqual([
    ["P1", "fail", "pass", "pass"],
    ["P2", "unknown", "pass", "unknown"],
    ["P3", "pass", "unknown", "unknown"],
  ]);
  expect(stderr).toContain("2 areas of merged cells");
});

test("an ID that is merged with cells below it belongs to several rows, so its own row has a problem", async () => {
  const heading = ["site", "id", "plt", "ecog", "lvef"];
  const rows: readonly (readonly Cell[])[] = [
    heading,
    ["S1", "P1", 90, 0, 55],
    ["", "", 79, 0, 55], // a second row of P1
    ["", "P2", 90, 0, 55], // another candidate of the same site
    ["", "", "", "", ""], // P2 and its values are merged over two rows
    ["S2", "P3", 90, 0, 55],
  ];
  const areas = ["A2:A5", "B2:B3", "B4:B5", "C4:C5", "D4:D5", "E4:E5"].map((ref) => `<mergeCell ref="${ref}"/>`).join("");
  const list = await book("merged-ids.xlsx", [{ name: "S", rows, behind: `<mergeCells>${areas}</mergeCells>` }]);
  const found = (...options: readonly string[]): readonly (string | undefined)[] => {
    const { stdout } = screen(list, criteria, ...options);
    const [headings = [], ...all] = stdout.trimEnd().split("\n").map((line) => line.split(",")); // biome-ignore format: one line
    const at = ["candidate", "problems"].map((name) => headings.indexOf(name));
    return all.map((row) =>
      at
        .map((index) => row[index])
        .join(" ")
        .trim(),
    );
  };
  expect(found("--id", "id")).toEqual(["P1 repeated-id", "missing-id", "P2", "P3"]);
  // If an ID has two parts, only rows where both are merged have the problem.
  expect(found("--id", "site", "--id", "id")).toEqual(["S1_P1 repeated-id", "missing-id", "missing-id", "S2_P3"]);
});

test("overlapping merged cells are an error", async () => {
  const rows: readonly (readonly Cell[])[] = [["id", "plt"], ["P1", 79], ["P2", 90]]; // biome-ignore format: one line
  const merged = '<mergeCell ref="B2:B3"/>'.repeat(3);
  const list = await book("overlap.xlsx", [{ name: "S", rows, behind: `<mergeCells>${merged}</mergeCells>` }]);
  expect(screen(list, criteria)).toMatchObject({ status: 2, stderr: expect.stringContaining("its merged cells overlap") });
});

/** A CSV cell as somebody would type it into a sheet. */
function typed(text: string): Cell {
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return Number(text);
  return text === "" ? null : text;
}

/** Removes letters of columns, which only messages about workbooks have. */
function withoutLetters(text = ""): string {
  return text
    .replaceAll(/ \([A-Z]\)/g, "")
    .replaceAll(/(column) [A-Z] (?=`)/g, "$1 ")
    .replaceAll(/(?:,|:) column [A-Z](?=: note)/g, "");
}

test("the same list gives the same verdicts, as a workbook and as text", async () => {
  const list = "fixtures/candidates.csv";
  const [headings = [], ...rows] = [...cellsOf(readFileSync(join(ROOT, list)), ",")];
  const path = await book("list.xlsx", [{ name: "Ward", rows: [headings, ...rows.map((row) => row.map(typed))] }]);
  for (const more of [[], ["--jobs", "4"], ["--only", "eligible"]]) {
    const [ofText, ofBook] = [list, path].map((file) => program(["screen", file, "-c", TRIAL, "-f", "csv", ...more]));
    expect(ofBook?.stdout).toBe(ofText?.stdout);
    expect(ofBook?.status).toBe(ofText?.status);
    expect(withoutLetters(ofBook?.stderr).replaceAll(`${path}[Ward]`, list)).toBe(ofText?.stderr);
  }
  const explained = [list, path].map((file) => program(["explain", file, "P003", "-c", TRIAL]).stdout);
  // Line breaks differ, because the letters take up space.
  const flat = (text = ""): string => withoutLetters(text).replaceAll(/\s+/g, " ");
  expect(flat(explained[1]?.replace(`${path}[Ward]`, list))).toBe(flat(explained[0]));
  const columns = [list, path].map((file) => program(["columns", file, "-c", TRIAL]).stdout);
  expect(flat(columns[1]?.replace(`${path}[Ward] (xlsx)`, `${list} (csv)`))).toBe(flat(columns[0]));
});

test("an ID is read as it is shown; a number that is too long is not an ID", async () => {
  const ids = [
    7,
    { format: "00000", value: 12 },
    "007",
    123_456_789_012_345,
    1_234_567_890_123_456,
    { format: '"P-"000', value: 3 },
  ];
  const { stdout } = screen(
    await book("ids.xlsx", [{ name: "S", rows: [["id", "plt"], ...ids.map((id) => [id, 90])] }]),
    criteria,
  );
  expect(stdout.split("\n").map((line) => line.split(",")[0])).toEqual([
    "candidate",
    "7",
    "00012",
    "007",
    "123456789012345",
    "",
    "P-003",
    "",
  ]);
});

test("messages report hidden rows and formulas; the row of totals is not a candidate", async () => {
  const rows = [
    ["id", "plt", "seen"],
    { attributes: 'hidden="1"', cells: ["P1", 90, { format: "d.m.yyyy", value: serial("2026-04-03") }] },
    ["P2", { xml: "><f>NOW()</f><v>95</v>" }, "25.03.2026"],
    ["Total", 185],
  ];
  const table = '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ref="A1:C4" totalsRowCount="1"/>';
  const list = await book("hides.xlsx", [{ name: "Ward 1", rows, parts: [["table", "xl/tables/t.xml", table]] }]);
  const { stdout, stderr, status } = screen(list, criteria);
  expect({ status, stderr }).toMatchObject({ status: 1 });
  expect(stderr).toContain(`${list}[Ward 1]: row 4: problem: not-a-candidate`);
  expect(stderr).toContain("note: 1 row that the sheet hides was read, too");
  expect(stderr).toContain(
    "note: column B `plt` (1 cell) has formulas: their results are from when the workbook was last saved, some of them changing",
  );
  expect(stderr).toContain("a program may have swapped day and month");
  // It may be 3 April or 4 March, and both are before June.
  expect(stdout).toContain("P1,2,undetermined,,LVEF;ECOG;HER2;MET");
});

// People look for columns of a sheet by their letters.
test.each<[string, readonly (readonly Cell[])[], object | undefined, string]>([
  ["id", [["id", "plt"], ["P1", 90]], undefined, "[S]: column A: note: the candidate ID is column `id`"], // biome-ignore format: one row
  ["assumed unit", [["id", "plt"], ["P1", 90]], undefined, "no unit given for Platelets (column B `plt`, 10*9/L, 1 cell)"], // biome-ignore format: one row
  ["no heading", [["id", "", "plt"], ["P1", null, 90]], undefined, "column B has no heading"], // biome-ignore format: one row
  ["two columns of a field", [["id", "plt", "Platelets"], ["P1", 90, 91]], undefined, "`plt` (column B) and `Platelets` (column C)"], // biome-ignore format: one row
  ["fields in rows", [["", "P1", "P2"], ["plt", 90, 91], ["lvef", 60, 55]], undefined, "the fields are in the rows of column A"], // biome-ignore format: one row
  ["column not read", [["id", "plt", "Platelets"], ["P1", 90, 91]], { plt: { column: "plt" } }, "note: column C `Platelets` (the values of Platelets) is not read"], // biome-ignore format: one row
  ["digits", [["id", "metastasis"], ["P1", 2]], undefined, "Metastasis (column B `metastasis`, 1 cell) has digits"], // biome-ignore format: one row
  ["several", [["id", "metastasis", "plt", "lvef"], ["P1", 1, 9e4, 50], ["P2", 0, 90, 5e4]], undefined, "LVEF (column D `lvef`, %, 1 cell)"], // biome-ignore format: one row
  ["dates", [["id", "seen", "plt", "plt date"], ["P1", null, 90, "soon"], ["P2", null, 90, "2026-01-01"]], undefined, "(column D `plt date`, 1 cell) cannot be read"], // biome-ignore format: one row
  ["formula", [["id", "plt"], ["P1", { xml: "><f>1</f><v>90</v>" }]], undefined, "note: column B `plt` (1 cell) has formulas"], // biome-ignore format: one row
])("a note on a column of a sheet has its letter: %s", async (_, rows, columns, words) => {
  const map = columns === undefined ? [] : ["--columns", files.file("letters.map.json", JSON.stringify({ columns }))];
  const list = await book("letters.xlsx", [{ name: "S", rows }]);
  expect(screen(list, dated, ...map).stderr).toContain(words);
});

test("`columns` shows the letters, too", async () => {
  const rows = [
    ["id", "plt", "ward"],
    ["P1", 90, 1],
  ];
  const list = await book("columns.xlsx", [{ name: "S", rows }]);
  const { stdout } = program(["columns", list, "-c", criteria, "--as-of", "2026-07-15"]);
  expect(stdout).toMatch(/^ID: id \(A\)$/m);
  expect(stdout).toMatch(/Platelets +plt \(B\) +1 of 1 read/);
  expect(stdout).toContain("columns that are not read: ward (C)");
});

test("dates in which a program may have swapped day and month are read both ways", async () => {
  const day = { format: "d.m.yyyy", value: serial("2026-05-07") }; // 7 May, or 5 July
  const rows = [
    ["id", "seen"],
    ["P1", day],
    ["P2", "25.03.2026"],
  ];
  const verdict = async (of: Sheet["rows"]) =>
    screen(await book("swap.xlsx", [{ name: "S", rows: of }]), criteria).stdout.split("\n")[1];
  expect(await verdict(rows)).toContain("unknown,unknown,unknown,unknown,unknown,unknown");
  for (const text of ["25.03.2026 08:30", "3/25/26 8:30 AM", "25-03-2026T08:30", "25.03.2026."])
    expect(await verdict([...rows.slice(0, 2), ["P2", text]])).toContain("unknown,unknown,unknown,unknown,unknown,unknown");
  // A day above 12 shows that they were typed with the right settings.
  expect(await verdict([...rows, ["P3", { format: "d.m.yyyy", value: serial("2026-04-30") }]])).toContain(
    "unknown,unknown,unknown,pass,",
  );
});

test("dates that the column map trusts are read one way, and verdicts that use them are assumed", async () => {
  const [day, text] = [{ format: "d.m.yyyy", value: serial("2026-07-06") }, "13.07.2026"];
  const rows: Sheet["rows"] = [
    ["id", "seen", "plt", "plt date"],
    ["P1", day, 90, day],
    ["P2", text, 90, text],
  ];
  const list = await book("trust.xlsx", [{ name: "S", rows }]);
  const dated = files.file(
    "dated.json",
    JSON.stringify({
      trial: { id: "T", title: "t" },
      fields: {
        seen: { type: "date", label: "Seen" },
        platelets: { type: "number", label: "Platelets", aliases: ["plt"], unit: "10*9/L", plausible: [1, 2000] },
      },
      inclusion: [
        { id: "I1", label: "seen", condition: { field: "seen", op: ">=", value: "2026-07-01" } },
        {
          id: "I2",
          label: "platelets",
          condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L", maxAge: { value: 30, unit: "d" } },
        },
      ],
      exclusion: [],
    }),
  );
  const map = (value: object) => ["--columns", files.file("dates.map.json", JSON.stringify(value))];
  const verdicts = (...args: readonly string[]) =>
    screen(list, dated, ...args)
      .stdout.split("\n")
      .slice(1, 3);
  // It may be 6 July or 7 June.
  expect(verdicts()).toEqual(["P1,2,undetermined,,I1;I2,,,unknown,unknown", "P2,3,eligible,,,,,pass,pass"]);
  const trusted = ["P1,2,eligible,,,I1;I2,,pass,pass", "P2,3,eligible,,,,,pass,pass"];
  expect(verdicts(...map({ trust: ["dates"] }))).toEqual(trusted);
  const asked = ["screen", list, "-c", dated, "--as-of", "2026-07-15", "-f", "json", ...map({ trust: ["dates"] })];
  const { stderr, stdout } = program(asked);
  expect(stderr).toContain("dates of columns B `seen` (1 date) and D `plt date` (1 date) are read as written");
  expect(stdout).toContain("(assumed: the column map trusts it)");
  const one = map({ columns: { platelets: { trust: ["dates"] } } });
  expect(verdicts(...one)[0]).toBe("P1,2,undetermined,,I1,I2,,unknown,pass");
});

test("the sheet is found by its columns, or named", async () => {
  const list: Sheet = {
    name: "Ward 1",
    rows: [
      ["id", "plt"],
      ["P1", 90],
    ],
  };
  const two = await book("two.xlsx", [{ name: "Read me", rows: [["About"]] }, list]);
  expect(screen(two, criteria).stderr).toContain(`${two}[Ward 1]`);
  const three = await book("three.xlsx", [list, { ...list, name: "Ward 2" }]);
  expect(screen(three, criteria)).toMatchObject({ status: 2, stdout: "" });
  expect(screen(three, criteria).stderr).toContain("name one with --sheet");
  expect(screen(three, criteria, "--sheet", "Ward 2").stderr).toContain(`${three}[Ward 2]`);
  expect(screen(three, criteria, "--sheet", "Ward 3").stderr).toContain("there is no sheet `Ward 3`");
});

test("a column map says how the list is read, but only if it is given", async () => {
  const rows: Sheet["rows"] = [["Ward list"], ["id", "plt"], ["P1", 90]];
  const list = await book("mapped.xlsx", [
    { name: "Ward 1", rows },
    { name: "Ward 2", rows },
  ]);
  const map = files.file("mapped.map.json", '{ "columns": {}, "sheet": "Ward 2", "skip": 1 }');
  expect(screen(list, criteria, "--columns", map).stdout).toContain("P1,3,undetermined");
  expect(screen(list, criteria, "--columns", map, "--sheet", "Ward 1").stderr).toContain(`${list}[Ward 1]`);
  const unnamed = screen(list, criteria).stderr.replaceAll("\n", " ");
  expect(unnamed).toContain(`the column map ${map} is not used; to use it, add --columns ${map}`);
  const text = files.file("semicolons.csv", new Uint8Array([...Buffer.from("Müller|x\nid|plt\nP1|90\n", "latin1")]));
  const textMap = files.file("text.json", '{ "columns": {}, "encoding": "latin1", "delimiter": "|", "skip": 1 }');
  expect(screen(text, criteria, "--columns", textMap).stdout).toContain("P1,3,undetermined");
});

test("with --problems-ok, records with problems do not change the exit status", async () => {
  const list = files.file("twice.csv", "id,plt\nP1,90\nP1,95\n");
  expect(screen(list, criteria).status).toBe(1);
  expect(screen(list, criteria, "--problems-ok").status).toBe(0);
  expect(screen(list, criteria, "--problems-ok", "--fail-on", "undetermined").status).toBe(1);
});

test("a title above the headings is only skipped with --skip", async () => {
  const list = await book("title.xlsx", [{ name: "S", rows: [["Ward list"], [], ["id", "plt"], ["P1", 90]] }]);
  expect(screen(list, criteria).stderr).toContain("use --skip 2");
  expect(screen(list, criteria, "--skip", "2").stdout).toContain("P1,4,undetermined");
});

test("json has the checksum of the workbook, and evidence has the cells as shown", async () => {
  const list = await book("digest.xlsx", [
    {
      name: "S",
      rows: [
        ["id", "lvef"],
        ["P1", { format: "0%", value: 0.45 }],
      ],
    },
  ]);
  const { stdout } = program(["screen", list, "-c", criteria, "--as-of", "2026-07-15", "-f", "json"]);
  const { createHash } = await import("node:crypto");
  expect(stdout).toContain(createHash("sha256").update(readFileSync(list)).digest("hex"));
  expect(stdout).toContain('"column":"lvef (B)","cell":"45 %"');
});

test.each([
  [["--delimiter", ";"], "--delimiter is for text"],
  [["--encoding", "latin1"], "--encoding is for text"],
])("%j is refused", async (options, message) => {
  const list = await book("one.xlsx", [
    {
      name: "S",
      rows: [
        ["id", "plt"],
        ["P1", 90],
      ],
    },
  ]);
  expect(screen(list, criteria, ...options)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
});

test("a workbook from standard input needs --input-format", async () => {
  const bytes = await workbook([
    {
      name: "S",
      rows: [
        ["id", "plt"],
        ["P1", 90],
      ],
    },
  ]);
  const args = ["screen", "-", "-c", criteria, "--as-of", "2026-07-15", "-f", "csv"];
  expect(program([...args, "--input-format", "xlsx"], { input: bytes }).stdout).toContain("P1,2,undetermined");
  expect(program(args, { input: bytes })).toMatchObject({ status: 2, stderr: expect.stringContaining("--input-format xlsx") });
});

test.each(["xls", "ods", "xlsb"])(".%s is refused", (ending) => {
  const list = files.file(`list.${ending}`, "x");
  expect(screen(list, criteria)).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("save it as .xlsx") });
});
