/** Where cells of a sheet stand. */

/** Rows of a sheet. */
export const MOST_ROWS = 1_048_576;
/** Columns of a sheet. */
export const MOST_COLUMNS = 16_384;
const REFERENCE = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/;

/** The column of its letters, from 0. */
export function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at++) column = 26 * column + letters.charCodeAt(at) - 64;
  return column - 1;
}

/** Column and row of a reference such as `B2`; undefined if it is none. */
export function placeOf(reference: string): { readonly column: number; readonly row: number } | undefined {
  const [, letters = "", digits = ""] = REFERENCE.exec(reference) ?? [];
  const column = columnOf(letters);
  const row = Number(digits);
  return letters === "" || column >= MOST_COLUMNS || row > MOST_ROWS ? undefined : { column, row };
}

/** Instead of the type of a cell whose own text is partly crossed out. */
export const STRUCK = "struck";

/** In place of the type of a zero in a sheet that hides zeros. */
export const HIDDEN = "hidden";

/** A cell as the file has it. */
export interface RawCell {
  /** From 0. */
  readonly column: number;
  /** The number of its style. */
  readonly style: number;
  /** As in the file; "n" where it has none. */
  readonly type: string;
  /** What it stores; undefined: nothing. */
  readonly value: string | undefined;
  /** Its formula; "" where another cell holds the text. Undefined: it has none. */
  readonly formula: string | undefined;
}

/** Cells by column: programs may write them in another order. */
export function byColumn(cells: readonly RawCell[]): readonly RawCell[] {
  for (let at = 1; at < cells.length; at++)
    if ((cells[at - 1]?.column ?? 0) > (cells[at]?.column ?? 0)) return [...cells].sort((a, b) => a.column - b.column);
  return cells;
}
