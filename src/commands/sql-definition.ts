/** The options of `sql`. */
import { type Command, Option } from "commander";
import { notEmpty } from "./option-values.js";
import { examples } from "./shared-options.js";

const STEPS = ["texts", "compile"];
const ENGINES = ["duckdb", "postgres", "spark"];

/** Describes the command; what it does is added by the caller. */
export function describeSql(command: Command): Command {
  return command
    .description("write SQL that screens a table in a database, with the verdicts that `screen` would give")
    .addArgument(
      command.createArgument("<step>", "texts: write a query for the texts in the table; compile: write the SQL").choices(STEPS),
    )
    .addOption(new Option("--dialect <engine>", "the database").choices(ENGINES).makeOptionMandatory())
    .option("--columns <map>", "a column map, for what column names do not say", notEmpty)
    .option("--table <name>", "texts: the table or view, one row per candidate", notEmpty)
    .option("--texts <file>", "compile: the result of the query of `sql texts`, as CSV with headings", notEmpty)
    .option("--as-of <date>", "compile: the date on which candidates are screened; required if criteria measure time")
    .option("-o, --output <folder>", "compile: the folder for check.sql, verdicts.sql and manifest.json", notEmpty)
    .option("--causes", "compile: next to each verdict, also give the result of every condition")
    .addHelpText(
      "after",
      examples([
        "trialsieve sql texts -c trial.json --dialect duckdb --table candidates > texts.sql",
        "duckdb clinic.duckdb -csv < texts.sql > texts.csv",
        "trialsieve sql compile -c trial.json --dialect duckdb --texts texts.csv --as-of 2026-01-15 -o sql",
        "duckdb clinic.duckdb < sql/check.sql     # must return no row",
        "duckdb clinic.duckdb < sql/verdicts.sql",
      ]),
    );
}
