/** Long lists: against other engines, and against size, criteria and threads. */
import { spawnSync } from "node:child_process";
import { closeSync, copyFileSync, createReadStream, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { writeCandidates } from "./data.mjs";
import { hasPeers } from "./peers.mjs";

const here = import.meta.dirname;
const preload = ["--import", join(here, "memory.mjs")];

/** Seconds and peak megabytes of one run. Throws if it ends with another status than 0. */
function measure(folder, args) {
  const peak = join(folder, "peak");
  const out = openSync(join(folder, "stdout"), "w");
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [...preload, ...args], {
    stdio: ["ignore", out, "pipe"],
    encoding: "utf8",
    env: { ...process.env, PEAK_MEMORY_FILE: peak },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  closeSync(out);
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}\n${stderr}`);
  return { seconds, megabytes: Number(readFileSync(peak, "utf8")) / 1e6 };
}

function print(name, rows, { seconds, megabytes }, more = "") {
  const rate = Math.round(rows / seconds).toLocaleString("en");
  console.log(
    `  ${name.padEnd(40)} ${seconds.toFixed(2).padStart(8)} s ${rate.padStart(10)} rows/s ${megabytes.toFixed(0).padStart(6)} MB  ${more}`,
  );
}

/** The candidates that an output calls eligible: its column `eligibility`. Cells have no quotes in these outputs. */
async function eligible(file) {
  const found = new Set();
  let column = -1;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const cells = line.split(",");
    if (column < 0) column = cells.indexOf("eligibility");
    else if (cells[column] === "eligible") found.add(cells[0]);
  }
  return found;
}

/** Engines, and of how many rows they get one: the slow ones would take an hour for all. */
const PEERS = [
  ["json-logic-js", 5],
  ["json-rules-engine", 20],
  ["@gorules/zen-engine", 20],
];

/** Against csv-parse alone, SQL, and rule engines behind csv-parse. */
export async function compareWithPeers(folder, screen, rows) {
  const list = join(folder, "peers.csv");
  const output = join(folder, "peers-out.csv");
  writeCandidates(list, rows);
  const jobs = availableParallelism();
  console.log(
    `${rows} candidates (${(statSync(list).size / 1e6).toFixed(0)} MB) × 18 criteria, CSV to wide CSV, ${jobs} threads`,
  );
  const own = measure(folder, screen(list, "-o", output, "--no-reasons"));
  print("trialsieve --no-reasons", rows, own);
  const right = await eligible(output);
  const judge = async () => `wrongly eligible: ${[...(await eligible(output))].filter((id) => !right.has(id)).length}`;
  print("trialsieve, with reasons", rows, measure(folder, screen(list, "-o", output)));
  print("trialsieve --no-reasons --jobs 1", rows, measure(folder, screen(list, "-o", output, "--no-reasons", "--jobs", "1")));
  const alone = measure(folder, [join(here, "parse-alone.mjs"), list]);
  print("csv-parse alone, no criteria", rows, alone, `trialsieve is ${(alone.seconds / own.seconds).toFixed(2)} × as fast`);
  if (!hasPeers()) return;
  const duckdb = measure(folder, [join(here, "duckdb.mjs"), list, output, String(jobs)]);
  const ratio = (duckdb.seconds / own.seconds).toFixed(2);
  print("DuckDB, SQL written with care for NULL", rows, duckdb, `trialsieve is ${ratio} × as fast; ${await judge()}`);
  for (const [engine, share] of PEERS) {
    const some = Math.ceil(rows / share);
    const part = join(folder, "part.csv");
    writeCandidates(part, some);
    const found = measure(folder, [join(here, "peer.mjs"), engine, part, output]);
    const times = (rows / own.seconds / (some / found.seconds)).toFixed(0);
    print(`csv-parse and ${engine}`, some, found, `trialsieve is ${times} × as fast; ${await judge()} of ${some}`);
  }
}

/** Memory against size. */
export function growWithSize(folder, screen, sizes) {
  console.log("against size: memory does not grow but for the ids");
  for (const rows of sizes) {
    const list = join(folder, "size.csv");
    writeCandidates(list, rows);
    print(
      `${rows.toLocaleString("en")} candidates`,
      rows,
      measure(folder, screen(list, "-o", join(folder, "size-out.csv"), "--no-reasons")),
    );
  }
}

/** Time against the number of threads. */
export function growWithJobs(folder, screen, rows) {
  console.log(`against threads, ${rows} candidates, ${availableParallelism()} cores`);
  const list = join(folder, "jobs.csv");
  writeCandidates(list, rows);
  for (const jobs of [1, 2, 4]) {
    print(
      `--jobs ${jobs}`,
      rows,
      measure(folder, screen(list, "-o", join(folder, "jobs-out.csv"), "--no-reasons", "--jobs", String(jobs))),
    );
  }
}

/** Time against the number of criteria. */
export function growWithCriteria(folder, program, dictionary, rows) {
  console.log(`against the number of criteria, ${rows} candidates`);
  const list = join(folder, "criteria.csv");
  writeCandidates(list, rows);
  copyFileSync(dictionary, join(folder, "dictionary.json"));
  for (const count of [10, 100, 1000]) {
    const inclusion = Array.from({ length: count }, (_, index) => ({
      id: `I${index}`,
      label: `Platelets, limit ${index}`,
      condition: {
        field: ["platelets", "hemoglobin"][index % 2],
        op: ">=",
        value: (index % 40) + 30,
        unit: ["10*9/L", "g/L"][index % 2],
      },
    }));
    const file = join(folder, `criteria-${count}.json`);
    writeFileSync(
      file,
      JSON.stringify({ trial: { id: `T${count}`, title: "t" }, dictionary: "dictionary.json", inclusion, exclusion: [] }),
    );
    const output = join(folder, "criteria-out.csv");
    print(
      `${count} criteria`,
      rows,
      measure(folder, [program, "screen", list, "-c", file, "-o", output, "--no-reasons", "--quiet"]),
    );
  }
}
