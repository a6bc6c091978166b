/** Whole outputs as files. `UPDATE_GOLDEN=1` writes them anew; the change is then read in review. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const FOLDER = fileURLToPath(new URL("golden/", import.meta.url));

/** Expects the text to be what the golden file holds. */
export function expectGolden(text: string, name: string): void {
  const path = FOLDER + name;
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, "utf8"));
}
