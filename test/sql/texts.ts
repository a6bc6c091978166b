/** The result of the query of `sql texts` for an invented table. */
import { run } from "../program.js";

/** A column: its type; and its texts with their frequencies, or its numbers. */
export interface Column {
  readonly type: string;
  readonly texts?: Readonly<Record<string, number>>;
  readonly numbers?: readonly Numbers[];
}

/** A group of numbers with the same flags (whole 1, exact 2, readable 4, fit for multiples 8), and how many rows have them. */
export interface Numbers {
  readonly low?: number;
  readonly high?: number;
  readonly rows?: number;
  readonly unit?: string;
  readonly sign?: string;
  readonly flags?: number;
}

const HEADING = "column,holds,text,sign,special,place,flags,low,high,rows";
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Writes the result as CSV, with NULL as in DuckDB's shell, and counts as in pandas. `args`: criteria, and perhaps a map. */
export function textsFile(args: readonly string[], columns: Readonly<Record<string, Column>>, rows = 10): string {
  const { stdout } = run(["sql", "texts", ...args, "--table", "candidates"]);
  const madeFor = /:([0-9a-f]{64})/.exec(stdout)?.[1] ?? "";
  const told = [
    [":", "dialect", `:${args[args.indexOf("--dialect") + 1]}`],
    [":", "table", ":candidates"],
    [":", "made-for", `:${madeFor}`],
  ].map((cells) => `${cells.join(",")},,,,,,,`);
  const lines = Object.entries(columns).flatMap(([name, { type, texts = {}, numbers = [] }]) => [
    `:${name},type,${quoted(`:${type}`)},,,,,,,`,
    ...Object.entries(texts).map(([text, count]) => `:${name},text,${quoted(`:${text}`)},,,,,,,${count}`),
    ...numbers.map(({ low, high = low, rows: count = 1, unit, sign, flags = 15 }) => {
      const marked = (text: string | undefined): string => (text === undefined ? "" : quoted(`:${text}`));
      return `:${name},number,${marked(unit)},${marked(sign)},NULL,,${flags}.0,${low ?? "NULL"},${high ?? "NULL"},${count}`;
    }),
  ]);
  return `${[HEADING, ...told, `:,rows,,,,,,,,${rows}`, ...lines].join("\n")}\n`;
}
