/** What the layouts of csv and tsv have in common. */
import type { CandidateResult, RunHead } from "../evaluate/result.js";
import type { Bytes } from "./bytes.js";
import type { OutputDelimiter } from "./spreadsheet.js";

/** What a layout needs to write rows. */
export interface RowOptions {
  readonly run: RunHead;
  readonly reasons: boolean;
  readonly values: boolean;
  readonly delimiter: OutputDelimiter;
  readonly lineEnd: string;
  /** Headings of columns that are carried along; they follow the row. */
  readonly keep: readonly string[];
  /** Makes a text a cell: quoted, and never a formula. */
  readonly cell: (text: string) => string;
}

/** The headings of an output. Kept columns that are named like its own get another name. */
export function withKept(before: readonly string[], keep: readonly string[], after: readonly string[]): readonly string[] {
  const taken = new Set([...before, ...after]);
  const all = new Set([...taken, ...keep]);
  const named = keep.map((heading) => {
    let name = heading;
    for (let count = 1; taken.has(name) || (name !== heading && all.has(name)); count++)
      name = `${heading} (list${count === 1 ? "" : ` ${count}`})`;
    taken.add(name);
    return name;
  });
  return [...before, ...named, ...after];
}

/** A layout's heading and rows, each with its line end. A candidate may have several rows. */
export interface Rows {
  readonly heading: string;
  readonly write: (result: CandidateResult, out: Bytes) => void;
}
