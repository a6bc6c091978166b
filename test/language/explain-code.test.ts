/** Every code is explained, and its examples are right. */
import { describe, expect, test } from "vitest";
import { DIAGNOSTIC_CODES } from "../../src/diagnostics/diagnostic.js";
import { explainCode, explanationOf, summaryOf } from "../../src/language/docs/explain-code.js";
import { checkFiles } from "../analysis/check-files.js";

/** Codes that no example can show: about bytes, a missing file, or a file too large to print. */
const WITHOUT = ["unreadable-file", "not-utf8", "no-test-file", "analysis-too-large"];

describe("explanations", () => {
  test.each(DIAGNOSTIC_CODES)("%s", (code) => {
    const { summary, text, wrong, right } = explanationOf(code);
    expect(summaryOf(code)).toBe(summary);
    expect(summary).toMatch(/^[a-z`].*[^.]$/u);
    expect(text).toMatch(/\.$/u);
    expect(explainCode(code)).toContain(`${code}: ${summary}\n`);
    expect(wrong === undefined && right === undefined).toBe(WITHOUT.includes(code));
    if (wrong === undefined || right === undefined) return;
    expect(checkFiles(wrong.files).map((one) => one.code)).toEqual([code]);
    expect(checkFiles(right.files)).toEqual([]);
    expect(explainCode(code)).toContain("\nWrong:\n  ");
  });

  test("as text: indented examples below each other", () =>
    expect(explainCode("wrong-unit")).toBe(`wrong-unit: a unit cannot be converted to the field's own

Units are converted only within a kind: a count is never compared with a mass.

Wrong:
  { "field": "platelets", "op": ">=", "value": 80, "unit": "g/L" }

Right:
  { "field": "platelets", "op": ">=", "value": 80, "unit": "10*9/L" }
`));

  test("an example with several lines, and one without any", () => {
    const right = explanationOf("empty-file").right?.shown ?? "";
    expect(right).toMatch(/^\{\n {2}"trial".*\n\}\n$/s);
    const lines = right.split("\n").slice(0, -1);
    expect(explainCode("empty-file")).toBe(`empty-file: a file is empty

A criteria file has at least a trial and one criterion.

Wrong:
  (nothing)

Right:
${lines.map((line) => `  ${line}`).join("\n")}
`);
  });

  test("a code without examples", () =>
    expect(explainCode("unreadable-file")).toBe(`unreadable-file: a file cannot be read

It does not exist, is not a regular file (a folder, a device, a pipe), is a link that leads out of its folder, or may not be read. The message says which.
`));

  test("an example that is too long is not printed", () =>
    expect(explainCode("json-depth")).toContain(`\nWrong:\n  ${"[".repeat(600)}…\n\nRight:\n  {`));
});
