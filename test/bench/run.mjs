/**
 * Start-up and throughput as ratios, which mean the same on other machines: `npm run bench`.
 * Use `-- --rows N --rounds N` for other sizes, and `-- --only start`, `validate`, `peers`, `size`, `jobs`, `criteria`, `trials`,
 * `answer`, `workbooks` or `sql` for one part.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureAnswer } from "./answer.mjs";
import { compare, ONE_CORE } from "./compare.mjs";
import { writeCandidates } from "./data.mjs";
import { compareWithPeers, growWithCriteria, growWithJobs, growWithSize, manyTrials } from "./large.mjs";
import { measureSql } from "./sql.mjs";
import { measureStart } from "./start.mjs";
import { measureValidate } from "./validate.mjs";
import { measureWorkbooks, writeLongWorkbook } from "./workbooks.mjs";

const { values } = parseArgs({
  options: { rows: { type: "string", default: "1000000" }, rounds: { type: "string" }, only: { type: "string" } },
});
const all = Number(values.rows);
if (!Number.isInteger(all) || all < 1) throw new Error(`--rows takes a whole number, not ${values.rows}`);
const PARTS = ["start", "validate", "peers", "size", "jobs", "criteria", "trials", "answer", "workbooks", "sql"];
if (values.only !== undefined && !PARTS.includes(values.only)) throw new Error(`--only takes one of ${PARTS.join(", ")}`);
const isAsked = (part) => values.only === undefined || values.only === part;
/** The number of rows for measurements that are repeated. */
const rows = Math.min(all, 100_000);

const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/cli.js");
const criteria = join(root, "criteria/NCT02843126.json");
const folder = mkdtempSync(join(tmpdir(), "trialsieve-bench-"));
const output = join(folder, "output");

const screen = (list, ...options) => [program, "screen", list, "-c", criteria, "-f", "csv", "--quiet", ...options];

/** Checks that every candidate is in the output, so that a wrong result is not measured as fast. */
function checkOutput(expected) {
  const lines = readFileSync(output, "utf8").trimEnd().split("\n").length - 1;
  if (lines !== expected) throw new Error(`the output has ${lines} candidates, not ${expected}`);
}

try {
  if (isAsked("start")) {
    const small = join(folder, "small.csv");
    writeCandidates(small, 200);
    measureStart(small, criteria, output, Number(values.rounds ?? 25));
    checkOutput(200);

    const large = join(folder, "large.csv");
    writeCandidates(large, rows);
    const size = (statSync(large).size / 1e6).toFixed(1);
    console.log(`${rows} candidates (${size} MB) × 18 criteria to CSV, against csv-parse alone${ONE_CORE ? ", one core" : ""}`);
    compare(
      { name: "csv-parse alone", args: [join(import.meta.dirname, "parse-alone.mjs"), large], output },
      [
        { name: "trialsieve screen --no-reasons", args: screen(large, "--no-reasons"), output, aim: 1.5 },
        { name: "trialsieve screen", args: screen(large), output, aim: 1.5 },
      ],
      { rounds: Number(values.rounds ?? 7), oneCore: true },
    );
    checkOutput(rows);
  }

  if (isAsked("validate")) measureValidate(folder, program, Number(values.rounds ?? 7));

  const list = (path, ...options) => [program, "screen", path, "-c", criteria, "--quiet", ...options];
  if (isAsked("peers")) await compareWithPeers(folder, list, all, Number(values.rounds ?? 3));
  // Up to ten times the list, to see that memory stays constant.
  if (isAsked("size")) growWithSize(folder, list, [all / 100, all / 10, all, 10 * all].map(Math.ceil));
  if (isAsked("jobs")) growWithJobs(folder, list, Math.min(all, 500_000));
  if (isAsked("criteria")) growWithCriteria(folder, program, join(root, "criteria/dictionary.json"), Math.min(all, 20_000));
  if (isAsked("trials"))
    manyTrials(folder, program, criteria, join(root, "criteria/dictionary.json"), 300, Math.ceil(all / 200), Math.ceil(all / 2));
  if (isAsked("answer")) measureAnswer(folder, list, Math.min(all, 50_000), Number(values.rounds ?? 5));
  if (isAsked("workbooks")) {
    await measureWorkbooks(folder, list, rows, Number(values.rounds ?? 3));
    writeLongWorkbook(folder, list, all);
  }
  if (isAsked("sql")) await measureSql(folder, program, rows, Number(values.rounds ?? 3));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
