import fc from "fast-check";
import { expect, test } from "vitest";
import { rowsOf } from "../../src/sources/delimited/rows.js";
import { LONG, type PackedCells } from "../../src/values/packed-cells.js";

test("reading only the first cells of rows gives the same cells and content", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", " ", ",", ",", "\n", "\r", '"b"', "é"), { maxLength: 60 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(text, fc.nat(4), (all, last) => {
      const seen = (upTo: number | undefined) => {
        const rows = rowsOf(Buffer.from(all), ",");
        const found: [string, boolean][] = [];
        while (rows.next(upTo)) found.push([rows.cell(last), rows.hasContent(0)]);
        return found;
      };
      expect(seen(last)).toEqual(seen(undefined));
    }),
    { numRuns: 5000 },
  );
});

/** The largest number of cells per row in these tests. */
const MOST_CELLS = 80;

/** The packed cells of a row, also for positions beyond its end. */
function packedIn({ lows, highs }: PackedCells): readonly unknown[] {
  return Array.from(lows, (low, index) => [low, highs[index]]);
}

/** The expected packed cells. */
function packedOf(cells: readonly string[], places: number): readonly unknown[] {
  const packed = cells.map((cell) => {
    const bytes = Buffer.alloc(Math.max(8, Buffer.byteLength(cell)));
    bytes.write(cell);
    return bytes.length > 8 ? [0, LONG] : [bytes.readInt32LE(0), bytes.readInt32LE(4)];
  });
  return [...packed, ...Array.from({ length: places - cells.length }, () => [0, LONG])];
}

test("text without quotes is split at delimiters and line ends, and short cells are packed as their bytes", () => {
  const cell = fc.oneof(
    fc.string({
      unit: fc.constantFrom("a", "7", " ", ".", "é", "\u0080", "\u{10ffff}", "\u0001", "\v", "-", "+", "*"),
      maxLength: 12,
    }),
    fc.constantFrom("", "12345678", "123456789", "1234", "12345"),
  );
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: MOST_CELLS }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(",", ";", "\t", "|"),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      fc.nat(20),
      (cells, delimiter, lineEnd, endsLine, behind) => {
        const text = cells.map((row) => row.join(delimiter)).join(lineEnd) + (endsLine ? lineEnd : "");
        // Bytes that follow the block in memory must not matter.
        const bytes = Buffer.from(text + `${delimiter}\n`.repeat(behind));
        const rows = rowsOf(bytes.subarray(0, Buffer.byteLength(text)), delimiter);
        const found: string[][] = [];
        while (rows.next()) {
          found.push(Array.from({ length: rows.count }, (_, index) => rows.cell(index)));
          expect(packedIn(rows)).toEqual(packedOf(found.at(-1) ?? [], rows.lows.length));
        }
        // An empty last line without a line end is not a row.
        const right = endsLine || cells.at(-1)?.join("") !== "" || (cells.at(-1)?.length ?? 0) > 1 ? cells : cells.slice(0, -1);
        expect(found).toEqual(right);
      },
    ),
    { numRuns: 2000 },
  );
});

test("cells do not depend on their position in a long block, or on the order of access", () => {
  const size = fc.oneof(fc.nat(20), fc.nat(3000), fc.integer({ min: 16_000, max: 17_000 }), fc.nat(70_000));
  const row = fc.array(size, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.array(fc.nat(5), { maxLength: 12 }), (table, order) => {
      const cells = table.map((sizes, at) => sizes.map((length, index) => `${at}.${index}.`.padEnd(length + 4, "0123456789")));
      const rows = rowsOf(Buffer.from(`${cells.map((one) => one.join(",")).join("\n")}\n`), ",");
      for (const expected of cells) {
        expect(rows.next()).toBe(true);
        for (const index of [...order, ...expected.keys()]) expect(rows.cell(index) === (expected[index] ?? "")).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test("cells of quoted rows are packed as well, unless csv-parse reads them", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "7", ".", "é", ",", "\n", " "), maxLength: 10 });
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(table, fc.nat(5), (cells, parsedFrom) => {
      const quoted = cells.map((row) => row.map((text) => `"${text}"`));
      const at = Math.min(parsedFrom, cells.length);
      // From a quote inside a cell on, csv-parse reads the rows.
      const all = [...quoted.slice(0, at), ['"a""b"'], ...quoted.slice(at)];
      const rows = rowsOf(Buffer.from(`${all.map((row) => row.join(",")).join("\n")}\n`), ",");
      for (let row = 0; rows.next(); row++) {
        const read = row < at ? (cells[row] ?? []) : [];
        expect(packedIn(rows)).toEqual(packedOf(read, rows.lows.length));
      }
    }),
    { numRuns: 1000 },
  );
});
