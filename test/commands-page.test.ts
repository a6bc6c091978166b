/** The reference page of the commands is generated from their definitions. `UPDATE_GOLDEN=1` rewrites it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./program.js";
import { commandsPage } from "./support/commands-page.js";

const PAGE = join(ROOT, "src/reference/commands.md");

test("the page of the commands is up to date", () => {
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(PAGE, commandsPage());
  expect(readFileSync(PAGE, "utf8")).toBe(commandsPage());
});
