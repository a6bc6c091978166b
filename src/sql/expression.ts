/**
 * SQL expressions as a small typed tree. Every node knows its type, so that a text is never compared with a number; a dialect prints it.
 * Constructors fold what is constant: a part that a plan does not need is not printed.
 */

/** `count` is a small integer, `whole` an exact one of up to 38 digits. */
export type SqlType = "boolean" | "double" | "count" | "whole" | "text" | "date";

/** Functions that engines name differently, or lack. */
export type Primitive =
  | "abs"
  | "floor" // of a double, to a double
  | "ceil"
  | "round"
  | "log10"
  | "nearest15" // the decimal of 15 significant digits next to a double
  | "powerOfTen" // of a whole double, as a double
  | "toDouble" // of any number, through its text: a cast to fewer decimals rounds silently
  | "asNumber" // likewise of a column of any type: NULL where it holds something else
  | "asText" // any column as its engine prints it
  | "toWhole" // of a double without decimals
  | "year" // of a date, a count, as are the next three
  | "month"
  | "day"
  | "daysBetween" // of two dates: the first less the second
  | "divide" // of two counts from 0 up, without rest
  | "countToDouble"
  | "concat"
  | "binaryText" // a text that compares by its code points, whatever its column's collation
  | "isPlainId" // a text that no other id prints like
  | "typeName";

/** Comparison signs. */
export type SqlComparison = "<" | "<=" | ">" | ">=" | "=" | "<>";

type Node =
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "value"; readonly value: boolean | number | bigint | string | null }
  | { readonly kind: "compare"; readonly op: SqlComparison; readonly left: Sql; readonly right: Sql }
  | { readonly kind: "and" | "or"; readonly of: readonly Truth[] }
  | { readonly kind: "not"; readonly of: Truth }
  | { readonly kind: "isNull"; readonly of: Sql }
  | { readonly kind: "in"; readonly of: Sql; readonly values: readonly Sql[] }
  | { readonly kind: "case"; readonly when: readonly (readonly [Truth, Sql])[]; readonly otherwise: Sql | undefined }
  | { readonly kind: "arithmetic"; readonly op: "+" | "-" | "*" | "/"; readonly left: Sql; readonly right: Sql }
  | { readonly kind: "call"; readonly name: Primitive; readonly of: readonly Sql[] }
  | { readonly kind: "rowsWithSame"; readonly of: Sql };

/** An expression of a type. */
export interface Expression<T extends SqlType> {
  readonly type: T;
  readonly node: Node;
}
/** Of any type. */
export type Sql = Expression<SqlType>;
/** Three-valued, as SQL is: NULL is unknown. */
export type Truth = Expression<"boolean">;
/** See {@link SqlType}. */
export type Double = Expression<"double">;
/** See {@link SqlType}. */
export type Count = Expression<"count">;
/** See {@link SqlType}. */
export type Whole = Expression<"whole">;
/** See {@link SqlType}. */
export type Text = Expression<"text">;
/** A day; as a value its number since 1970-01-01. */
export type Day = Expression<"date">;

/** A column. */
export function column<T extends SqlType>(type: T, name: string): Expression<T> {
  return { type, node: { kind: "column", name } };
}

/** No value. */
export function none<T extends SqlType>(type: T): Expression<T> {
  return { type, node: { kind: "value", value: null } };
}

/** A text. */
export function text(value: string): Text {
  return { type: "text", node: { kind: "value", value } };
}

/** A finite double. */
export function double(value: number): Double {
  if (!Number.isFinite(value)) throw new Error(`no number of SQL: ${value}`);
  return { type: "double", node: { kind: "value", value } };
}

/** A small whole number. */
export function count(value: number): Count {
  return { type: "count", node: { kind: "value", value } };
}

/** A whole number of up to 18 digits. */
export function whole(value: bigint): Whole {
  return { type: "whole", node: { kind: "value", value } };
}

/** A day, by its number. */
export function day(value: number): Day {
  return { type: "date", node: { kind: "value", value } };
}

const constant = (value: boolean): Truth => ({ type: "boolean", node: { kind: "value", value } });
/** Always. */
export const TRUE = constant(true);
/** Never. */
export const FALSE = constant(false);

function isValue(of: Sql, value: boolean | null): boolean {
  return of.node.kind === "value" && of.node.value === value;
}

/** Whether an expression is always NULL. */
function isNone(of: Sql): boolean {
  return isValue(of, null);
}

/** Compares two of one type. */
export function compare<T extends SqlType>(left: Expression<T>, op: SqlComparison, right: Expression<T>): Truth {
  return { type: "boolean", node: { kind: "compare", op, left, right } };
}

/** Conjunction, as Kleene has it. */
export function and(...of: readonly Truth[]): Truth {
  return joined("and", of, true);
}

/** Disjunction, likewise. */
export function or(...of: readonly Truth[]): Truth {
  return joined("or", of, false);
}

function joined(kind: "and" | "or", all: readonly Truth[], neutral: boolean): Truth {
  if (all.some((one) => isValue(one, !neutral))) return constant(!neutral);
  const of = all.filter((one) => !isValue(one, neutral));
  const [first = constant(neutral), second] = of;
  return second === undefined ? first : { type: "boolean", node: { kind, of } };
}

/** Negation. */
export function not(of: Truth): Truth {
  if (isValue(of, true)) return FALSE;
  if (isValue(of, false)) return TRUE;
  return of.node.kind === "not" ? of.node.of : { type: "boolean", node: { kind: "not", of } };
}

/** Whether there is no value; never NULL itself. */
export function isNull(of: Sql): Truth {
  if (of.node.kind === "value") return constant(of.node.value === null);
  return { type: "boolean", node: { kind: "isNull", of } };
}

/** Whether it is one of some values. */
export function isIn<T extends SqlType>(of: Expression<T>, values: readonly Expression<T>[]): Truth {
  const [first, second] = values;
  if (first === undefined) return FALSE;
  return second === undefined ? compare(of, "=", first) : { type: "boolean", node: { kind: "in", of, values } };
}

/** The first whose condition is true; without any, `otherwise`, or NULL. */
export function caseOf<T extends SqlType>(
  type: T,
  when: readonly (readonly [Truth, Expression<T>])[],
  otherwise: Expression<T> = none(type),
): Expression<T> {
  const kept = when.filter(([condition]) => !isValue(condition, false));
  const always = kept.findIndex(([condition]) => isValue(condition, true));
  const [, end = otherwise] = kept[always] ?? [];
  const cases = always < 0 ? kept : kept.slice(0, always);
  if (cases.length === 0) return end;
  return { type, node: { kind: "case", when: cases, otherwise: isNone(end) ? undefined : end } };
}

/** Arithmetic of two of one type. */
export function arithmetic<T extends "double" | "count" | "whole">(
  left: Expression<T>,
  op: "+" | "-" | "*" | "/",
  right: Expression<T>,
): Expression<T> {
  return { type: left.type, node: { kind: "arithmetic", op, left, right } };
}

/** What an engine has a function for. */
export function call<T extends SqlType>(type: T, name: Primitive, ...of: readonly Sql[]): Expression<T> {
  return { type, node: { kind: "call", name, of } };
}

/** How many rows have the same value as this one. */
export function rowsWithSame(of: Sql): Count {
  return { type: "count", node: { kind: "rowsWithSame", of } };
}
