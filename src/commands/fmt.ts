/** `fmt`: criteria files, dictionaries, column maps and test files in their canonical layout. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { writeFile } from "../io/output.js";
import { Stop, stdoutSink, tell } from "../io/streams.js";
import { readText, stopAtOnlyOne } from "../io/text.js";
import { formatFile } from "../language/format.js";
import { fileKind } from "../language/load/load.js";
import { terminalSafe } from "../text/terminal-text.js";
import { tellDiagnostics } from "./diagnostics.js";
import { expandPaths } from "./files.js";

/** The options of `fmt`, as the command line has them. */
export interface FmtOptions {
  readonly check?: boolean;
  readonly color?: boolean;
}

/** One file in the two layouts. */
interface Laid {
  readonly file: string;
  readonly text: string;
  readonly formatted: string;
}

/** The files of `fmt`: those that can be laid out, and why others cannot. */
interface Subjects {
  readonly laid: Laid[];
  readonly faults: Diagnostic[];
  /** The texts of files with faults, for the code frames. */
  readonly texts: Map<string, string>;
}

/** JSON of other programs is skipped if it was found, and reported if it was named. */
function subjectsIn(paths: readonly string[]): Subjects {
  const subjects: Subjects = { laid: [], faults: [], texts: new Map() };
  for (const { file, isNamed } of expandPaths(paths, ".json")) addFile(file, isNamed, subjects);
  const { laid, faults } = subjects;
  if (laid.length === 0) stopAtOnlyOne(faults);
  return subjects;
}

function addFile(file: string, isNamed: boolean, { laid, faults, texts }: Subjects): void {
  const read = readText(file);
  if (!("text" in read)) {
    faults.push(read);
    return;
  }
  if (!isNamed && fileKind(read) === undefined) return;
  const { text, diagnostics } = formatFile(read);
  if (text !== undefined) laid.push({ file, text: read.text, formatted: text });
  else texts.set(file, read.text);
  faults.push(...diagnostics);
}

/** Lays out files in place, or with `--check` only says which ones it would change. @returns the exit status */
export async function fmt(paths: readonly string[], options: FmtOptions): Promise<number> {
  const { laid, faults, texts } = subjectsIn(paths);
  if (laid.length + faults.length === 0) {
    throw new Stop(`nothing to format: no criteria file, dictionary, column map or test file in ${paths.join(", ")}`);
  }
  const changed = laid.filter(({ text, formatted }) => text !== formatted);
  const sink = stdoutSink();
  for (const { file, formatted } of changed) {
    if (options.check !== true) await writeFile(file, formatted);
    await sink.write(`${terminalSafe(file)}\n`);
  }
  await sink.finish();
  await tellDiagnostics(faults, { textOf: (file) => texts.get(file) }, options.color);
  tell(countsText(laid.length, changed.length, faults, options.check === true));
  if (faults.length > 0) return 2;
  return options.check === true && changed.length > 0 ? 1 : 0;
}

function countsText(laid: number, changed: number, faults: readonly Diagnostic[], isCheck: boolean): string {
  const left = new Set(faults.map(({ at }) => at.file)).size;
  const files = laid + left;
  const count = `${files} ${files === 1 ? "file" : "files"} looked at`;
  const told = isCheck ? `${changed} would change` : `${changed} changed`;
  const broken =
    left === 0 ? "" : `; ${left} with errors ${left === 1 ? "was" : "were"} left as ${left === 1 ? "it is" : "they are"}`;
  return `${count}, ${told}${broken}`;
}
