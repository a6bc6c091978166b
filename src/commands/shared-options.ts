/** Options that several commands have, and the examples below their help. */
import { type Command, Option } from "commander";
import { INPUT_FORMATS } from "../sources/input-head.js";
import { countOf, notEmpty, several, wholeNumber } from "./option-values.js";

/** The criteria. @param isMandatory false: the command finds out itself whether they are missing */
export function withCriteria(command: Command, isMandatory = true): Command {
  const option = new Option("-c, --criteria <file or folder>", "criteria file, folder or quoted pattern; may be repeated");
  return command.addOption(option.argParser(several).makeOptionMandatory(isMandatory));
}

/** How a list is read. */
export function withInput(command: Command): Command {
  return command
    .option("--as-of <date>", "the date on which candidates are screened, such as 2026-01-15; required if criteria measure time")
    .addOption(
      new Option(
        "--id <heading>",
        "the column (or JSON key) of the candidate ID; repeat it for an ID made of several columns; `none`: every row is a different person",
      ).argParser(several),
    )
    .addOption(
      new Option("--input-format <format>", "format of the candidate files; default: from the file ending").choices(
        INPUT_FORMATS,
      ),
    )
    .option("--columns <map>", "a column map, for what headings do not say", notEmpty)
    .option("--encoding <label>", "encoding of the candidate files, such as windows-1252 or gb18030; default: UTF-8")
    .addOption(new Option("--skip <rows>", "number of rows to skip above the headings of a table").argParser(wholeNumber))
    .option("--sheet <sheet>", "the sheet of a workbook, by name or number, if there are several to choose from", notEmpty)
    .option("--delimiter <character>", "the character between the cells of a table; `tab` for a tab")
    .option("--assume-unique-ids", "read the files only once; of duplicate IDs, only the later ones are reported")
    .addOption(new Option("--max-record-bytes <n>", "size limit of a record; default: 67108864").argParser(countOf(1 << 28)))
    .addOption(
      new Option("--max-held-bytes <n>", "size limit of standard input held in memory; default: 536870912").argParser(
        countOf(2 ** 36),
      ),
    );
}

/** Colour. */
export function withColor(command: Command): Command {
  return command.option("--color", "always use colour").option("--no-color", "never use colour");
}

/** The text below the help of a command. */
export const examples = (lines: readonly string[]): string => `\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join("")}`;
