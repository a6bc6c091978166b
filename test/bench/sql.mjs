/**
 * Compiled SQL: its time in DuckDB compared with the program's, the time of compiling, and whether Spark generates code for all
 * of it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generated, judge, prepare } from "../parity/compare.mjs";
import { writeCriteria } from "../parity/criteria.mjs";
import { enginesNamed } from "../parity/engines.mjs";
import { show, spread } from "./compare.mjs";
import { measure } from "./large.mjs";

const AS_OF = "2026-01-15";
/** Spark needs a minute for planning, however many rows there are. */
const SPARK_ROWS = 2000;
/** The number of criteria that must be compiled within a second. */
const MANY = 104;

async function withEngine(name, work) {
  const [start] = enginesNamed(name);
  const engine = await start();
  try {
    return await work(engine);
  } finally {
    await engine.end();
  }
}

async function prepared(engine, folder, paths, map, rows, isChecked = true) {
  // `screen` has status 1 if records have problems.
  const given = generated({ folder, paths, rows, seed: 1, asOf: AS_OF, hasOddIds: false });
  const ready = await prepare(engine, { folder, paths, map, asOf: AS_OF, isChecked, ...given });
  const { verdicts, causes } = await judge(ready, ready.statement);
  if (verdicts + causes > 0) throw new Error(`${verdicts} verdicts and ${causes} causes differ`);
  return { ...given, ...ready };
}

async function compareWork(engine, folder, program, { paths: [path], map }, rows, rounds) {
  const { records } = await prepared(engine, folder, [path], map, rows);
  const [list, parquet] = [join(folder, "records.ndjson"), join(folder, "candidates.parquet")];
  writeFileSync(list, records.map((one) => `${JSON.stringify(one)}\n`).join(""));
  await engine.save("candidates", parquet);
  const compiled = ["-c", path, "--dialect", "duckdb", "--columns", map, "--texts", join(folder, "texts.csv"), "--as-of", AS_OF];
  measure(folder, [program, "sql", "compile", ...compiled, "-o", join(folder, "sql")]);
  const task = join(import.meta.dirname, "sql-task.mjs");
  const sql = [task, parquet, join(folder, "sql/verdicts.sql"), join(folder, "verdicts.csv"), "2"];
  const screen = [
    program,
    "screen",
    list,
    "-c",
    path,
    "--columns",
    map,
    "--as-of",
    AS_OF,
    "-f",
    "csv",
    "--no-reasons",
    "--quiet",
  ];
  const ratios = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [ours, theirs] = [measure(folder, screen), measure(folder, sql)].map(({ cpu }) => cpu);
    if (round > 0) ratios.push(theirs / ours);
  }
  console.log(`  CPU of SQL over Parquet, as a ratio to the program's over NDJSON: ${show(spread(ratios), 2)}`);
}

/** Combines the criteria of several files in one file, up to `most`. */
function mergedCriteria(folder, paths, most) {
  const files = paths.map((path) => JSON.parse(readFileSync(path, "utf8")));
  const all = ["inclusion", "exclusion"].map((kind) =>
    files.flatMap((file, place) => file[kind].map((one) => ({ ...one, id: `${place + 1}.${one.id}` }))),
  );
  const [inclusion, exclusion] = [all[0], all[1].slice(0, most - all[0].length)];
  if (inclusion.length + exclusion.length !== most) throw new Error(`there are no ${most} criteria`);
  const fields = Object.assign({}, ...files.map((file) => file.fields));
  const path = join(folder, "merged.json");
  const trial = { id: "MERGED", title: "Criteria of several trials" };
  writeFileSync(path, JSON.stringify({ trial, dictionary: "dictionary.json", fields, inclusion, exclusion }));
  return path;
}

async function compileAll(engine, folder, program, { paths, map }, rounds) {
  await prepared(engine, folder, paths, map, SPARK_ROWS);
  const given = [...paths.flatMap((path) => ["-c", path]), "--dialect", "duckdb", "--columns", map];
  const args = [
    program,
    "sql",
    "compile",
    ...given,
    "--texts",
    join(folder, "texts.csv"),
    "--as-of",
    AS_OF,
    "-o",
    join(folder, "sql"),
  ];
  const runs = Array.from({ length: rounds + 1 }, () => measure(folder, args));
  const cpu = spread(runs.map((run) => run.cpu));
  console.log(
    `  compiled, the whole process: ${show(spread(runs.map(({ seconds }) => seconds)), 2)} s, CPU ${show(cpu, 2)} s   aim 1`,
  );
}

async function lookAtSpark(engine, folder, { paths, map }) {
  // Without the check of the table: planning it for all trials takes minutes, and it does not matter for the statement.
  const { statement } = await prepared(engine, folder, paths, map, SPARK_ROWS, false);
  const { leaves, projects, fused } = await engine.explain(statement);
  const fallen = /grows beyond 64 KB|falling back to interpreter|Whole-stage codegen disabled|too long generated codes/i;
  const said = engine
    .log()
    .split("\n")
    .filter((line) => fallen.test(line));
  console.log(
    `  ${engine.title}: ${leaves} leaves; ${fused} of ${projects} projections in whole-stage code, ${said.length} lines of falling back`,
  );
  for (const line of new Set(said.map((one) => one.replace(/^\S+ \S+ /, "").slice(0, 160)))) console.log(`    ${line}`);
}

/** Prints all measurements. */
export async function measureSql(folder, program, rows, rounds) {
  const criteria = writeCriteria(folder);
  await withEngine("duckdb", async (engine) => {
    console.log(`${rows} candidates × 18 criteria, at and around every limit, two threads`);
    await compareWork(engine, folder, program, criteria, rows, rounds);
    console.log("all shipped trials, and one with every construct");
    await compileAll(engine, folder, program, criteria, rounds);
    const path = mergedCriteria(folder, criteria.paths, MANY);
    console.log(`one file of ${MANY} criteria`);
    await compileAll(engine, folder, program, { paths: [path], map: criteria.map }, rounds);
  });
  for (const name of ["spark-3.5", "spark-4"]) await withEngine(name, (engine) => lookAtSpark(engine, folder, criteria));
}
