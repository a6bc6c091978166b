/** Screens a list by SQL, with the DuckDB that the benchmark installs: `node duckdb.mjs <list> <output>`. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { AS_OF } from "./criteria.mjs";
import { screening } from "./sql.mjs";

const [, , list, output] = process.argv;
const { DuckDBInstance } = createRequire(join(import.meta.dirname, "../bench/package.json"))("@duckdb/node-api");
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run(screening(list, output, AS_OF));
