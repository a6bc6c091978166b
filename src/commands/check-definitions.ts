/** The options of `validate` and `test`. */
import { type Command, Option } from "commander";
import { notEmpty, percentage, several, wholeNumber } from "./option-values.js";
import { examples } from "./shared-options.js";

/** Describes the command; what it does is added by the caller. */
export function describeValidate(command: Command): Command {
  return command
    .description("check criteria files, dictionaries, column maps and test files, and whether the criteria make sense together")
    .argument("[files...]", "files, folders or patterns such as 'trials/**/*.json'", several)
    .addOption(
      new Option("-f, --format <format>", "format of the output")
        .choices(["pretty", "concise", "json", "github", "sarif"])
        .default("pretty"),
    )
    .addOption(
      new Option("--disable <codes>", "warnings and notes to leave out, such as missing-source; may be repeated").argParser(
        several,
      ),
    )
    .addOption(new Option("--max-warnings <number>", "exit status 1 if there are more warnings").argParser(wholeNumber))
    .option("--witness", "print a candidate who would be eligible, as a JSON record")
    .option("--declare", "print the fields that the criteria use but that are not declared, as JSON to complete")
    .option("--explain [code]", "explain a code, with a wrong and a right example; without one, list all codes")
    .option("-q, --quiet", "do not print the count at the end")
    .addHelpText(
      "after",
      examples([
        "trialsieve validate criteria/",
        "trialsieve validate trial.json -f json",
        "trialsieve validate criteria/ -f github --max-warnings 0",
        "trialsieve validate trial.json --witness",
        "trialsieve validate trial.json --declare > fields.json",
        "trialsieve validate --explain nobody-eligible",
      ]),
    );
}

/** Describes the command; what it does is added by the caller. */
export function describeTest(command: Command): Command {
  return command
    .description("run the test cases of criteria files")
    .argument("<files...>", "test files (*.test.json), criteria files that have a test file, folders or patterns", several)
    .addOption(new Option("-f, --format <format>", "format of the output").choices(["pretty", "json", "junit"]).default("pretty"))
    .option("--coverage", "list the conditions and limits that no case tests")
    .addOption(new Option("--min-coverage <percent>", "exit status 1 if coverage is lower").argParser(percentage))
    .option("--mutate", "make small changes to the criteria, and list those that no case detects")
    .option(
      "--no-unconfirmed",
      "exit status 1 if the name of a case begins with confirm: (nobody has compared it with the protocol yet)",
    )
    .option(
      "--against <file>",
      "run the cases of an earlier version (its criteria or test file) on these criteria, and list those that expect different results",
      notEmpty,
    )
    .option("--suggest", "print the missing cases as JSON, for a person to confirm; with --mutate also those that detect changes")
    .addHelpText(
      "after",
      examples([
        "trialsieve test criteria/",
        "trialsieve test criteria/ --coverage --mutate",
        "trialsieve test criteria/NCT02843126.test.json --suggest > cases.json",
        "trialsieve test criteria/NCT02843126.json --against signed/NCT02843126.json",
        "trialsieve test 'trials/**/*.test.json' --min-coverage 100 -f junit > tests.xml",
      ]),
    );
}
