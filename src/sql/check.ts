/** The check to run first: it finds a table that has changed since SQL was compiled for it, or whose IDs compare in unusual ways. */

import type { Dialect } from "./dialect.js";
import { and, call, column, compare, type Expression, isNull, none, not, type Sql, type SqlType, text } from "./expression.js";
import { printSql, printTable } from "./print.js";
import type { TableColumns } from "./table.js";
import type { KnownTable, TextsRow } from "./texts.js";
import { MARK, TEXTS_COLUMNS, type TextsHead, textsQuery } from "./texts-query.js";

const TYPES: Readonly<Record<(typeof TEXTS_COLUMNS)[number], SqlType>> = {
  ...({ column: "text", holds: "text", text: "text", sign: "text" } as const),
  ...({ special: "double", low: "double", high: "double", place: "count", flags: "count", rows: "count" } as const),
};

/** The statement, which must return no row: everything in the present answer to the query of texts that was not in it then. */
export function checkStatement(
  columns: TableColumns,
  known: KnownTable,
  dialect: Dialect,
  { madeFor, map }: Omit<TextsHead, "table">,
): string {
  const names = TEXTS_COLUMNS.map(dialect.identifier).join(", ");
  const rows = known.answer.map((row) => `  (${TEXTS_COLUMNS.map((one) => printSql(literalOf(row, one), dialect)).join(", ")})`);
  const now = textsQuery(columns, dialect, { table: known.table, madeFor, map });
  return `(SELECT * FROM (\n${now}\n) AS now\nEXCEPT\nSELECT * FROM (VALUES\n${rows.join(",\n")}\n) AS then_ (${names}))\nUNION ALL\n${idCheck(columns, known, dialect)}`;
}

function literalOf(row: TextsRow, name: (typeof TEXTS_COLUMNS)[number]): Sql {
  const [cell, type] = [row[name], TYPES[name]];
  if (cell === "") return none(type);
  const value = type === "count" ? Number(cell) : cell;
  const of: Expression<SqlType> = { type, node: { kind: "value", value } };
  return of;
}

/** IDs that are not trimmed, or can be written in two ways: two of them may be the same, which no engine can see. */
function idCheck({ id }: TableColumns, { table }: KnownTable, dialect: Dialect): string {
  const own = call("text", "binaryText", column("text", id));
  const isOdd = and(not(isNull(own)), compare(own, "<>", text("")), not(call("boolean", "isPlainId", own)));
  const list = TEXTS_COLUMNS.map((name) => {
    if (name === "rows") return "count(*)";
    return printSql(name === "column" ? text(MARK + id) : name === "holds" ? text("refused-id") : none(TYPES[name]), dialect);
  });
  return `SELECT ${list.join(", ")} FROM ${printTable(table, dialect)} WHERE ${printSql(isOdd, dialect)} HAVING count(*) > 0`;
}
