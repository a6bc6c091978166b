/** How the file of a list is to be read; the command line outranks it. */
export interface ListInput {
  readonly sheet: string | undefined;
  readonly encoding: string | undefined;
  /** One character, or the word `tab`. */
  readonly delimiter: string | undefined;
  /** Rows above the heading. */
  readonly skip: number | undefined;
}
