/** Paths that files name, resolved beside the file that names them; alike on every platform, and where there is none. */

/** The root of a path: `/`, a drive of Windows, the two slashes before a server. */
const ROOT = /^(?:\\\\|(?:[A-Za-z]:)?[/\\])?/;

/**
 * The path of `name` as seen from the folder of `file`. A backslash separates folders on every platform: taken for a letter where it is
 * none, it would find the dictionary of another folder.
 */
export function beside(file: string, name: string): string {
  if (rootOf(name) !== "") return name;
  const folder = file.slice(0, Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  const root = rootOf(folder);
  const kept: string[] = [];
  for (const [, step = "", separator = ""] of `${folder.slice(root.length)}${name}`.matchAll(/([^/\\]+)([/\\]?)/g)) {
    if (step === ".") continue;
    if (step !== "..") kept.push(`${step}${separator}`);
    else if (kept.length > 0 && !isUp(kept.at(-1))) kept.pop();
    else if (root === "") kept.push(`..${separator}`);
  }
  return root + kept.join("");
}

function rootOf(path: string): string {
  return ROOT.exec(path)?.[0] ?? "";
}

function isUp(step: string | undefined): boolean {
  return step !== undefined && /^\.\.[/\\]?$/.test(step);
}
