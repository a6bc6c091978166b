/** The column map that `columns` writes: to which file, and how to use it. */
import { checkWritable, isSameFile, writeFile } from "../io/output.js";
import { Stop } from "../io/streams.js";
import { loadColumnMap } from "../language/load/load.js";
import type { Trial } from "../language/model.js";
import { screenArguments, shellLine } from "./command-line.js";
import type { RunOptions } from "./load-run.js";
import { usageError } from "./usage.js";

/** Formats of `columns`. */
export const COLUMNS_FORMATS = ["text", "json", "csv"] as const;

/** The options of `columns`, as the command line has them. */
export interface ColumnsOptions extends RunOptions {
  readonly format: (typeof COLUMNS_FORMATS)[number];
  readonly write?: string;
  /** Lists the cells to correct, and nothing else. */
  readonly cells?: boolean;
  /** A field without a column is a failed check. */
  readonly require?: boolean;
  /** Asks about the list on the terminal. */
  readonly ask?: boolean;
}

/** The options of the command, which needs no criteria to merge files of facts. */
export interface ColumnsCommand extends Omit<ColumnsOptions, "criteria"> {
  readonly criteria?: readonly string[];
  /** Where the facts of a part go. */
  readonly factsOut?: string;
  /** The files are facts, to be merged. */
  readonly merge?: boolean;
}

/** Refuses maps for several files, and any existing file but the map to complete. */
export function refuseToWrite(write: string, candidates: readonly string[], given: string | undefined): void {
  if (write === "-") usageError("columns", "--write takes the name of a file");
  if (candidates.length > 1) usageError("columns", "--write makes a map for one candidate file, but several are given");
  if (checkWritable(write) === undefined || (given !== undefined && isSameFile(write, given))) return;
  throw new Stop(`error: --write ${write}: the file exists already; only the map that --columns names is completed in place`);
}

/** Writes a map, which must be accepted. */
export async function writeMap(write: string, text: string, trials: readonly Trial[]): Promise<void> {
  // A map that this command writes must not be refused by the next.
  const [fault] = loadColumnMap({ file: write, text }, trials).diagnostics;
  if (fault !== undefined) throw new Error(`the column map made is refused: ${fault.message}`);
  await writeFile(write, text);
}

/** The whole command that screens with a map. */
export function screenLine(write: string, candidates: readonly string[], options: ColumnsOptions): string {
  const { write: _map, format: _format, ask: _ask, cells: _cells, require: _require, ...reading } = options;
  return shellLine(["trialsieve", ...screenArguments(candidates, { ...reading, columns: write })]);
}
