import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutter } from "../../src/sources/bytes/cut.js";
import { cellsOf } from "../../src/sources/delimited/cells-of.js";
import { tableScanner } from "../../src/sources/delimited/cut-table.js";
import { rowsIn } from "../../src/sources/delimited/joined-lines.js";
import { parseRows } from "../../src/sources/delimited/parse-rows.js";
import type { Block } from "../../src/sources/input.js";
import { boolean, number, type ReadOptions, readFile, trial } from "../columns/build.js";

const trials = [trial([number("platelets", "10*9/L"), boolean("bm")])];

describe("lines joined by a quote may be separate rows", () => {
  test.each([
    [2, 'P1,80,no,"a\nP2,20,no,"b\n'], // text after the closing quote
    [3, 'P1,80,no,"a\nP2,20,no,x\nP3,90,no,"b\n'],
    [2, 'P2,90,no,"\nP3,20,no,"\n'], // quotes at the ends of both lines
    [2, 'P2,",90,no\nP3,",20,no\n'],
    [4, 'P1,80,no,"a\nP2,20,no,\nP3,20,no,x\nP4,90,no,b"\n'], // the cell is well-formed, but each line looks like a row
    [3, 'P1,80,no,"a\n\nP3,90,no,b"\n'], // a blank line is no evidence
    [3, 'P1,80,no,"a\nP2,20\nP3,90,no,b"\n'], // a short row among them
    [2, 'P1,80,no,"a\nP2,20,b"\n'], // the line begins like the record
    [2, 'P1,80,"a\nP2,20,",x\n'],
    [2, 'P1,80,"a\nb"\n'], // not as many cells as headings
    [2, 'P1,80,no,"a\nb",x\n'],
    [2, '"Doe, Jane","80","no","x\n"Roe, Rick","90","no","y"\n'], // a missing closing quote
    [2, '"Doe, Jane",80,no,"a\n"Roe, Rick",90,no,b"\n'],
    [2, 'P1,80,no,"a\r\nP2,20,no,"b\r\n'],
    [2, 'P1,80,no,"a\rP2,20,no,"b\r'],
    [2, 'P2,90,no,"\nP3,20,no,"'], // no line end at the end of the file
    [2, 'P1,80,no,"a\nP2,20,no,b",\n'], // additional empty cells
    // With delimiters in notes there are too many cells for a row, but they are rows nevertheless.
    [2, 'ANNA,"tired, pale,20,yes\nBERT,see above",90,no\n'],
    [2, 'ANNA,80,no,"seen, ok\nBERT,20,no,b"\n'],
    [2, 'ANNA,80,no,"a\nBERT,20,no,ok, node 6"\n'],
    [2, 'JD-01,80,no,"seen, ok\nMK-02,20,no,"\n'], // IDs do not have the same pattern, except for digits
    [2, 'S-1A,80,no,"a, b\nS-2B,20,no,"\n'],
    [2, '"a, x,P1,80,no\n",P2,20,no\n'],
    [2, 'ANNA,80,no,"a\nBERT,,,"\n'], // blank cells are no evidence
    [2, 'ANNA,80,no,"a\nBERT,pending,?,"\n'],
    [2, '1001,80,no,"a\nP2,NA,NA,"\n'],
    // A comma in prose moves the following cells to the right.
    [2, 'seen,P4,"80,\nnode 6, node 6,P5,80",no\n'],
    [2, 'seen,ANNA,"80,\nnode 6, node 6,BERT,80",no\n'],
    // The list has spaces after its delimiters.
    [2, 'ANNA, 80, no,"a\nBERT, 20, no, b"\n'],
    [2, '"a, P1, 80, no\nb", P2, 20, no\n'],
    [3, 'ANNA,80,no,"a\n\n  BERT , 20 , no , b"\n'], // only this row has such spaces
    [2, 'ANNA,80,no,"a\nBERT, pending, no, b"\n'],
    [2, 'ANNA,80,no,"a\nBERT,pending, yes,b"\n'], // one space
    // The last cell is omitted.
    [3, 'ANNA,80,no,"a\nBERT,20,no\nCARL,95,no"\n'],
    [2, 'ANNA,80,no,"a\nBERT,pending,yes"\n'],
    [2, 'P1,80,no,"a\nP2,20"\n'],
    [2, 'P1,80,no,"a\nP2, pending"\n'],
    [2, '"P1","80","no","a\nP2,20,no,b"\n'], // a row without quotes after one with quotes
    // Uncertain: it may also be a note.
    [2, 'P1,80,no,"Labs:\nNa,K,Cl,Ca"\n'],
    [2, 'P1,80,no,"Meds: ASS\nMetformin 500,1,0,1"\n'],
  ])("as %i rows: %j", (rows, record) => {
    expect(rowsIn(Buffer.from(record), ",", 4)).toBe(rows);
    for (const mark of [";", "\t", "|"]) expect(rowsIn(Buffer.from(record.replaceAll(",", mark)), mark, 4)).toBe(rows);
  });

  test.each([
    'P1,80,no,"first\nsecond"\n',
    'P1,80,no,"first, with a comma\r\nsecond, with, two"\r\n',
    'P1,80,no,"nausea\nrash, fever, pain, cough"\n', // as many commas as in a row, but with spaces after them
    'P1,80,no,"first\n\nthird"\n',
    'P1,80,no,"she said ""well"",\nand left"\n',
    'P1,80,"first\nsecond",no\n',
    'P1,"first\nsecond",80,no\n',
    '"first\nsecond",P1,80,no\n',
    '"Visit 1\nVisit 2",P1,80,no\n',
    '"P1","80","no","first\nsecond"\n',
    'P1,"a\nb",80,"c\nd"\n', // two quoted cells
    'P1,80,"abc"d,"first\nsecond"\n', // text after a closing quote, but in a cell of a single line
    'P1,80,no,"first\nsecond",,\n', // additional empty cells
    'P1,80,no,"\n"\n',
    'P1,80,no,"seen, on\n3 May, ok"\n',
    'P1,"tired, pale, weak\nfever, ok",80,no\n', // as many delimiters in both lines, but with spaces after them
    'ANNA,80,no,"nausea\nrash, fever, pain, cough"\n', // the ID is a word, like those of the note
    'ANNA,"Meds:\n ASS 100, Ramipril 5,\nBisoprolol 5",80,no\n',
    'P1,80,no,"Labs: Hb 9,PLT 80,CRP 5,LDH 200\nK 4,Na 140,Cl 100,Ca 2"\n', // phrases instead of an ID and a number
    'P1,80,no,"line one\nHb 9,5 PLT 80,5 CRP 1,5"\n',
    '"P1","80","no","Labs:\nNa,K,Cl,Ca"\n', // rows of this list begin with a quote
    '"P1","80","no","Meds: ASS\nMetformin 500,1,0,1"\n',
    '1001,80,no,"platelets\n79,5"\n',
    'P1,80,no,"see page\n85,90"\n',
  ])("as one row: %j", (record) => {
    expect(rowsIn(Buffer.from(record), ",", 4)).toBe(1);
  });

  const word = fc.constantFrom("seen", "ok", "tired", "b", "node 6", "see above", "é");
  const note = fc.oneof(
    word,
    fc.constant(""),
    fc.tuple(word, word).map((words) => words.join(", ")),
  );
  const ids = fc.constantFrom(
    (at: number) => `P${at}`,
    (at: number) => `${1000 + at}`,
    (at: number) => ["ANNA", "BERT", "CARL", "DORA", "EMIL", "FRED"][at] ?? "",
    (at: number) => `${"ABCDEF"[at]}-${7 * at}${"XYZXYZ"[at]}`,
    (at: number) => ["Jane Doe", "Li", "O'Hara, Tim", "Ann-Marie", "Ö. Berg", "X"][at] ?? "",
  );
  const values = fc.record({
    platelets: fc.constantFrom("80", "20", "<5", "90 G/L", "NA", "", "pending"),
    bm: fc.constantFrom("no", "yes", "", "?"),
    note,
  });
  const layouts = fc.constantFrom(
    ["id", "platelets", "bm", "note"],
    ["id", "note", "platelets", "bm"],
    ["note", "id", "platelets", "bm"],
    ["site", "id", "platelets", "bm", "note"],
    ["id", "platelets", "note"],
  );

  test("two quotes anywhere: as many records as rows, or the run stops", () => {
    const place = fc.tuple(fc.nat(5), fc.nat(4), fc.boolean());
    fc.assert(
      fc.property(layouts, ids, fc.array(values, { minLength: 6, maxLength: 6 }), place, place, (layout, idOf, all, one, two) => {
        fc.pre(one[0] !== two[0]);
        const [opens, closes] = one[0] < two[0] ? [one, two] : [two, one];
        const rows = all.map((row, at) => {
          // Only notes of the rows with quotes may contain delimiters.
          const plain = (text: string): string => text.replaceAll(",", at === opens[0] || at === closes[0] ? "," : "");
          const cells = layout.map((name) => {
            if (name === "site") return at % 2 === 0 ? "Bonn" : "Kiel";
            return name === "note"
              ? plain(row.note)
              : name === "id"
                ? idOf(at).replaceAll(",", "")
                : row[name === "bm" ? name : "platelets"];
          });
          const quote = (column: number, isAtEnd: boolean): void => {
            const place = column % layout.length;
            cells[place] = isAtEnd ? `${cells[place]}"` : `"${cells[place]}`;
          };
          if (at === opens[0]) quote(opens[1], false);
          if (at === closes[0]) quote(closes[1], closes[2]);
          return cells.join(",");
        });
        const found = readFile(trials, `${layout.join(",")}\n${rows.join("\n")}\n`);
        if (found.fault === undefined) expect(found.records.length).toBe(rows.length);
      }),
      { numRuns: 800 },
    );
  });

  test("well-formed notes of several lines are one record each", () => {
    const line = fc.oneof(
      word,
      fc.constant(""),
      fc.tuple(word, word).map((words) => words.join(", ")),
      fc.constant('""so""'),
    );
    const lines = fc.array(line, { minLength: 2, maxLength: 5 }).map((parts) => `"${parts.join("\n")}"`);
    const rows = fc.array(fc.record({ platelets: fc.constantFrom("80", "20", "NA"), note: lines }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(layouts, ids, rows, (layout, idOf, all) => {
        const texts = all.map(({ platelets: value, note: text }, at) =>
          layout
            .map((name) =>
              name === "note" ? text : { id: idOf(at).replaceAll(",", ""), platelets: value, bm: "no", site: "Bonn" }[name],
            )
            .join(","),
        );
        const found = readFile(trials, `${layout.join(",")}\n${texts.join("\n")}\n`);
        expect(found.records.map(({ problems }) => problems)).toEqual(texts.map(() => []));
      }),
      { numRuns: 800 },
    );
  });

  test.each([
    [2, 'P1\t80\tno\t"a\nQ2\t pending\t ?\tb"\n', "\t", 4], // prose contains no tabs
    [2, 'ANNA,"80\nBERT, 20"\n', ",", 2], // with two columns, a comma is the only evidence
    [3, '"ANNA\nBERT\nCARL"\n', ",", 1],
  ])("as %i rows: %j, %j", (rows, record, delimiter, width) => {
    expect(rowsIn(Buffer.from(record), delimiter, width)).toBe(rows);
  });

  test("blocks account for every line, for all sizes of blocks and chunks", () => {
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
          // Rows outside such lines are read as usual.
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

const read = (text: string | Uint8Array, options?: ReadOptions) => {
  const { records, ids, fault, stats } = readFile(trials, text, options);
  return { records: records.map(({ id, row, problems }) => [id, row, ...problems]), ids, fault, records_: records, stats };
};

describe("rows that a quote may have joined are records with a problem", () => {
  const heading = "id,platelets,bm,note\n";

  test("only their IDs are read; rows around them are read as usual", () => {
    const found = read(`${heading}P1,80,no,seen\nP2,90,no,"\nP3,20,no,"\n\nP4,95,no,"two\nlines"\nP6,9`);
    expect(found.records).toEqual([
      ["P1", 2],
      ["P2", 3, "stray-quote"],
      ["P3", 4, "stray-quote"],
      ["P4", 6],
      ["P6", 7, "ragged-row"],
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

  test("a quote in front of an ID is removed", () => {
    expect(read(`${heading}"P1,80,no,a\n"P2,20,no,b\n`).records).toEqual([
      ["P1", 2, "stray-quote"],
      ["P2", 3, "stray-quote"],
    ]);
  });

  test("text after a quoted cell of one line makes an ID uncertain and a value unreadable, but not a note", () => {
    const found = read(`${heading}"P1"x,80,no,\n"P1",80,no,\n P3,"8"0,"no",\nP4,80,"no"x,\nP5,80,no,"a"b\nP"6,80,no,5" x\n`);
    expect(found.records).toEqual([
      ['"P1"x', 2, "stray-quote"],
      ["P1", 3],
      ["P3", 4],
      ["P4", 5],
      ["P5", 6],
      ['P"6', 7],
    ]);
    expect(found.records_.map(({ readings }) => [readings["platelets"], readings["bm"]])).toEqual([
      ["80 10*9/L", "false"],
      ["80 10*9/L", "false"],
      ["unreadable: not-a-number", "false"],
      ["80 10*9/L", "unreadable: not-yes-or-no"],
      ["80 10*9/L", "false"],
      ["80 10*9/L", "false"],
    ]);
    const composite = readFile(trials, 'site,no,platelets,bm\nA,"1"x,80,no\nA,2,80,no\n', { id: ["site", "no"] });
    expect(composite.records.map(({ problems }) => problems)).toEqual([["stray-quote"], []]);
  });

  test("with doubled quotes in rows above and below", () => {
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

  test("they do not affect how the delimiter is detected", () => {
    const text = 'id;platelets (10*9/L, lab);bm;note\nP1;80,5;no;"a\nP2;90,5;"b;x\nP3;80,5;no;"c\nP4;90,5;"d;x\n';
    const { head } = readFile(trials, text);
    expect(head).toMatchObject({ delimiter: ";" });
    expect(head?.firstRows.map(([id]) => id)).toEqual(["P1", "P2", "P3", "P4"]);
  });

  test("their numbers do not count for the unit of the column", () => {
    const { stats } = read(`${heading}P1,80,no,\nP2,90000,no,"\nP3,90000,no,"\n`);
    expect(stats?.slots[0]).toMatchObject({ read: 1 });
  });

  test.each([
    'id,platelets,bm,"note\nP1,80,no,x\nP2,90,no,"y\n', // text after the closing quote
    'id,platelets,bm,"note\nP1,80,no,x"\nP2,90,no,y\n', // each line has as many cells as the others
    'id,platelets,"bm,note\nP1,80,no,"\nP2,90,no,x\n', // the rows below fit the first line
    'id,platelets,bm,"note\nP1,",90,no\nP2,90,no,x\n',
  ])("a quote in the heading that may have joined rows stops the run: %j", (text) => {
    expect(readFile(trials, text).fault).toMatchObject({ code: "stray-quote", severity: "error", row: 1 });
  });

  test.each([
    'id,"platelets\n(10*9/L)",bm,note\n',
    'id,"platelets,\n10*9/L",bm,note\n', // both lines have three cells, but rows have four
    '"id\n",platelets,bm,note\n',
    'id,platelets,bm,"note\n(of the ward)"\n',
  ])("a heading may have a cell with two lines: %j", (text) => {
    expect(read(`${text}P1,80,no,x\n`)).toMatchObject({ fault: undefined, records: [["P1", 2]] });
  });
});
