/**
 * PySpark in a virtual environment of its own for each version, made once in `node_modules/.cache`, by what `spark-3.5.txt` and `spark-4.txt` pin.
 * `node test/parity/pyspark.mjs 4` makes one, and prints its Python.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The versions that SQL is compiled for. */
export const SPARK_VERSIONS = ["3.5", "4"];
const WANTED = "PySpark needs Python 3.11 or later with venv, Java 17, and PyPI";
const CACHE = join(import.meta.dirname, "../../node_modules/.cache");

/** @returns the Python of an environment that has PySpark; installs it first. Throws, with what to do, where that fails. */
export function pythonWithSpark(version) {
  const environment = join(CACHE, `pyspark-${version}`);
  const python = join(environment, "bin/python");
  const requirements = join(import.meta.dirname, `spark-${version}.txt`);
  // Written last, so that what was broken off, or pinned otherwise, is made anew.
  const made = join(environment, "made-of.txt");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(made) && readFileSync(made, "utf8") === wanted) return python;
  console.error(`installing PySpark ${version} (into ${environment})`);
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  for (const [program, ...args] of [
    ["java", "-version"],
    ["python3", "-m", "venv", environment],
    [python, "-m", "pip", "install", "--quiet", "--no-input", "--requirement", requirements],
  ]) {
    const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`${WANTED}: ${program} ${args.join(" ")}: ${error?.message ?? stderr.trim()}`);
  }
  writeFileSync(made, wanted);
  return python;
}

if (process.argv[1] === import.meta.filename) console.log(pythonWithSpark(process.argv[2] ?? SPARK_VERSIONS[0]));
