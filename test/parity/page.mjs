/** Runs the commands of `reference/data.md` as they are printed, on a table of four candidates. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { programsOf } from "./python.mjs";

const root = join(import.meta.dirname, "../..");
const TRIAL = {
  trial: { id: "PAGE", title: "Of the page" },
  fields: {
    platelets: { type: "number", label: "Platelets", unit: "10*9/L", plausible: [1, 2000] },
    sex: { type: "code", label: "Sex", codes: { female: ["f"], male: ["m"] } },
    last_surgery: { type: "date", label: "Last surgery" },
  },
  inclusion: [
    { id: "I1", label: "Platelets", condition: { field: "platelets", op: ">=", value: 80, unit: "10*9/L" } },
    { id: "I2", label: "Sex", condition: { field: "sex", op: "is", value: "female" } },
    { id: "I3", label: "Surgery", condition: { field: "last_surgery", op: ">=", value: 28, unit: "d" } },
  ],
  exclusion: [],
};
const TABLE = `AS SELECT * FROM (VALUES
  ('P1', CAST(80 AS DOUBLE PRECISION), '10*9/L', 'f', DATE '2025-12-18'), ('P2', 79000, '/uL', 'female', DATE '2025-01-01'),
  ('P3', NULL, NULL, NULL, NULL), ('P4', 250, '10*9/L', 'F', NULL)) AS t (candidate, platelets, platelets_unit, sex, last_surgery)`;
const VERDICTS = ["P1 eligible", "P2 ineligible", "P3 undetermined", "P4 undetermined"];

const blocks = (language) => {
  const page = readFileSync(join(root, "src/reference/data.md"), "utf8");
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs"))].map(([, text]) => text);
};

/** Runs a shell script with `trialsieve` on its path. */
function shell(script, cwd, { path = [], environment = {} }) {
  const PATH = [join(cwd, "bin"), ...path, process.env.PATH].join(delimiter);
  const done = spawnSync("bash", ["-e", "-c", script], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...environment, PATH, HOME: cwd },
  });
  if (done.status !== 0) throw new Error(`a command of data.md ended with ${done.status}: ${done.stdout}${done.stderr}`);
}

const RUNS = {
  duckdb: (_, cwd) => {
    const path = [programsOf("duckdb")];
    shell(`duckdb -no-init clinic.duckdb -c "CREATE TABLE candidates ${TABLE}"\n${blocks("sh")[0]}`, cwd, { path });
  },
  postgres: ({ environment }, cwd) => {
    const create = `psql -X -q -c "CREATE SCHEMA clinic" -c "CREATE TABLE clinic.candidates ${TABLE}"`;
    shell(`${create}\n${blocks("sh")[1]}`, cwd, { environment });
  },
  spark: async (engine, cwd) => {
    const [ask, screen] = blocks("python");
    const given = "-c trial.json --dialect spark";
    await engine.run(
      `spark.sql("""CREATE OR REPLACE TEMPORARY VIEW candidates ${TABLE.replace("DOUBLE PRECISION", "DOUBLE")}""")`,
      cwd,
    );
    shell(`trialsieve sql texts ${given} --table candidates > texts.sql`, cwd, {});
    await engine.run(ask, cwd);
    shell(`trialsieve sql compile ${given} --texts texts.csv --as-of 2026-01-15 -o sql`, cwd, {});
    await engine.run(screen, cwd);
    await engine.run(
      `frame = spark.read.parquet("verdicts")\nwith open("verdicts.csv", "w") as out: csv.writer(out).writerows([frame.columns, *frame.collect()])`,
      cwd,
    );
  },
};

/** @returns what is wrong; undefined if the page is right */
export async function tryPage(engine, folder) {
  const cwd = join(folder, "page");
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(join(cwd, "bin"), { recursive: true });
  writeFileSync(join(cwd, "trial.json"), JSON.stringify(TRIAL));
  // Settings of everyday users, which must not matter.
  writeFileSync(join(cwd, ".psqlrc"), "\\timing on\n\\pset null '(none)'\n");
  writeFileSync(join(cwd, ".duckdbrc"), ".timer on\n.nullvalue (none)\n");
  const program = join(cwd, "bin/trialsieve");
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${join(root, "dist/cli.js")}' "$@"\n`);
  chmodSync(program, 0o755);
  await RUNS[engine.name](engine, cwd);
  const [heading, ...rows] = readFileSync(join(cwd, "verdicts.csv"), "utf8").trim().split(/\r?\n/);
  const place = heading.split(",").indexOf("eligibility");
  const found = rows.map((row) => [row.split(",")[0], row.split(",")[place]].join(" ")).sort();
  if (found.join() !== VERDICTS.join()) return `${found.join()}, not ${VERDICTS.join()} (${readdirSync(cwd).join(" ")})`;
  return undefined;
}
