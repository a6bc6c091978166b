import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { agrees, inWords, readRow, rowsOf } from "./cell-table.js";

const rows = rowsOf(fileURLToPath(new URL("../../fixtures/cells.tsv", import.meta.url)));

test("the table has enough rows, each with an expected reading", () => {
  expect(rows.length).toBeGreaterThan(500);
  expect(rows.filter((row) => row.reading === "")).toEqual([]);
});

test.each(rows.map((row) => [row.line, row.type, row.cell, row.reading, row] as const))(
  "line %i: %s: %j is %s",
  (_line, _type, _cell, reading, row) => {
    const words = inWords(readRow(row), row);
    expect(agrees(words, reading) ? reading : words).toBe(reading);
  },
);
