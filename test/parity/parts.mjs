/**
 * Runs the Spark recipe of `src/reference/parts.md` as it is printed. Verdicts, reasons and problems must be those of the whole
 * list, and a part that cannot be screened must fail the job. `node test/parity/parts.mjs 4` uses one version of Spark; by
 * default both are used.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pythonWithSpark, SPARK_VERSIONS } from "./python.mjs";

const ROOT = join(import.meta.dirname, "../..");
const PROGRAM = join(ROOT, "dist/cli.js");
const [, RECIPE = ""] =
  /<!-- recipe: spark -->\n\n```python\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, "src/reference/parts.md"), "utf8")) ?? [];
const ROWS = 2000;

/** One hospital uses another unit, and one ID is repeated. No number is whole, as Java would write it as `7.0`. */
function rows() {
  const words = ["x", "", null];
  return Array.from({ length: ROWS }, (_, index) => ({
    patient_id: index === 1700 ? " P7 " : `P${index}`,
    platelets: index % 11 === 0 ? null : (50 + ((index * 37) % 350)) * (index % 3 === 0 ? 1000 : 1) + 0.5,
    hemoglobin: `${6 + (index % 9)} g/dL`,
    neutrophils: index === 900 ? "999" : String(((index * 7) % 55) / 10 + 0.5),
    brain_metastasis: words[index % 3],
    sex: index % 2 === 0 ? "f" : "m",
    birth_date: "1961-03-04",
  }));
}

const MAKE = `
from pyspark.sql import SparkSession
types = "patient_id string, platelets double, hemoglobin string, neutrophils string, brain_metastasis string, sex string, birth_date string"
SparkSession.builder.getOrCreate().read.schema(types).json("list.ndjson").repartition(5).write.parquet("list.parquet")
`;

/** Results without what depends on the position of a record: row, file, and texts of problems. */
function results(text) {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines
    .map((line) => {
      const { row: _row, file: _file, problems, ...rest } = JSON.parse(line);
      return JSON.stringify({ ...rest, problems: problems.map(({ code }) => code) });
    })
    .sort();
}

function tryVersion(version) {
  const python = pythonWithSpark(version);
  const folder = mkdtempSync(join(tmpdir(), "trialsieve-parts-"));
  try {
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/trialsieve"), `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
    chmodSync(join(folder, "bin/trialsieve"), 0o755);
    copyFileSync(join(ROOT, "criteria/NCT02843126.json"), join(folder, "trial.json"));
    copyFileSync(join(ROOT, "criteria/dictionary.json"), join(folder, "dictionary.json"));
    writeFileSync(
      join(folder, "list.ndjson"),
      rows()
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(""),
    );
    const settings = ["ui.enabled=false", "sql.shuffle.partitions=4", "sql.adaptive.enabled=false", "driver.host=127.0.0.1"];
    const env = {
      ...process.env,
      PATH: `${join(folder, "bin")}:${process.env.PATH}`,
      PYSPARK_PYTHON: python,
      SPARK_LOCAL_IP: "127.0.0.1",
      PYSPARK_SUBMIT_ARGS: `--master local[2] ${settings.map((one) => `--conf spark.${one}`).join(" ")} pyspark-shell`,
    };
    const run = (script) => spawnSync(python, ["-c", script], { cwd: folder, env, encoding: "utf8" });
    const made = run(MAKE);
    if (made.status !== 0) throw new Error(made.stderr);
    const done = run(RECIPE);
    if (done.status !== 0) throw new Error(done.stderr);
    const parts = readdirSync(join(folder, "verdicts")).filter((name) => name.startsWith("part-"));
    const found = results(parts.map((name) => readFileSync(join(folder, "verdicts", name), "utf8")).join(""));
    const args = ["screen", "list.ndjson", "-c", "trial.json", "--as-of", "2026-01-15", "-f", "ndjson", "--quiet"];
    const whole = results(
      spawnSync(process.execPath, [PROGRAM, ...args], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 }).stdout,
    );
    const different = whole.filter((line, index) => line !== found[index]).length;
    const { records, parts: counted } = JSON.parse(readFileSync(join(folder, "all.facts.json"), "utf8"));
    console.log(
      `Spark ${version}: ${found.length} candidates in ${counted.length} parts; ${different} differ from the whole list`,
    );

    // One record has a key that did not exist when the facts were counted.
    rmSync(join(folder, "verdicts"), { recursive: true });
    const changed = RECIPE.replace(
      "verdicts = records.",
      `records = records.select(F.regexp_replace("record", '"P50"', '"P50","more":1').alias("record"))\n$&`,
    );
    const failing = run(changed);
    const isFailed =
      failing.status !== 0 && !existsSync(join(folder, "verdicts/_SUCCESS")) && failing.stderr.includes("status 2");
    console.log(`Spark ${version}: a part that the facts do not cover ${isFailed ? "fails the job" : "DOES NOT FAIL THE JOB"}`);
    return different === 0 && found.length === ROWS && records === ROWS && counted.length > 1 && isFailed && changed !== RECIPE;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const versions = process.argv.length > 2 ? process.argv.slice(2) : SPARK_VERSIONS;
process.exitCode = versions.map(tryVersion).every((holds) => holds) ? 0 : 1;
