/** Runs the built program as a process, as users and scripts do. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { program } from "../src/commands/program.js";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PROGRAM = join(ROOT, "dist/cli.js");
export const TRIAL = "criteria/NCT02843126.json";
export const LIST = "fixtures/candidates.csv";

/** Every command of the program. */
export const COMMANDS: readonly string[] = program({ output: {}, finish: () => undefined }).commands.map((command) =>
  command.name(),
);

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** The environment without variables that affect colours, width and Node's options; tests set these themselves. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { NO_COLOR: _no, FORCE_COLOR: _force, TERM: _term, COLUMNS: _columns, NODE_OPTIONS: _options, ...rest } = process.env;
  return rest;
}

/** Runs the program until it ends. Relative paths are from the project's folder. */
export function run(args: readonly string[], { input = "", env = {}, cwd = ROOT }: RunOptions = {}): Outcome {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd,
    input,
    env: { ...bareEnvironment(), ...env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Runs a shell command in which `trialsieve` is the program. */
export function shell(line: string, cwd = ROOT): Outcome {
  const script = `trialsieve() { "${process.execPath}" "${PROGRAM}" "$@"; }; ${line}`;
  const { status, stdout, stderr, error } = spawnSync("bash", ["-c", script], {
    cwd,
    encoding: "utf8",
    env: bareEnvironment(),
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** A temporary folder that is removed after the tests, and a function that writes files there. */
export function scratch(): { readonly folder: string; readonly file: (name: string, content: string | Uint8Array) => string } {
  const folder = mkdtempSync(join(tmpdir(), "trialsieve-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    file: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

/** The lines of a text. For CSV only where no cell contains a line break. */
export function lines(text: string): readonly string[] {
  return text.replace(/\n$/, "").split("\n");
}
