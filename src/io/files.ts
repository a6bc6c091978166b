/** Files that paths stand for: a file, the files below a folder, or those that a pattern matches, quoted as it may be for the shell. */
import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { codeOf, describeSystemError, lookAt, Stop, whyUnreadable } from "./streams.js";

/** A file, and whether the user named it or it was found. */
export interface ExpandedFile {
  readonly file: string;
  readonly isNamed: boolean;
}

/** Signs of a pattern: `*`, `?`, `[a-c]`, `{a,b}`. A single bracket is a part of a name. */
const WILDCARD = /[*?]|\[!?[^\]/]+\]|\{[^{}]*,[^{}]*\}/;

/**
 * The files that a path stands for, in order of name. Of folders (with all that is in them) and of patterns only those that end with
 * `suffix`, links to nothing, what is no file at all and folders that cannot be looked into among them: whoever reads them tells. Hidden
 * files and `node_modules` are passed over, and so are links to folders. A path that is not there is given as it is.
 */
export function expandPath(path: string, suffix: string): readonly ExpandedFile[] {
  const found = lookAt(path);
  const isWanted = (file: string): boolean => file.endsWith(suffix);
  if (found?.isDirectory()) return filesBelow(path, isWanted, () => true).map(asFound);
  if (found !== undefined || !WILDCARD.test(path)) return [{ file: path, isNamed: true }];
  const fixed = path.slice(0, path.slice(0, path.search(WILDCARD)).lastIndexOf("/") + 1);
  const root = fixed === "" ? "." : fixed.replace(/(?<=.)\/+$/, "");
  requireFolder(path, root);
  const patterns = alternatives(path).map(patternOf);
  const fits = (file: string): boolean => isWanted(file) && patterns.some(({ file: pattern }) => pattern.test(file));
  return filesBelow(root, fits, (folder) => patterns.some(({ folders }) => folders.test(`${folder}/`))).map(asFound);
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

/**
 * The wanted files below a folder, and the folders that nobody may look into. Links to folders are not followed: they may lead back.
 *
 * @param isEntered whether wanted files may be in a folder; names are held together by `/`
 */
function filesBelow(
  folder: string,
  isWanted: (file: string) => boolean,
  isEntered: (folder: string) => boolean,
): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    describeSystemError(error);
    return [folder];
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return entries.flatMap((entry) => {
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    const path = join(folder, entry.name);
    const name = path.replaceAll("\\", "/");
    if (entry.isDirectory()) return isEntered(name) ? filesBelow(path, isWanted, isEntered) : [];
    return isWanted(name) && !(entry.isSymbolicLink() && lookAt(path)?.isDirectory()) ? [path] : [];
  });
}

/** `a/{b,c}.json` is `a/b.json` and `a/c.json`. */
function alternatives(glob: string): readonly string[] {
  const [braces, inside = ""] = /\{([^{}]*,[^{}]*)\}/.exec(glob) ?? [];
  if (braces === undefined) return [glob];
  return inside.split(",").flatMap((one) => alternatives(glob.replace(braces, () => one)));
}

/** What fits a pattern, and the folders on the way there, which end with `/`. */
interface Pattern {
  readonly file: RegExp;
  readonly folders: RegExp;
}

/** `*` and `?` stay within one name, `[a-c]` is one character (`[!a-c]` any other), `**` is any number of folders. */
function patternOf(glob: string): Pattern {
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
  const way = parts.includes("**") ? [...texts.slice(0, parts.indexOf("**")), ".*"] : texts.slice(0, -1);
  // Any number of its parts, from the first on.
  const folders = way.reduceRight((rest, text) => `(?:${text}${rest})?`, "");
  return { file: new RegExp(`^${texts.join("")}$`, "u"), folders: new RegExp(`^${folders}$`, "u") };
}
