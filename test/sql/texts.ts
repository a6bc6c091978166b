/** What the query of `sql texts` would return for an invented table. */
import { run } from "../program.js";

/** A column: its type, its texts with how often each stands there, or its numbers. */
export interface Column {
  readonly type: string;
  readonly texts?: Readonly<Record<string, number>>;
  readonly numbers?: readonly Numbers[];
}

/** Numbers of a column that count alike. `flags`: whole 1, exact 2, readable 4, fit for multiples 8. */
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

/** The file of texts, with values that are missing as DuckDB's shell writes them, and counts as pandas does; for criteria and, if there is one, a map. */
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
