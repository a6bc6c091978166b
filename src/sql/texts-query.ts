/**
 * The query that asks a table for all that the program must read before SQL can be written: the types of its columns, each text once with
 * how often it stands there, and of numbers what the facts of columns count. Numbers that differ in none of these are one row.
 */
import type { ColumnMap, NumberField } from "../language/model.js";
import type { Dialect } from "./dialect.js";
import {
  and,
  arithmetic,
  type Count,
  call,
  caseOf,
  column,
  compare,
  count,
  type Double,
  double,
  FALSE,
  isIn,
  isNull,
  none,
  not,
  or,
  type Sql,
  TRUE,
  type Truth,
  text,
} from "./expression.js";
import { fitsMultiples, isExact15, isReadable } from "./number-parts.js";
import { printSql, printTable } from "./print.js";
import { type SlotColumns, spansOfSentinels, type TableColumns, turningPoints } from "./table.js";

/** The columns of the query's result. */
export const TEXTS_COLUMNS = ["column", "holds", "text", "sign", "special", "place", "flags", "low", "high", "rows"] as const;
type TextsColumn = (typeof TEXTS_COLUMNS)[number];

/** What a row is about: the whole query, the table, a column's type, a text, numbers. */
export type Holds = "dialect" | "table" | "made-for" | "rows" | "type" | "text" | "number";

/**
 * What holds for all numbers of a row, as bits of `flags`. `beside`: another column holds something in these rows; `interval`: they are given
 * by their ends, `low` and `high` of the row; `reversed`: no number lies between these.
 */
export const FLAGS = { whole: 1, exact: 2, readable: 4, fitsMultiples: 8, beside: 16, interval: 32, reversed: 64 } as const;

/** Stands before every text, so that an empty one is not taken for none. */
export const MARK = ":";

/** Begins the names of cells; no table has such names. */
const CELLS = "trialsieve_cells";

/** What is known about the query apart from the columns. */
export interface TextsHead {
  readonly table: string;
  /** Digest of criteria, dictionary and map. */
  readonly madeFor: string;
  readonly map: ColumnMap | undefined;
}

/** The whole query, without a semicolon. */
export function textsQuery(columns: TableColumns, dialect: Dialect, head: TextsHead): string {
  return new TextsQuery(columns, dialect, head).whole();
}

/** The turning points of a field; the map may name a unit that is not usual. */
function turningPointsOf(field: NumberField, map: ColumnMap | undefined): readonly number[] {
  const unit = map?.columns.get(field.name)?.unit;
  return turningPoints(field, unit === undefined ? [] : [unit]);
}

/** The columns of both ends, and of whether these are left out. */
type Ends = Readonly<Record<"low" | "high" | "lowOpen" | "highOpen", string>>;

interface Numbers {
  readonly value: string;
  readonly ends?: Ends | undefined;
  readonly sign: string | undefined;
  readonly unit: string | undefined;
  readonly points: readonly number[];
  readonly hasMultiples: boolean;
}

class TextsQuery {
  readonly #dialect: Dialect;
  readonly #head: TextsHead;
  readonly #table: string;
  readonly #columns: TableColumns;
  readonly #places: ReadonlyMap<string, number>;

  constructor(columns: TableColumns, dialect: Dialect, head: TextsHead) {
    this.#columns = columns;
    const names = [columns.id, ...columns.slots.flatMap(({ names: own, strays }) => [...Object.values(own), ...strays])];
    this.#places = new Map([...new Set(names)].map((name, place) => [name, place]));
    this.#dialect = dialect;
    this.#head = head;
    this.#table = printTable(head.table, dialect);
  }

  whole(): string {
    const told = (holds: Holds, value: string): string =>
      `SELECT ${this.#list("", holds, { text: this.#print(text(MARK + value)) })}`;
    const columns = [...this.#places.keys()];
    const parts = [
      told("dialect", this.#dialect.name),
      told("table", this.#head.table),
      told("made-for", this.#head.madeFor),
      `SELECT ${this.#list("", "rows", { rows: "count(*)" })} FROM ${this.#table}`,
      this.#types(columns),
      ...this.#columns.slots.flatMap((slot) => this.#slot(slot)),
    ];
    return parts.join("\nUNION ALL\n");
  }

  #slot({ field, names, hasMultiples }: SlotColumns): readonly string[] {
    const queries: string[] = [];
    const { value, low, high, lowOpen, highOpen, sign, unit, missing } = names;
    const ends =
      low === undefined || high === undefined || lowOpen === undefined || highOpen === undefined
        ? undefined
        : { low, high, lowOpen, highOpen };
    if (field.type === "number")
      queries.push(this.#numbers({ value, ends, sign, unit, hasMultiples, points: turningPointsOf(field, this.#head.map) }));
    else if (field.type !== "date") queries.push(this.#texts(value));
    if (missing !== undefined) queries.push(this.#texts(missing, value));
    // Limits of normal count only for how they are written: whether they are plausible is asked of each.
    const limits = [
      { limit: names.uln, of: names.ulnUnit },
      { limit: names.lln, of: names.llnUnit },
    ];
    for (const { limit, of } of limits)
      if (limit !== undefined)
        queries.push(this.#numbers({ value: limit, sign: undefined, unit: of, hasMultiples: true, points: [0] }));
    return queries;
  }

  #print(of: Sql): string {
    return printSql(of, this.#dialect);
  }

  /** The list of a SELECT; what is not given is NULL. */
  #list(name: string, holds: Holds, given: Partial<Record<TextsColumn, string>>): string {
    const noText = this.#print(none("text"));
    const [noNumber, noWhole] = [this.#print(none("double")), this.#print(none("count"))];
    const row: Readonly<Record<TextsColumn, string>> = {
      ...{ column: this.#print(text(MARK + name)), holds: this.#print(text(holds)), text: noText, sign: noText },
      ...{ special: noNumber, low: noNumber, high: noNumber, place: noWhole, flags: noWhole, rows: noWhole },
      ...given,
    };
    return TEXTS_COLUMNS.map((one) => `${row[one]} AS ${this.#dialect.identifier(one)}`).join(", ");
  }

  /**
   * Columns that are looked for, and no others: an engine plans each of them every time. Those that the table lacks are NULL: within the inner
   * query a name is first one of the table's, and only then one of `absent`.
   */
  #cells(of: readonly (string | undefined)[]): string {
    const { identifier, absent } = this.#dialect;
    const names = of.filter((name) => name !== undefined);
    const lacked = names.map((name) => `${absent} AS ${identifier(name)}`).join(", ");
    const own = names.map((name) => `${identifier(name)} AS ${this.#cell(name)}`).join(", ");
    return `(SELECT ${lacked}) AS absent CROSS JOIN LATERAL (SELECT ${own} FROM ${this.#table}) AS cells`;
  }

  /** The column of {@link #cells} that has what a column of the table has. */
  #cell(name: string): string {
    const place = this.#places.get(name);
    if (place === undefined) throw new Error(`not looked for: ${name}`);
    return `${CELLS}_${place}`;
  }

  #types(names: readonly string[]): string {
    const { call: functions } = this.#dialect;
    const types = names.map((name, index) => `${functions.typeName(this.#cell(name))} AS t${index}`);
    const pairs = names.map((name, index): [string, string] => [this.#print(text(MARK + name)), `t.t${index}`]);
    const list = this.#list("", "type", { column: "v.n", text: functions.concat(this.#print(text(MARK)), "v.t") });
    return `SELECT ${list} FROM (SELECT ${types.join(", ")} FROM ${this.#cells(names)} LIMIT 1) AS t ${this.#dialect.unpivot(pairs, "v", ["n", "t"])}`;
  }

  /** A text with the mark before it; NULL stays NULL. Of a column of any type. */
  #marked(name: string | undefined): string {
    const { call: functions, typeNames } = this.#dialect;
    if (name === undefined) return this.#print(none("text"));
    return functions.concat(this.#print(text(MARK)), functions.binaryText(`CAST(${this.#cell(name)} AS ${typeNames.text})`));
  }

  /** @param beside a column in which nothing should stand beside the text */
  #texts(name: string, beside?: string): string {
    const flags = beside === undefined ? none("count") : bit(not(isNull(column("text", this.#cell(beside)))), FLAGS.beside);
    const inner = `${this.#marked(name)} AS v, ${this.#print(flags)} AS f`;
    const list = this.#list(name, "text", { text: "t.v", flags: "t.f", rows: "count(*)" });
    return `SELECT ${list} FROM (SELECT ${inner} FROM ${this.#cells([name, beside])}) AS t GROUP BY t.v, t.f`;
  }

  #number(name: string): Double {
    return call("double", "asNumber", column("double", this.#cell(name)));
  }

  #isOpen(name: string): Truth {
    const cell = call("text", "asText", column("text", this.#cell(name)));
    return caseOf("boolean", [[compare(cell, "=", text("true")), TRUE]], FALSE);
  }

  /** Equal ends are one number, any others an interval of its own. */
  #numbers({ value, ends, sign, unit, points, hasMultiples }: Numbers): string {
    const [v, a, b] = [column("double", "v"), column("double", "a"), column("double", "b")];
    const columns = [`${this.#marked(unit)} AS u`, `${this.#marked(sign)} AS s`];
    let own = this.#number(value);
    const kinds = { special: specialOf(v, points), place: placeOf(v, points), flags: flagsOf(v, hasMultiples) };
    if (ends !== undefined) {
      const [low, high] = [this.#number(ends.low), this.#number(ends.high)];
      const isOpen = or(this.#isOpen(ends.lowOpen), this.#isOpen(ends.highOpen));
      own = caseOf("double", [[and(compare(low, "=", high), not(isOpen)), low]], own);
      columns.push(`${this.#print(low)} AS a`, `${this.#print(high)} AS b`, `${this.#print(isOpen)} AS o`);
      const isInterval = and(isNull(v), not(and(isNull(a), isNull(b))));
      const places = arithmetic(placeOrNone(a, points), "+", arithmetic(count(1000), "*", placeOrNone(b, points)));
      kinds.special = caseOf("double", [[isInterval, none("double")]], kinds.special);
      kinds.place = caseOf("count", [[isInterval, places]], kinds.place);
      kinds.flags = caseOf("count", [[isInterval, flagsOfEnds(a, b, column("boolean", "o"))]], kinds.flags);
    }
    columns.push(`${this.#print(own)} AS v`);
    const [low, high] = ends === undefined ? ["v", "v"] : ["coalesce(k.v, k.a)", "coalesce(k.v, k.b)"];
    const inner = Object.entries(kinds).map(([name, of]) => `${this.#print(of)} AS ${name}`);
    const list = this.#list(value, "number", {
      ...{ text: "k.u", sign: "k.s", special: "k.special", place: "k.place", flags: "k.flags" },
      ...{ low: `min(${low})`, high: `max(${high})`, rows: "count(*)" },
    });
    const all = [value, unit, sign, ...Object.values(ends ?? {})];
    // Fenced, or PostgreSQL reads a number anew for every question about it.
    const from = `FROM (SELECT ${columns.join(", ")} FROM ${this.#cells(all)}${this.#dialect.fence}) AS t`;
    return `SELECT ${list} FROM (SELECT t.*, ${inner} ${from}) AS k GROUP BY k.u, k.s, k.special, k.place, k.flags`;
  }
}

/** An end that there is none of has a place of its own. */
function placeOrNone(end: Double, points: readonly number[]): Count {
  return caseOf("count", [[isNull(end), count(999)]], placeOf(end, points));
}

function flagsOfEnds(a: Double, b: Double, isOpen: Truth): Count {
  const isEnd = (end: Double): Truth => or(isNull(end), isReadable(end));
  const isReversed = and(not(isNull(a)), not(isNull(b)), or(compare(a, ">", b), and(compare(a, "=", b), isOpen)));
  const bits = [bit(and(isEnd(a), isEnd(b)), FLAGS.readable), bit(isReversed, FLAGS.reversed)];
  return bits.reduce((one, other) => arithmetic(one, "+", other), count(FLAGS.interval));
}

function bit(of: Truth, value: number): Count {
  return caseOf("count", [[of, count(value)]], count(0));
}

/** NULL where there is no number. */
function sumOf(v: Double, bits: readonly Count[]): Count {
  return caseOf("count", [[not(isNull(v)), bits.reduce((a, b) => arithmetic(a, "+", b))]]);
}

const ALONE = [0, 1, 2, 3, 9, 88, 99, -88, -99];

/** Values that each get a row of their own: codes, and what may stand for a missing value. */
function specialOf(v: Double, points: readonly number[]): Double {
  const size = call("double", "abs", v);
  const spans = spansOfSentinels(points).map(([from, to]) =>
    and(compare(size, ">=", double(from)), compare(size, "<", double(to))),
  );
  return caseOf("double", [[or(isIn(v, ALONE.map(double)), ...spans), v]]);
}

/** How many turning points lie below a number, and at it: two numbers with equal sums compare alike with all of them. */
function placeOf(v: Double, points: readonly number[]): Count {
  return sumOf(
    v,
    points.flatMap((point) => [bit(compare(v, ">=", double(point)), 1), bit(compare(v, ">", double(point)), 1)]),
  );
}

function flagsOf(v: Double, hasMultiples: boolean): Count {
  return sumOf(v, [
    bit(compare(v, "=", call("double", "floor", v)), FLAGS.whole),
    bit(isExact15(v), FLAGS.exact),
    bit(isReadable(v), FLAGS.readable),
    ...(hasMultiples ? [bit(fitsMultiples(v), FLAGS.fitsMultiples)] : []),
  ]);
}
