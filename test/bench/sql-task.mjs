/** Runs a compiled statement on a Parquet file in DuckDB: `node sql-task.mjs LIST.parquet STATEMENT.sql OUTPUT THREADS`. */
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [, , list, statement, output, threads] = process.argv;
const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
await connection.run(`CREATE VIEW candidates AS SELECT * FROM '${list}'`);
const text = readFileSync(statement, "utf8").trim().replace(/;$/, "");
await connection.run(`COPY (${text}) TO '${output}' (HEADER)`);
