/** Prints expressions and statements in a dialect. */
import { formatDay } from "../values/date/date.js";
import type { Dialect } from "./dialect.js";
import type { Sql } from "./expression.js";

/** An expression as text. */
export function printSql(sql: Sql, dialect: Dialect): string {
  const { node, type } = sql;
  const print = (one: Sql): string => printSql(one, dialect);
  /** An operand: in parentheses, unless it is one word or a call. */
  const part = (one: Sql): string => {
    const { kind } = one.node;
    return kind === "column" || kind === "value" || kind === "call" || kind === "case" ? print(one) : `(${print(one)})`;
  };
  switch (node.kind) {
    case "column":
      return dialect.identifier(node.name);
    case "value":
      return printValue(sql, node.value, dialect);
    case "compare":
      return `${part(node.left)} ${node.op} ${part(node.right)}`;
    case "and":
    case "or":
      return node.of.map(part).join(` ${node.kind.toUpperCase()} `);
    case "not":
      return `NOT ${part(node.of)}`;
    case "isNull":
      return `${part(node.of)} IS NULL`;
    case "in":
      return `${part(node.of)} IN (${node.values.map(print).join(", ")})`;
    case "case": {
      const cases = node.when.map(([condition, value]) => `WHEN ${print(condition)} THEN ${print(value)}`);
      // A bare NULL would leave the type to the engine.
      const otherwise = node.otherwise ?? { type, node: { kind: "value", value: null } as const };
      return `CASE ${cases.join(" ")} ELSE ${print(otherwise)} END`;
    }
    case "arithmetic":
      return `${part(node.left)} ${node.op} ${part(node.right)}`;
    case "call":
      return dialect.call[node.name](...node.of.map((one) => (one.node.kind === "arithmetic" ? part(one) : print(one))));
    case "rowsWithSame":
      return `count(*) OVER (PARTITION BY ${print(node.of)})`;
  }
}

function printValue({ type }: Sql, value: boolean | number | bigint | string | null, dialect: Dialect): string {
  const { typeNames } = dialect;
  if (value === null) return `CAST(NULL AS ${typeNames[type]})`;
  switch (typeof value) {
    case "boolean":
      return value ? "TRUE" : "FALSE";
    case "string":
      return type === "text" ? dialect.string(value) : `CAST(${dialect.string(value)} AS ${typeNames[type]})`;
    case "bigint":
      return `CAST(${value} AS ${typeNames.whole})`;
    case "number":
      if (type === "count") return String(value);
      // A bare 0.3 would be a decimal, and compare as one.
      return type === "date" ? `DATE '${formatDay(value)}'` : `CAST('${value}' AS ${typeNames.double})`;
  }
}

/** A table's name as it was given, quoted part by part: `clinic.candidates`. A part in quotes may hold dots: `"2026.1".candidates`. */
export function printTable(name: string, { identifier }: Dialect): string {
  const parts = name.match(/"(?:[^"]|"")*"(?=\.|$)|[^.]+/g) ?? [];
  return parts.map((part) => identifier(isQuoted(part) ? part.slice(1, -1).replaceAll('""', '"') : part)).join(".");
}

function isQuoted(part: string): boolean {
  return /^".*"$/s.test(part);
}
