/** What is known of a run before its first record. */
import type { FileDigest, RunHead } from "../evaluate/result.js";
import type { Sha256 } from "../io/digest.js";
import type { Source } from "../language/load/load.js";
import type { Trial } from "../language/model.js";
import { version } from "../version.js";
import type { ColumnMapFile, CriteriaFiles } from "./criteria-files.js";
import { digestOf } from "./digests.js";
import { asOfText } from "./usage.js";

/** What a run goes by, as its outputs name it. */
export function runHead(
  files: CriteriaFiles,
  map: ColumnMapFile | undefined,
  asOf: number | undefined,
  severalFiles: boolean,
  sha256: () => Sha256,
): RunHead {
  const named = (source: Source): FileDigest => digestOf(source, sha256);
  return {
    version,
    asOf: asOfText(asOf),
    criteria: files.criteria.map(named),
    dictionaries: files.dictionaries.map(named),
    columnMap: map === undefined ? null : named(map.source),
    trials: files.trials.map(trialHead),
    severalFiles,
  };
}

function trialHead({ id, title, source, version: revision, criteria, notEvaluated }: Trial): RunHead["trials"][number] {
  return {
    id,
    title,
    source,
    version: revision,
    criteria: criteria.map(({ id: name, kind, label }) => ({ id: name, kind, label })),
    notEvaluated,
  };
}
