/** The project's own files: what lies at the top level, and that texts speak of the project and of nothing else. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { version } from "../src/version.js";

const root = join(import.meta.dirname, "..");

/** Beside these only dotfiles, and what is not committed. */
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

/** What the project's texts do not speak of. This file does, so it is left out. */
const FOREIGN: readonly (readonly [string, RegExp])[] = [
  ["a machine's path", /(?<![\w.])\/(work|tmp|home|root|Users|mnt)\//],
  ["a package registry", /registry\.npm|registry\.yarn|npmjs\.org|artifactory|verdaccio/],
  ["a file that is not here", /\bDESIGN\b|\b(LAYOUT|STYLE)\.md|\.\.\/shared\//],
  ["a merge conflict", /^(<{7}|>{7}) /m],
];

function files(folder = ""): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (NOT_COMMITTED.includes(entry.name)) return []; // in any folder: what measures the project has packages of its own
    if (entry.isDirectory()) return files(path);
    return TEXT.test(entry.name) || !entry.name.includes(".", 1) ? [path] : [];
  });
}

test("texts speak of the project only", () => {
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

test("the top level holds what it should", () => {
  const names = readdirSync(root).filter((name) => !/^\.|\.(tgz|log)$/.test(name) && !NOT_COMMITTED.includes(name));
  expect(names.filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
});

test("the lock file names no host", () => {
  expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toContain('"resolved"');
});

/** Where a registry lacks a package of another platform, npm writes no entry for it, and `npm ci` refuses the lock file. */
test("the lock file knows the packages of every platform", () => {
  const lock: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
    readFileSync(join(root, "package-lock.json"), "utf8"),
  );
  const names = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(names).not.toEqual([]);
  expect(names.filter((name) => !(`node_modules/${name}` in lock.packages))).toEqual([]);
});

test("the version is the package's", () => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(manifest).toMatchObject({ version });
});
