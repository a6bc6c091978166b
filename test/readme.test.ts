/** The README is correct: every output that it shows is what the program prints. `UPDATE_GOLDEN=1` rewrites them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS, ROOT, scratch, shell } from "./program.js";

const README = join(ROOT, "README.md");

/** A page of the reference. */
const reference = (page: string): string => readFileSync(join(ROOT, "src/reference", page), "utf8");

/** An example output: `<!-- output of: COMMAND -->` (`, lines 1-20` for a part of it), then a block of text. */
const SHOWN = /<!-- output of: (.+?)(?:, lines (\d+)-(\d+))? -->\n```text\n([\s\S]*?)```/g;

/** What a command writes to standard output on a terminal of 100 columns, or the given lines of it. */
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

test("every command in the README for the example ward succeeds", () => {
  const text = readFileSync(README, "utf8");
  const lines = text.split("\n").flatMap((line) => /^npx (trialsieve .*?)(?: +#.*)?$/.exec(line)?.[1] ?? []);
  const { folder } = scratch();
  const inFolder = (line: string): string =>
    line.replace(/(?:week-\d|report)\.(?:json|html|xlsx)/g, (name) => join(folder, name));
  expect(lines.length).toBeGreaterThanOrEqual(7);
  expect(lines.map((line) => [line, shell(inFolder(line)).status])).toEqual(lines.map((line) => [line, 0]));
});

test("the first command of the README gives an answer, with at most five notes", () => {
  const [, command = ""] = /^npm ci && npx (trialsieve .*)$/m.exec(readFileSync(README, "utf8")) ?? [];
  const { status, stdout, stderr } = shell(`${command} -f summary`);
  expect({ status, answer: stdout.includes("Approach") }).toEqual({ status: 0, answer: true });
  expect(stderr.split("\n").filter((line) => /: (?:note|warning|problem): /.test(line)).length).toBeLessThanOrEqual(5);
});

test("the README has at most 180 lines", () => {
  expect(readFileSync(README, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(180);
});

test("commands and their options are on the page of commands", () => {
  const text = reference("commands.md");
  const missing = COMMANDS.flatMap((command) => {
    const help = shell(`trialsieve ${command} --help`).stdout;
    const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option ?? "");
    return [command, ...options].filter((word) => !text.includes(word)).map((word) => `${command}: ${word}`);
  });
  expect(missing).toEqual([]);
});

test("the steps of the CI recipe succeed with the shipped criteria", () => {
  const [, recipe = ""] = /```sh\n([\s\S]*?)```/.exec(reference("ci.md")) ?? [];
  const steps = recipe.split("\n").flatMap((line) => /^npx (trialsieve .*)$/.exec(line)?.[1] ?? []);
  expect(steps.length).toBeGreaterThanOrEqual(3);
  expect(steps.map((step) => [step, shell(step).status])).toEqual(steps.map((step) => [step, 0]));
});

test("the package contains the README, the criteria and the reference", () => {
  const { files }: { files: readonly string[] } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(files).toEqual(expect.arrayContaining(["README.md", "criteria", "src/reference"]));
});

describe("the page for authors", () => {
  const page = readFileSync(join(ROOT, "criteria/README.md"), "utf8");
  const blocks = [...page.matchAll(/^( *)```json\n([\s\S]*?)```/gm)].map(([, , block = ""]) => block);
  const { folder, file } = scratch();
  file("dictionary.json", readFileSync(join(ROOT, "criteria/dictionary.json")));

  test("the template is a valid file, and its first candidate can be explained", () => {
    file("NCT00000000.json", blocks[0] ?? "");
    const [, list = ""] = /```csv\n([\s\S]*?)```/.exec(page) ?? [];
    file("list.csv", list.replace(/^ +/gm, ""));
    expect(shell("trialsieve validate NCT00000000.json --max-warnings 0", folder).status).toBe(0);
    expect(shell("trialsieve explain list.csv P001 -c NCT00000000.json", folder).stdout).toContain("eligible");
  });

  const conditions = blocks
    .slice(1)
    .flatMap((block) => block.split(/\n(?=\{)/))
    .filter((text) => /^\{ "(?:field|any)"/.test(text));

  test.each(conditions)("condition %s", (text) => {
    const criterion = { id: "I1", label: "l", source: "s", condition: JSON.parse(text) };
    const trial = {
      trial: { id: "T1", title: "t", source: "s" },
      dictionary: "dictionary.json",
      inclusion: [criterion],
      notEvaluated: [{ label: "l" }],
    };
    file("one.json", JSON.stringify(trial));
    const { status, stdout } = shell("trialsieve validate one.json --max-warnings 0", folder);
    expect(stdout).toContain("0 errors, 0 warnings");
    expect(status).toBe(0);
  });

  test("the page has conditions", () => expect(conditions.length).toBeGreaterThanOrEqual(11));
});
