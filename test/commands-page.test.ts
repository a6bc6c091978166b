/** The reference page of the commands is what their definitions give. `UPDATE_GOLDEN=1` writes it anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./program.js";
import { commandsPage } from "./support/commands-page.js";

const PAGE = join(ROOT, "src/reference/commands.md");

test("the page of the commands is made from their definitions", () => {
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(PAGE, commandsPage());
  expect(readFileSync(PAGE, "utf8")).toBe(commandsPage());
});
