/** Rewords commander's messages about wrong usage like all other messages. */
import { terminalSafe } from "../text/terminal-text.js";

const OPTION = "'(?:-\\w, )?(-[-\\w]+)(?: [^']*)?'";

const WORDS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^error: required option ${OPTION} not specified`), "error: $1 is missing"],
  [/^error: missing required argument '([^']*)'/, "error: <$1> is missing"],
  [/^error: option '(?:-\w, )?(-[-\w]+) (<[^>]*>)' argument missing/, "error: $1 needs a value: $2"],
  [/^error: command-argument value ('.*') is invalid for argument '([^']*)'\. /s, "error: $1 is not a valid <$2>: "],
  [new RegExp(`^error: option ${OPTION} argument ('.*') is invalid\\. `, "s"), "error: $1 does not take $2: "],
];

/** Commander's error, and its suggestion, which is on a line of its own. */
const SUGGESTION = /\n\(Did you mean [^\n]*\)\n?$/;

/** An error of commander's in plain words; one that is not known stays as it is. What the user typed does not make new lines. */
export function usageWords(text: string): string {
  const [suggestion = ""] = SUGGESTION.exec(text) ?? [];
  return terminalSafe(plainWords(text.slice(0, text.length - suggestion.length).replace(/\n$/, ""))) + suggestion;
}

function plainWords(text: string): string {
  const [pattern, words = ""] = WORDS.find(([known]) => known.test(text)) ?? [];
  const said = pattern === undefined ? text : text.replace(pattern, words);
  return said
    .replace(": Allowed choices are ", ": it is one of ")
    .replace(": It ", ": it ")
    .replace(/\.(?=\s*$)/, "");
}
