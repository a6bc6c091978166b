/** The README says what the program prints: every shown output is the true one. `UPDATE_GOLDEN=1` writes them anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, shell } from "./program.js";

const README = join(ROOT, "README.md");

/** A shown output: `<!-- output of: COMMAND -->` (`, lines 1-20` to show a part), then a block of text. */
const SHOWN = /<!-- output of: (.+?)(?:, lines (\d+)-(\d+))? -->\n```text\n([\s\S]*?)```/g;

/** What a command prints on a terminal of 100 columns, both streams as they come in order of stream. */
function outputOf(command: string, from: string | undefined, to: string | undefined): string {
  const { stdout } = shell(`export COLUMNS=100; ${command}`);
  if (from === undefined || to === undefined) return stdout;
  const lines = stdout.split("\n");
  const shown = lines.slice(Number(from) - 1, Number(to)).map((line) => `${line}\n`);
  return `${shown.join("")}${Number(to) < lines.length ? "…\n" : ""}`;
}

test("every output in the README is what its command prints", () => {
  const text = readFileSync(README, "utf8");
  const shown = [...text.matchAll(SHOWN)];
  expect(shown.length).toBeGreaterThanOrEqual(3);
  const truth = text.replace(SHOWN, (whole, command: string, from: string | undefined, to: string | undefined, block: string) =>
    whole.replace(`\`\`\`text\n${block}`, () => `\`\`\`text\n${outputOf(command, from, to)}`),
  );
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(README, truth);
  else expect(text).toBe(truth);
});

test("every command and option of the program stands in the README", () => {
  const text = readFileSync(README, "utf8");
  const commands = ["screen", "explain", "columns", "validate", "test", "show", "fmt", "schema"];
  const missing = commands.flatMap((command) => {
    const help = shell(`trialsieve ${command} --help`).stdout;
    const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option ?? "");
    return [command, ...options].filter((word) => !text.includes(word)).map((word) => `${command}: ${word}`);
  });
  expect(missing).toEqual([]);
});
