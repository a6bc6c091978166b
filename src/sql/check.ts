/** The check that goes first: a table that is no longer what was compiled for, or whose ids compare in ways of their own, shows here. */

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

/** The statement, which returns no row: all that the query of texts says by now, but for what it said then. */
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

/** Ids that are not trimmed, or can be written in two ways: two of them may be one, and no engine knows. */
function idCheck({ id }: TableColumns, { table }: KnownTable, dialect: Dialect): string {
  const own = call("text", "binaryText", column("text", id));
  const isOdd = and(not(isNull(own)), compare(own, "<>", text("")), not(call("boolean", "isPlainId", own)));
  const list = TEXTS_COLUMNS.map((name) => {
    if (name === "rows") return "count(*)";
    return printSql(name === "column" ? text(MARK + id) : name === "holds" ? text("refused-id") : none(TYPES[name]), dialect);
  });
  return `SELECT ${list.join(", ")} FROM ${printTable(table, dialect)} WHERE ${printSql(isOdd, dialect)} HAVING count(*) > 0`;
}
