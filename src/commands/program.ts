/** The commands of the program with their arguments and options, as its help, its reference and its completion scripts show them. */
import { Command, Option, type OutputConfiguration } from "commander";
import { FORMATS, LAYOUTS } from "../report/reporter.js";
import { version } from "../version.js";
import { describeTest, describeValidate } from "./check-definitions.js";
import { countOf, notEmpty, outputDelimiter, refuseTwice, several } from "./option-values.js";
import { examples, withColor, withCriteria, withInput } from "./shared-options.js";
import { describeSql } from "./sql-definition.js";

const ELIGIBILITIES = ["eligible", "ineligible", "undetermined"];
const SCHEMAS = ["criteria", "dictionary", "column-map", "test", "output", "explain", "compare", "facts"];
const SHELLS = ["bash", "zsh", "fish"];

/** What the commands need from outside. */
export interface Surroundings {
  /** Where help and errors of usage go, and how wide they are. */
  readonly output: OutputConfiguration;
  /** Called with the exit status of a command that has run. */
  readonly finish: (status: number) => void;
}

/** Every command with its arguments and options. The code of a command is loaded when it runs. */
export function program(surroundings: Surroundings): Command {
  const ending = (action: () => Promise<number>): Promise<void> => action().then(surroundings.finish);

  const root = new Command("trialsieve")
    .description(
      "Screens lists of candidates against the inclusion and exclusion criteria of clinical trials.\nDecision support: a person decides.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .showHelpAfterError("(see --help)")
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
Exit status: 0 finished; 1 finished, but a check failed or some records have problems; 2 could not run.`,
    );

  withColor(withInput(withCriteria(root.command("screen"))))
    .description("screen candidates against criteria")
    .argument("<candidates...>", "candidate files (Excel .xlsx, CSV, TSV, JSON, NDJSON), or - for standard input", several)
    .addOption(new Option("-f, --format <format>", "format of the output").choices(FORMATS))
    .option("-o, --output <file>", "write to a file, completely or not at all; its ending sets the format", notEmpty)
    .addOption(
      new Option("--layout <layout>", "csv and tsv: one row per candidate (wide) or per criterion (long)").choices(LAYOUTS),
    )
    .addOption(new Option("--only <eligibility>", "print only these candidates; all are counted").choices(ELIGIBILITIES))
    .option("--no-reasons", "leave out reasons and evidence")
    .option("--no-values", "leave out patient values")
    .option("--excel", "csv that Excel opens correctly: with byte order mark and CRLF")
    .addOption(
      new Option(
        "--keep <headings>",
        "columns of the list to copy into the output, separated by commas; may be repeated",
      ).argParser(several),
    )
    .addOption(
      new Option(
        "--output-delimiter <character>",
        "csv: the character between cells, such as ; or tab; default: comma",
      ).argParser(outputDelimiter),
    )
    .addOption(
      new Option("--fail-on <eligibility>", "exit status 1 if any candidate has this eligibility").choices(ELIGIBILITIES),
    )
    .option("--problems-ok", "records with problems do not cause exit status 1")
    .addOption(new Option("--jobs <n>", "threads for long lists; default: number of cores").argParser(countOf(256)))
    .option("--manifest <file>", "write a record of the run: files with checksums, options, counts", notEmpty)
    .option("--facts <file>", "screen one part of a list (NDJSON) with the facts of all parts (columns --facts-out)", notEmpty)
    .option("-q, --quiet", "report only errors and problems")
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
    .description("explain the verdicts of candidates: what fails, what is open and why, and what to look up")
    .argument("<candidates>", "the candidate file, or - for standard input", notEmpty)
    .argument("<ids...>", "one or more candidate IDs, separated by spaces", several)
    .addOption(new Option("-f, --format <format>", "format of the output; default: text").choices(["text", "json", "html"]))
    .option("-o, --output <file>", "write to a file, completely or not at all; .json and .html set the format", notEmpty)
    .option("--all", "also show the criteria that pass in full; json always has them")
    .addOption(
      new Option(
        "--only <verdict or criterion>",
        "show only criteria that fail, pass or are unknown, or those with these IDs (I4a, or TRIAL:I4a); may be repeated",
      ).argParser(several),
    )
    .option("--no-values", "leave out patient values")
    .option("-q, --quiet", "report only errors and problems")
    .addHelpText(
      "after",
      examples([
        "trialsieve explain candidates.csv P003 -c criteria/NCT02843126.json",
        "trialsieve explain candidates.csv P003 P006 -c criteria/NCT02843126.json --all -o candidates.html",
        "trialsieve explain candidates.csv P003 -c criteria/ --only unknown --only NCT02843126:I4a",
      ]),
    )
    .action((candidates, ids, options) => ending(async () => (await import("./explain.js")).explain(candidates, ids, options)));

  withColor(withInput(withCriteria(root.command("columns"), false)))
    .description("show how each column of a list will be read, before screening")
    .argument("<candidates...>", "candidate files, or - for standard input; with --merge, files of facts", several)
    .addOption(new Option("-f, --format <format>", "format of the output").choices(["text", "json", "csv"]).default("text"))
    .option("--cells", "list the cells to correct instead, with row, heading and reason")
    .option("--require", "exit status 1 if a field that the criteria use has no column")
    .option("--write <map>", "write a new column map, or complete the one given with --columns", notEmpty)
    .option(
      "--facts-out <file>",
      "count facts about parts of a list (NDJSON) and write them to a file; - for standard output",
      notEmpty,
    )
    .option("--merge", "merge files of facts written with --facts-out")
    .option("--ask", "ask about the list, one question at a time, and save the answers in a column map")
    .option("-q, --quiet", "report only errors and problems")
    .addHelpText(
      "after",
      examples([
        "trialsieve columns candidates.csv -c criteria/NCT02843126.json",
        "trialsieve columns ward.xlsx -c criteria/ --ask",
        "trialsieve columns candidates.csv -c criteria/ --write map.json",
        "trialsieve columns candidates.csv -c criteria/ --cells -f csv > to-correct.csv",
        "trialsieve columns part-01.ndjson -c criteria/ --facts-out part-01.facts.json",
        "trialsieve columns --merge part-*.facts.json --facts-out all.facts.json",
      ]),
    )
    .action((candidates, options) => ending(async () => (await import("./columns.js")).columns(candidates, options)));

  withColor(root.command("compare"))
    .description("show what changed between two results, or between two versions of a criteria file")
    .argument("<before>", "the earlier result (screen -f json), or criteria file", notEmpty)
    .argument("<after>", "the later one", notEmpty)
    .addOption(new Option("-f, --format <format>", "format of the output").choices(["text", "json"]))
    .option(
      "-o, --output <file>",
      "write to a file, completely or not at all; its ending (.txt, .json) sets the format",
      notEmpty,
    )
    .addOption(
      new Option(
        "--fail-on <change>",
        "exit status 1 if somebody lost eligibility (results), if criteria became stricter or looser, or if anything changed",
      ).choices(["lost", "stricter", "looser", "any"]),
    )
    .addHelpText(
      "after",
      examples([
        "trialsieve compare last-week.json this-week.json",
        "trialsieve compare last-week.json this-week.json --fail-on lost -f json",
        "trialsieve compare signed/NCT02843126.json criteria/NCT02843126.json",
      ]),
    )
    .action((before, after, options) => ending(async () => (await import("./compare.js")).compare([before, after], options)));

  describeValidate(withColor(root.command("validate"))).action((files, options) =>
    ending(async () => (await import("./validate.js")).validate(files, options)),
  );

  describeTest(withColor(root.command("test"))).action((files, options) =>
    ending(async () => (await import("./test.js")).test(files, options)),
  );

  withColor(root.command("show"))
    .description("show criteria in plain words, so that someone can confirm that they match the protocol")
    .argument("<criteria...>", "criteria files, folders or quoted patterns", several)
    .addOption(new Option("-f, --format <format>", "format of the output").choices(["text", "markdown", "json"]).default("text"))
    .addHelpText(
      "after",
      examples(["trialsieve show criteria/NCT02843126.json", "trialsieve show trial.json -f markdown > trial.md"]),
    )
    .action((files, options) => ending(async () => (await import("./show.js")).show(files, options)));

  withColor(root.command("fmt"))
    .description("format criteria files, dictionaries, column maps and test files in place")
    .argument("<files...>", "files, folders or patterns", several)
    .option("--check", "change nothing; list the files that would change, with exit status 1 if there are any")
    .addHelpText("after", examples(["trialsieve fmt criteria/", "trialsieve fmt --check criteria/ map.json"]))
    .action((files, options) => ending(async () => (await import("./fmt.js")).fmt(files, options)));

  describeSql(withColor(withCriteria(root.command("sql")))).action((step, options) =>
    ending(async () => (await import("./sql.js")).sql(step, options)),
  );

  root
    .command("schema")
    .description("print a JSON Schema (draft-07)")
    .addArgument(root.createArgument("<name>", "which one").choices(SCHEMAS))
    .option(
      "--dictionary <file>",
      "for criteria, test and column-map: let editors complete the field names of this dictionary",
      notEmpty,
    )
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
    .description("print a script that lets a shell complete commands, options and file names")
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
      // An unknown command is reported as it is without `help`.
      if (name === undefined || named !== undefined) (named ?? root).help();
      await program(surroundings).parseAsync([name], { from: "user" });
    });

  for (const command of root.commands) refuseTwice(command);
  // Settings such as exitOverride are inherited only by commands that are made after them; these are.
  return root;
}
