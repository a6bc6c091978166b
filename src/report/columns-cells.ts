/** What `columns --cells` shows: every cell to correct. Holds patients' values. */
import { terminalSafe } from "../text/terminal-text.js";
import { UNREADABLE_WORDS } from "../values/describe-reading.js";
import type { Unreadable } from "../values/reading.js";
import { cellWriter } from "./spreadsheet.js";

/** A cell that cannot be read. */
export interface CellToCorrect {
  readonly file: string;
  readonly row: number;
  /** The heading or key. */
  readonly column: string;
  readonly field: string;
  readonly cell: string;
  readonly why: string;
}

/** How the cells are written. */
export type CellsFormat = "text" | "json" | "csv";

const KEYS = ["file", "row", "column", "field", "cell", "why"] as const satisfies readonly (keyof CellToCorrect)[];

/** Why a cell cannot be read, with a hint. */
export function whyUnreadable({ reason, hint }: Unreadable): string {
  return hint === undefined ? UNREADABLE_WORDS[reason] : `${UNREADABLE_WORDS[reason]}: ${hint}`;
}

/** The list, in order of file and row. */
export function cellsReport(cells: readonly CellToCorrect[], format: CellsFormat): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ schemaVersion: 1, cells }, undefined, 2)}\n`;
    case "csv": {
      const write = cellWriter(",");
      const line = (texts: readonly string[]): string => `${texts.map(write).join(",")}\n`;
      return line(KEYS) + cells.map((cell) => line(KEYS.map((key) => String(cell[key])))).join("");
    }
    case "text": {
      const lines = cells.map(({ file, row, column, cell, why }) =>
        terminalSafe(`${file}: row ${row}, ${column}: ${JSON.stringify(cell)}: ${why}`),
      );
      const count = cells.length === 1 ? "1 cell to correct" : `${cells.length} cells to correct`;
      return [...lines, count, ""].join("\n");
    }
  }
}
