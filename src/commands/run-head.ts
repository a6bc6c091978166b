/** What is known about a run before its first record. */
import type { FileDigest, RunHead } from "../evaluate/result.js";
import type { Sha256 } from "../io/digest.js";
import type { Source } from "../language/load/load.js";
import type { Criterion, Trial } from "../language/model.js";
import { version } from "../version.js";
import type { ColumnMapFile, CriteriaFiles } from "./criteria-files.js";
import { digestOf } from "./digests.js";
import { asOfText } from "./usage.js";

/**
 * The files and settings of a run, as its outputs name them.
 *
 * @param words puts a criterion into words, for outputs that show everything it asks
 */
export function runHead(
  files: CriteriaFiles,
  map: ColumnMapFile | undefined,
  asOf: number | undefined,
  severalFiles: boolean,
  sha256: () => Sha256,
  words?: Words,
): RunHead {
  const named = (source: Source): FileDigest => digestOf(source, sha256);
  return {
    version,
    asOf: asOfText(asOf),
    criteria: files.criteria.map(named),
    dictionaries: files.dictionaries.map(named),
    columnMap: map === undefined ? null : named(map.source),
    trials: files.trials.map((trial) => trialHead(trial, words)),
    severalFiles,
  };
}

type Words = (criterion: Criterion) => string;

function trialHead(trial: Trial, words: Words | undefined): RunHead["trials"][number] {
  const { id, title, source, version: revision, notEvaluated } = trial;
  const criteria = trial.criteria.map((criterion) => {
    const { id: name, kind, label, source: item } = criterion;
    return { id: name, kind, label, source: item, ...(words === undefined ? {} : { text: words(criterion) }) };
  });
  return { id, title, source, version: revision, criteria, notEvaluated };
}
