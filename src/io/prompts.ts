/** Questions on a terminal. Loaded only if something is asked. */
import type { Readable, Writable } from "node:stream";
import { isCancel, multiselect, select, text } from "@clack/prompts";
import { terminalSafe } from "../text/terminal-text.js";

/** Asks a person. Every answer is undefined if the person stops with Ctrl-C or Esc. */
export interface Prompts {
  /** @returns the number of the choice */
  choose(message: string, choices: readonly string[]): Promise<number | undefined>;
  /** @returns the numbers of the choices; none is an answer, too */
  chooseMany(message: string, choices: readonly string[]): Promise<readonly number[] | undefined>;
  /** @param fault says what is wrong with a text; undefined: nothing */
  type(message: string, fault: (text: string) => string | undefined): Promise<string | undefined>;
}

const MOST_LINES = 12;

/** Asks on a terminal. Texts of a list are shown so that the terminal cannot obey them. */
export function terminalPrompts(input: Readable = process.stdin, output: Writable = process.stdout): Prompts {
  const streams = { input, output };
  const shown = (message: string, choices: readonly string[]) => ({
    ...streams,
    message: safeLines(message),
    options: choices.map((label, value) => ({ value, label: terminalSafe(label) })),
    maxItems: MOST_LINES,
  });
  return {
    async choose(message, choices) {
      const answer = await select(shown(message, choices));
      return isCancel(answer) ? undefined : answer;
    },
    async chooseMany(message, choices) {
      const answer = await multiselect({ ...shown(message, choices), required: false });
      return isCancel(answer) ? undefined : answer;
    },
    async type(message, fault) {
      const answer = await text({ ...streams, message: safeLines(message), validate: (value = "") => fault(value) });
      return isCancel(answer) ? undefined : answer;
    },
  };
}

function safeLines(message: string): string {
  return message.split("\n").map(terminalSafe).join("\n");
}
