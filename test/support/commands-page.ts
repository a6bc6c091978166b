/** Generates the reference page of the commands, `src/reference/commands.md`, from their definitions. */
import type { Command } from "commander";
import { program } from "../../src/commands/program.js";

const INTRODUCTION = `# Commands

Generated from the program's own definitions; \`trialsieve <command> --help\` prints the same. \`UPDATE_GOLDEN=1 npm test\` regenerates this page.

See [lists-and-maps.md](lists-and-maps.md) for lists, IDs and column maps, and [results.md](results.md) for the output and the exit statuses.
`;

/** The page in Markdown, formatted as the formatter does it. */
export function commandsPage(): string {
  const root = program({ output: {}, finish: () => undefined });
  const names = root.commands.map((command) => `[\`${command.name()}\`](#${command.name()})`);
  return `${INTRODUCTION}\n${names.join(" · ")}\n\n${root.commands.map(section).join("\n")}`;
}

function section(command: Command): string {
  const help = command.createHelp();
  const values = command.registeredArguments.map((argument) => [
    argument.variadic ? `${argument.name()}...` : argument.name(),
    help.argumentDescription(argument),
  ]);
  const options = help.visibleOptions(command).map((option) => [option.flags, help.optionDescription(option)]);
  return [
    `## ${command.name()}\n`,
    `${sentence(command.description())}\n`,
    `\`\`\`text\n${help.commandUsage(command)}\n\`\`\`\n`,
    ...(values.length === 0 ? [] : [table("argument", values)]),
    table("option", options),
    ...examplesOf(command),
  ].join("\n");
}

/** The examples that the help of a command prints at its end. */
function examplesOf(command: Command): readonly string[] {
  let text = "";
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  const examples = [...text.matchAll(/^ {2}\$ (.*)$/gm)].map(([, line = ""]) => line);
  return examples.length === 0 ? [] : [`\`\`\`sh\n${examples.join("\n")}\n\`\`\`\n`];
}

function table(heading: string, rows: readonly (readonly string[])[]): string {
  const cells = [[heading, "meaning"], ...rows.map(([name = "", meaning = ""]) => [`\`${name}\``, meaning])];
  const widths = [0, 1].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], filler: string): string =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width, filler)).join(" | ")} |\n`;
  const [head = [], ...body] = cells;
  return [line(head, " "), line([], "-"), ...body.map((row) => line(row, " "))].join("");
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
