/** The reference page on what is read is generated from the tables. `UPDATE_GOLDEN=1` rewrites it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./program.js";
import { whatIsReadPage } from "./support/what-is-read-page.js";

const PAGE = join(ROOT, "src/reference/what-is-read.md");

test("the page on what is read is up to date", () => {
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(PAGE, whatIsReadPage());
  expect(readFileSync(PAGE, "utf8")).toBe(whatIsReadPage());
});
