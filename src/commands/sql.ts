/** `sql`: SQL with which an engine gives the same verdicts as `screen`. `texts` asks a table for what must be read, `compile` reads the answer. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../io/digest.js";
import { isSameFile, writeFile } from "../io/output.js";
import { describeSystemError, lookAt, Stop, stdoutSink, tellWrapped } from "../io/streams.js";
import { readText, stopAt } from "../io/text.js";
import { planTrials } from "../plan/plan.js";
import { utf8Bytes } from "../sources/bytes/utf8.js";
import { parseRows } from "../sources/delimited/parse-rows.js";
import { compileSql } from "../sql/compile.js";
import type { DialectName } from "../sql/dialect.js";
import { dialects } from "../sql/dialects.js";
import type { Refusal } from "../sql/refusal.js";
import { tableColumns } from "../sql/table.js";
import { readTexts } from "../sql/texts.js";
import { textsQuery } from "../sql/texts-query.js";
import { terminalSafe } from "../text/terminal-text.js";
import { version } from "../version.js";
import { type CriteriaAndMap, criteriaThatNeedAsOf, loadCriteriaAndMap, sourcesOf } from "./criteria-files.js";
import { digestOf } from "./digests.js";
import { asOfDay, asOfText, neededAsOf, usageError } from "./usage.js";

/** The steps, in the order in which they are taken. */
export const SQL_STEPS = ["texts", "compile"] as const;
/** One of them. */
export type SqlStep = (typeof SQL_STEPS)[number];

/** The options of `sql`, as the command line has them. */
export interface SqlOptions {
  readonly criteria: readonly string[];
  readonly dialect: DialectName;
  readonly columns?: string;
  readonly table?: string;
  readonly texts?: string;
  readonly asOf?: string;
  readonly output?: string;
  readonly causes?: boolean;
  readonly color?: boolean;
}

/** Options that belong to one step alone. */
const OPTIONS_OF: Readonly<Record<SqlStep, readonly (keyof SqlOptions)[]>> = {
  texts: ["table"],
  compile: ["texts", "asOf", "output", "causes"],
};
const SPELLED: Readonly<Partial<Record<keyof SqlOptions, string>>> = { asOf: "--as-of" };

/** Prints the query of texts, or writes the compiled statements. @returns the exit status */
export async function sql(step: SqlStep, options: SqlOptions): Promise<number> {
  for (const other of SQL_STEPS)
    for (const name of other === step ? [] : OPTIONS_OF[other])
      if (options[name] !== undefined)
        usageError("sql", `${SPELLED[name] ?? `--${name}`} is for \`sql ${other}\`, not for \`sql ${step}\``);
  return step === "texts" ? texts(options) : compile(options);
}

interface Given extends CriteriaAndMap {
  /** One digest of all that is asked. */
  readonly madeFor: string;
}

async function given(options: SqlOptions): Promise<Given> {
  const loaded = await loadCriteriaAndMap(options, "nothing was written");
  const sum = sha256();
  for (const source of sourcesOf(loaded)) sum.update(`${digestOf(source, sha256).sha256}\n`);
  return { ...loaded, madeFor: sum.hex() };
}

async function texts(options: SqlOptions): Promise<number> {
  const { table, dialect } = options;
  if (table === undefined) usageError("sql", "`sql texts` needs the table's name: --table NAME");
  const { criteria, map, madeFor } = await given(options);
  const columns = tableColumns(planTrials(criteria.trials), map?.map);
  const sink = stdoutSink();
  await sink.write(`${textsQuery(columns, dialects[dialect], { table, madeFor, map: map?.map })};\n`);
  await sink.finish();
  return 0;
}

async function compile(options: SqlOptions): Promise<number> {
  const { texts: file, output, dialect: name, causes = false } = options;
  if (file === undefined) usageError("sql", "`sql compile` needs the result of the query of `sql texts`: --texts FILE");
  if (output === undefined) usageError("sql", "`sql compile` needs a folder to write to: --output FOLDER");
  const day = asOfDay("sql", options.asOf);
  const { criteria, map, madeFor } = await given(options);
  const asOf = neededAsOf("sql", day, criteriaThatNeedAsOf(criteria.trials));
  const read = readText(file);
  if (!("text" in read)) return stopAt(read);
  const dialect = dialects[name];
  const known = readTexts(parseRows(utf8Bytes(read.text.replace(/^\ufeff/, "")), ","), dialect);
  if ("code" in known) return refuse([known], file);
  const compiled = compileSql(planTrials(criteria.trials), known, dialect, { map: map?.map, asOf, causes, madeFor });
  if (compiled.refusals !== undefined) return refuse(compiled.refusals, file);
  const head = `-- trialsieve ${version}, ${dialect.title}, as of ${asOfText(asOf) ?? "no date"}: ${criteria.trials.map(({ id }) => id).join(", ")}\n`;
  const written = {
    "check.sql": `${head}-- Run this first. It must return no row.\n${compiled.statements.check};\n`,
    "verdicts.sql": `${head}${compiled.statements.verdicts};\n`,
  };
  const manifest = {
    formatVersion: 1,
    tool: "trialsieve",
    version,
    dialect: dialect.name,
    table: known.table,
    asOf: asOfText(asOf),
    criteria: criteria.criteria.map((one) => digestOf(one, sha256)),
    dictionaries: criteria.dictionaries.map((one) => digestOf(one, sha256)),
    columnMap: map === undefined ? null : digestOf(map.source, sha256),
    texts: digestOf(read, sha256),
    rows: known.rows,
    sql: Object.entries(written).map(([one, text]) => digestOf({ file: one, text }, sha256)),
  };
  const results = { ...written, "manifest.json": `${JSON.stringify(manifest, undefined, 2)}\n` };
  makeFolder(output);
  for (const name_ of Object.keys(results)) refuseInput(join(output, name_), [file, options.columns]);
  for (const [one, text] of Object.entries(results)) await writeFile(join(output, one), text);
  return 0;
}

function refuseInput(target: string, inputs: readonly (string | undefined)[]): void {
  const same = inputs.find((one) => one !== undefined && isSameFile(one, target));
  if (same !== undefined) usageError("sql", `--output would overwrite \`${same}\`, which this run reads`);
}

function makeFolder(folder: string): void {
  if (lookAt(folder)?.isDirectory() === true) return;
  try {
    mkdirSync(folder);
  } catch (error) {
    throw new Stop(`${folder}: ${describeSystemError(error)}`);
  }
}

/** Refusals hold names and texts of columns, but nothing about whose row it is. */
function refuse(refusals: readonly Refusal[], file: string): never {
  for (const { code, line, message, help } of refusals)
    tellWrapped(
      `${terminalSafe(file)}${line === undefined ? "" : `:${line}`}: error ${code}: ${terminalSafe(message)}`,
      `help: ${terminalSafe(help)}`,
    );
  throw new Stop("nothing was written: this table cannot be screened exactly in SQL");
}
