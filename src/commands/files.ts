/** The files that a command was asked to look at. */
import { resolve } from "node:path";
import { type ExpandedFile, expandPath } from "../io-files.js";

/** The files that paths stand for, each once: files, folders, patterns such as `trials/**` + `/*.json`. See {@link expandPath}. */
export function expandPaths(paths: readonly string[], suffix: string): readonly ExpandedFile[] {
  const files = new Map<string, ExpandedFile>();
  for (const path of paths) {
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
