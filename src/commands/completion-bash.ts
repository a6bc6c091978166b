/** The completion script for bash, 3.2 (which macOS has) and newer. */
import type { Program, ProgramCommand, ProgramOption, Value } from "./completion-model.js";

/** The script. Its tables are case patterns of the command and the text before the cursor; the code that uses them is the same for all. */
export function bashCompletion({ name, options, commands }: Program): string {
  const all = commands.map((command) => command.name);
  return `# Completion for bash, made by \`${name} completion bash\`. In ~/.bashrc:
#   eval "$(${name} completion bash)"
_${name}() {
  local IFS=$' \\t\\n' word="\${COMP_WORDS[COMP_CWORD]}" command="" option="" given=" " place=0 words="" files="" before i
  COMPREPLY=()
  ((COMP_CWORD > 1)) && command="\${COMP_WORDS[1]}"
  # bash cuts --format=csv into three words.
  [[ "$word" == "=" ]] && word=""
  for ((i = 2; i < COMP_CWORD; i++)); do
    before="\${COMP_WORDS[i]}"
    [[ "$before" == "=" ]] && continue
    if [[ -n "$option" ]]; then
      option=""
      continue
    fi
    case "$command $before" in
${lines(6, commands.flatMap(givenOptions))}
      *" "-?*) given+="$before " ;;
      *) place=$((place + 1)) ;;
    esac
  done
  case "$command $option" in
${lines(4, commands.flatMap(optionValues))}
    *" "-*) ;;
    *)
      if [[ "$word" == -* ]]; then
        case "$command" in
          "") words="${longNames(options)}" ;;
${lines(
  10,
  commands.map((command) => `${command.name}) words="${longNames(command.options)}" ;;`),
)}
        esac
      else
        case "$command $place" in
          " 0") words="${all.join(" ")}" ;;
${lines(10, commands.flatMap(argumentValues))}
        esac
      fi
      ;;
  esac
  if [[ -n "$files" ]]; then
    # Without compopt bash completes file names by itself.
    type compopt >/dev/null 2>&1 || return 0
    compopt -o filenames 2>/dev/null
    while IFS= read -r before; do COMPREPLY+=("$before"); done < <(compgen -f -- "$word")
    return 0
  fi
  compopt +o default 2>/dev/null
  # An option that was given is not offered again: twice is refused.
  for before in $words; do
    if [[ "$before" == "$word"* && "$given" != *" $before "* ]]; then COMPREPLY+=("$before"); fi
  done
}
complete -o default -F _${name} ${name}
`;
}

const lines = (indent: number, texts: readonly string[]): string => texts.map((text) => " ".repeat(indent) + text).join("\n");

const longNames = (options: readonly ProgramOption[]): string => options.map(longName).join(" ");

const longName = ({ names }: ProgramOption): string => names.at(-1) ?? "";

/** What an option before the cursor expects next. An optional value is completed as an argument is. */
function givenOptions({ name, options }: ProgramCommand): readonly string[] {
  return options.flatMap((option) => {
    const isFollowed = option.value !== undefined && !option.value.mayBeLeftOut;
    if (!isFollowed && option.names.length === 1) return [];
    const long = longName(option);
    const effects = [...(isFollowed ? [`option=${long}`] : []), ...(option.isRepeatable ? [] : [`given+="${long} "`])];
    return [`${option.names.map((text) => `"${name} ${text}"`).join(" | ")}) ${effects.join(" ")} ;;`];
  });
}

function optionValues({ name, options }: ProgramCommand): readonly string[] {
  return options.flatMap((option) => (option.value === undefined ? [] : offered(`"${name} ${longName(option)}"`, option.value)));
}

function argumentValues(command: ProgramCommand): readonly string[] {
  return command.arguments.flatMap((argument, place) =>
    offered(argument.isLast ? `"${command.name} "*` : `"${command.name} ${place}"`, argument),
  );
}

function offered(pattern: string, value: Value): readonly string[] {
  if (value.kind === "words") return [`${pattern}) words="${value.words.join(" ")}" ;;`];
  return value.kind === "file" ? [`${pattern}) files=1 ;;`] : [];
}
