/**
 * fixtures/errors/<code>/: broken files, and the exact output. UPDATE_GOLDEN=1 rewrites expected.txt; the difference is read in
 * review.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHECK_CODES, DIAGNOSTIC_CODES } from "../../src/diagnostics/diagnostic.js";
import { printDiagnostic } from "../../src/diagnostics/pretty.js";
import { loadTrials, type Source } from "../../src/language/load/load.js";

const ROOT = "fixtures/errors";
/** Errors in bytes instead of texts, and errors of test files, which other tests cover. */
const ELSEWHERE: readonly string[] = ["unreadable-file", "not-utf8", "criteria-not-found", "unknown-criterion", ...CHECK_CODES];

const same = (text: string): string => text;
const paint = { strong: same, dim: same, severity: same };

function read(folder: string, name: string): Source | undefined {
  const path = join(ROOT, folder, name);
  return existsSync(path) ? { file: name, text: readFileSync(path, "utf8") } : undefined;
}

test("every code has a folder, and every folder a code", () => {
  const expected = DIAGNOSTIC_CODES.filter((code) => !ELSEWHERE.includes(code));
  expect(readdirSync(ROOT).sort()).toEqual([...expected].sort());
});

describe("what is printed", () => {
  test.each(readdirSync(ROOT))("%s", (code) => {
    const names = readdirSync(join(ROOT, code)).filter((name) => name.startsWith("criteria"));
    const criteria = names.sort().flatMap((name) => read(code, name) ?? []);
    const { trials, dictionaries, diagnostics } = loadTrials(criteria, (file) => read(code, file));
    const texts = new Map([...criteria, ...dictionaries].map(({ file, text }) => [file, text]));
    const printed = `${diagnostics.map((one) => printDiagnostic(one, texts.get(one.at.file), paint)).join("\n\n")}\n`;
    expect(diagnostics.map((one) => one.code)).toEqual([code]); // one mistake, one diagnostic
    expect(trials.length).toBe(criteria.length - 1);
    const golden = join(ROOT, code, "expected.txt");
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, printed);
    expect(printed).toBe(readFileSync(golden, "utf8"));
  });
});
