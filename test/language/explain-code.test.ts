/** Every code is explained, and its examples do what they say. */
import { describe, expect, test } from "vitest";
import { DIAGNOSTIC_CODES } from "../../src/diagnostic.js";
import { explainCode, explanationOf } from "../../src/language/explain-code.js";
import { checkFiles } from "../analysis/check-files.js";

/** No text of a file could show these: bytes, what stands beside a file, and a file too large to print. */
const WITHOUT = ["unreadable-file", "not-utf8", "no-test-file", "analysis-too-large"];

describe("explanations", () => {
  test.each(DIAGNOSTIC_CODES)("%s", (code) => {
    const { summary, text, wrong, right } = explanationOf(code);
    expect(summary).toMatch(/^[a-z`].*[^.]$/u);
    expect(text).toMatch(/\.$/u);
    expect(explainCode(code)).toContain(`${code}: ${summary}\n`);
    expect(wrong === undefined && right === undefined).toBe(WITHOUT.includes(code));
    if (wrong === undefined || right === undefined) return;
    expect(checkFiles(wrong.files).map((one) => one.code)).toEqual([code]);
    expect(checkFiles(right.files)).toEqual([]);
    expect(explainCode(code)).toContain("\nWrong:\n  ");
  });
});
