/** Loads criteria and column maps for callers: paths or texts, every fault as a diagnostic. */
import { type Diagnostic, sortDiagnostics } from "../diagnostics/diagnostic.js";
import type { LoadedTrials, Source } from "../language/load/load.js";
import * as language from "../language/load/load.js";
import type { ColumnMap, Trial } from "../language/model.js";
import { beside } from "../text/path.js";
import { expectArgument, expectTrials, hasTexts, isIterable } from "./arguments.js";

/** A file by its path, or by the name that messages print and its text. */
export type File = string | Source;

/** Reads the file of a path, or gives a diagnostic that says why it cannot. */
export type ReadFile = (path: string) => Source | Diagnostic;

/** Gives the dictionary that criteria name, seen from where they are; undefined if there is none, or a diagnostic that says why. */
export type FindDictionary = (path: string) => Source | Diagnostic | undefined;

/** A column map without faults, or every fault of its file. */
export interface LoadedColumnMap {
  /** Undefined if something is wrong. */
  readonly map: ColumnMap | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const FILE = 'a path such as "trial.json", or { file: "trial.json", text: "{ ... }" }';
const CRITERIA = `the first argument must be ${FILE}, or a list of these`;
const DICTIONARY = "the second argument must be a function that takes the path of a dictionary";

/** {@link loadTrials} of `index.ts`, given a reader of files. */
export function loadTrials(
  readFile: ReadFile,
  criteria: File | Iterable<File>,
  findDictionary: FindDictionary | undefined,
): LoadedTrials {
  const files = filesOf(criteria);
  expectArgument(findDictionary === undefined || typeof findDictionary === "function", DICTIONARY, findDictionary);
  const read = files.map((file) => (typeof file === "string" ? readFile(file) : file));
  const sources = read.flatMap((one) => ("text" in one ? [one] : []));
  const faults = read.flatMap((one) => ("text" in one ? [] : [one]));
  const dictionaries = new Map(
    sources.filter((source) => language.isOfKind(source, "dictionary")).map((source) => [beside("", source.file), source]),
  );
  const folders = new Set(files.flatMap((file) => (typeof file === "string" ? [folderOf(file)] : [])));
  const unused = new Set(dictionaries.values());
  const find = (path: string): Source | Diagnostic | undefined => {
    const given = dictionaries.get(path);
    if (given !== undefined) {
      unused.delete(given);
      return given;
    }
    if (findDictionary !== undefined) return foundBy(findDictionary, path);
    return folders.has(folderOf(path)) ? readDictionary(readFile, path) : notGiven(path);
  };
  const loaded = language.loadTrials(
    sources.filter((source) => dictionaries.get(beside("", source.file)) !== source),
    find,
  );
  // A dictionary that no criteria name has been taken for criteria.
  const { diagnostics } = language.loadTrials(unused, find);
  return { ...loaded, diagnostics: sortDiagnostics([...faults, ...loaded.diagnostics, ...diagnostics]) };
}

/** {@link loadColumnMap} of `index.ts`, given a reader of files. */
export function loadColumnMap(readFile: ReadFile, file: File, trials: readonly Trial[]): LoadedColumnMap {
  const what = `the first argument must be ${FILE.replaceAll("trial.json", "map.json")}`;
  expectArgument(isFile(file), what, file);
  refuseBareText(file);
  expectTrials(trials, "second");
  const read = typeof file === "string" ? readFile(file) : file;
  return "text" in read ? language.loadColumnMap(read, trials) : { map: undefined, diagnostics: [read] };
}

function filesOf(criteria: File | Iterable<File>): readonly File[] {
  const given: unknown = criteria;
  if (isFile(given)) {
    refuseBareText(given);
    return [given];
  }
  expectArgument(isIterable(given), CRITERIA, given);
  const files = [...given].map((file) => {
    expectArgument(isFile(file), `each of the criteria files must be ${FILE}`, file);
    refuseBareText(file);
    return file;
  });
  expectArgument(files.length > 0, `${CRITERIA}, at least one`, []);
  return files;
}

function isFile(value: unknown): value is File {
  return (typeof value === "string" && value !== "") || hasTexts(value, "file", "text");
}

/** No path begins like JSON; messages could not say where something is. */
function refuseBareText(file: File): void {
  if (typeof file === "string" && /^\s*[{[]/.test(file))
    throw new TypeError('a text needs a name for messages to print: { file: "trial.json", text: "{ ... }" }');
}

function folderOf(path: string): string {
  return beside(path, "");
}

function foundBy(find: FindDictionary, path: string): Source | Diagnostic | undefined {
  const found = find(path);
  const isRight = found === undefined || hasTexts(found, "file", "text") || hasTexts(found, "message");
  expectArgument(isRight, `${DICTIONARY}, and gives { file, text } or undefined`, found);
  return found;
}

/** A file that is not a dictionary is not shown, unless its name says that it should be one. */
function readDictionary(readFile: ReadFile, path: string): Source | Diagnostic {
  const read = readFile(path);
  return path.endsWith(".json") ? read : language.onlyOfKind(read, "dictionary", path);
}

function notGiven(file: string): Diagnostic {
  const help = `add { file: ${JSON.stringify(file)}, text: "{ ... }" } to the files`;
  return {
    code: "unreadable-file",
    severity: "error",
    at: { file, line: 1, column: 1 },
    message: "is not among the files given",
    help,
  };
}
