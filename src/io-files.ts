/** Files that paths stand for: a file, the files below a folder, or those that a pattern matches, quoted as it may be for the shell. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { codeOf, lookAt, Stop, whyUnreadable } from "./io.js";

/** A file, and whether the user named it or it was found. */
export interface ExpandedFile {
  readonly file: string;
  readonly isNamed: boolean;
}

const WILDCARD = /[*?[{]/;

/**
 * The files that a path stands for, in order of name. Of folders (with all that is in them) and of patterns only those that end with
 * `suffix`, links to nothing and what is no file at all among them: whoever reads them tells. Hidden files and `node_modules` are passed
 * over, and so are links to folders. A path that is not there is given as it is. Throws {@link Stop} for a folder that cannot be read.
 */
export function expandPath(path: string, suffix: string): readonly ExpandedFile[] {
  const found = lookAt(path);
  const isWanted = (file: string): boolean => file.endsWith(suffix);
  if (found?.isDirectory()) return filesBelow(path).filter(isWanted).map(asFound);
  if (found !== undefined || !WILDCARD.test(path)) return [{ file: path, isNamed: true }];
  const parts = path.split("/");
  const fixed = parts
    .slice(
      0,
      parts.findIndex((part) => WILDCARD.test(part)),
    )
    .join("/");
  const root = fixed === "" ? (path.startsWith("/") ? "/" : ".") : fixed;
  requireFolder(path, root);
  const patterns = alternatives(path).map(patternOf);
  return filesBelow(root)
    .filter((file) => patterns.some((pattern) => pattern.test(file.replaceAll("\\", "/"))) && isWanted(file))
    .map(asFound);
}

/**
 * {@link expandPath} for files that a run goes by: of a folder only the `.json` files in itself, so that what lies deeper does not join
 * in.
 */
export function expandShallow(path: string): readonly ExpandedFile[] {
  if (!lookAt(path)?.isDirectory()) return expandPath(path, ".json");
  const names = attempt(path, () => readdirSync(path)).filter((name) => name.endsWith(".json") && !name.startsWith("."));
  return names.sort().map((name) => asFound(join(path, name)));
}

/** Where a pattern begins must be a folder. */
function requireFolder(pattern: string, root: string): void {
  try {
    if (statSync(root).isDirectory()) return;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw new Stop(`${pattern}: ${root} ${whyUnreadable(root, error)}`);
  }
  throw new Stop(`${pattern}: there is no folder ${root}`);
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new Stop(`${path}: ${whyUnreadable(path, error)}`);
  }
}

function asFound(file: string): ExpandedFile {
  return { file, isNamed: false };
}

/** Every file below a folder. Links to folders are not followed: they may lead back. */
function filesBelow(folder: string): readonly string[] {
  const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true })).filter(
    ({ name }) => !name.startsWith(".") && name !== "node_modules",
  );
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isSymbolicLink() && lookAt(path)?.isDirectory() ? [] : [path];
  });
}

/** `a/{b,c}.json` is `a/b.json` and `a/c.json`. */
function alternatives(glob: string): readonly string[] {
  const [braces, inside = ""] = /\{([^{}]*,[^{}]*)\}/.exec(glob) ?? [];
  if (braces === undefined) return [glob];
  return inside.split(",").flatMap((one) => alternatives(glob.replace(braces, () => one)));
}

/** `*` and `?` stay within one name, `[a-c]` is one character (`[!a-c]` any other), `**` is any number of folders. */
function patternOf(glob: string): RegExp {
  const parts = join(glob).replaceAll("\\", "/").split("/");
  const texts = parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    if (part === "**") return isLast ? ".*" : "(?:[^/]+/)*";
    const text = part.replace(/\*+|\?|\[(!?)([^\]]+)\]|[.+^${}()|[\]\\]/g, (found, not: string, set: string | undefined) => {
      if (found.startsWith("*")) return "[^/]*";
      if (found === "?") return "[^/]";
      return set === undefined ? `\\${found}` : `[${not && "^"}${set.replace(/[[\]\\^]/g, "\\$&")}]`;
    });
    return isLast ? text : `${text}/`;
  });
  return new RegExp(`^${texts.join("")}$`, "u");
}
