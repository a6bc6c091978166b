/** The commands of the program with their arguments and options, as its help, its reference and its completion scripts show them. */

import { Command, Option, type OutputConfiguration } from "commander";
import { FORMATS, LAYOUTS } from "../report/reporter.js";
import { INPUT_FORMATS } from "../sources/input-head.js";
import { version } from "../version.js";
import { countOf, isRepeatable, notEmpty, percentage, several, wholeNumber } from "./option-values.js";

const ELIGIBILITIES = ["eligible", "ineligible", "undetermined"];
const SCHEMAS = ["criteria", "dictionary", "column-map", "test", "output"];
const SHELLS = ["bash", "zsh", "fish"];

/** Of two values the last would win, and the first be ignored without a word. */
function refuseTwice(command: Command): void {
  for (const option of command.options) {
    if (option.isBoolean() || option.negate || isRepeatable(option)) continue;
    let times = 0;
    command.on(`option:${option.name()}`, () => {
      times += 1;
      if (times > 1) command.error(`error: ${option.long} is given twice`);
    });
  }
}

function withCriteria(command: Command): Command {
  const option = new Option(
    "-c, --criteria <file or folder>",
    "criteria file, folder of them or quoted pattern; may be repeated",
  );
  return command.addOption(option.argParser(several).makeOptionMandatory());
}

function withInput(command: Command): Command {
  return command
    .option(
      "--as-of <date>",
      "the date for which candidates are screened, such as 2026-01-15; needed where criteria measure time",
    )
    .addOption(
      new Option(
        "--id <heading>",
        "the column (or JSON key) of the candidate's id; repeated for an id of several columns; none: each row is a candidate",
      ).argParser(several),
    )
    .addOption(
      new Option("--input-format <format>", "format of the candidate files, else by their endings").choices(INPUT_FORMATS),
    )
    .option("--columns <map>", "a column map: what headings cannot say", notEmpty)
    .option("--encoding <label>", "encoding of the candidate files, such as windows-1252 or gb18030; UTF-8 if not given")
    .addOption(new Option("--skip <rows>", "rows above the heading of a table").argParser(wholeNumber))
    .option("--delimiter <character>", "what separates the cells of a table; `tab` for a tab")
    .option("--assume-unique-ids", "read the files once; of repeated ids only the later ones are told")
    .addOption(new Option("--max-record-bytes <n>", "the longest record; 67108864 if not given").argParser(countOf(1 << 28)))
    .addOption(
      new Option("--max-held-bytes <n>", "the longest standard input that is held; 536870912 if not given").argParser(
        countOf(2 ** 36),
      ),
    );
}

function withColor(command: Command): Command {
  return command.option("--color", "use colour").option("--no-color", "use no colour");
}

const examples = (lines: readonly string[]): string => `\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join("")}`;

/** What the commands need of the world around them. */
export interface Surroundings {
  /** Where help and errors of usage go, and how wide they are. */
  readonly output: OutputConfiguration;
  /** Told the exit status of a command that has run. */
  readonly finish: (status: number) => void;
}

/** Every command with its arguments and options. What a command does is loaded when it is asked for. */
export function program(surroundings: Surroundings): Command {
  const ending = (action: () => Promise<number>): Promise<void> => action().then(surroundings.finish);

  const root = new Command("trialsieve")
    .description(
      "Screens lists of candidates against the inclusion and exclusion criteria of clinical trials.\nDecision support: a person decides.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .showHelpAfterError("(--help shows how)")
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    .configureOutput(surroundings.output)
    .addHelpText(
      "after",
      `${examples([
        "trialsieve screen candidates.csv -c criteria/NCT02843126.json",
        "trialsieve explain candidates.csv P003 -c criteria/NCT02843126.json",
        "trialsieve validate criteria/",
      ])}
Exit status: 0 done; 1 done, and the answer is no or there were problems; 2 could not run.`,
    );

  withColor(withInput(withCriteria(root.command("screen"))))
    .description("screen candidates against criteria: the main job")
    .argument("<candidates...>", "candidate files (CSV, TSV, JSON, NDJSON), or - for standard input", several)
    .addOption(new Option("-f, --format <format>", "format of the output").choices(FORMATS))
    .option("-o, --output <file>", "write to a file, which appears whole or not at all; its ending names the format", notEmpty)
    .addOption(new Option("--layout <layout>", "csv and tsv: one row a candidate, or a criterion").choices(LAYOUTS))
    .addOption(new Option("--only <eligibility>", "print only these; all are counted").choices(ELIGIBILITIES))
    .option("--no-reasons", "verdicts without text and evidence")
    .option("--no-values", "print no patient value")
    .option("--excel", "csv that Excel opens as it should: byte order mark and CRLF")
    .addOption(new Option("--fail-on <eligibility>", "status 1 if any candidate is this").choices(ELIGIBILITIES))
    .addOption(new Option("--jobs <n>", "threads for long lists; the cores if not given").argParser(countOf(256)))
    .option("--manifest <file>", "write a record of the run: files with digests, options, counts", notEmpty)
    .option("-q, --quiet", "tell only errors and problems")
    .addHelpText(
      "after",
      examples([
        "trialsieve screen candidates.csv -c criteria/NCT02843126.json",
        "trialsieve screen site-a.csv site-b.json -c criteria/ -o verdicts.csv",
        "trialsieve screen list.csv -c trial.json --only eligible -f csv --excel > eligible.csv",
        "cat list.ndjson | trialsieve screen - --input-format ndjson -c trial.json -f ndjson",
      ]),
    )
    .action((candidates, options) => ending(async () => (await import("./screen.js")).screen(candidates, options)));

  withColor(withInput(withCriteria(root.command("explain"))))
    .description("explain one candidate: every criterion with cell, reading, limit and cause")
    .argument("<candidates>", "the candidate file, or - for standard input", notEmpty)
    .argument("<id>", "the candidate's id")
    .option("-q, --quiet", "tell only errors and problems")
    .addHelpText("after", examples(["trialsieve explain candidates.csv P003 -c criteria/NCT02843126.json"]))
    .action((candidates, id, options) => ending(async () => (await import("./explain.js")).explain(candidates, id, options)));

  withColor(withInput(withCriteria(root.command("columns"))))
    .description("show how each column of a list is read, before anyone screens")
    .argument("<candidates...>", "candidate files, or - for standard input", several)
    .addOption(new Option("-f, --format <format>", "format of the output").choices(["text", "json"]).default("text"))
    .option("--write <map>", "begin a column map, or complete the one that --columns names", notEmpty)
    .option("-q, --quiet", "tell only errors and problems")
    .addHelpText(
      "after",
      examples([
        "trialsieve columns candidates.csv -c criteria/NCT02843126.json",
        "trialsieve columns candidates.csv -c criteria/ --write map.json",
      ]),
    )
    .action((candidates, options) => ending(async () => (await import("./columns.js")).columns(candidates, options)));

  withColor(root.command("validate"))
    .description("check criteria files, dictionaries, column maps and test files, and whether the criteria make sense together")
    .argument("[files...]", "files, folders or patterns such as 'trials/**/*.json'", several)
    .addOption(
      new Option("-f, --format <format>", "format of the output")
        .choices(["pretty", "concise", "json", "github", "sarif"])
        .default("pretty"),
    )
    .addOption(
      new Option("--disable <codes>", "warnings and notes not to tell, such as missing-source; may be repeated").argParser(
        several,
      ),
    )
    .addOption(new Option("--max-warnings <number>", "status 1 if there are more warnings").argParser(wholeNumber))
    .option("--witness", "print a candidate who would be eligible, as a JSON record")
    .option("--explain [code]", "explain a code, with a wrong and a right example; without one, list all codes")
    .option("-q, --quiet", "print no count at the end")
    .addHelpText(
      "after",
      examples([
        "trialsieve validate criteria/",
        "trialsieve validate trial.json -f json",
        "trialsieve validate criteria/ -f github --max-warnings 0",
        "trialsieve validate trial.json --witness",
        "trialsieve validate --explain nobody-eligible",
      ]),
    )
    .action((files, options) => ending(async () => (await import("./validate.js")).validate(files, options)));

  withColor(root.command("test"))
    .description("run the test cases of criteria files")
    .argument("<files...>", "test files (*.test.json), criteria files that have one beside them, folders or patterns", several)
    .addOption(new Option("-f, --format <format>", "format of the output").choices(["pretty", "json", "junit"]).default("pretty"))
    .option("--coverage", "list the conditions and limits that no case has tried")
    .addOption(new Option("--min-coverage <percent>", "status 1 if less is covered").argParser(percentage))
    .option("--mutate", "put small faults into the criteria, and list those that no case notices")
    .option("--suggest", "print the missing cases as JSON, for a person to confirm; with --mutate those for faults, too")
    .addHelpText(
      "after",
      examples([
        "trialsieve test criteria/",
        "trialsieve test criteria/ --coverage --mutate",
        "trialsieve test criteria/NCT02843126.test.json --suggest > cases.json",
        "trialsieve test 'trials/**/*.test.json' --min-coverage 100 -f junit > tests.xml",
      ]),
    )
    .action((files, options) => ending(async () => (await import("./test.js")).test(files, options)));

  withColor(root.command("show"))
    .description("show criteria in plain words, for the person who signs that they say what the protocol says")
    .argument("<criteria...>", "criteria files, folders of them or quoted patterns", several)
    .addOption(new Option("-f, --format <format>", "format of the output").choices(["text", "markdown", "json"]).default("text"))
    .addHelpText(
      "after",
      examples(["trialsieve show criteria/NCT02843126.json", "trialsieve show trial.json -f markdown > trial.md"]),
    )
    .action((files, options) => ending(async () => (await import("./show.js")).show(files, options)));

  withColor(root.command("fmt"))
    .description("lay out criteria files, dictionaries, column maps and test files; writes them in place")
    .argument("<files...>", "files, folders or patterns", several)
    .option("--check", "change nothing; list the files that would change, and end with status 1 if there are any")
    .addHelpText("after", examples(["trialsieve fmt criteria/", "trialsieve fmt --check criteria/ map.json"]))
    .action((files, options) => ending(async () => (await import("./fmt.js")).fmt(files, options)));

  root
    .command("schema")
    .description("print a JSON Schema (draft-07)")
    .addArgument(root.createArgument("<name>", "which one").choices(SCHEMAS))
    .option("--dictionary <file>", "criteria, test and column-map: editors complete the field names of this dictionary", notEmpty)
    .addHelpText(
      "after",
      examples([
        "trialsieve schema criteria --dictionary criteria/dictionary.json > criteria.schema.json",
        "trialsieve schema output",
      ]),
    )
    .action((name, options) => ending(async () => (await import("./schema.js")).schema(name, options)));

  root
    .command("completion")
    .description("print a script with which a shell completes commands, options and file names")
    .addArgument(root.createArgument("<shell>", "which shell").choices(SHELLS))
    .addHelpText(
      "after",
      examples([
        "source <(trialsieve completion bash)",
        "source <(trialsieve completion zsh)",
        "trialsieve completion fish | source",
      ]),
    )
    .action((shell) => ending(async () => (await import("./completion.js")).completion(shell, root)));

  root
    .command("help")
    .description("print the help of a command")
    .argument("[command]", "which one")
    .action(async (name) => {
      const named = root.commands.find((command) => command.name() === name);
      // What is no command is told as it is without `help`.
      if (name === undefined || named !== undefined) (named ?? root).help();
      await program(surroundings).parseAsync([name], { from: "user" });
    });

  for (const command of root.commands) refuseTwice(command);
  // Settings such as exitOverride are inherited only by commands that are made after them; these are.
  return root;
}
