/** The engines in which compiled SQL is run. If one is not available, nothing is compared and the run fails. */
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { hasPeers } from "../bench/peers.mjs";
import { pythonWithSpark, SPARK_VERSIONS } from "./python.mjs";

const DUCKDB_TYPES = {
  text: "VARCHAR",
  boolean: "BOOLEAN",
  date: "DATE",
  double: "DOUBLE",
  integer: "INTEGER",
  decimal: "DECIMAL(18,4)",
};
const POSTGRES_TYPES = { ...DUCKDB_TYPES, text: "text", double: "float8" };
const SPARK_TYPES = { ...DUCKDB_TYPES, text: "STRING", integer: "INT" };

/** A statement without the semicolon at its end, so that it can be put into another one. */
const bare = (statement) => statement.trim().replace(/;$/, "");

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** DuckDB, from the packages that the benchmark installs. */
async function duckdb() {
  if (!hasPeers()) throw new Error("nothing was compared: DuckDB cannot be installed");
  const { DuckDBInstance } = createRequire(join(import.meta.dirname, "../bench/package.json"))("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return {
    name: "duckdb",
    /** Fills a table from a file with a JSON object per line. */
    load: (table, columns, file) => {
      const types = Object.entries(columns).map(([name, type]) => `'${name.replaceAll("'", "''")}': '${DUCKDB_TYPES[type]}'`);
      const lines = `read_json('${file}', format = 'newline_delimited', columns = {${types.join(", ")}})`;
      return connection.run(`CREATE OR REPLACE TABLE ${quoted(table)} AS SELECT * FROM ${lines}`);
    },
    save: (table, file) => connection.run(`COPY ${quoted(table)} TO '${file}' (FORMAT parquet)`),
    /** Runs a statement, and writes its result as CSV. */
    write: (statement, file) => connection.run(`COPY (${bare(statement)}) TO '${file}' (HEADER, FORCE_QUOTE *, NULLSTR '')`),
    end: () => connection.closeSync(),
  };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The newest PostgreSQL programs of Debian's packages. */
function postgresPrograms() {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root)
    ? readdirSync(root)
        .map(Number)
        .filter((version) => version >= 15)
    : [];
  if (versions.length === 0) throw new Error("nothing was compared: PostgreSQL 15 is not there (apt-get install postgresql)");
  return join(root, String(Math.max(...versions)), "bin");
}

/** Starts a PostgreSQL server on the loopback interface, in a folder that is removed afterwards. It cannot run as root. */
async function postgres() {
  const programs = postgresPrograms();
  const folder = mkdtempSync(join(tmpdir(), "trialsieve-postgres-"));
  const isRoot = process.getuid() === 0;
  const owner = isRoot ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (isRoot) chownSync(folder, owner.uid, owner.gid);
  const run = (name, args, more = {}) => {
    const done = spawnSync(join(programs, name), args, { encoding: "utf8", cwd: folder, maxBuffer: 1 << 30, ...owner, ...more });
    if (done.status !== 0) throw new Error(`${name} ended with ${done.status}: ${done.stderr}`);
    return done.stdout;
  };
  const port = await freePort();
  const data = join(folder, "data");
  const end = () => {
    spawnSync(join(programs, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"], { cwd: folder, ...owner });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    run("initdb", ["-D", data, "-A", "trust", "-U", "trialsieve", "-E", "UTF8", "--locale=C"]);
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
    run("pg_ctl", ["-D", data, "-o", settings, "-l", join(folder, "log"), "-w", "start"], { stdio: "ignore" });
  } catch (error) {
    end();
    throw error;
  }
  const psql = (args, input) =>
    run(
      "psql",
      ["-h", "127.0.0.1", "-p", String(port), "-U", "trialsieve", "-d", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1", ...args],
      { input },
    );
  return {
    name: "postgres",
    /** Environment variables for psql. */
    environment: { PGHOST: "127.0.0.1", PGPORT: String(port), PGUSER: "trialsieve", PGDATABASE: "postgres" },
    load: (table, columns, file) => {
      const typed = Object.entries(columns).map(([name, type]) => `${quoted(name)} ${POSTGRES_TYPES[type]}`);
      const lines = readFileSync(file, "utf8").replaceAll("\\", "\\\\");
      psql(["-c", `DROP TABLE IF EXISTS ${quoted(table)}, lines`, "-c", "CREATE TABLE lines (line text)"]);
      psql(["-c", "COPY lines FROM STDIN"], lines);
      const rows = `SELECT x.* FROM lines, jsonb_to_record(CAST(line AS jsonb)) AS x(${typed.join(", ")})`;
      psql(["-c", `CREATE TABLE ${quoted(table)} AS ${rows}`]);
    },
    write: (statement, file) => writeFileSync(file, psql(["--csv", "-f", "-"], statement)),
    end,
  };
}

function idOf(option) {
  const { status, stdout } = spawnSync("id", [option, "postgres"], { encoding: "utf8" });
  if (status !== 0) throw new Error("nothing was compared: there is no user postgres, and PostgreSQL does not run as root");
  return Number(stdout);
}

/** Starts Spark with two local threads, through PySpark. */
async function spark(version) {
  const script = join(import.meta.dirname, "spark_session.py");
  // Java writes files without a configured path into its working directory.
  const cwd = mkdtempSync(join(tmpdir(), "trialsieve-spark-"));
  const session = spawn(pythonWithSpark(version), [script], { cwd, stdio: ["pipe", "pipe", "pipe"] });
  let log = "";
  session.stderr.setEncoding("utf8").on("data", (text) => {
    log = (log + text).slice(-1_000_000);
  });
  const lines = createInterface({ input: session.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    let { value } = await lines.next();
    // Java's own warnings are also printed to standard output.
    while (value !== undefined && !value.startsWith("{")) ({ value } = await lines.next());
    if (value === undefined) throw new Error(`nothing was compared: Spark ended (it needs Java 17): ${log.slice(-2000)}`);
    const { error, ...told } = JSON.parse(value);
    if (error !== undefined) throw new Error(`Spark: ${error}`);
    return told;
  };
  const ask = (task) => {
    session.stdin.write(`${JSON.stringify(task)}\n`);
    return answer();
  };
  const { version: running } = await answer();
  return {
    name: "spark",
    title: `Spark ${running}`,
    load: (table, columns, file) =>
      ask({ table, file, columns: Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, SPARK_TYPES[type]])) }),
    write: (statement, file) => ask({ statement: bare(statement), file }),
    /** Runs Python code, in which `spark` and names from earlier calls are defined. */
    run: (script, folder) => ask({ script, folder }),
    /** The number of leaves in a statement, of projections in its plan, and of those with whole-stage code generation. */
    explain: async (statement) => {
      const { projects, fused } = await ask({ explain: bare(statement) });
      return { leaves: new Set(statement.match(/`truth_\d+`/g)).size, projects, fused };
    },
    /** The last part of standard error. */
    log: () => log,
    end: () =>
      new Promise((resolve) => {
        session.once("close", () => {
          rmSync(cwd, { recursive: true, force: true });
          resolve();
        });
        session.stdin.end();
      }),
  };
}

const SPARKS = Object.fromEntries(SPARK_VERSIONS.map((version) => [`spark-${version}`, () => spark(version)]));
const ENGINES = { duckdb, postgres, ...SPARKS };

/**
 * Functions that start the named engines; `spark` means all of its versions. They throw an error if the engine is not available.
 */
export function enginesNamed(names) {
  return names.split(",").flatMap((name) => {
    if (name === "spark") return Object.values(SPARKS);
    if (ENGINES[name] !== undefined) return [ENGINES[name]];
    throw new Error(`--engines takes ${Object.keys(ENGINES).join(", ")} and spark, not ${name}`);
  });
}
