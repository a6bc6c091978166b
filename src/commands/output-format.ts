/** Which format an output has: `-f`, and the ending of the file's name. */
import { extname } from "node:path";
import { usageError } from "./usage.js";

/** The ending of a file's name, by which its format is known. */
export function endingOf(file = ""): string {
  return extname(file).toLowerCase();
}

/** The error if `-f` and the ending of the output's name disagree. */
export function twoFormats(format: string, file = ""): string {
  return `-f ${format} and the ending of \`${file}\` name two formats; leave out -f, or give the file another ending`;
}

/** The error if the ending of the output's name is unknown to the command, and there is no `-f`. */
export function unknownEnding(file: string, endings: Iterable<string>): string {
  return `the ending of \`${file}\` does not name a format; use one of ${[...endings].join(", ")}, or name the format with -f`;
}

/**
 * The format that is asked for, or that the ending names; undefined: neither, and there is no file. Throws a `Stop` if they disagree.
 *
 * @param file undefined: standard output
 */
export function formatAsked<T extends string>(
  command: string,
  format: T | undefined,
  file: string | undefined,
  endings: ReadonlyMap<string, T>,
): T | undefined {
  const named = file === undefined ? undefined : endings.get(endingOf(file));
  if (format !== undefined && named !== undefined && named !== format) usageError(command, twoFormats(format, file));
  if (format === undefined && file !== undefined && named === undefined) usageError(command, unknownEnding(file, endings.keys()));
  return format ?? named;
}
