/** Long lists: compared with other engines, and by size, number of criteria, and number of threads. */
import { spawnSync } from "node:child_process";
import { closeSync, copyFileSync, createReadStream, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { show, spread } from "./compare.mjs";
import { writeCandidates } from "./data.mjs";
import { hasPeers } from "./peers.mjs";

const here = import.meta.dirname;
const preload = ["--import", join(here, "memory.mjs")];

/** Runs a command. @returns seconds and peak megabytes. Throws if the status is not 0. */
export function measure(folder, args) {
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
  const [bytes, cpu] = readFileSync(peak, "utf8").split(" ").map(Number);
  return { seconds, megabytes: bytes / 1e6, cpu };
}

/** Prints a measurement. */
export function print(name, rows, { seconds, megabytes }, more = "") {
  const rate = Math.round(rows / seconds).toLocaleString("en");
  console.log(
    `  ${name.padEnd(40)} ${seconds.toFixed(2).padStart(8)} s ${rate.padStart(10)} rows/s ${megabytes.toFixed(0).padStart(6)} MB  ${more}`,
  );
}

/**
 * Runs commands alternately, `rounds` times after a warm-up round. Prints the medians, and times as ratios to that of the first.
 */
export function inTurn(folder, rows, commands, rounds) {
  const runs = commands.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    commands.forEach(({ args }, index) => {
      const found = measure(folder, args);
      if (round > 0) runs[index].push(found);
    });
  }
  return commands.map(({ name, args: _, ...rest }, index) => {
    const seconds = spread(runs[index].map((run) => run.seconds)).median;
    const megabytes = Math.max(...runs[index].map((run) => run.megabytes));
    const cpu = spread(runs[index].map((run) => run.cpu)).median;
    const ratio = spread(runs[index].map((run, round) => run.seconds / runs[0][round].seconds));
    print(name, rows, { seconds, megabytes }, `time ${show(ratio, 2)}`);
    return { ...rest, seconds, megabytes, cpu };
  });
}

/** The IDs of candidates who are eligible in an output. Its cells contain no quotes. */
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

/** Engines, and the share of rows that they get: 1 of this number, because all would take an hour. */
const PEERS = [
  ["json-logic-js", 5],
  ["json-rules-engine", 20],
  ["@gorules/zen-engine", 20],
];

/** Compares with csv-parse alone, with SQL, and with rule engines that use csv-parse. */
export async function compareWithPeers(folder, screen, rows, rounds) {
  const list = join(folder, "peers.csv");
  const output = join(folder, "peers-out.csv");
  const sqlOutput = join(folder, "sql-out.csv");
  writeCandidates(list, rows);
  const jobs = availableParallelism();
  const size = (statSync(list).size / 1e6).toFixed(0);
  console.log(`${rows} candidates (${size} MB) × 18 criteria, CSV to wide CSV, ${jobs} threads; time as a ratio to the first`);
  const peers = hasPeers();
  const [own] = inTurn(
    folder,
    rows,
    [
      { name: "trialsieve --no-reasons", args: screen(list, "-o", output, "--no-reasons") },
      ...(peers
        ? [{ name: "DuckDB, SQL with care for NULL", args: [join(here, "duckdb.mjs"), list, sqlOutput, String(jobs)] }]
        : []),
      { name: "csv-parse alone, no criteria", args: [join(here, "parse-alone.mjs"), list] },
      { name: "trialsieve, with reasons", args: screen(list, "-o", join(folder, "reasons-out.csv")) },
      {
        name: "trialsieve --no-reasons --jobs 1",
        args: screen(list, "-o", join(folder, "one-out.csv"), "--no-reasons", "--jobs", "1"),
      },
    ],
    rounds,
  );
  if (!peers) return;
  const right = await eligible(output);
  const judge = async (file) => [...(await eligible(file))].filter((id) => !right.has(id)).length;
  console.log(`  of these DuckDB calls wrongly eligible: ${await judge(sqlOutput)}`);
  for (const [engine, share] of PEERS) {
    const some = Math.ceil(rows / share);
    const part = join(folder, "part.csv");
    writeCandidates(part, some);
    const found = measure(folder, [join(here, "peer.mjs"), engine, part, output]);
    const times = (found.seconds / some / (own.seconds / rows)).toFixed(0);
    print(`csv-parse and ${engine}`, some, found, `time a row ${times}; wrongly eligible: ${await judge(output)} of ${some}`);
  }
}

/** Memory by size of the list. */
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

/** Time by number of threads. */
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

/** Time by number of criteria. */
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

/** Runs a command. @returns seconds of processor time, user and system. */
function cpuOf(folder, args) {
  const out = openSync(join(folder, "stdout"), "w");
  const code =
    'process.on("exit", () => { const { user, system } = process.cpuUsage(); require("node:fs").writeFileSync(process.env.CPU_FILE, String((user + system) / 1e6)); });';
  const probe = join(folder, "cpu.cjs");
  writeFileSync(probe, code);
  const { status, stderr } = spawnSync(process.execPath, ["--require", probe, ...args], {
    stdio: ["ignore", out, "pipe"],
    encoding: "utf8",
    env: { ...process.env, CPU_FILE: join(folder, "cpu") },
  });
  closeSync(out);
  if (status !== 0) throw new Error(`node ${args.slice(0, 6).join(" ")} … ended with ${status}\n${stderr}`);
  return Number(readFileSync(join(folder, "cpu"), "utf8"));
}

/** Many trials for few candidates, compared with one trial for many: verdicts per second of processor time, without start-up. */
export function manyTrials(folder, program, criteria, dictionary, count, few, many) {
  const base = JSON.parse(readFileSync(criteria, "utf8"));
  copyFileSync(dictionary, join(folder, "dictionary.json"));
  let seed = 1;
  const step = () => {
    seed = (Math.imul(seed, 48271) >>> 0) % 2147483647;
    return seed % 7;
  };
  const vary = (node) => {
    if (Array.isArray(node)) return node.map((one) => (typeof one === "object" ? vary(one) : one));
    const moved = Object.entries(node).map(([key, value]) => [key, typeof value === "object" ? vary(value) : value]);
    const { value } = node;
    if (typeof value === "number") moved.push(["value", Math.max(1, Math.round(value * (0.7 + 0.1 * step())))]);
    return Object.fromEntries(moved);
  };
  const files = Array.from({ length: count }, (_, index) => {
    const made = (criterion) => ({ id: criterion.id, label: `Criterion ${criterion.id}`, condition: vary(criterion.condition) });
    const trial = { trial: { id: `T${index}`, title: `Trial ${index}` }, dictionary: "dictionary.json" };
    const file = join(folder, `trial-${index}.json`);
    writeFileSync(file, JSON.stringify({ ...trial, inclusion: base.inclusion.map(made), exclusion: base.exclusion.map(made) }));
    return file;
  });
  const each = base.inclusion.length + base.exclusion.length;
  const rate = (name, rows, trials) => {
    const args = (size) => {
      const list = join(folder, "trials.csv");
      writeCandidates(list, size);
      return [program, "screen", list, ...trials.flatMap((file) => ["-c", file]), "-f", "csv", "--quiet", "--jobs", "1"];
    };
    const seconds = cpuOf(folder, args(rows)) - cpuOf(folder, args(1));
    const found = (rows * trials.length * each) / seconds;
    console.log(
      `  ${name.padEnd(40)} ${seconds.toFixed(2).padStart(8)} CPU s ${Math.round(found).toLocaleString("en").padStart(12)} verdicts/CPU s`,
    );
    return found;
  };
  console.log("many trials, net of start-up");
  const one = rate(`1 trial × ${many.toLocaleString("en")} candidates`, many, [criteria]);
  const all = rate(`${count} trials × ${few.toLocaleString("en")} candidates`, few, files);
  console.log(`  ratio ${(all / one).toFixed(2)}   aim 0.5`);
}
