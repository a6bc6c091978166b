import { describe, expect, test } from "vitest";
import { boolean, number, type ReadOptions, readFile, trial } from "../columns/build.js";

const TRIAL = trial([number("platelets", "10*9/L", { aliases: ["PLT"] }), boolean("pregnant")]);
const read = (content: string | Uint8Array, options: ReadOptions = {}) => readFile([TRIAL], content, options);

/** ID, platelets and pregnancy of each record. */
const brief = (content: string | Uint8Array, options: ReadOptions = {}): readonly string[] =>
  read(content, options).records.map(({ id, readings }) => `${id} ${readings["platelets"]} ${readings["pregnant"]}`);

const LIST = "id,platelets,pregnant\nP1,80,no\nP2,120.5,yes\n";
const READ = ["P1 80 10*9/L false", "P2 120.5 10*9/L true"];

describe("the same patients in other kinds of files", () => {
  test.each<[string, string | Uint8Array, ReadOptions]>([
    ["CSV", LIST, {}],
    ["BOM", `\ufeff${LIST}`, {}],
    ["UTF-16 with a BOM", Buffer.from(`\ufeff${LIST}`, "utf16le"), {}],
    ["CRLF", LIST.replaceAll("\n", "\r\n"), {}],
    ["CR", LIST.replaceAll("\n", "\r"), {}],
    ["without a line break at the end", LIST.trimEnd(), {}],
    ["semicolons, detected", LIST.replaceAll(",", ";"), {}],
    ["tabs, detected", LIST.replaceAll(",", "\t"), {}],
    ["vertical bars, detected", LIST.replaceAll(",", "|"), {}],
    ["sep= line", `sep=;\r\n${LIST.replaceAll(",", ";")}`, {}],
    ["a given delimiter", LIST.replaceAll(",", "^"), { delimiter: "^" }],
    ["TSV", LIST.replaceAll(",", "\t"), { file: "list.tsv" }],
    ["a given format", LIST, { file: "list.dat", format: "csv" }],
    ["quotes", '"id","platelets","pregnant"\n"P1","80","no"\n"P2","120.5","yes"\n', {}],
    ["trailing empty columns and rows", "id,platelets,pregnant,,\nP1,80,no,,\nP2,120.5,yes\n,,,,\n\n", {}],
    ["rows to skip", `Screening list,,\n\n${LIST}`, { skip: 2 }],
    [
      "JSON",
      '[{"id":"P1","platelets":80,"pregnant":false},{"id":"P2","platelets":120.5,"pregnant":true}]',
      { file: "list.json" },
    ],
    [
      "NDJSON",
      '{"id":"P1","platelets":80,"pregnant":"no"}\n\n{"id":"P2","platelets":"120.5","pregnant":"yes"}\n',
      { file: "list.ndjson" },
    ],
    ["stdin, CSV", LIST, { isStdin: true, file: "-" }],
    [
      "stdin, an array",
      ' [{"id":"P1","platelets":80,"pregnant":false},{"id":"P2","platelets":120.5,"pregnant":true}]',
      { isStdin: true },
    ],
    [
      "stdin, NDJSON",
      '{"id":"P1","platelets":80,"pregnant":false}\n{"id":"P2","platelets":120.5,"pregnant":true}',
      { isStdin: true },
    ],
  ])("%s", (_, content, options) => {
    for (const chunk of [1, 5, 1 << 16]) expect(brief(content, { ...options, chunk })).toEqual(READ);
    expect(brief(content, { ...options, blockSize: 1 })).toEqual(READ);
  });

  test("a single JSON object from standard input is one record", () =>
    expect(brief('{"id":"P1",\n"platelets":80,"pregnant":false}', { isStdin: true })).toEqual(READ.slice(0, 1)));

  test("other encodings", () => {
    const latin = Buffer.from("id,PLT\nJos\u00e9,80\n", "latin1");
    expect(read(latin, { encoding: "windows-1252" }).records[0]?.id).toBe("José");
    const gb = Buffer.concat([Buffer.from("id,PLT\n"), Uint8Array.of(0xd1, 0xaa), Buffer.from(",80\n")]);
    expect(read(gb, { encoding: "GBK" }).records[0]?.id).toBe("血");
  });
});

describe("row numbers are those of a spreadsheet", () => {
  const rows = (content: string, options: ReadOptions = {}): readonly number[] =>
    read(content, options).records.map(({ row }) => row);
  test.each<[string, string, ReadOptions, readonly number[]]>([
    ["the heading is row 1", LIST, {}, [2, 3]],
    ["blank rows count", "id,platelets\n\nP1,80\n,\nP2,90\n", {}, [3, 5]],
    ["skipped rows count", `Title\n${LIST}`, { skip: 1 }, [3, 4]],
    ["a line with sep= does not count", `sep=,\n${LIST}`, {}, [2, 3]],
    ["a line break in a quoted cell does not count", 'id,platelets,x\nP1,80,"a\nb"\nP2,90,c\n', {}, [2, 3]],
    ["the index in an array", '[{"platelets":1},\n\n{"platelets":2}]', { file: "a.json", id: "none" }, [1, 2]],
    ["the line in NDJSON", '{"platelets":1}\n\n{"platelets":2}', { file: "a.ndjson", id: "none" }, [1, 3]],
  ])("%s", (_, content, options, expected) => {
    expect(rows(content, options)).toEqual(expected);
    expect(rows(content, { ...options, blockSize: 1 })).toEqual(expected);
  });

  test("rows without content are counted separately", () => {
    expect(read("id,platelets\n\nP1,80\n , \n").stats).toMatchObject({ records: 1, emptyRows: 2 });
    expect(read('{"platelets":1}\n\n{"platelets":2}\n \n', { file: "a.ndjson", id: "none" }).stats).toMatchObject({
      records: 2,
      emptyRows: 2,
    });
  });
});

describe("delimiters", () => {
  test.each([
    ["id;Hb, g/dL;platelets\nP1;8,5;80\nP2;9,5;90\n", ";"], // as many commas as semicolons
    ["id;platelets\n1;3,5\n", ";"],
    ["id,platelets,note\n1,80,a;b;c\n2,90,d;e;f\n", ","],
    ['"id;x",platelets\n1,80\n', ","], // a delimiter inside quotes does not count
    ["platelets\n80\n", ","],
    ["id,platelets\n", ","],
  ])("%j", (content, delimiter) => expect(read(content).head).toMatchObject({ delimiter }));
});

describe("faults of a file", () => {
  test.each<[string, string | Uint8Array, ReadOptions, object]>([
    ["empty", "", {}, { code: "empty-input" }],
    ["white space only", "\ufeff \n\n", {}, { code: "empty-input" }],
    ["a heading only", "id,platelets\n", {}, { code: "no-records" }],
    ["an empty array", "[]", { file: "a.json" }, { code: "no-records" }],
    ["too many rows skipped", LIST, { skip: 9 }, { code: "empty-input" }],
    [
      "an unknown extension",
      LIST,
      { file: "list.dat" },
      { code: "unknown-format", help: expect.stringContaining("--input-format") },
    ],
    ["no extension", LIST, { file: "dir.csv/list" }, { code: "unknown-format" }],
    ["an extension such as `constructor`", LIST, { file: "list.constructor" }, { code: "unknown-format" }],
    ["an old workbook", "x", { file: "list.xls" }, { code: "spreadsheet-file", help: expect.stringContaining("CSV") }],
    ["a workbook with the wrong extension", Buffer.from("PK\u0003\u0004\u0014\u0000"), {}, { code: "spreadsheet-file" }],
    ["an old workbook with the wrong extension", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), {}, { code: "spreadsheet-file" }],
    ["a zipped list", Uint8Array.of(0x1f, 0x8b, 8, 0, 0), {}, { code: "binary-file" }],
    ["NUL", "id,platelets\nP1,8\u00000\n", {}, { code: "binary-file", row: 2 }],
    ["UTF-16 without BOM", Buffer.from(LIST, "utf16le"), {}, { code: "binary-file", help: expect.stringContaining("utf-16le") }],
    ["a delimiter of two characters", LIST, { delimiter: "||" }, { code: "wrong-delimiter" }],
    ["a quote as delimiter", LIST, { delimiter: '"' }, { code: "wrong-delimiter" }],
    ["an unknown encoding", LIST, { encoding: "klingon" }, { code: "unknown-encoding" }],
    [
      "not UTF-8",
      Buffer.from("id,platelets\nP1,80\nJos\u00e9,80\n", "latin1"),
      {},
      { code: "not-in-encoding", row: 3, help: expect.stringContaining("--encoding windows-1252") },
    ],
    [
      "not UTF-8 in the heading",
      Buffer.from("id,platelets,\u00e9\nP1,80,x\n", "latin1"),
      {},
      { code: "not-in-encoding", row: 1 },
    ],
    ["an open quote", 'id,platelets\nP1,80\n"P2,90\nP3,70\n', {}, { code: "open-quote", row: 3 }],
    ["a long row", `id,platelets\n${"x".repeat(3000)}`, { recordLimit: 1000 }, { code: "long-record", row: 2 }],
    ["broken JSON", '[{"id":1},\n{"id":2}', { file: "a.json" }, { code: "json-syntax", at: { line: 1, column: 1 } }],
    [
      "NDJSON as JSON",
      '{"id":1}\n{"id":2}',
      { file: "a.json" },
      { code: "json-syntax", help: expect.stringContaining("ndjson") },
    ],
    ["JSON as NDJSON", '[\n{"id":1}\n]', { file: "a.ndjson" }, { code: "json-syntax" }],
    ["an element that is no JSON", '[{"id":1},{"a":1,,}]', { file: "a.json" }, { code: "json-syntax", row: 2 }],
  ])("%s", (_, content, options, fault) => {
    for (const chunk of [1, 7, 1 << 16])
      expect(read(content, { ...options, chunk }).fault).toMatchObject({ severity: "error", ...fault });
  });

  test("a heading with 100,000 columns is found", () => {
    const wide = Array.from({ length: 100_000 }, (_, index) => `column ${index}`).join(",");
    expect(read(`id,platelets,${wide}\nP1,80\n`).records[0]).toMatchObject({ id: "P1", problems: ["ragged-row"] });
  });
});

describe("ids", () => {
  test("the preflight finds the same IDs as the records have", () => {
    const content = 'id,platelets\n 007 ,80\n\n,90\ncafe\u0301,70\n"a,b",60\n';
    const { ids, records } = read(content);
    expect(ids).toEqual([
      ["007", 2],
      ["", 4],
      ["caf\u00e9", 5],
      ["a,b", 6],
    ]);
    expect(records.map(({ id, row }) => [id, row])).toEqual(ids);
    expect(records[1]?.problems).toEqual(["missing-id"]);
  });

  test("without an ID column the row number is the ID", () => {
    expect(read("x,platelets\na,80\n", { id: "none" }).records[0]?.id).toBe("2");
    expect(read("x,platelets\na,80\n", { id: "none", severalFiles: true }).records[0]?.id).toBe("list.csv:2");
  });
});
