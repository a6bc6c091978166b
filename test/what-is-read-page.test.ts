/** The reference page of what is read is what the tables give. `UPDATE_GOLDEN=1` writes it anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./program.js";
import { whatIsReadPage } from "./support/what-is-read-page.js";

const PAGE = join(ROOT, "src/reference/what-is-read.md");

test("the page of what is read is made from the tables", () => {
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(PAGE, whatIsReadPage());
  expect(readFileSync(PAGE, "utf8")).toBe(whatIsReadPage());
});
