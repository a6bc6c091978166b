/** Compares whole outputs with golden files. `UPDATE_GOLDEN=1` rewrites them; changes are read in review. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const FOLDER = fileURLToPath(new URL("golden/", import.meta.url));

/** Expects the text to be the content of the golden file. */
export function expectGolden(text: string, name: string): void {
  const path = FOLDER + name;
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, "utf8"));
}
