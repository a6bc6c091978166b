/**
 * Compares the program with the SQL that it compiles: `npm run parity -- --engines duckdb,postgres,spark --rows 100000 --seed 7
 * --as-of 2024-02-29`. In DuckDB also with mistakes in the SQL, which must be detected.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generated, judge, prepare } from "./compare.mjs";
import { writeCriteria } from "./criteria.mjs";
import { enginesNamed } from "./engines.mjs";
import { tryHostile } from "./hostile.mjs";
import { MUTANTS } from "./mutants.mjs";
import { tryPage } from "./page.mjs";

/** An ordinary day, and one on which calendars differ. */
const DAYS = ["2026-01-15", "2024-02-29"];

const { values } = parseArgs({
  options: {
    engines: { type: "string", default: "duckdb" },
    rows: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    "as-of": { type: "string", multiple: true, default: DAYS },
  },
});
const [rows, seed] = [Number(values.rows), Number(values.seed)];
if (!Number.isInteger(rows) || rows < 1 || !Number.isInteger(seed)) throw new Error("--rows and --seed take whole numbers");

const starters = enginesNamed(values.engines);

/** More rows would not help to detect a mutant. */
const MUTANT_ROWS = 2000;

const folder = mkdtempSync(join(tmpdir(), "trialsieve-parity-"));
process.exitCode = 0;

async function compareWith(engine, { paths: all, map }) {
  // Spark needs minutes to plan what others plan in a second, so it gets one trial at a time.
  const groups = engine.name === "spark" ? all.map((path) => [path]) : [all];
  for (const [asOf, paths] of values["as-of"].flatMap((day) => groups.map((group) => [day, group]))) {
    const prepared = await prepare(engine, { folder, paths, map, asOf, ...generated({ folder, paths, rows, seed, asOf }) });
    const { rows: found, verdicts, causes, first, counts } = await judge(prepared, prepared.statement);
    const words = Object.entries(counts).map(([word, count]) => `${count} ${word}`);
    console.log(
      `${engine.title ?? engine.name}, as of ${asOf}: ${found} candidates (${words.join(", ")}); ${verdicts} verdicts and ${causes} causes differ`,
    );
    for (const one of first) console.log(`  ${one}`);
    // It also fails if one kind of eligibility never occurs, because the comparison would then prove little.
    if (verdicts + causes > 0 || found !== rows || (words.length < 3 && paths.length > 1)) process.exitCode = 1;
  }
}

async function tryOddities(engine) {
  const faults = [await tryPage(engine, folder), ...(await tryHostile(engine, folder))].filter((one) => one !== undefined);
  console.log(`${engine.title ?? engine.name}: the commands of data.md, and hostile tables: ${faults.length} faults`);
  for (const one of faults) console.log(`  ${one}`);
  if (faults.length > 0) process.exitCode = 1;
}

async function tryMutants(engine, { paths, map }) {
  const asOf = DAYS[1];
  const few = generated({ folder, paths, rows: Math.min(rows, MUTANT_ROWS), seed, asOf });
  const prepared = await prepare(engine, { folder, paths, map, asOf, ...few });
  for (const [name, mutate] of Object.entries(MUTANTS)) {
    const statement = mutate(prepared.statement, asOf);
    const { verdicts, causes, falselyEligible } = await judge(prepared, statement);
    const isNoticed = statement !== prepared.statement && verdicts + causes > 0;
    console.log(
      `${isNoticed ? "noticed" : "NOT NOTICED"}: ${name}: ${verdicts} verdicts and ${causes} causes differ, ${falselyEligible} falsely eligible`,
    );
    if (!isNoticed) process.exitCode = 1;
  }
}

try {
  const criteria = writeCriteria(folder);
  for (const start of starters) {
    const engine = await start();
    try {
      await tryOddities(engine);
      await compareWith(engine, criteria);
      if (engine.name === "duckdb") await tryMutants(engine, criteria);
    } finally {
      await engine.end();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
