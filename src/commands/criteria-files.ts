/** Loads criteria files for commands that use them; if they have faults, the run stops. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { expandShallow } from "../io/files.js";
import { lookAt, Stop } from "../io/streams.js";
import { stopAt, stopAtOnlyOne } from "../io/text.js";
import { fileKind, loadColumnMap, loadTrials, type Source } from "../language/load/load.js";
import { type ColumnMap, leavesOf, type Trial } from "../language/model.js";
import { needsAsOf } from "../language/needs-as-of.js";
import { tellDiagnostics } from "./diagnostics.js";
import { eachOnce, refuseOthers } from "./files.js";
import { dictionaryOf, TextFiles } from "./text-files.js";

/** Trials without faults, and the files that they were made from. */
export interface CriteriaFiles {
  readonly trials: readonly Trial[];
  readonly criteria: readonly Source[];
  readonly dictionaries: readonly Source[];
}

/** The criteria files that the paths stand for; a folder stands for those in it. Throws {@link Stop} where there is none. */
function criteriaIn(paths: readonly string[], texts: TextFiles): { readonly sources: Source[]; readonly faults: Diagnostic[] } {
  const all = paths.flatMap((path) => {
    refuseOthers(path);
    const found = expandShallow(path).filter(({ file, isNamed }) => {
      const read = texts.read(file);
      if ("text" in read) return isNamed || fileKind(read) === "criteria";
      return isNamed && read.code === "unreadable-file" ? stopAt(read) : true;
    });
    if (found.length > 0) return found;
    const what =
      lookAt(path) === undefined ? "no criteria file matches this pattern" : "there is no criteria file in this folder";
    throw new Stop(`${path}: ${what} (a .json file with \`trial\`)`);
  });
  const sources: Source[] = [];
  const faults: Diagnostic[] = [];
  for (const { file } of eachOnce(all)) {
    const read = texts.read(file);
    if ("text" in read) sources.push(read);
    else faults.push(read);
  }
  if (sources.length === 0) stopAtOnlyOne(faults);
  return { sources, faults };
}

/**
 * Loads the criteria for a command that needs faultless ones. Diagnostics go to standard error; with an error among them the run
 * stops, and says what is left `undone`.
 */
export async function loadCriteria(
  paths: readonly string[],
  color: boolean | undefined,
  texts: TextFiles,
  undone: string,
): Promise<CriteriaFiles> {
  const { sources, faults } = criteriaIn(paths, texts);
  const loaded = loadTrials(sources, (file) => dictionaryOf(file, texts));
  const errors = [...faults, ...loaded.diagnostics].filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    await tellDiagnostics(errors, texts, color);
    throw new Stop(`${undone}: the criteria have errors`);
  }
  return { trials: loaded.trials, criteria: sources, dictionaries: loaded.dictionaries };
}

/** The criteria that need an as-of date, as `NCT…:I4`. */
export function criteriaThatNeedAsOf(trials: readonly Trial[]): readonly string[] {
  return trials.flatMap((trial) =>
    trial.criteria.filter(({ condition }) => leavesOf(condition).some(needsAsOf)).map(({ id }) => `${trial.id}:${id}`),
  );
}

/** A column map without faults, and the file that it was made from. */
export interface ColumnMapFile {
  readonly map: ColumnMap;
  readonly source: Source;
}

/** Loads the column map that `--columns` names, if it does. Diagnostics go to standard error; with an error the run stops. */
async function loadColumnMapFile(
  file: string | undefined,
  trials: readonly Trial[],
  color: boolean | undefined,
  texts: TextFiles,
  undone: string,
): Promise<ColumnMapFile | undefined> {
  if (file === undefined) return undefined;
  const read = texts.read(file);
  if (!("text" in read) && read.code === "unreadable-file") stopAt(read);
  const { map, diagnostics } = "text" in read ? loadColumnMap(read, trials) : { map: undefined, diagnostics: [read] };
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (map !== undefined && "text" in read && errors.length === 0) return { map, source: read };
  await tellDiagnostics(errors, texts, color);
  throw new Stop(`${undone}: the column map has errors`);
}

/** Criteria, and the column map of lists that are screened by them. */
export interface CriteriaAndMap {
  readonly criteria: CriteriaFiles;
  readonly map: ColumnMapFile | undefined;
}

/** {@link loadCriteria}, and the map that `--columns` names. Throws {@link Stop} if one of them has errors. */
export async function loadCriteriaAndMap(
  options: { readonly criteria: readonly string[]; readonly columns?: string; readonly color?: boolean },
  undone: string,
): Promise<CriteriaAndMap> {
  const texts = new TextFiles();
  const criteria = await loadCriteria(options.criteria, options.color, texts, undone);
  return { criteria, map: await loadColumnMapFile(options.columns, criteria.trials, options.color, texts, undone) };
}

/** All files that criteria and column map were made from. */
export function sourcesOf({ criteria, map }: CriteriaAndMap): readonly Source[] {
  return [...criteria.criteria, ...criteria.dictionaries, ...(map === undefined ? [] : [map.source])];
}
