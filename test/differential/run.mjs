/**
 * Compares the program with an independent evaluator and with SQL on many candidates: `npm run differential -- --rows 1000000
 * --seed 7`. Use `--without-sql` where DuckDB cannot be installed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { hasPeers } from "../bench/peers.mjs";
import { compare } from "./compare.mjs";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    "without-sql": { type: "boolean", default: false },
  },
});
const [rows, seed] = [Number(values.rows), Number(values.seed)];
if (!Number.isInteger(rows) || rows < 1 || !Number.isInteger(seed)) throw new Error("--rows and --seed take whole numbers");
const sql = !values["without-sql"];
const folder = mkdtempSync(join(tmpdir(), "trialsieve-differential-"));
try {
  if (sql && !hasPeers()) throw new Error("nothing was compared: DuckDB is not there; --without-sql compares with the rest");
  const { results, counts } = await compare(folder, rows, seed, { sql });
  console.log(`seed ${seed}: ${counts.eligible} eligible, ${counts.ineligible} ineligible, ${counts.undetermined} undetermined`);
  for (const { name, compared, disagreements, first } of results) {
    console.log(`${name.padEnd(16)} ${compared} candidates compared, ${disagreements} disagreements`);
    for (const one of first) console.log(`  ${one}`);
  }
  const isRight = results.every(({ compared, disagreements }) => compared === rows && disagreements === 0);
  // It also fails if one kind of eligibility never occurs, because the comparison would then prove little.
  process.exitCode = isRight && Object.values(counts).every((count) => count > 0) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
