/**
 * Reads tables from workbooks: which cells are read, what is refused, and that the fast reader gives the same as the XML parser.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TableHead } from "../../../src/sources/input-head.js";
import { FastRows } from "../../../src/sources/workbook/fast-rows.js";
import { openWorkbook, type WorkbookOptions } from "../../../src/sources/workbook/open-workbook.js";
import type { RawCell } from "../../../src/sources/workbook/place.js";
import { SheetReader } from "../../../src/sources/workbook/sheet-reader.js";
import { CELL_END, shownCell, typedCell } from "../../../src/values/typed-cell.js";
import { type Changes, type Sheet, serial, workbook, zip } from "../../support/workbook.js";

const OPTIONS: WorkbookOptions = { sheet: undefined, skip: undefined, limit: 1 << 20, isUsed: () => true };

/** The head and the rows as shown; or the message. */
async function read(bytes: Uint8Array, options: Partial<WorkbookOptions> = {}) {
  const found = await openWorkbook(bytes, { ...OPTIONS, ...options });
  if ("code" in found) return found;
  const [line = "", ...lines] = new TextDecoder().decode(Buffer.concat(found.chunks)).split("\n");
  const head: TableHead = JSON.parse(line);
  return { head, rows: lines.slice(0, -1).map((one) => one.split(CELL_END).map(shownCell)) };
}

async function rowsOf(sheet: Omit<Sheet, "name">, changes?: Changes, options?: Partial<WorkbookOptions>) {
  const found = await read(await workbook([{ name: "S", ...sheet }], changes), options);
  return "rows" in found ? found.rows : found.message;
}

const ID = { xml: ' t="inlineStr"><is><t>P1</t></is>' };

test("cells have their stored values", async () => {
  const rows = [
    ["id", "plt", "date", "yes", "note"],
    ["P1", 80.4, { format: "dd.mm.yyyy", value: serial("2023-03-15") }, true, 'a "b"\nc'],
    [],
    ["P2", null, { xml: ' t="d"><v>2023-03-16</v>' }, { xml: ' t="e"><v>#N/A</v>' }, { xml: "><f>1+1</f>" }],
  ];
  expect(await rowsOf({ rows })).toEqual([
    ["P1", "80.4", "2023-03-15", "TRUE", 'a "b"\nc'],
    [""],
    ["P2", "", "2023-03-16", "#N/A", ""],
  ]);
});

test.each([
  ['<c r="B1" t="n"><v>12abc</v></c>', "12abc"],
  ['<c r="B1" t="s"><v>7</v></c>', "7"], // this shared text does not exist
  ['<c r="B1" s="99"><v>7</v></c>', "7"], // this style does not exist
  ['<c r="B1" t="x"><v>7</v></c>', "7"],
  ['<c r="B1" t="b"><v>2</v></c>', "2"],
  // Two values; programs differ in which of them they show.
  ['<c r="B1"><v>10</v><v>2</v></c>', "102"],
  ['<c r="B1"><v>1<v>0</v>2</v></c>', "10"],
  ['<c r="B1"><v>1<x>0</x>2</v></c>', "102"],
  ['<c r="B1" t="inlineStr"><is><t>10</t></is><v>2</v></c>', "102"],
  ['<c r="B1" t="inlineStr"><v>2</v><is><t>10</t></is></c>', "10"],
  ['<c r="B1" t="inlineStr"><v>10</v></c>', "10"],
  ['<c r="B1" t="n"><is><t>10</t></is></c>', "10"],
  ['<c r="B1"><f>A1</f></c>', ""],
  ['<c r="B1"><f>A1</f><v></v></c>', ""],
])("%s is doubtful", async (cell, shown) => {
  const bytes = await workbook([{ name: "S", rows: [["id", "v"]], behind: "" }], {
    parts: { "xl/worksheets/sheet1.xml": sheetXml(`${HEADING}<row r="2">${cell.replace("B1", "B2")}</row>`) },
  });
  const found = await openWorkbook(bytes, OPTIONS);
  const text = "chunks" in found ? new TextDecoder().decode(found.chunks[1]) : found.message;
  const read = typedCell(text.trimEnd().slice(CELL_END.length));
  expect([read.kind, read.shown]).toEqual(["doubt", shown]);
});

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const HEADING = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>v</t></is></c></row>';

function sheetXml(rows: string, root = `worksheet xmlns="${MAIN}"`): string {
  return `<${root}><sheetData>${rows}</sheetData></worksheet>`;
}

async function ofXml(rows: string, root?: string) {
  return rowsOf({ rows: [] }, { parts: { "xl/worksheets/sheet1.xml": sheetXml(rows, root) } });
}

test("a partly crossed-out shared text is doubtful, but is read in a heading", async () => {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const all = [["rId1", "worksheet", "worksheets/sheet1.xml"], ["rIdS", "styles", "styles.xml"], ["rIdT", "sharedStrings", "s.xml"]] as const; // biome-ignore format: one line
  const texts =
    '<si><t>id</t></si><si><r><rPr><strike/></rPr><t>v</t></r><r><t>w</t></r></si><si><r><rPr><strike/></rPr><t>7</t></r><r><t>85</t></r></si><si><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>-9</t></r></si>';
  const cells = ["A1", "B1", "A2", "B2"].map((place, at) => `<c r="${place}" t="s"><v>${[0, 1, 3, 2][at]}</v></c>`);
  const bytes = await workbook([{ name: "S", rows: [] }], {
    parts: {
      "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.map(([id, type, target]) => relation(id, type, target)).join("")}</Relationships>`,
      "xl/s.xml": `<sst xmlns="${MAIN}">${texts}</sst>`,
      "xl/worksheets/sheet1.xml": sheetXml(
        `<row r="1">${cells.slice(0, 2).join("")}</row><row r="2">${cells.slice(2).join("")}</row>`,
      ),
    },
  });
  const found = await openWorkbook(bytes, OPTIONS);
  if ("code" in found) throw new Error(found.message);
  const [head, row = ""] = new TextDecoder().decode(Buffer.concat(found.chunks)).split("\n");
  expect(head).toContain('["id","vw"]');
  expect(row.split(CELL_END).map(typedCell)).toEqual([
    { kind: "text", shown: "10⁻⁹" },
    { kind: "doubt", shown: "785", doubt: "struck" },
  ]);
});

const P1 = '<row r="2"><c r="A2" t="inlineStr"><is><t>P1</t></is></c><c r="B2"><v>7</v></c></row>';

test.each<[string, string, unknown]>([
  ["plain", HEADING + P1, [["P1", "7"]]],
  ["without references", HEADING + P1.replace(/ r="\w+"/g, ""), [["P1", "7"]]],
  ["rows out of order", P1 + HEADING, [["P1", "7"]]],
  ["cells out of order", `${HEADING}<row r="2"><c r="B2"><v>7</v></c><c r="A2"><v>1</v></c></row>`, [["1", "7"]]],
  ["rows keep their numbers", HEADING + P1.replaceAll("2", "4"), [[""], [""], ["P1", "7"]]],
  ["comments between cells", HEADING + P1.replace("<c", "<!-- </row><row> --><c"), [["P1", "7"]]],
  ["a comment that contains a row", `${HEADING}<!-- </row> ${P1.replaceAll("2", "3")} -->${P1}`, [["P1", "7"]]],
  ["CDATA", HEADING + P1.replace("P1", "<![CDATA[<5]]>"), [["<5", "7"]]],
  ["entities", HEADING + P1.replace("P1", "&lt;5 &amp; &#956;g"), [["<5 & μg", "7"]]],
  [
    "formatted runs, without phonetic text",
    HEADING + P1.replace("<t>P1</t>", "<r><t>not </t></r><r><t>done</t></r><rPh><t>x</t></rPh>"),
    [["not done", "7"]],
  ],
  ["escapes", HEADING + P1.replace("P1", "_x0041__x005F_x0041_"), [["A_x0041_", "7"]]],
  [
    "a repeated cell",
    HEADING + P1.replace("</row>", '<c r="B2"><v>8</v></c></row>'),
    "this workbook is damaged: its sheet has the cell B2 twice",
  ],
  ["a repeated row", HEADING + P1 + P1, "this workbook is damaged: its sheet has row 2 twice"],
  [
    "a cell of another row",
    HEADING + P1.replace("B2", "B3"),
    "this workbook is damaged: in row 2 of its sheet, a cell says that it is elsewhere",
  ],
  [
    "an impossible column",
    HEADING + P1.replace("B2", "XFE2"),
    "this workbook is damaged: in row 2 of its sheet, a cell says that it is elsewhere",
  ],
  [
    "an impossible row",
    HEADING + P1.replaceAll("2", "1048577"),
    "this workbook is damaged: a row of its sheet has a number that no row can have",
  ],
  [
    "a row with alternative content",
    `${HEADING}${P1}<m:AlternateContent xmlns:m="urn:m"><m:Choice>${P1.replaceAll("2", "3")}</m:Choice></m:AlternateContent>`,
    "this workbook is damaged: the part `xl/worksheets/sheet1.xml` holds some of its data inside markup that is not read",
  ],
  [
    "cut off",
    `${HEADING}${P1}<row r="3"><c r="A3"><v>1</v></c>`,
    "this workbook is damaged: the part `xl/worksheets/sheet1.xml` is not well-formed XML",
  ],
  [
    "a repeated attribute",
    HEADING + P1.replace('r="2"', 'r="2" ht="1" ht="2"'),
    "this workbook is damaged: the part `xl/worksheets/sheet1.xml` is not well-formed XML",
  ],
])("%s", async (_, rows, expected) => expect(await ofXml(rows)).toEqual(expected));

test.each([
  ["with a namespace prefix", `x:worksheet xmlns:x="${MAIN}"`],
  ["in the strict form", 'worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'],
])("%s", async (_, root) => {
  const prefix = root.startsWith("x:") ? "x:" : "";
  const text = sheetXml(HEADING + P1, root).replace(/<(\/?)(?!x:|\?)/g, `<$1${prefix}`);
  expect(await rowsOf({ rows: [] }, { parts: { "xl/worksheets/sheet1.xml": text } })).toEqual([["P1", "7"]]);
});

const LIST: Sheet = {
  name: "List",
  rows: [
    ["id", "plt"],
    ["P1", 80],
  ],
};

/** The message of a refusal; undefined if the workbook was read. */
async function refusal(bytes: Uint8Array, options: Partial<WorkbookOptions> = {}): Promise<string | undefined> {
  const found = await read(bytes, options);
  return "message" in found ? found.message : undefined;
}

test.each<[string, Changes, string]>([
  [
    "a document type definition",
    { parts: { "xl/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><styleSheet/>' } },
    "document type definition",
  ],
  // The time that the parser needs for an element grows with the depth: hundreds of thousands took minutes.
  ["deep nesting", { parts: { "xl/styles.xml": `<styleSheet xmlns="${MAIN}">${"<a>".repeat(200_000)}` } }, "more than 100 deep"],
  ["a missing part", { without: ["xl/worksheets/sheet1.xml"] }, "its part `xl/worksheets/sheet1.xml` is missing"],
  ["missing styles", { without: ["xl/styles.xml"] }, "its part `xl/styles.xml` is missing"],
  ["a zip file without a workbook", { without: ["_rels/.rels"] }, "not an Excel workbook"],
  ["another kind of part", { parts: { "xl/worksheets/sheet1.xml": `<chartsheet xmlns="${MAIN}"/>` } }, "is not a sheet"],
  ["damaged XML", { parts: { "xl/workbook.xml": `<workbook xmlns="${MAIN}">` } }, "not well-formed"],
])("%s is refused", async (_, changes, message) => expect(await refusal(await workbook([LIST], changes))).toContain(message));

test("a part with the name of another, in whatever capitals, is refused", async () => {
  const bytes = await workbook([LIST], { parts: { "XL/Workbook.xml": "<x/>" } });
  expect(await refusal(bytes)).toContain("twice");
});

test("a sheet that is listed twice is refused, by its name or by its part", async () => {
  const names = await workbook([LIST, { ...LIST, name: "LIST" }]);
  expect(await refusal(names)).toContain("it lists its sheet `LIST` twice");
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const entries = ["A", "B"].map((name) => `<sheet name="${name}" sheetId="1" r:id="rId1"/>`).join("");
  const parts = { "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${relation}"><sheets>${entries}</sheets></workbook>` };
  expect(await refusal(await workbook([LIST], { parts }))).toContain("it lists its sheet `B` twice");
});

test("of very many sheets only some are listed", async () => {
  const many = Array.from({ length: 30 }, (_, at): Sheet => ({ ...LIST, name: `S${at + 1}` }));
  const found = await read(await workbook(many), { sheet: "X" });
  expect("help" in found ? found.help : undefined).toMatch(/^its sheets are `S1`, .*, `S20` and 10 more$/);
});

test("a part that is compressed too much is not unpacked", async () => {
  const parts = { "xl/worksheets/sheet1.xml": sheetXml(HEADING + " ".repeat(2 << 20)) };
  expect(await refusal(await workbook([LIST], { parts, level: 9 }))).toContain("packed more than 200 times");
});

test("a table that is too large for memory is refused", async () => {
  const rows = [
    ["id", "note"],
    ["P1", "x".repeat(5000)],
  ];
  expect(await refusal(await workbook([{ name: "S", rows }]), { limit: 4000 })).toContain("more than 4000 bytes");
});

test("a workbook with a damaged byte is never read wrongly", { timeout: 60_000 }, async () => {
  const bytes = await workbook([LIST], { level: 6 });
  const before = await read(bytes);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const other = bytes.slice();
      other[at] = (other[at] ?? 0) ^ change;
      const found = await read(other);
      // Some bytes, such as times and versions, do not affect what is read.
      if (!("code" in found)) expect(found).toEqual(before);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["", "the file is empty"],
  ["id,plt\nP1,80\n", "this is not an Excel workbook (.xlsx)"],
  ["\u00d0\u00cf\u0011\u00e0", "this workbook is encrypted, or in the older format .xls"],
])("%j is not a workbook", async (text, message) => expect(await refusal(Buffer.from(text, "latin1"))).toBe(message));

test("another zip file is not a workbook", async () => {
  expect(await refusal(await zip([["word/document.xml", "<x/>"]]))).toBe("this is a zip file, but not an Excel workbook (.xlsx)");
});

const SHEETS: readonly Sheet[] = [
  { name: "Read me", rows: [["This list …"]] },
  { ...LIST, name: "Ward 1" },
  { ...LIST, name: "Ward 2" },
  { ...LIST, name: "Old", state: "hidden" },
];

/** A predicate for sheets with one of these names. */
const named =
  (...names: readonly string[]) =>
  ({ sheet }: TableHead): boolean =>
    names.includes(sheet?.name ?? "");

test.each<[string, Partial<WorkbookOptions>, string]>([
  ["by its name", { sheet: "Ward 2" }, "Ward 2"],
  ["by its number", { sheet: "2" }, "Ward 1"],
  ["a hidden one, if it is named", { sheet: "Old" }, "Old"],
  ["the only one that is used", { isUsed: named("Ward 2", "Old") }, "Ward 2"],
])("a sheet is found %s", async (_, options, name) => {
  const found = await read(await workbook(SHEETS), options);
  expect("head" in found ? found.head.sheet?.name : found.message).toBe(name);
});

test.each<[Partial<WorkbookOptions>, string]>([
  [{ isUsed: named("Ward 1", "Ward 2") }, "2 of its sheets have columns for fields that the criteria use: `Ward 1`, `Ward 2`"],
  [{ isUsed: named() }, "none of its sheets has a column for a field that the criteria use"],
  [{ sheet: "Ward 3" }, "there is no sheet `Ward 3`"],
])("if the choice is unclear, the message lists the sheets: %j", async (options, message) => {
  expect(await refusal(await workbook(SHEETS), options)).toBe(message);
});

test("empty rows above the headings are skipped, but no other lines", async () => {
  const rows = [[], [], ["id", "plt"], [ID, 80]];
  const found = await read(await workbook([{ name: "S", rows }]));
  expect("head" in found && [found.head.headingRow, found.head.headings, found.rows]).toEqual([3, ["id", "plt"], [["P1", "80"]]]);
  const titled = await read(await workbook([{ name: "S", rows: [["A list"], ...rows] }]), { skip: 3 });
  expect("head" in titled && [titled.head.headingRow, titled.head.headings]).toEqual([4, ["id", "plt"]]);
});

test("hidden rows, formulas, merged cells and the like are counted", async () => {
  const sheet: Sheet = {
    name: "S",
    before: '<cols><col min="2" max="2" hidden="1"/></cols>',
    rows: [
      ["id", "plt", "date"],
      {
        attributes: 'hidden="1"',
        cells: ["P1", { format: "0", value: 80.4 }, { format: "d.m.yyyy", value: serial("2026-04-03") }],
      },
      ["P2", { xml: "><f>TODAY()-A1</f><v>3</v>" }, "25.03.2026", null, "remark"],
    ],
    behind: '<autoFilter ref="A1:C3"/><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/></mergeCells>',
    parts: [
      ["comments", "xl/comments1.xml", `<comments xmlns="${MAIN}"><commentList><comment ref="A1"/></commentList></comments>`],
      ["table", "xl/tables/table1.xml", `<table xmlns="${MAIN}" ref="A1:C3" totalsRowCount="1"/>`],
    ],
  };
  const found = await read(await workbook([sheet]));
  const facts = "head" in found ? found.head.sheet : undefined;
  expect(facts).toMatchObject({
    hiddenRows: 1,
    isFiltered: true,
    merged: 1,
    mergedRows: [{ column: 0, top: 2, bottom: 3 }],
    outside: 1,
    firstOutside: "E3",
    comments: 1,
    totalRows: [3],
  });
  expect(facts?.columns[1]).toMatchObject({ formulas: 1, isVolatile: true, rounded: 1, isHidden: true });
  expect(facts?.columns[2]).toMatchObject({ dates: 1, isEachDaySmall: true, hasDayText: true });
});

test("the fast reader gives the same as the XML parser", () => {
  const cell = fc.tuple(
    fc.constantFrom("A", "B", "C", "AA", "XFD", "XFE", ""),
    fc.constantFrom(' t="n"', ' t="s"', ' t="inlineStr"', ' s="1"', "", ' s="1" t="str"', ' t="b" s="2"'),
    fc.constantFrom(
      "<v>1</v>",
      "<is><t>x</t></is>",
      "<v/>",
      "",
      "<f>A1</f><v>2</v>",
      '<f t="shared"/><v>2</v>',
      "<v>&lt;5</v>",
      "<v>a]]>b</v>",
      "<is><t>_x0041_</t></is>",
    ),
  );
  const row = fc.tuple(
    fc.constantFrom(' hidden="1"', "", ' ht="0"', ' spans="1:2"', ' spans="1:2" spans="1:2"', ' a:b="1"'),
    fc.array(cell, { maxLength: 4 }),
    fc.constantFrom("", "", " ", "\n", "<!-- </row> -->", "<other/>"),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), fc.nat(40), fc.constantFrom("", "</sheetData", "<row/>"), (rows, size, tail) => {
      const text = sheetXml(
        rows
          .map(([attributes, cells, between], index) => {
            const inner = cells.map(
              ([column, type, value]) => `<c${column === "" ? "" : ` r="${column}${index + 1}"`}${type}>${value}</c>`,
            );
            return `<row r="${index + 1}"${attributes}>${inner.join("")}</row>${between}`;
          })
          .join("") + tail,
      );
      expect(seen(text, true, size + 1)).toEqual(seen(text, false, text.length));
    }),
    { numRuns: 500 },
  );
});

/** Everything that is read from a sheet in pieces of `size` bytes, or "damaged". */
function seen(text: string, isFast: boolean, size: number): unknown {
  const rows: (readonly [number, boolean, readonly RawCell[]])[] = [];
  const nothing = (): undefined => undefined;
  const handler = {
    row: (...row: (typeof rows)[number]): undefined => void rows.push(row),
    hiddenColumns: nothing,
    merged: nothing,
    filtered: nothing,
    beside: nothing,
  };
  const reader = new SheetReader("sheet", handler, isFast);
  try {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size));
    reader.end();
    return rows;
  } catch (error) {
    return error instanceof Error && error.name === "WorkbookFault" ? "damaged" : error;
  }
}

test("the fast reader is used wherever possible", () => {
  const slow: string[] = [];
  const fast: number[] = [];
  const xml = { write: (text: string) => void slow.push(text), depth: 2, end: () => undefined };
  const rows = new FastRows(xml, (row) => void fast.push(row));
  rows.begin();
  const entity = '<row r="3"><c r="A3"><v>&lt;</v></c></row>';
  rows.write(HEADING + P1 + entity, false);
  expect([fast, slow]).toEqual([[1, 2], [entity]]);
});
