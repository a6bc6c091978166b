/** Errors in the use of options: one line, status 2. */
import { Stop } from "../io/streams.js";
import { formatDay, parseIsoDay } from "../values/date/date.js";

/** Throws a {@link Stop} that points to the help of a command. */
export function usageError(command: string, message: string): never {
  throw new Stop(`error: ${message}`, `try: trialsieve ${command} --help`);
}

/** The day that `--as-of` names, in days since 1970-01-01; undefined if the option is not given. */
export function asOfDay(command: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const day = parseIsoDay(text);
  if (day === undefined) usageError(command, `--as-of takes a date such as 2026-01-15, not \`${text}\``);
  return day;
}

/**
 * The as-of date that a run needs. Criteria that measure time need one; it is never taken from the clock, so that the same command
 * gives the same output on every day.
 */
export function neededAsOf(command: string, given: number | undefined, criteria: readonly string[]): number | undefined {
  if (given !== undefined || criteria.length === 0) return given;
  const named = criteria.slice(0, 3).join(", ") + (criteria.length > 3 ? ", …" : "");
  return usageError(command, `${named} depend${criteria.length === 1 ? "s" : ""} on the date; give it with --as-of YYYY-MM-DD`);
}

/** An as-of date as outputs print it. */
export function asOfText(day: number | undefined): string | null {
  return day === undefined ? null : formatDay(day);
}
