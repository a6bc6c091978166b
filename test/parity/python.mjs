/**
 * Python programs in virtual environments, installed once into `node_modules/.cache` with the versions in the files beside this
 * one: `duckdb.txt` for DuckDB's shell, `spark-3.5.txt` and `spark-4.txt` for PySpark. `node test/parity/python.mjs spark-4`
 * installs one, and prints the folder of its programs.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CACHE = join(import.meta.dirname, "../../node_modules/.cache");

/** The Spark versions for which SQL is compiled. */
export const SPARK_VERSIONS = ["3.5", "4"];

/** The path of the Python with PySpark. */
export const pythonWithSpark = (version) => join(programsOf(`spark-${version}`), "python");

/** Installs a virtual environment if necessary. @returns the folder of its programs. Throws an error with advice if it fails. */
export function programsOf(name) {
  const environment = join(CACHE, `python-${name}`);
  const programs = join(environment, "bin");
  const requirements = join(import.meta.dirname, `${name}.txt`);
  // Written last, so that an incomplete installation, or one with other versions, is repeated.
  const made = join(environment, "made-of.txt");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(made) && readFileSync(made, "utf8") === wanted) return programs;
  console.error(`installing ${name} (into ${environment})`);
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  for (const [program, ...args] of [
    ...(name.startsWith("spark") ? [["java", "-version"]] : []),
    ["python3", "-m", "venv", environment],
    [join(programs, "python"), "-m", "pip", "install", "--quiet", "--no-input", "--requirement", requirements],
  ]) {
    const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
    if (status === 0) continue;
    const why = error?.message ?? stderr.trim();
    throw new Error(
      `${name} needs Python 3.11 or later with venv, PyPI, and for Spark Java 17: ${program} ${args.join(" ")}: ${why}`,
    );
  }
  writeFileSync(made, wanted);
  return programs;
}

if (process.argv[1] === import.meta.filename) console.log(programsOf(process.argv[2] ?? "spark-3.5"));
