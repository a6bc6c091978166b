import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "../src");
const page = readFileSync(join(src, "README.md"), "utf8");

test("the architecture page has a paragraph for every folder", () => {
  const rooms = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms.filter(({ name }) => !page.includes(`**\`${name}/\`**`))).toEqual([]);
});

test("every file that the page names exists", () => {
  const rooms = new Set(readdirSync(src));
  const named = [...page.matchAll(/`([a-z]+(?:\/[a-z-]*)+)`/g)].map(([, path = ""]) => path);
  const ours = named.filter((path) => rooms.has(path.split("/")[0] ?? ""));
  expect(ours.length).toBeGreaterThan(50);
  expect(ours.filter((path) => !existsSync(join(src, path)) && !existsSync(join(src, `${path}.ts`)))).toEqual([]);
});
