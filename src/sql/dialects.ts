/** Every dialect by its name. */
import type { Dialect, DialectName } from "./dialect.js";
import { duckdb } from "./duckdb.js";
import { postgres } from "./postgres.js";
import { spark } from "./spark.js";

/** See the head of this file. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { duckdb, postgres, spark };
