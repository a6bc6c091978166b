/** The page on the library: every example runs, and prints the output below it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { ROOT, shell } from "../program.js";

const page = readFileSync(join(ROOT, "src/reference/library.md"), "utf8");
const examples = [...page.matchAll(/```js\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)].map(([, code = "", out = ""]) => [
  code,
  out,
]);

test("every example has its output", () => {
  expect(examples.length).toBeGreaterThanOrEqual(3);
  expect(page.match(/```js/g)).toHaveLength(examples.length);
});

test.each(examples)("%s", (code, out) => {
  const example = code.replace('"trialsieve"', '"./dist/index.js"');
  const { stdout, stderr } = shell(`node --input-type=module <<'END'\n${example}END\n`);
  expect([stderr, stdout]).toEqual(["", out]);
});

describe("the page mentions", () => {
  const names = Object.entries(library).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
  test.each(names)("%s", (name) => expect(page).toContain(`\`${name}`));
});
