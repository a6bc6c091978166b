/** What commands that read candidates load before they read one: criteria, column map, and how the files are to be read. */
import type { CandidateSource, ReadSettings } from "../engine/source.js";
import { type Plan, planTrials } from "../plan/plan.js";
import { candidateSources, type InputOptions, readSettings, tellMapBeside, withMapped } from "./candidate-files.js";
import { type CriteriaAndMap, criteriaThatNeedAsOf, loadCriteriaAndMap } from "./criteria-files.js";
import { asOfDay, neededAsOf } from "./usage.js";
import { openWorkbooks } from "./workbooks.js";

/** The options of such a command, as the command line has them. */
export interface RunOptions extends InputOptions {
  readonly criteria: readonly string[];
  readonly quiet?: boolean;
  readonly color?: boolean;
}

/** What did not happen where a list should be screened, or its columns described, and cannot be read. */
export const NOTHING_SCREENED = "nothing was screened";

/** See the head of this file. */
export interface LoadedRun extends CriteriaAndMap {
  readonly plan: Plan;
  /** As the command line names them; workbooks are not opened yet. */
  readonly files: readonly CandidateSource[];
  /** What the command line says about them; the column map may say more. */
  readonly given: ReadSettings;
  /** In days since 1970-01-01. */
  readonly asOf: number | undefined;
  /** What did not happen if the run stops. */
  readonly undone: string;
}

/**
 * Checks options, and loads criteria and column map. Throws {@link Stop} if one of them has errors.
 *
 * @param undone what does not happen then, and if candidates cannot be read, such as {@link NOTHING_SCREENED}
 */
export async function loadRun(
  command: string,
  candidates: readonly string[],
  options: RunOptions,
  undone: string,
): Promise<LoadedRun> {
  const given = readSettings(command, candidates, options);
  const day = asOfDay(command, options.asOf);
  const files = candidateSources(command, candidates, options);
  const loaded = await loadCriteriaAndMap(options, undone);
  const { trials } = loaded.criteria;
  const asOf = neededAsOf(command, day, criteriaThatNeedAsOf(trials));
  return { ...loaded, plan: planTrials(trials), files, given, asOf, undone };
}

/** Candidates that can be read. */
export interface OpenedCandidates {
  /** One for each file; a workbook is the table of one of its sheets. */
  readonly sources: readonly CandidateSource[];
  /** What the command line and the column map say together. */
  readonly read: ReadSettings;
}

/** Opens the candidate files. Throws {@link Stop} if a workbook cannot be opened. */
export async function openCandidates(
  command: string,
  { files, given, plan, map, undone }: LoadedRun,
  options: RunOptions,
): Promise<OpenedCandidates> {
  const read = withMapped(command, given, map?.map);
  const names = files.map(({ name }) => name);
  tellMapBeside(names, options);
  const { maxHeldBytes, sheet = map?.map.input?.sheet } = options;
  return { sources: await openWorkbooks(files, { sheet, read, plan, map: map?.map, maxHeldBytes }, undone), read };
}
