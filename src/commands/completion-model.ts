/** The definitions of the commands, reduced to what shells complete. */
import type { Argument, Command, Option } from "commander";
import { isRepeatable } from "./option-values.js";

/** What one place of a command line takes: one of some words, the name of a file, or a text that no shell can know. */
export type Value = { readonly kind: "words"; readonly words: readonly string[] } | { readonly kind: "file" | "text" };

/** An option. */
export interface ProgramOption {
  /** The short name, if there is one, and the long one: `-f` and `--format`. */
  readonly names: readonly string[];
  readonly description: string;
  /** What follows it; undefined if nothing does. */
  readonly value: (Value & { readonly name: string; readonly mayBeLeftOut: boolean }) | undefined;
  readonly isRepeatable: boolean;
}

/** An argument. */
export type ProgramArgument = Value & {
  readonly name: string;
  /** Whether all arguments that follow are of this kind, too. */
  readonly isLast: boolean;
};

/** A command. */
export interface ProgramCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly ProgramOption[];
  readonly arguments: readonly ProgramArgument[];
}

/** The program: its own options, and its commands. */
export interface Program {
  readonly name: string;
  readonly options: readonly ProgramOption[];
  readonly commands: readonly ProgramCommand[];
}

/** The text between the brackets of a definition, and whether it is the name of a file. */
const IS_FILE: Readonly<Record<string, boolean>> = {
  before: true,
  after: true,
  candidates: true,
  criteria: true,
  file: true,
  "file or folder": true,
  files: true,
  folder: true,
  map: true,
  character: false,
  code: false,
  codes: false,
  date: false,
  label: false,
  heading: false,
  headings: false,
  ids: false,
  n: false,
  name: false,
  number: false,
  percent: false,
  rows: false,
  sheet: false,
  "verdict or criterion": false,
};

const HELP: ProgramOption = { names: ["-h", "--help"], description: "print this help", value: undefined, isRepeatable: false };

/** What shells complete. Throws if a definition has a placeholder that this file does not know. */
export function programOf(root: Command): Program {
  const names = root.commands.map((command) => command.name());
  return { name: root.name(), options: optionsOf(root), commands: root.commands.map((command) => commandOf(command, names)) };
}

function commandOf(command: Command, commands: readonly string[]): ProgramCommand {
  return {
    name: command.name(),
    description: command.description(),
    options: optionsOf(command),
    arguments: command.registeredArguments.map((argument) => argumentOf(argument, commands)),
  };
}

function optionsOf(command: Command): readonly ProgramOption[] {
  return [...command.options.map(optionOf), HELP];
}

function optionOf(option: Option): ProgramOption {
  const { short, long, flags, description, argChoices, optional } = option;
  const [, name] = /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(flags) ?? [];
  return {
    names: [short, long].filter((text) => text !== undefined),
    description,
    value: name === undefined ? undefined : { name, mayBeLeftOut: optional, ...standsFor(name, argChoices) },
    isRepeatable: isRepeatable(option),
  };
}

function argumentOf(argument: Argument, commands: readonly string[]): ProgramArgument {
  const name = argument.name();
  return { name, isLast: argument.variadic, ...standsFor(name, name === "command" ? commands : argument.argChoices) };
}

function standsFor(name: string, choices: readonly string[] | undefined): Value {
  if (choices !== undefined) return { kind: "words", words: choices };
  const isFile = IS_FILE[name];
  if (isFile === undefined) throw new Error(`say whether <${name}> is the name of a file`);
  return { kind: isFile ? "file" : "text" };
}
