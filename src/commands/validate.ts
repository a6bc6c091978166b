/** `validate`: are these files what they should be? Every fault with its place and the way out. */
import { type Diagnostic, type Severity, sortDiagnostics } from "../diagnostic.js";
import { jsonFiles, Stop, stdoutSink, usesColor } from "../io.js";
import { fileKind, loadColumnMap, loadDictionary, loadTrials, type Source } from "../language/load.js";
import { printDiagnostic } from "../print-diagnostic.js";
import { TextFiles } from "./criteria-files.js";
import { diagnosticPaint } from "./paint.js";

export const VALIDATE_FORMATS = ["pretty", "json"] as const;

/** The options of `validate`, as the command line has them. */
export interface ValidateOptions {
  readonly format: (typeof VALIDATE_FORMATS)[number];
  readonly quiet?: boolean;
  readonly color?: boolean;
}

/** What `validate` was asked to look at. */
interface Subjects {
  readonly criteria: Source[];
  readonly dictionaries: Source[];
  readonly columnMaps: Source[];
  readonly faults: Diagnostic[];
}

/** Files by what they contain. In a folder, JSON files of other kinds are none of our business; a file that is named is. */
function subjectsIn(paths: readonly string[], texts: TextFiles): Subjects {
  const subjects: Subjects = { criteria: [], dictionaries: [], columnMaps: [], faults: [] };
  const seen = new Set<string>();
  for (const path of paths) {
    const { files, isFolder } = jsonFiles(path);
    for (const file of files) {
      if (seen.has(file)) continue;
      seen.add(file);
      const read = texts.read(file);
      if ("text" in read) place(read, isFolder, subjects);
      else if (read.code === "unreadable-file") throw new Stop(`${file}: ${read.message}`);
      else subjects.faults.push(read);
    }
  }
  return subjects;
}

function place(source: Source, isInFolder: boolean, { criteria, dictionaries, columnMaps }: Subjects): void {
  switch (fileKind(source)) {
    case "criteria":
      criteria.push(source);
      return;
    case "dictionary":
      dictionaries.push(source);
      return;
    case "column-map":
      columnMaps.push(source);
      return;
    case "test":
      if (!isInFolder) criteria.push(source); // the loader says that it is in the wrong place
      return;
    case undefined:
      // Broken JSON in a folder is told: it may be the criteria that somebody believes to be checked.
      if (!isInFolder || !isOtherJson(source)) criteria.push(source);
      return;
  }
}

/** Whether a text is JSON that this program has nothing to do with, a JSON Schema say. */
function isOtherJson({ text }: Source): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return true;
  } catch {
    return false;
  }
}

function check({ criteria, dictionaries, columnMaps, faults }: Subjects, texts: TextFiles): readonly Diagnostic[] {
  const loaded = loadTrials(criteria, (file) => {
    const read = texts.read(file);
    return "text" in read ? read : undefined;
  });
  // A dictionary that a criteria file names has been checked with it.
  const checked = new Set(loaded.dictionaries.map(({ file }) => file));
  const alone = dictionaries.filter(({ file }) => !checked.has(file));
  return sortDiagnostics([
    ...faults,
    ...loaded.diagnostics,
    ...alone.flatMap((source) => loadDictionary(source).diagnostics),
    ...columnMaps.flatMap((source) => loadColumnMap(source, loaded.trials).diagnostics),
  ]);
}

/** Validates criteria files, dictionaries and column maps. @returns the exit status */
export async function validate(paths: readonly string[], options: ValidateOptions): Promise<number> {
  const texts = new TextFiles();
  const subjects = subjectsIn(paths, texts);
  const { criteria, dictionaries, columnMaps, faults } = subjects;
  const total = criteria.length + dictionaries.length + columnMaps.length + faults.length;
  if (total === 0) throw new Stop(`nothing to validate: no criteria file, dictionary or column map in ${paths.join(", ")}`);
  const diagnostics = check(subjects, texts);
  const sink = stdoutSink();
  if (options.format === "json") await sink.write(`${JSON.stringify({ diagnostics }, undefined, 2)}\n`);
  else {
    const paint = diagnosticPaint(usesColor("stdout", options.color));
    for (const diagnostic of diagnostics) await sink.write(`${printDiagnostic(diagnostic, texts.textOf(diagnostic.at.file), paint)}\n`);
    if (options.quiet !== true) await sink.write(`${countsText(total, diagnostics)}\n`);
  }
  await sink.finish();
  return diagnostics.some(({ severity }) => severity === "error") ? 1 : 0;
}

function countsText(files: number, diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity): string => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return `${found} ${severity}${found === 1 ? "" : "s"}`;
  };
  const checked = `${files} ${files === 1 ? "file" : "files"} checked`;
  return `${checked}: ${count("error")}, ${count("warning")}, ${count("note")}`;
}
