/** The files that a command is to read. */
import { extname } from "node:path";
import { type ExpandedFile, expandPath } from "../io/files.js";
import { isLink, lookAt, Stop } from "../io/streams.js";
import { realPlace } from "../io/text.js";

/** Endings of lists. No file that criteria are made of has one. */
const LISTS: readonly string[] = [".csv", ".tsv", ".ndjson", ".xlsx"];

/** Stops at files that are not for commands that read criteria, tests, dictionaries or column maps. */
export function refuseOthers(path: string): void {
  if (path === "-")
    throw new Stop("error: criteria, tests, dictionaries and column maps are read from files, not standard input");
  if (LISTS.includes(extname(path).toLowerCase()))
    throw new Stop(
      `${path}: by its ending this is a list of candidates; \`trialsieve screen\` reads it, with criteria given with -c`,
    );
}

/** Files, each once: a link counts as the file that it leads to, and a file that was both found and named counts as named. */
export function eachOnce(found: readonly ExpandedFile[]): readonly ExpandedFile[] {
  const files = new Map<string, ExpandedFile>();
  for (const one of found) {
    const place = realPlace(one.file);
    const known = files.get(place) ?? one;
    files.set(place, { file: (isLink(known.file) ? one : known).file, isNamed: known.isNamed || one.isNamed });
  }
  return [...files.values()];
}

/** The files that paths stand for, each once: files, folders, patterns such as `trials/**` + `/*.json`. See {@link expandPath}. */
export function expandPaths(paths: readonly string[], suffix: string): readonly ExpandedFile[] {
  const found = paths.flatMap((path) => {
    refuseOthers(path);
    const files = expandPath(path, suffix);
    // Where it is the only one, the command says that there is nothing to do.
    if (files.length === 0 && paths.length > 1 && lookAt(path) === undefined)
      throw new Stop(`${path}: no ${suffix} file matches this pattern`);
    return files;
  });
  return eachOnce(found);
}
