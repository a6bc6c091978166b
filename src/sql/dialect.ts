/** What engines differ in. */
import type { Primitive, SqlType } from "./expression.js";

/** The engines that SQL is written for. */
export const DIALECTS = ["duckdb", "postgres", "spark"] as const;
/** One of them. */
export type DialectName = (typeof DIALECTS)[number];

/** What a column of a type can hold. `exact`: whole numbers and decimals. `absent`: there is no such column. */
export type ColumnType = "double" | "exact" | "boolean" | "text" | "date" | "absent";

/** A type that is refused, and why. */
export interface RefusedType {
  readonly why: string;
  readonly help: string;
}

/** One engine. A dialect is only a table of texts: everything is decided before. */
export interface Dialect {
  readonly name: DialectName;
  readonly title: string;
  readonly identifier: (name: string) => string;
  readonly string: (value: string) => string;
  readonly typeNames: Readonly<Record<SqlType, string>>;
  readonly call: Readonly<Record<Primitive, (...args: readonly string[]) => string>>;
  /** NULL of a type that no column has, to be distinguished from every column. */
  readonly absent: string;
  /** What `typeName` says of a column. */
  readonly columnType: (name: string) => ColumnType | RefusedType;
  /** After a step that must not be taken apart, so that nothing is worked out twice. */
  readonly fence: string;
  /** After a query: each of its rows once for every row of expressions over it, which are named. */
  readonly unpivot: (rows: readonly (readonly string[])[], name: string, columns: readonly string[]) => string;
  /** Quoted names that differ in case alone are one. */
  readonly ignoresCase: boolean;
  /** The most bytes of an output column's name. */
  readonly longestName: number;
}

/** Why columns of single precision are refused in every engine. */
export const SINGLE: RefusedType = {
  why: "keeps 6 to 7 digits, so that 0.1 becomes 0.10000000149",
  help: "read the source again as a double or a decimal; a cast afterwards does not bring the digits back",
};

/** Why a time of day is refused as a date. */
export const INSTANT: RefusedType = {
  why: "has a time of day, and may be another day in another time zone",
  help: "make it a DATE in the time zone of the hospital, in a view",
};

/** For all other types. */
export function otherType(name: string): RefusedType {
  return {
    why: `is not one of the types that can be read (${name})`,
    help: "cast it in a view: DOUBLE or DECIMAL, BOOLEAN, DATE, text",
  };
}

/** Latin letters with accents, that are written in one way and look like no others: not `ĳ`, `ŀ`, `ŉ` and the long s. */
const LETTERS = "À-ÖØ-öø-ıĴ-ľŁ-ňŊ-ž";
/** A number as spreadsheets and programs shorten it. Two such ids may have been different ones. */
const SHORTENED = "^[+-]?[0-9]([.,][0-9]+)?[eE][+][0-9][0-9][0-9]?$|^[+-]?[0-9][.,][0-9]+[eE]-[0-9][0-9][0-9]?$";
/** What an ID must not contain, as a regular expression of any engine: characters that look like others, or are invisible. */
export const ODD_ID = `[^ -_a-~${LETTERS}]|^ | $|  |${SHORTENED}`;

/** {@link Dialect.unpivot} by a list of values. */
export function unpivotByValues(rows: readonly (readonly string[])[], name: string, columns: readonly string[]): string {
  return `CROSS JOIN LATERAL (VALUES ${rows.map((row) => `(${row.join(", ")})`).join(", ")}) AS ${name} (${columns.join(", ")})`;
}

/** The names of types, by what their columns can hold. */
export function typesByName(
  names: Readonly<Record<string, ColumnType | RefusedType>>,
  others: (name: string) => ColumnType | RefusedType,
) {
  const known = new Map(Object.entries(names));
  return (name: string): ColumnType | RefusedType => known.get(name) ?? others(name);
}
