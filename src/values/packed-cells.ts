/** Cells that are known by their bytes, without making texts of them. */

/**
 * The cells of a row. Of those of at most eight bytes, `lows` has the first four and `highs` the others, first byte lowest. Of longer ones, and
 * where there is no cell, these are 0 and {@link LONG}. (There is no NUL in a text, so a cell differs from a longer one that begins alike.)
 */
export interface PackedCells {
  readonly lows: Int32Array;
  readonly highs: Int32Array;
  cell(index: number): string;
}

/** No byte of UTF-8 is 0xff. */
export const LONG = -1;
