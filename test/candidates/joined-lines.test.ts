import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutter } from "../../src/candidates/cut.js";
import { tableScanner } from "../../src/candidates/cut-table.js";
import type { Block } from "../../src/candidates/input.js";
import { rowsIn } from "../../src/candidates/joined-lines.js";
import { parseRows } from "../../src/candidates/parse-rows.js";
import { cellsOf } from "../../src/candidates/rows.js";
import { boolean, number, type ReadOptions, readFile, trial } from "./build.js";

describe("lines that a quote joins may be rows of their own", () => {
  test.each([
    [2, 'P1,80,no,"a\nP2,20,no,"b\n'], // text behind the closing quote
    [3, 'P1,80,no,"a\nP2,20,no,x\nP3,90,no,"b\n'],
    [2, 'P2,90,no,"\nP3,20,no,"\n'], // the same as above
    [2, 'P2,",90,no\nP3,",20,no\n'],
    [4, 'P1,80,no,"a\nP2,20,no,\nP3,20,no,x\nP4,90,no,b"\n'], // well-formed, but each line is a row
    [3, 'P1,80,no,"a\n\nP3,90,no,b"\n'], // a blank line says nothing
    [3, 'P1,80,no,"a\nP2,20\nP3,90,no,b"\n'], // a short row among them
    [2, 'P1,80,no,"a\nP2,20,b"\n'], // the line begins like the record
    [2, 'P1,80,"a\nP2,20,",x\n'],
    [2, 'P1,80,"a\nb"\n'], // another number of cells than the heading
    [2, 'P1,80,no,"a\nb",x\n'],
    [2, '"Doe, Jane","80","no","x\n"Roe, Rick","90","no","y"\n'], // a closing quote that is missing
    [2, '"Doe, Jane",80,no,"a\n"Roe, Rick",90,no,b"\n'],
    [2, 'P1,80,no,"a\r\nP2,20,no,"b\r\n'],
    [2, 'P1,80,no,"a\rP2,20,no,"b\r'],
    [2, 'P2,90,no,"\nP3,20,no,"'], // no line end at the end of the file
    [2, 'P1,80,no,"a\nP2,20,no,b",\n'], // empty cells more
  ])("%i rows: %j", (rows, record) => {
    expect(rowsIn(Buffer.from(record), ",", 4)).toBe(rows);
    for (const mark of [";", "\t", "|"]) expect(rowsIn(Buffer.from(record.replaceAll(",", mark)), mark, 4)).toBe(rows);
  });

  test.each([
    'P1,80,no,"first\nsecond"\n',
    'P1,80,no,"first, with a comma\r\nsecond, with, two"\r\n',
    'P1,80,no,"nausea\nrash, fever, pain, cough"\n', // as many commas as in a row, but spaces behind them
    'P1,80,no,"first\n\nthird"\n',
    'P1,80,no,"she said ""well"",\nand left"\n',
    'P1,80,"first\nsecond",no\n',
    'P1,"first\nsecond",80,no\n',
    '"first\nsecond",P1,80,no\n',
    '"Visit 1\nVisit 2",P1,80,no\n',
    '"P1","80","no","first\nsecond"\n',
    'P1,"a\nb",80,"c\nd"\n', // two cells
    'P1,80,"abc"d,"first\nsecond"\n', // text behind a closing quote, but in a cell of one line
    'P1,80,no,"first\nsecond",,\n', // empty cells more
    'P1,80,no,"\n"\n',
  ])("one row: %j", (record) => {
    expect(rowsIn(Buffer.from(record), ",", 4)).toBe(1);
  });

  test("blocks have a place for each line, at every size of blocks and chunks", () => {
    const part = fc.constantFrom("P1", "P2", "x", ",", ",", ",", '"', '"', '""', "\n", "\n", "\r\n", "\r", "é", "a, b");
    const table = fc.array(part, { maxLength: 50 }).map((parts) => parts.join(""));
    const size = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(table, size, size, fc.integer({ min: 1, max: 4 }), (written, blockSize, chunk, width) => {
        const bytes = Buffer.from(written);
        const made = cutter(tableScanner(",", 1, width), { blockSize, recordLimit: 1 << 20 });
        const blocks: Block[] = [];
        for (let from = 0; from < bytes.length; from += chunk) blocks.push(...made.push(bytes.subarray(from, from + chunk)));
        blocks.push(...made.end());
        if (made.fault !== undefined) return;
        expect(Buffer.concat(blocks.map((block) => block.bytes)).toString()).toBe(written);
        let row = 1;
        for (const block of blocks) {
          expect(block.firstRow).toBe(row);
          const rows = cellsOf(block.bytes, ",", block.joined);
          row += rows.length;
          // What no quote joins is read as ever.
          let from = 0;
          const apart = [...block.joined, { begin: block.bytes.length, end: block.bytes.length, rows: 0 }].flatMap((lines) => {
            const before = parseRows(block.bytes.subarray(from, lines.begin), ",");
            from = lines.end;
            return [...before, ...Array.from({ length: lines.rows }, () => undefined)];
          });
          expect(apart.length).toBe(rows.length);
          for (const [index, cells] of apart.entries()) if (cells !== undefined) expect(rows[index]).toEqual(cells);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

const trials = [trial([number("platelets", "10*9/L"), boolean("bm")])];

const read = (text: string | Uint8Array, options?: ReadOptions) => {
  const { records, ids, fault, stats } = readFile(trials, text, options);
  return { records: records.map(({ id, row, problems }) => [id, row, ...problems]), ids, fault, records_: records, stats };
};

describe("rows that may have been swallowed are records with a problem", () => {
  const heading = "id,platelets,bm,note\n";

  test("none but the id is read, and the rows around them are read as ever", () => {
    const found = read(`${heading}P1,80,no,seen\nP2,90,no,"\nP3,20,no,"\n\nP4,95,no,"two\nlines"\nP5,9`);
    expect(found.records).toEqual([
      ["P1", 2],
      ["P2", 3, "stray-quote"],
      ["P3", 4, "stray-quote"],
      ["P4", 6],
      ["P5", 7, "ragged-row"],
    ]);
    expect(found.ids).toEqual(found.records.map(([id, row]) => [id, row]));
    expect(found.records_.map(({ readings }) => readings["platelets"])).toEqual([
      "80 10*9/L",
      "unreadable: shifted",
      "unreadable: shifted",
      "95 10*9/L",
      "unreadable: shifted",
    ]);
    expect(found.records_[2]?.cells["platelets"]).toBe("");
  });

  test("a quote before an id is no part of it", () => {
    expect(read(`${heading}"P1,80,no,a\n"P2,20,no,b\n`).records).toEqual([
      ["P1", 2, "stray-quote"],
      ["P2", 3, "stray-quote"],
    ]);
  });

  test("with doubled quotes before and behind them", () => {
    expect(read(`${heading}P1,80,no,"5"" x"\nP2,90,no,"\nP3,20,no,"\nP4,80,no,"7"" x"\nP5,8,no,\n`).records).toEqual([
      ["P1", 2],
      ["P2", 3, "stray-quote"],
      ["P3", 4, "stray-quote"],
      ["P4", 5],
      ["P5", 6],
    ]);
  });

  test("in any block, encoding, line end and delimiter", () => {
    const rows = Array.from({ length: 40 }, (_, at) => `P${at},80,no,${at % 4 < 2 ? '"' : "é"}`);
    const text = `${heading}${rows.join("\n")}\n`;
    const right = rows.map((_, at) => [`P${at}`, at + 2, ...(at % 4 < 2 ? ["stray-quote"] : [])]);
    for (const blockSize of [1, 30, 100, 1 << 18]) {
      for (const chunk of [1, 7, 1 << 16]) expect(read(text, { blockSize, chunk, shuffle: true }).records).toEqual(right);
    }
    expect(read(text.replaceAll("\n", "\r\n")).records).toEqual(right);
    expect(read(text.replaceAll("\n", "\r")).records).toEqual(right);
    expect(read(text.replaceAll(",", ";")).records).toEqual(right);
    expect(read(text.replaceAll(",", "\t"), { file: "list.tsv" }).records).toEqual(right);
    expect(read(`sep=|\n${text.replaceAll(",", "|")}`).records).toEqual(right);
    expect(read(Buffer.from(text, "latin1"), { encoding: "windows-1252" }).records).toEqual(right);
    expect(read(Buffer.from(`\ufeff${text}`, "utf16le")).records).toEqual(right);
    expect(read(`List\n${text}`, { skip: 1 }).records).toEqual(right.map(([id, row, ...rest]) => [id, Number(row) + 1, ...rest]));
  });

  test("they do not mislead the guess of the delimiter", () => {
    const text = 'id;platelets (10*9/L, lab);bm;note\nP1;80,5;no;"a\nP2;90,5;"b;x\nP3;80,5;no;"c\nP4;90,5;"d;x\n';
    const { head } = readFile(trials, text);
    expect(head?.delimiter).toBe(";");
    expect(head?.firstRows.map(([id]) => id)).toEqual(["P1", "P2", "P3", "P4"]);
  });

  test("their numbers do not count for the unit of the column", () => {
    const { stats } = read(`${heading}P1,80,no,\nP2,90000,no,"\nP3,90000,no,"\n`);
    expect(stats?.slots[0]).toMatchObject({ read: 1 });
  });

  test.each([
    'id,platelets,bm,"note\nP1,80,no,x\nP2,90,no,"y\n', // text behind the closing quote
    'id,platelets,bm,"note\nP1,80,no,x"\nP2,90,no,y\n', // each line has as many cells
    'id,platelets,"bm,note\nP1,80,no,"\nP2,90,no,x\n', // the rows below fit the first line
    'id,platelets,bm,"note\nP1,",90,no\nP2,90,no,x\n',
  ])("a quote in the heading that may have swallowed rows stops the run: %j", (text) => {
    expect(readFile(trials, text).fault).toMatchObject({ code: "stray-quote", severity: "error", row: 1 });
  });

  test.each([
    'id,"platelets\n(10*9/L)",bm,note\n',
    'id,"platelets,\n10*9/L",bm,note\n', // both lines have three cells, and rows have four
    '"id\n",platelets,bm,note\n',
    'id,platelets,bm,"note\n(of the ward)"\n',
  ])("a heading may have a cell of two lines: %j", (text) => {
    expect(read(`${text}P1,80,no,x\n`)).toMatchObject({ fault: undefined, records: [["P1", 2]] });
  });
});
