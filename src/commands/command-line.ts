/** Command lines: for the record of a run, and to be pasted. */

/** Options that take no value, and options that do not affect the output. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["reasons", "--no-reasons"],
  ["values", "--no-values"],
]);
const NOT_OF_THE_OUTPUT = new Set(["manifest", "jobs", "quiet", "color"]);

/** The command line of `screen` with these options, without the program's name. */
export function screenArguments(candidates: readonly string[], options: object): readonly string[] {
  return commandArguments("screen", candidates, options);
}

/** The command line of a command about candidates with these options, without the program's name. */
export function commandArguments(command: string, candidates: readonly string[], options: object): readonly string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(options)) {
    if (NOT_OF_THE_OUTPUT.has(name) || value === undefined) continue;
    const negative = SPELLINGS.get(name);
    if (negative !== undefined) {
      if (value === false) found.push(negative);
      continue;
    }
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) found.push(...(one === true ? [option] : [option, String(one)]));
  }
  const files = candidates.some((file) => file.startsWith("-") && file !== "-") ? ["--", ...candidates] : candidates;
  return [command, ...found, ...files];
}

/** Words that need no quotes in a shell. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** A command line for a shell, with every word quoted that needs it. */
export function shellLine(words: readonly string[]): string {
  return words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}
