/**
 * fixtures/checks/<code>/ has files with one mistake each (`wrong-…`), and similar files without it (`right-…`). UPDATE_GOLDEN=1
 * rewrites expected.txt, the output for the wrong ones; the difference is read in review.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHECK_CODES } from "../../src/diagnostics/diagnostic.js";
import { printDiagnostic } from "../../src/diagnostics/pretty.js";
import { checkFiles } from "./check-files.js";

const ROOT = "fixtures/checks";
/** Codes that other tests cover: for a file too large for a fixture, and for a missing file. */
const ELSEWHERE: readonly string[] = ["analysis-too-large", "no-test-file"];
const DICTIONARY = readFileSync(join(ROOT, "dictionary.json"), "utf8");

const same = (text: string): string => text;
const paint = { strong: same, dim: same, severity: same };
const codes = readdirSync(ROOT).filter((name) => name !== "dictionary.json");
const cases = codes.flatMap((code) =>
  readdirSync(join(ROOT, code))
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ code, name, text: readFileSync(join(ROOT, code, name), "utf8") })),
);

test("every check has a folder with a wrong and a right file", () => {
  expect(codes.sort()).toEqual(CHECK_CODES.filter((code) => !ELSEWHERE.includes(code)).sort());
  for (const code of codes) {
    const names = cases.filter((one) => one.code === code).map(({ name }) => name.split("-")[0]);
    expect(new Set(names), code).toEqual(new Set(["wrong", "right"]));
  }
});

describe("a mistake gives one diagnostic; the corrected file gives none", () => {
  test.each(cases)("$code/$name", ({ code, name, text }) => {
    const found = checkFiles({ [name]: text, "dictionary.json": DICTIONARY });
    expect(found.map((one) => `${one.code}: ${one.message}`)).toHaveLength(name.startsWith("wrong") ? 1 : 0);
    for (const one of found) expect(one.code).toBe(code);
  });
});

describe("what is printed", () => {
  test.each(codes)("%s", (code) => {
    const printed = cases
      .filter((one) => one.code === code)
      .flatMap(({ name, text }) =>
        checkFiles({ [name]: text, "dictionary.json": DICTIONARY }).map((one) => `${printDiagnostic(one, text, paint)}\n`),
      )
      .join("\n");
    const golden = join(ROOT, code, "expected.txt");
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, printed);
    expect(printed).toBe(readFileSync(golden, "utf8"));
  });
});
