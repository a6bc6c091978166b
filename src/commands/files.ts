/** The files that a command was asked to look at. */
import { extname, resolve } from "node:path";
import { Stop } from "../io.js";
import { type ExpandedFile, expandPath } from "../io-files.js";

/** Endings of lists. No file that criteria are made of has one. */
const LISTS: readonly string[] = [".csv", ".tsv", ".ndjson", ".xlsx"];

/** Stops at what no command takes that reads criteria, their tests, dictionaries or column maps. */
export function refuseOthers(path: string): void {
  if (path === "-")
    throw new Stop("error: criteria, tests, dictionaries and column maps are read from files, not standard input");
  if (LISTS.includes(extname(path).toLowerCase()))
    throw new Stop(
      `${path}: by its ending this is a list of candidates; \`trialsieve screen\` reads it, with criteria given with -c`,
    );
}

/** The files that paths stand for, each once: files, folders, patterns such as `trials/**` + `/*.json`. See {@link expandPath}. */
export function expandPaths(paths: readonly string[], suffix: string): readonly ExpandedFile[] {
  const files = new Map<string, ExpandedFile>();
  for (const path of paths) {
    refuseOthers(path);
    for (const found of expandPath(path, suffix)) {
      const key = resolve(found.file);
      const known = files.get(key);
      // A file that was found and is named as well counts as named.
      if (known === undefined || (found.isNamed && !known.isNamed))
        files.set(key, known === undefined ? found : { ...known, isNamed: true });
    }
  }
  return [...files.values()];
}
