/** The answer to the query of texts: what the program must know about the contents of the table. */
import type { ColumnType, Dialect, RefusedType } from "./dialect.js";
import type { Refusal } from "./refusal.js";
import { type Holds, MARK, TEXTS_COLUMNS } from "./texts-query.js";

/** One text of a column. */
export interface ListedText {
  /** Undefined: NULL. */
  readonly text: string | undefined;
  readonly flags: number;
  readonly rows: number;
  readonly line: number;
}

/** Numbers of a column that differ in nothing but their size. */
export interface ListedNumbers {
  readonly unit: string | undefined;
  readonly sign: string | undefined;
  /** Undefined: NULL; of an interval, that it has no such end. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly flags: number;
  readonly rows: number;
  readonly line: number;
}

/** One line of the answer, for the check that the table is still the same. */
export type TextsRow = Readonly<Record<(typeof TEXTS_COLUMNS)[number], string>>;

/** See the head of this file. */
export interface KnownTable {
  readonly dialect: string;
  readonly table: string;
  readonly madeFor: string;
  readonly rows: number;
  readonly types: ReadonlyMap<string, { readonly type: ColumnType | RefusedType; readonly line: number }>;
  readonly texts: ReadonlyMap<string, readonly ListedText[]>;
  readonly numbers: ReadonlyMap<string, readonly ListedNumbers[]>;
  readonly answer: readonly TextsRow[];
}

const NOT_TEXTS = "it must be the complete result of the query that `trialsieve sql texts` prints, as CSV with headings";

/**
 * @param rows of the CSV, its heading first
 * @returns the answer, or why there is none
 */
export function readTexts(rows: readonly (readonly string[])[], dialect: Dialect): KnownTable | Refusal {
  const [heading = [], ...lines] = rows;
  const places = TEXTS_COLUMNS.map((name) => heading.findIndex((one) => one.trim().toLowerCase() === name));
  const missing = TEXTS_COLUMNS.find((_, index) => places[index] === -1);
  if (missing !== undefined)
    return { code: "texts-file", line: 1, message: `there is no column \`${missing}\``, help: NOT_TEXTS };
  const told = new Map<Holds, string>();
  const types = new Map<string, { type: ColumnType | RefusedType; line: number }>();
  const texts = new Map<string, ListedText[]>();
  const numbers = new Map<string, ListedNumbers[]>();
  const answer: TextsRow[] = [];
  for (const [index, cells] of lines.entries()) {
    const line = index + 2;
    if (cells.every((cell) => cell === "")) continue;
    const at = (name: (typeof TEXTS_COLUMNS)[number]): string => {
      const cell = cells[places[TEXTS_COLUMNS.indexOf(name)] ?? -1] ?? "";
      // So the shell of DuckDB writes no value; a text would have its mark.
      return cell === "NULL" ? "" : cell;
    };
    const name = unmarked(at("column"));
    const broken = brokenCell(at);
    if (name === undefined || broken !== undefined)
      return { code: "texts-file", line, message: `\`${broken ?? "column"}\` cannot be read`, help: NOT_TEXTS };
    const [flags, count] = [Number(at("flags")), Number(at("rows"))];
    answer.push({ ...emptyRow(), ...Object.fromEntries(TEXTS_COLUMNS.map((one) => [one, at(one)])) });
    switch (at("holds")) {
      case "dialect":
      case "table":
      case "made-for":
        told.set(asHolds(at("holds")), unmarked(at("text")) ?? "");
        break;
      case "rows":
        told.set("rows", at("rows"));
        break;
      case "type":
        types.set(name, { type: dialect.columnType(unmarked(at("text")) ?? ""), line });
        break;
      case "text":
        listIn(texts, name).push({ text: unmarked(at("text")), flags, rows: count, line });
        break;
      case "number": {
        const [low, high] = [endOf(at("low")), endOf(at("high"))];
        listIn(numbers, name).push({
          unit: unmarked(at("text")),
          sign: unmarked(at("sign")),
          low,
          high,
          flags,
          rows: count,
          line,
        });
        break;
      }
      default:
        return { code: "texts-file", line, message: `\`${at("holds")}\` is no kind of row`, help: NOT_TEXTS };
    }
  }
  const [named, table, madeFor, count] = [told.get("dialect"), told.get("table"), told.get("made-for"), told.get("rows")];
  if (named === undefined || table === undefined || madeFor === undefined || count === undefined)
    return { code: "texts-file", message: "the lines that say which table it is about are missing", help: NOT_TEXTS };
  return { dialect: named, table, madeFor, rows: Number(count), types, texts, numbers, answer };
}

function asHolds(holds: string): Holds {
  return holds === "dialect" || holds === "table" ? holds : "made-for";
}

function emptyRow(): TextsRow {
  return { column: "", holds: "", text: "", sign: "", special: "", place: "", flags: "", low: "", high: "", rows: "" };
}

function unmarked(cell: string): string | undefined {
  return cell.startsWith(MARK) ? cell.slice(MARK.length) : undefined;
}

/** NaN and infinities stay what they are: such numbers are not readable. */
function endOf(cell: string): number | undefined {
  if (cell === "") return undefined;
  return /^[+-]?inf/i.test(cell) ? Number.POSITIVE_INFINITY : Number(cell);
}

const COUNTS = ["place", "flags", "rows"] as const;
const MARKED = ["text", "sign"] as const;

/** The cell that no engine writes like this. */
function brokenCell(at: (name: (typeof TEXTS_COLUMNS)[number]) => string): string | undefined {
  // `3.0`: so pandas writes counts where some are missing.
  const count = COUNTS.find((name) => !/^(?:\d+(?:\.0)?)?$/.test(at(name)));
  const number = (["special", "low", "high"] as const).find((name) => {
    const cell = at(name);
    return cell !== "" && Number.isNaN(Number(cell)) && !/^[+-]?(?:nan|inf(?:inity)?)$/i.test(cell);
  });
  return count ?? number ?? MARKED.find((name) => at(name) !== "" && unmarked(at(name)) === undefined);
}

function listIn<T>(map: Map<string, T[]>, name: string): T[] {
  const known = map.get(name) ?? [];
  map.set(name, known);
  return known;
}
