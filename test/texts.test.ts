/** The project's own files: what lies at the top level, and that texts are only about the project. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { version } from "../src/version.js";

const root = join(import.meta.dirname, "..");

/** Everything at the top level, except dotfiles and files that are not committed. */
const TOP_LEVEL = [
  "LICENSE",
  "README.md",
  "criteria",
  "fixtures",
  "package-lock.json",
  "package.json",
  "src",
  "test",
  "tsconfig.json",
];
const NOT_COMMITTED = ["node_modules", "dist", "coverage", ".git"];

const TEXT = /\.(ts|mjs|cjs|jsonc?|md|csv|tsv|ndjson|txt|ya?ml|sh)$/;

/** What must not be in the project's texts. This file is exempt, as it names them. */
const FOREIGN: readonly (readonly [string, RegExp])[] = [
  ["a machine's path", /(?<![\w.])\/(work|tmp|home|root|Users|mnt)\//],
  ["a package registry", /registry\.npm|registry\.yarn|npmjs\.org|artifactory|verdaccio/],
  ["a file that is not here", /\bDESIGN\b|\b(LAYOUT|STYLE)\.md|\.\.\/shared\//],
  ["a merge conflict", /^(<{7}|>{7}) /m],
];

function files(folder = ""): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (NOT_COMMITTED.includes(entry.name)) return []; // at any level, because test/bench and others have packages of their own
    if (entry.isDirectory()) return files(path);
    return TEXT.test(entry.name) || !entry.name.includes(".", 1) ? [path] : [];
  });
}

test("texts are only about the project", () => {
  const paths = files().filter((path) => path !== "test/texts.test.ts");
  expect(paths).toContain("package.json");
  const found = paths.flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return FOREIGN.flatMap(([what, pattern]) => {
      const match = pattern.exec(text);
      return match === null ? [] : [`${path}:${text.slice(0, match.index).split("\n").length}: ${what}: ${match[0]}`];
    });
  });
  expect(found).toEqual([]);
});

test("the top level has no other files", () => {
  const names = readdirSync(root).filter((name) => !/^\.|\.(tgz|log)$/.test(name) && !NOT_COMMITTED.includes(name));
  expect(names.filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
});

test("the lock file does not name a registry", () => {
  expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toContain('"resolved"');
});

/** If a registry lacks a package for another platform, npm writes no entry for it, and `npm ci` refuses the lock file. */
test("the lock file knows the packages of every platform", () => {
  const lock: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
    readFileSync(join(root, "package-lock.json"), "utf8"),
  );
  const names = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(names).not.toEqual([]);
  expect(names.filter((name) => !(`node_modules/${name}` in lock.packages))).toEqual([]);
});

test("the version is that of package.json", () => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(manifest).toMatchObject({ version });
});
