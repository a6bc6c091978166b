/** `completion`: what shells complete. bash itself is run; zsh and fish only where they are installed. */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { ROOT, run, scratch, shell } from "./program.js";

const COMMANDS = [
  "screen",
  "explain",
  "columns",
  "compare",
  "validate",
  "test",
  "show",
  "fmt",
  "sql",
  "schema",
  "completion",
  "help",
];
const FORMATS = ["summary", "table", "csv", "tsv", "json", "ndjson", "html", "xlsx"];

const files = scratch();
files.file("list.csv", "");
files.file("two words.csv", "");
mkdirSync(join(files.folder, "lists"));

const script = files.file("completion.bash", run(["completion", "bash"]).stdout);

/** What bash offers as completions of the last word. The words are given as bash splits the line. */
function offered(words: readonly string[]): readonly string[] {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const line = `source ${script}; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}`;
  const { stdout, stderr } = shell(`${line}; _trialsieve; printf '%s\\n' "\${COMPREPLY[@]}"`, files.folder);
  expect(stderr).toBe("");
  return stdout.split("\n").filter((text) => text !== "");
}

describe("bash", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["commands", [""], COMMANDS],
    ["the beginning of a command", ["sc"], ["screen", "schema"]],
    ["options of the program", ["-"], ["--version", "--help"]],
    ["an unknown command", ["scream", ""], []],
    ["choices of an option", ["screen", "list.csv", "--format", ""], FORMATS],
    ["after the short name of an option", ["screen", "list.csv", "-f", "t"], ["table", "tsv"]],
    ["after an equals sign, which bash passes as a separate word", ["screen", "list.csv", "--format", "=", "nd"], ["ndjson"]],
    [
      "after an equals sign, with nothing typed yet",
      ["screen", "list.csv", "--only", "="],
      ["eligible", "ineligible", "undetermined"],
    ],
    ["each command has its own choices", ["validate", "-f", "s"], ["sarif"]],
    [
      "choices of an argument",
      ["schema", ""],
      ["criteria", "dictionary", "column-map", "test", "output", "explain", "compare", "facts"],
    ],
    ["an argument that is already given", ["schema", "test", ""], []],
    ["an option before the argument does not count as it", ["schema", "--dictionary", "d.json", "cr"], ["criteria"]],
    ["the shells", ["completion", ""], ["bash", "zsh", "fish"]],
    ["commands after help", ["help", "sh"], ["show"]],
    ["files", ["screen", ""], ["completion.bash", "list.csv", "lists", "two words.csv"]],
    ["a file name with a space", ["screen", "list.csv", "tw"], ["two words.csv"]],
    ["standard input, then a file", ["screen", "-", "lis"], ["list.csv", "lists"]],
    ["files after an option", ["screen", "list.csv", "-c", "lists", "-o", "li"], ["list.csv", "lists"]],
    ["nothing for an ID, which the shell cannot know", ["explain", "list.csv", ""], []],
    ["nothing for a date", ["screen", "list.csv", "--as-of", ""], []],
    ["files, after an option with an optional value", ["validate", "--explain", "two"], ["two words.csv"]],
    ["options by their beginning", ["screen", "--no-"], ["--no-color", "--no-reasons", "--no-values"]],
    ["not an option that was already given", ["screen", "-f", "csv", "--f"], ["--fail-on", "--facts"]],
    ["not a flag that was already given", ["columns", "-q", "list.csv", "--q"], []],
    ["but options that may be repeated", ["screen", "-c", "lists", "--cr"], ["--criteria"]],
    ["the value of an option is not taken for an option", ["explain", "--id", "--skip", "--sk"], ["--skip"]],
  ])("%s", (_, words, wanted) => {
    expect([...offered(["trialsieve", ...words])].sort()).toEqual([...wanted].sort());
  });

  test.each(COMMANDS)("every option of `%s`", (command) => {
    const help = run([command, "--help"]).stdout;
    const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = ""]) => option);
    expect(options).toContain("--help");
    expect([...offered(["trialsieve", command, "-"])].sort()).toEqual([...options].sort());
  });

  test("the command line given in the script loads it", () => {
    const { stdout } = shell('eval "$(trialsieve completion bash)"; complete -p trialsieve');
    expect(stdout).toBe("complete -o default -F _trialsieve trialsieve\n");
  });
});

describe.each(["zsh", "fish"])("%s", (name) => {
  const { stdout } = run(["completion", name]);
  const { error } = spawnSync(name, ["-c", "true"]);

  test("its script has every command, option and choice", () => {
    const bash = run(["completion", "bash"]).stdout;
    const words = [...bash.matchAll(/words="([^"]+)"/g)].flatMap(([, text = ""]) => text.split(" "));
    expect(words.length).toBeGreaterThan(100);
    // fish writes `-l format` for --format.
    const missing = words.filter((word) => !stdout.includes(name === "fish" ? word.replace(/^--/, "-l ") : word));
    expect(missing).toEqual([]);
  });

  test("quotes are closed on every line, and no text is missing", () => {
    const bare = (line: string): string => line.replace(name === "fish" ? /'(?:[^'\\]|\\.)*'/g : /'[^']*'|\\'/g, "");
    const code = stdout.split("\n").filter((line) => !line.startsWith("#"));
    expect(code.filter((line) => bare(line).includes("'"))).toEqual([]);
    expect(stdout).not.toMatch(/undefined|\[object/);
  });

  test.skipIf(error !== undefined)("the shell accepts the syntax", () => {
    const { status, stderr } = spawnSync(name, ["-n", files.file(`completion.${name}`, stdout)], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });

  test.skipIf(error !== undefined || name === "zsh")("the shell completes an option", () => {
    const asked = files.file("asked.fish", `${stdout}\ncomplete -C 'trialsieve screen list.csv --format '`);
    const answer = spawnSync(name, ["--no-config", asked], { encoding: "utf8" }).stdout;
    expect(answer.split("\n").flatMap((line) => line.split("\t")[0] || [])).toEqual([...FORMATS].sort());
  });
});

test.each([
  ["another shell", ["completion", "tcsh"], "error: 'tcsh' is not a valid <shell>: it is one of bash, zsh, fish"],
  ["no shell", ["completion"], "error: <shell> is missing"],
])("%s", (_, args, says) => {
  const { status, stdout, stderr } = run(args);
  expect([status, stdout, stderr.split("\n")[0]]).toEqual([2, "", says]);
});

test("loads no evaluator, and no package but commander", async () => {
  const { metafile } = await build({
    entryPoints: [join(ROOT, "src/commands/completion.ts")],
    absWorkingDir: ROOT,
    bundle: true,
    platform: "node",
    format: "esm",
    outdir: "dist",
    write: false,
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs).toContain("src/commands/completion.ts");
  expect(
    inputs.filter((path) => /^src\/(language|analysis|evaluate|candidates)\/|node_modules\/(?!commander\/)/.test(path)),
  ).toEqual([]);
});
