/** Criteria files for commands that use them: read, loaded, and faultless, or the run stops. */
import type { Diagnostic } from "../diagnostic.js";
import type { FileDigest } from "../evaluate/result.js";
import { exists, Stop } from "../io.js";
import { sha256 } from "../io-digest.js";
import { expandShallow } from "../io-files.js";
import { fileKind, loadColumnMap, loadTrials, type Source } from "../language/load.js";
import { type ColumnMap, leavesOf, needsAsOf, type Trial } from "../language/model.js";
import { tellDiagnostics } from "./diagnostics.js";
import { refuseOthers } from "./files.js";
import { TextFiles } from "./text-files.js";

/** Trials that may be screened by, and what they were made from. */
export interface CriteriaFiles {
  readonly trials: readonly Trial[];
  readonly criteria: readonly FileDigest[];
  readonly dictionaries: readonly FileDigest[];
}

/** A file that was read, and the digest of its bytes. */
function digestOf(texts: TextFiles, file: string): FileDigest {
  const digest = sha256();
  digest.update(texts.textOf(file) ?? "");
  return { file, sha256: digest.hex() };
}

/** The criteria files that the paths stand for; a folder stands for those in it. Throws {@link Stop} where there is none. */
function criteriaIn(paths: readonly string[], texts: TextFiles): { readonly sources: Source[]; readonly faults: Diagnostic[] } {
  const sources: Source[] = [];
  const faults: Diagnostic[] = [];
  for (const path of paths) {
    refuseOthers(path);
    let found = 0;
    for (const { file, isNamed } of expandShallow(path)) {
      const read = texts.read(file);
      if (!("text" in read)) {
        if (isNamed && read.code === "unreadable-file") throw new Stop(`${file}: ${read.message}`);
        faults.push(read);
        found += 1;
        continue;
      }
      if (!isNamed && fileKind(read) !== "criteria") continue;
      found += 1;
      if (!sources.some((source) => source.file === file)) sources.push(read);
    }
    if (found === 0) {
      const what = exists(path)
        ? "there is no criteria file in this folder"
        : "no criteria file has a name that fits this pattern";
      throw new Stop(`${path}: ${what} (a .json file with \`trial\`)`);
    }
  }
  return { sources, faults };
}

/**
 * Loads the criteria for a command that needs faultless ones. Diagnostics go to standard error; with an error among them the run
 * stops, and says what is left `undone`.
 */
export function loadCriteria(
  paths: readonly string[],
  color: boolean | undefined,
  texts = new TextFiles(),
  undone = "nothing was screened",
): CriteriaFiles {
  const { sources, faults } = criteriaIn(paths, texts);
  const loaded = loadTrials(sources, (file) => {
    const read = texts.read(file);
    return "text" in read ? read : undefined;
  });
  const errors = [...faults, ...loaded.diagnostics].filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    tellDiagnostics(errors, texts, color);
    throw new Stop(`${undone}: the criteria have errors`);
  }
  return {
    trials: loaded.trials,
    criteria: sources.map(({ file }) => digestOf(texts, file)),
    dictionaries: loaded.dictionaries.map(({ file }) => digestOf(texts, file)),
  };
}

/** The criteria that ask for an as-of date, as `NCT…:I4`. */
export function criteriaThatNeedAsOf(trials: readonly Trial[]): readonly string[] {
  return trials.flatMap((trial) =>
    trial.criteria.filter(({ condition }) => leavesOf(condition).some(needsAsOf)).map(({ id }) => `${trial.id}:${id}`),
  );
}

/** A column map that may be used, and its digest. */
export interface ColumnMapFile {
  readonly map: ColumnMap;
  readonly digest: FileDigest;
}

/** Loads the column map that `--columns` names, if it does. Diagnostics go to standard error; with an error the run stops. */
export function loadColumnMapFile(
  file: string | undefined,
  trials: readonly Trial[],
  color: boolean | undefined,
  texts: TextFiles,
): ColumnMapFile | undefined {
  if (file === undefined) return undefined;
  const read = texts.read(file);
  const { map, diagnostics } = "text" in read ? loadColumnMap(read, trials) : { map: undefined, diagnostics: [read] };
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (map !== undefined && errors.length === 0) return { map, digest: digestOf(texts, file) };
  tellDiagnostics(errors, texts, color);
  throw new Stop("nothing was screened: the column map has errors");
}
