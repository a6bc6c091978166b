/** SQL for PostgreSQL 15 and later. */
import { type Dialect, INSTANT, ODD_ID, otherType, SINGLE, typesByName, unpivotByValues } from "./dialect.js";

/** A type that columns do not have. */
const ABSENT = "pg_snapshot";

/** Compares without the spaces at its end. */
const PADDED = {
  why: "is padded with spaces, and compares without them",
  help: "cast it to text in a view",
};

/** Their names there. */
const NUMBERS = ["double precision", "real", "smallint", "integer", "bigint", "numeric"];

/** By the codes of letters: a database in another encoding cannot hold them. */
const ODD = `E'${ODD_ID.replaceAll(/[^ -~]/g, (letter) => `\\\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`)}'`;

/** See the head of this file. */
export const postgres: Dialect = {
  name: "postgres",
  title: "PostgreSQL",
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  string: (value) =>
    value.includes("\\") ? `E'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'` : `'${value.replaceAll("'", "''")}'`,
  typeNames: { boolean: "boolean", double: "float8", count: "bigint", whole: "numeric", text: "text", date: "date" },
  call: {
    abs: (x) => `abs(${x})`,
    floor: (x) => `floor(${x})`,
    ceil: (x) => `ceil(${x})`,
    round: (x) => `round(${x})`,
    log10: (x) => `log(${x})`,
    // The cast to numeric keeps 15 digits.
    nearest15: (x) => `CAST(CAST(${x} AS numeric) AS float8)`,
    powerOfTen: (x) => `CAST('1e' || CAST(CAST(${x} AS integer) AS text) AS float8)`,
    toDouble: (x) => `CAST(CAST(${x} AS text) AS float8)`,
    asText: (x) => `CAST(${x} AS text)`,
    asNumber: (x) =>
      `CASE WHEN CAST(pg_typeof(${x}) AS text) IN (${NUMBERS.map((name) => `'${name}'`).join(", ")}) THEN CAST(CAST(${x} AS text) AS float8) END`,
    toWhole: (x) => `CAST(${x} AS numeric)`,
    year: (x) => `CAST(extract(year FROM ${x}) AS bigint)`,
    month: (x) => `CAST(extract(month FROM ${x}) AS bigint)`,
    day: (x) => `CAST(extract(day FROM ${x}) AS bigint)`,
    daysBetween: (a, b) => `CAST(${a} - ${b} AS bigint)`,
    divide: (a, b) => `(${a} / ${b})`,
    countToDouble: (x) => `CAST(${x} AS float8)`,
    concat: (...texts) => `(${texts.join(" || ")})`,
    binaryText: (x) => `(${x} COLLATE "C")`,
    // In another encoding the same codes are other letters.
    isPlainId: (x) => `(${x} !~ ${ODD} AND (${x} !~ '[^ -~]' OR getdatabaseencoding() = 'UTF8'))`,
    typeName: (x) => `CAST(pg_typeof(${x}) AS text)`,
  },
  absent: `CAST(NULL AS ${ABSENT})`,
  columnType: typesByName(
    {
      ...{ [ABSENT]: "absent", "double precision": "double", real: SINGLE, text: "text", "character varying": "text" },
      ...{ character: PADDED, boolean: "boolean", date: "date" },
      ...{ smallint: "exact", integer: "exact", bigint: "exact", numeric: "exact" },
    },
    (name) => (name.startsWith("timestamp") ? INSTANT : otherType(name)),
  ),
  fence: " OFFSET 0",
  unpivot: unpivotByValues,
  ignoresCase: false,
  longestName: 63,
};
