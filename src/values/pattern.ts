/**
 * Makes a pattern from several lines, for words in many languages: line ends and indentation are not part of it, nor is what follows
 * ` // ` on a line. A space at the end of a line is written `[ ]`. Throws where the pattern is none.
 */
export function pattern(flags: string): (lines: TemplateStringsArray) => RegExp {
  return ({ raw }) => new RegExp((raw[0] ?? "").replace(/ \/\/ .*$/gm, "").replace(/\s*\n\s*/g, ""), flags);
}
