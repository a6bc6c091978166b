/** SQL for Spark 3.5 and 4. */
import { type Dialect, INSTANT, ODD_ID, otherType, SINGLE, typesByName } from "./dialect.js";

const ABSENT = "STRUCT<trialsieve_absent: BOOLEAN>";

/** See the head of this file. */
export const spark: Dialect = {
  name: "spark",
  title: "Spark",
  identifier: (name) => `\`${name.replaceAll("`", "``")}\``,
  // A dollar sign and a brace would be replaced by a variable of its.
  string: (value) => {
    const escaped = value.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
    return `'${escaped.replaceAll("${", "\\u0024{").replaceAll("\0", "\\u0000")}'`;
  },
  typeNames: { boolean: "BOOLEAN", double: "DOUBLE", count: "BIGINT", whole: "DECIMAL(18,0)", text: "STRING", date: "DATE" },
  call: {
    abs: (x) => `abs(${x})`,
    // Its floor is a whole number of 64 bits: larger numbers have no decimals.
    floor: (x) => `CASE WHEN abs(${x}) < CAST('1e15' AS DOUBLE) THEN CAST(floor(${x}) AS DOUBLE) ELSE ${x} END`,
    ceil: (x) => `CASE WHEN abs(${x}) < CAST('1e15' AS DOUBLE) THEN CAST(ceil(${x}) AS DOUBLE) ELSE ${x} END`,
    round: (x) => `rint(${x})`,
    log10: (x) => `log10(${x})`,
    nearest15: (x) => `CAST(format_string('%.14e', ${x}) AS DOUBLE)`,
    powerOfTen: (x) => `CAST(concat('1e', CAST(CAST(${x} AS INT) AS STRING)) AS DOUBLE)`,
    toDouble: (x) => `CAST(CAST(${x} AS STRING) AS DOUBLE)`,
    asText: (x) => `CAST(${x} AS STRING)`,
    asNumber: (x) => `TRY_CAST(CAST(${x} AS STRING) AS DOUBLE)`,
    toWhole: (x) => `CAST(${x} AS DECIMAL(16,0))`,
    year: (x) => `CAST(year(${x}) AS BIGINT)`,
    month: (x) => `CAST(month(${x}) AS BIGINT)`,
    day: (x) => `CAST(day(${x}) AS BIGINT)`,
    daysBetween: (a, b) => `CAST(datediff(${a}, ${b}) AS BIGINT)`,
    divide: (a, b) => `(${a} DIV ${b})`,
    countToDouble: (x) => `CAST(${x} AS DOUBLE)`,
    concat: (...texts) => `concat(${texts.join(", ")})`,
    binaryText: (x) => x,
    isPlainId: (x) => `(NOT ${x} RLIKE '${ODD_ID}')`,
    typeName: (x) => `typeof(${x})`,
  },
  absent: `CAST(NULL AS ${ABSENT})`,
  columnType: typesByName(
    {
      ...{
        [ABSENT.toLowerCase().replace(": ", ":")]: "absent",
        double: "double",
        float: SINGLE,
        string: "text",
        boolean: "boolean",
        date: "date",
      },
      ...{ tinyint: "exact", smallint: "exact", int: "exact", bigint: "exact" },
    },
    (name) => (name.startsWith("decimal(") ? "exact" : name.startsWith("timestamp") ? INSTANT : otherType(name)),
  ),
  fence: "",
  unpivot: (rows, name, columns) =>
    `LATERAL VIEW stack(${rows.length}, ${rows.flat().join(", ")}) ${name} AS ${columns.join(", ")}`,
  ignoresCase: true,
  longestName: 1000,
};
