/** Files of facts: what they were counted by, how they are read, and why several do not fit together. */

import { readFacts } from "../facts/facts-json.js";
import { differenceOf, type FactsBasis, type ListFacts, type Mismatch, mergeLists } from "../facts/list-facts.js";
import { sha256 } from "../io/digest.js";
import { Stop } from "../io/streams.js";
import { readText, stopAt } from "../io/text.js";
import { formatByName } from "../sources/formats.js";
import { version } from "../version.js";
import type { ColumnMapFile, CriteriaFiles } from "./criteria-files.js";
import { digestOf } from "./digests.js";
import { usageError } from "./usage.js";

/** The files by which a run counts or screens. */
export function basisOf({ criteria, dictionaries }: CriteriaFiles, map: ColumnMapFile | undefined): FactsBasis {
  return {
    version,
    criteria: criteria.map((source) => digestOf(source, sha256).sha256),
    dictionaries: dictionaries.map((source) => digestOf(source, sha256).sha256),
    columnMap: map === undefined ? undefined : digestOf(map.source, sha256).sha256,
  };
}

/** The facts in a file. Throws {@link Stop}. */
export function factsIn(file: string): ListFacts {
  const read = readText(file);
  if (!("text" in read)) return stopAt(read);
  const facts = readFacts(read.text);
  if (facts === undefined)
    throw new Stop(`${file}: is not a complete facts file; write it again with columns --facts-out, or with --merge`);
  return facts;
}

/** The sum of several files. Throws {@link Stop} where one does not belong to those before it. */
export function mergedFacts(files: readonly string[]): ListFacts {
  let sum: ListFacts | undefined;
  for (const file of files) {
    const own = factsIn(file);
    const merged: ListFacts | Mismatch = sum === undefined ? own : mergeLists(sum, own);
    if (typeof merged === "string") throw new Stop(`${file}: does not fit the files before it: ${MISMATCHES[merged]}`);
    sum = merged;
  }
  if (sum === undefined) throw new Error("no file of facts");
  return sum;
}

const BASIS: Readonly<Record<keyof FactsBasis, string>> = {
  version: "it was counted by another version of trialsieve",
  criteria: "it was counted by other criteria, or by the same in another order",
  dictionaries: "it was counted by another dictionary",
  columnMap: "it was counted with another column map, or one of them without any",
};

/** What differs between two parts, and what to do. */
export const MISMATCHES: Readonly<Record<Mismatch, string>> = {
  version: `${BASIS.version}; count all parts with the same`,
  criteria: `${BASIS.criteria}; count all parts with the same -c`,
  dictionaries: `${BASIS.dictionaries}; count all parts with the same files`,
  columnMap: `${BASIS.columnMap}; count all parts with the same --columns`,
  part: "it contains a part that was already counted; merge each part once (parts with equal bytes count as one part: their records are in the list twice)",
  id: "the IDs are under other keys; name the key with --id when the parts are counted",
  site: "the IDs are numbers of sites, and there are several sites; name both keys with --id when the parts are counted",
  key: "a key is read for another field, because other keys are beside it; count all parts in one run: columns PART... --facts-out FILE",
};

/** Throws {@link Stop} if facts were not counted by the files of this run. */
export function refuseOtherBasis(file: string, { basis }: ListFacts, own: FactsBasis): void {
  const other = differenceOf(basis, own);
  if (other !== undefined) throw new Stop(`${file}: ${BASIS[other]} than this run has; count the facts anew`);
}

/** Parts are NDJSON: read as a table, or as an array, their cells would be others. */
export function refuseOtherFormats(
  command: string,
  files: readonly string[],
  { inputFormat, ...others }: Readonly<Record<"inputFormat" | "delimiter" | "skip" | "sheet" | "encoding", unknown>>,
): void {
  const [option] = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (option !== undefined) usageError(command, `--${option} is not for facts: a part of a list is NDJSON in UTF-8`);
  const isOther = (format: unknown): boolean => typeof format === "string" && format !== "ndjson";
  const other = files.find((file) => file !== "-" && isOther(formatByName(file)));
  if (other === undefined && !isOther(inputFormat)) return;
  const what = other === undefined ? `--input-format ${String(inputFormat)}` : `\`${other}\``;
  usageError(command, `${what}: a part of a list is NDJSON, one record per line; src/reference/parts.md shows how to make it`);
}
