/** SQL for DuckDB. */
import { type Dialect, INSTANT, ODD_ID, otherType, SINGLE, typesByName, unpivotByValues } from "./dialect.js";

const ABSENT = "STRUCT(trialsieve_absent BOOLEAN)";

/** See the head of this file. */
export const duckdb: Dialect = {
  name: "duckdb",
  title: "DuckDB",
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  // Its statements end at a character of code 0.
  string: (value) => {
    const parts = value.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
    return parts.length === 1 ? parts.join() : `(${parts.join(" || chr(0) || ")})`;
  },
  typeNames: { boolean: "BOOLEAN", double: "DOUBLE", count: "BIGINT", whole: "HUGEINT", text: "VARCHAR", date: "DATE" },
  call: {
    abs: (x) => `abs(${x})`,
    floor: (x) => `floor(${x})`,
    ceil: (x) => `ceil(${x})`,
    round: (x) => `round(${x})`,
    log10: (x) => `log10(${x})`,
    nearest15: (x) => `CAST(printf('%.14e', ${x}) AS DOUBLE)`,
    powerOfTen: (x) => `CAST('1e' || CAST(CAST(${x} AS INTEGER) AS VARCHAR) AS DOUBLE)`,
    toDouble: (x) => `CAST(CAST(${x} AS VARCHAR) AS DOUBLE)`,
    asText: (x) => `CAST(${x} AS VARCHAR)`,
    asNumber: (x) => `TRY_CAST(CAST(${x} AS VARCHAR) AS DOUBLE)`,
    // Two decimals of 18 digits would have a product of 18 digits.
    toWhole: (x) => `CAST(${x} AS HUGEINT)`,
    year: (x) => `year(${x})`,
    month: (x) => `month(${x})`,
    day: (x) => `day(${x})`,
    daysBetween: (a, b) => `(${a} - ${b})`,
    divide: (a, b) => `(${a} // ${b})`,
    countToDouble: (x) => `CAST(${x} AS DOUBLE)`,
    concat: (...texts) => `(${texts.join(" || ")})`,
    binaryText: (x) => `(${x} COLLATE C)`,
    isPlainId: (x) => `(NOT regexp_matches(${x}, '${ODD_ID}'))`,
    typeName: (x) => `typeof(${x})`,
  },
  absent: `CAST(NULL AS ${ABSENT})`,
  columnType: typesByName(
    {
      ...{ [ABSENT]: "absent", DOUBLE: "double", FLOAT: SINGLE, VARCHAR: "text", BOOLEAN: "boolean", DATE: "date" },
      ...{ TINYINT: "exact", SMALLINT: "exact", INTEGER: "exact", BIGINT: "exact", HUGEINT: "exact" },
      ...{ UTINYINT: "exact", USMALLINT: "exact", UINTEGER: "exact", UBIGINT: "exact", UHUGEINT: "exact" },
    },
    (name) => (name.startsWith("DECIMAL(") ? "exact" : name.startsWith("TIMESTAMP") ? INSTANT : otherType(name)),
  ),
  fence: "",
  unpivot: unpivotByValues,
  ignoresCase: true,
  longestName: 1000,
};
