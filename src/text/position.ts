/** Positions in a text. */

/** A place in a text. Lines and columns count from 1; columns count characters as editors show them. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
