/** The completion script for fish. Where nothing else is said, fish completes file names. */
import type { Program, ProgramCommand, ProgramOption } from "./completion-model.js";

/** The script. The command is always the second word of a line. */
export function fishCompletion({ name, options, commands }: Program): string {
  const complete = `complete -c ${name}`;
  const none = `${complete} -n '__${name}_command'`;
  return `# Completion for fish, made by \`${name} completion fish\`. In ~/.config/fish/config.fish:
#   ${name} completion fish | source
function __${name}_command
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"
end
${[
  ...commands.map((command) => `${none} -f -a ${command.name} -d ${quoted(command.description)}`),
  ...options.map((option) => none + optionWords(option)),
  ...commands.flatMap((command) => commandLines(command, `${complete} -n '__${name}_command ${command.name}'`)),
].join("\n")}
`;
}

function commandLines(command: ProgramCommand, start: string): readonly string[] {
  return [
    ...command.arguments.flatMap((argument) =>
      argument.kind === "words" ? [`${start} -f -a ${quoted(argument.words.join(" "))}`] : [],
    ),
    ...command.options.map((option) => start + optionWords(option)),
  ];
}

function optionWords({ names, description, value }: ProgramOption): string {
  const flags = names.map((name) => (name.startsWith("--") ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`));
  const follows =
    value === undefined || value.mayBeLeftOut
      ? ""
      : value.kind === "file"
        ? " -r -F"
        : value.kind === "words"
          ? ` -x -a ${quoted(value.words.join(" "))}`
          : " -x";
  return `${flags.join("")}${follows} -d ${quoted(description)}`;
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
