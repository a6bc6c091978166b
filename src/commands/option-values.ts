/** Checks of the values of options and arguments. */
import { type Command, InvalidArgumentError, type Option } from "commander";
import { OUTPUT_DELIMITERS, type OutputDelimiter } from "../report/spreadsheet.js";

/** Collects the values of an option that may be repeated. */
export function several(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, notEmpty(value)];
}

/** Whether an option may be given more than once. */
export function isRepeatable(option: Option): boolean {
  return option.parseArg === several;
}

/** A name that is not empty, as an unset variable of the shell would be. */
export function notEmpty(value: string): string {
  if (value === "") throw new InvalidArgumentError("It is empty.");
  return value;
}

/** The delimiter of a csv. */
export function outputDelimiter(value: string): OutputDelimiter {
  const found = OUTPUT_DELIMITERS.find((one) => one === (value === "tab" ? "\t" : value));
  if (found === undefined) throw new InvalidArgumentError("It takes a comma, `;`, `|` or `tab`.");
  return found;
}

/** A number of rows. */
export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("It takes a whole number.");
  return Number(value);
}

/** A share of all. */
export function percentage(value: string): number {
  if (!/^\d{1,3}(?:\.\d{1,6})?$/.test(value) || Number(value) > 100)
    throw new InvalidArgumentError("It takes a number from 0 to 100.");
  return Number(value);
}

/** A number from 1. */
export function countOf(most: number): (value: string) => number {
  return (value) => {
    const count = /^\d{1,12}$/.test(value) ? Number(value) : 0;
    if (count < 1 || count > most) throw new InvalidArgumentError(`It takes a whole number from 1 to ${most}.`);
    return count;
  };
}

/** Refuses a second value: the last would win, and the first would be silently ignored. */
export function refuseTwice(command: Command): void {
  for (const option of command.options) {
    if (option.isBoolean() || option.negate || isRepeatable(option)) continue;
    let times = 0;
    command.on(`option:${option.name()}`, () => {
      times += 1;
      if (times > 1) command.error(`error: ${option.long} is given twice`);
    });
  }
}
