/** `completion`: prints a script with which a shell completes commands, options, choices and file names. */
import type { Command } from "commander";
import { stdoutSink } from "../io/streams.js";
import { bashCompletion } from "./completion-bash.js";
import { fishCompletion } from "./completion-fish.js";
import { type Program, programOf } from "./completion-model.js";
import { zshCompletion } from "./completion-zsh.js";

const SCRIPTS: Readonly<Record<"bash" | "zsh" | "fish", (program: Program) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Prints the script for a shell, made from the definitions of the commands. @returns the exit status */
export async function completion(shell: keyof typeof SCRIPTS, root: Command): Promise<number> {
  const sink = stdoutSink();
  await sink.write(SCRIPTS[shell](programOf(root)));
  await sink.finish();
  return 0;
}
