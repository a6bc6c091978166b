import type { JoinedLines } from "./joined-lines.js";
import { rowsOf } from "./rows.js";

/** All cells of a text, for headings and other small pieces. */
export function cellsOf(block: Uint8Array, delimiter: string, joined?: readonly JoinedLines[]): readonly (readonly string[])[] {
  const rows = rowsOf(block, delimiter, joined);
  const all: string[][] = [];
  while (rows.next()) all.push(Array.from({ length: rows.count }, (_, index) => rows.cell(index)));
  return all;
}
