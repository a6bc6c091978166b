/** Texts -> checked model. The entry to this room: everything that the program loads, it loads here. */
import { type Diagnostic, sortDiagnostics } from "../../diagnostics/diagnostic.js";
import { beside } from "../../text/path.js";
import type { Field, Trial } from "../model.js";
import { readCriteria } from "./criteria.js";
import { type FieldSet, noFields, readDictionary } from "./dictionary.js";
import { wrongKind } from "./file-kind.js";
import { FileReport, forgetSource, parseSource, type Source } from "./source.js";

export { loadColumnMap } from "./column-map.js";
export { FILE_KIND_WORDS, fileKind, isOfKind, onlyOfKind } from "./file-kind.js";
export type { Source } from "./source.js";
export type { Expectation, FoundCriteria, Outcome, TestFile, Values } from "./test-file.js";
export { criteriaOf, ELIGIBILITY, loadTestFile } from "./test-file.js";

/** Trials without faults, and every fault of all files, in order of place. */
export interface LoadedTrials {
  /** One for each criteria file in which (and in whose dictionary) nothing is wrong, in the order given. */
  readonly trials: readonly Trial[];
  /** One for each other file that has criteria in which nothing is wrong, with only these: for checks, never to screen by. */
  readonly partial: readonly Trial[];
  /** The dictionaries that were read, each once, in the order of first use. */
  readonly dictionaries: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

/** More than a file's name: a path, a folder, a Windows drive. */
const ELSEWHERE = /[/\\\0]|^\.{0,2}$|^[A-Za-z]:/;

/** A dictionary file, read once for all trials that name it. */
interface Known {
  readonly source: Source | undefined;
  /** Why there is no source. */
  readonly unread: Diagnostic | undefined;
  readonly set: FieldSet;
  readonly diagnostics: readonly Diagnostic[];
  /** What the file is instead of a dictionary; reported where the criteria name it. */
  readonly wrongKind: Diagnostic | undefined;
}

/**
 * Loads criteria files. `dictionary` gets the path that the criteria file's `dictionary` names, resolved beside it, and gives its text,
 * or undefined if it cannot be read; a diagnostic says why.
 */
export function loadTrials(
  criteria: Iterable<Source>,
  dictionary: (file: string) => Source | Diagnostic | undefined,
): LoadedTrials {
  const known = new Map<string, Known>();
  const ids = new Map<string, string>();
  const trials: Trial[] = [];
  const partial: Trial[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const source of criteria) {
    const report = new FileReport(source);
    const used: Known[] = [];
    const read = readFile(source, report, (name, at) => {
      if (ELSEWHERE.test(name)) {
        const message = `\`dictionary\` must name a file in the same folder, not \`${name}\``;
        report.error("invalid-value", at, message, "give only its name, without a folder");
        return noFields(false);
      }
      const file = beside(source.file, name);
      const found = known.get(file) ?? openDictionary(dictionary(file));
      known.set(file, found);
      used.push(found);
      refuseDictionary(report, at, name, found);
      return found.set;
    });
    if (read?.id !== undefined) {
      const first = ids.get(read.id.text);
      if (first === undefined) ids.set(read.id.text, source.file);
      else
        report.error(
          "duplicate-trial",
          read.id.at,
          `the trial \`${read.id.text}\` is already in ${first}`,
          "give each file an id of its own",
        );
    }
    forgetSource(source);
    diagnostics.push(...report.found);
    const isSound = report.found.length === 0 && used.every((one) => one.diagnostics.length === 0);
    const kept = read?.trial ?? read?.partial;
    if (isSound && read?.trial !== undefined) trials.push(read.trial);
    else if (kept !== undefined) partial.push(kept);
  }
  const dictionaries = [...known.values()];
  return {
    trials,
    partial,
    dictionaries: dictionaries.flatMap(({ source }) => source ?? []),
    diagnostics: sortDiagnostics([...diagnostics, ...dictionaries.flatMap((one) => one.diagnostics)]),
  };
}

function readFile(source: Source, report: FileReport, dictionary: (name: string, at: number) => FieldSet) {
  const node = parseSource(source, report);
  if (node === undefined || wrongKind(report, node, "criteria") || node.kind !== "object") return undefined;
  return readCriteria(report, node, dictionary);
}

function openDictionary(read: Source | Diagnostic | undefined): Known {
  const source = read !== undefined && "text" in read ? read : undefined;
  const unread = read !== undefined && "text" in read ? undefined : read;
  if (source === undefined) return { source, unread, set: noFields(false), diagnostics: [], wrongKind: undefined };
  const { set, diagnostics } = readDictionary(source);
  const isWrong = ({ code }: Diagnostic): boolean => code === "wrong-kind-of-file";
  return { source, unread, set, diagnostics: diagnostics.filter((one) => !isWrong(one)), wrongKind: diagnostics.find(isWrong) };
}

/** Reports a dictionary that is missing, or is something else, where the criteria name it. */
function refuseDictionary(report: FileReport, at: number, name: string, { source, unread, wrongKind: wrong }: Known): void {
  if (source === undefined)
    report.error(
      "dictionary-not-found",
      at,
      `the dictionary \`${name}\` ${unread?.message ?? "cannot be read"}`,
      unread?.help ?? "it must be in the same folder as this file",
    );
  else if (wrong !== undefined)
    report.error(wrong.code, at, `\`${name}\` cannot be the dictionary: ${wrong.message.replace(/^this/, "it")}`, wrong.help);
}

/** Loads a dictionary by itself. Fields with faults are left out. */
export function loadDictionary(source: Source): {
  readonly fields: ReadonlyMap<string, Field>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { set, diagnostics } = readDictionary(source);
  return { fields: set.fields, diagnostics: sortDiagnostics(diagnostics) };
}
