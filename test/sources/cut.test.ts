import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cutter, cutter, type Scanner } from "../../src/sources/bytes/cut.js";
import { cellsOf } from "../../src/sources/delimited/cells-of.js";
import { tableScanner } from "../../src/sources/delimited/cut-table.js";
import { parseRows } from "../../src/sources/delimited/parse-rows.js";
import type { Block } from "../../src/sources/input.js";
import { arrayScanner, lineScanner } from "../../src/sources/json/cut-json.js";

interface Cut {
  readonly blocks: readonly Block[];
  readonly cutter: Cutter;
}

function cut(scanner: Scanner, text: string, blockSize: number, chunk: number, recordLimit = 1 << 20): Cut {
  const bytes = Buffer.from(text);
  const made = cutter(scanner, { blockSize, recordLimit });
  const blocks: Block[] = [];
  for (let from = 0; from < bytes.length; from += chunk) {
    // The chunk is overwritten afterwards, as a caller may do.
    const piece = Buffer.from(bytes.subarray(from, from + chunk));
    blocks.push(...made.push(piece));
    piece.fill(0x2a);
  }
  blocks.push(...made.end());
  return { blocks, cutter: made };
}

const text = (block: Block): string => Buffer.from(block.bytes).toString();

const table = fc
  .array(fc.constantFrom("a", "b", "5", " ", ",", ",", ";", '"', '"', '""', "\n", "\r\n", "\r", "é", "血", "x\ny"), {
    maxLength: 40,
  })
  .map((parts) => parts.join(""));
const plainTable = table.map((written) => written.replaceAll('"', "'"));

describe("tables", () => {
  test("parsing block by block gives the same as parsing everything, for all sizes of blocks and chunks", () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (written, blockSize, chunk) => {
        const { blocks, cutter: made } = cut(tableScanner(",", 1), written, blockSize, chunk);
        if (made.fault !== undefined) {
          expect(made.fault.code).toBe("open-quote");
          expect(() => parseRows(Buffer.from(written), ",")).toThrow(/Quote Not Closed/);
          return;
        }
        expect(blocks.map(text).join("")).toBe(written);
        const whole = parseRows(Buffer.from(written), ",");
        expect(blocks.flatMap((block) => cellsOf(block.bytes, ","))).toEqual(whole);
        let row = 1;
        for (const block of blocks) {
          expect(block.firstRow).toBe(row);
          row += cellsOf(block.bytes, ",").length;
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("text without quotes is split as csv-parse splits it", () => {
    fc.assert(
      fc.property(plainTable, fc.constantFrom(",", ";", "\t", "|"), (written, delimiter) => {
        expect(cellsOf(Buffer.from(written), delimiter)).toEqual(parseRows(Buffer.from(written), delimiter));
      }),
      { numRuns: 3000 },
    );
  });

  test("blocks do not depend on chunks", () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (written, blockSize, chunk) => {
        expect(cut(tableScanner(",", 1), written, blockSize, chunk).blocks).toEqual(
          cut(tableScanner(",", 1), written, blockSize, 1000).blocks,
        );
      }),
    );
  });

  test.each([
    ['5" x,b\n', [['5" x', "b"]]], // a quote inside a cell is text
    ['"a\nb",c\n', [["a\nb", "c"]]],
    ['"a""b",c\n', [['a"b', "c"]]],
    [
      '"abc"d,e\nf,g\n',
      [
        ['"abc"d', "e"],
        ["f", "g"],
      ],
    ], // with text after the closing quote, the quotes are text
    ['"",x\n""\n', [["", "x"], [""]]],
    [
      'a,"b"\r\nc,d\re,f\n',
      [
        ["a", "b"],
        ["c", "d"],
        ["e", "f"],
      ],
    ], // all kinds of line ends in one file
    ["a\n\nb\n", [["a"], [""], ["b"]]], // a blank line is a row
    [' "a",b\n', [[' "a"', "b"]]], // with a space before it, the quote is text
  ])("%j", (written, cells) => {
    expect(cellsOf(Buffer.from(written), ",")).toEqual(cells);
    expect(cut(tableScanner(",", 1), written, 1, 1).blocks.flatMap((block) => cellsOf(block.bytes, ","))).toEqual(cells);
  });

  test("a quote that is never closed is reported with the row where it opens", () => {
    const { cutter: made } = cut(tableScanner(",", 2), 'a,b\n"c\nd",e\nf,"g\nh,i\nj,k\n', 10, 3);
    expect(made.fault).toMatchObject({ code: "open-quote", row: 4 });
  });

  test("a row above the limit is an error, and an open quote is reported as its likely cause", () => {
    expect(cut(tableScanner(",", 2), `a,b\n${"x".repeat(200)}`, 10, 7, 100).cutter.fault).toMatchObject({
      code: "long-record",
      row: 3,
    });
    expect(cut(tableScanner(",", 2), `a,b\nc,"${"x\n".repeat(200)}`, 10, 7, 100).cutter.fault).toMatchObject({
      code: "open-quote",
      row: 3,
    });
  });
});

describe("NDJSON", () => {
  test("blocks end after a line", () => {
    const { blocks } = cut(lineScanner(), '{"a":1}\r\n\n{"a":"\\n"}\n{"b":2}', 5, 2);
    expect(blocks.map((block) => [block.firstRow, text(block)])).toEqual([
      [1, '{"a":1}\r\n'],
      [2, '\n{"a":"\\n"}\n'],
      [4, '{"b":2}'],
    ]);
  });
});

describe("JSON arrays", () => {
  test("elements stay whole, for all sizes of blocks and chunks", () => {
    const values = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(0, 2),
        (all, size, chunk, indent) => {
          const { blocks, cutter: made } = cut(arrayScanner(), ` ${JSON.stringify(all, null, indent)}\n`, size, chunk);
          expect(made.fault).toBeUndefined();
          const parsed = blocks.map((block): unknown[] => JSON.parse(`[${text(block)}]`));
          expect(parsed.flat(1)).toEqual(JSON.parse(JSON.stringify(all)));
          let row = 1;
          blocks.forEach((block, index) => {
            expect(block.firstRow).toBe(row);
            row += parsed[index]?.length ?? 0;
          });
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("a single object is one record", () => {
    const { blocks, cutter: made } = cut(arrayScanner(), '{"a":[{"b":"}"}]}\n', 1, 1);
    expect(made.fault).toBeUndefined();
    expect(blocks.map((block) => [block.firstRow, text(block)])).toEqual([[1, '{"a":[{"b":"}"}]}']]);
  });

  test.each([
    ["[{}", { line: 1, column: 1 }, "never closes"],
    ['\n [{"a":"x', { line: 2, column: 2 }, "never closes"],
    ['{"a":1', { line: 1, column: 1 }, "never closes"],
    ["[{},]", { line: 1, column: 5 }, "comma"],
    ["[,{}]", { line: 1, column: 2 }, "expected an element"],
    ["[{}] x", { line: 1, column: 6 }, "after the end"],
    ['{"é":1}\n{"a":2}', { line: 2, column: 1 }, "after the end"],
    ['{"é":1} {"a":2}', { line: 1, column: 9 }, "after the end"], // characters, not bytes
    ["a,b\n", { line: 1, column: 1 }, "expected an array"],
    ["[1}]", { line: 1, column: 3 }, "unexpected"],
  ])("%j", (written, at, message) => {
    const { fault } = cut(arrayScanner(), written, 100, 3).cutter;
    expect(fault).toMatchObject({ code: "json-syntax", at });
    expect(fault?.message).toContain(message);
  });
});
