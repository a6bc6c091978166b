/** The completion script for zsh: specifications of `_arguments`, which knows what was given and what may follow. */
import type { Program, ProgramArgument, ProgramCommand, ProgramOption, Value } from "./completion-model.js";

/** The script. It can be sourced, or put into a folder of `fpath`. */
export function zshCompletion({ name, options, commands }: Program): string {
  return `#compdef ${name}
# Completion for zsh, made by \`${name} completion zsh\`. In ~/.zshrc, after compinit:
#   source <(${name} completion zsh)
_${name}() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
${commands.map((command) => `    ${quoted(`${command.name}:${command.description}`)}`).join("\n")}
  )
  _arguments -C \\
${specifications(4, [...options.map(optionSpecification), "'1:command:->command'", "'*:: :->arguments'"])}
  case $state in
    command) _describe -t commands command commands ;;
    arguments)
      case $words[1] in
${commands.map(commandCase).join("\n")}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function commandCase(command: ProgramCommand): string {
  const parts = [...command.options.map(optionSpecification), ...command.arguments.map(argumentSpecification)];
  return `        ${command.name})
          _arguments \\
${specifications(12, parts)}
          ;;`;
}

const specifications = (indent: number, parts: readonly string[]): string =>
  parts.map((part) => " ".repeat(indent) + part).join(" \\\n");

/** Such as `'(-f --format)'{-f+,--format=}'[format of the output]:format:(csv json)'`. */
function optionSpecification({ names, description, value, isRepeatable }: ProgramOption): string {
  const isFollowed = value !== undefined && !value.mayBeLeftOut;
  const written = names.map((name) => (isFollowed ? `${name}${name.startsWith("--") ? "=" : "+"}` : name));
  const what = value === undefined ? "" : `:${value.mayBeLeftOut ? ":" : ""}${value.name}:${action(value)}`;
  const rest = `[${description.replace(/[[\]\\]/g, "\\$&")}]${what}`;
  const start = isRepeatable ? "*" : names.length > 1 ? `(${names.join(" ")})` : "";
  return names.length > 1 ? `${quoted(start)}{${written.join(",")}}${quoted(rest)}` : quoted(start + written.join("") + rest);
}

function argumentSpecification(argument: ProgramArgument, index: number): string {
  return quoted(`${argument.isLast ? "*" : index + 1}:${argument.name}:${action(argument)}`);
}

/** A space offers nothing, but shows what is expected. */
function action(value: Value): string {
  return value.kind === "words" ? `(${value.words.join(" ")})` : value.kind === "file" ? "_files" : " ";
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
