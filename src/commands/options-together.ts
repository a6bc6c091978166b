/** Options of `screen` that cannot be together: every pair, with its message. `reference/results.md` lists the same pairs. */
import type { Eligibility } from "../evaluate/result.js";
import { FORMATS, type Format, type Layout } from "../report/reporter.js";
import type { OutputDelimiter } from "../report/spreadsheet.js";
import { endingOf, twoFormats } from "./output-format.js";
import { usageError } from "./usage.js";

/** The output options of `screen`, as the command line has them. */
export interface OutputOptions {
  readonly format?: Format;
  readonly output?: string;
  readonly layout?: Layout;
  readonly only?: Eligibility;
  readonly reasons: boolean;
  readonly values: boolean;
  readonly excel?: boolean;
  readonly outputDelimiter?: OutputDelimiter;
  readonly keep?: readonly string[];
}

/** What is held together: the options, and the format that came of them. */
interface Asked {
  readonly options: OutputOptions;
  readonly format: Format;
  /** The output is shown on a terminal. */
  readonly isOnTerminal: boolean;
}

/** Options that do not fit. */
interface Clash {
  /** As the reference names it. */
  readonly pair: readonly [option: string, other: string];
  readonly isMet: (asked: Asked) => boolean;
  readonly message: (asked: Asked) => string;
}

/** Formats that a person reads on a terminal. */
export function isForPeople(format: Format): boolean {
  return format === "summary" || format === "table";
}

/** Endings of `-o` files that name a format. */
export const ENDINGS: ReadonlyMap<string, Format> = new Map(
  FORMATS.filter((format) => !isForPeople(format)).map((format) => [`.${format}`, format] as const),
);

/** Formats without reasons would be nothing. */
const OF_REASONS: ReadonlySet<Format> = new Set(["summary", "html", "xlsx"]);

const only = (option: string, formats: string) => ({
  pair: [option, `formats other than ${formats}`] as const,
  message: ({ format }: Asked) => `${option} is for ${formats}, but the format is ${format}`,
});

/** In the order in which they are looked for. */
export const CLASHES: readonly Clash[] = [
  {
    pair: ["-f", "-o with an ending that names another format"],
    isMet: ({ options, format }) => (ENDINGS.get(endingOf(options.output)) ?? format) !== format,
    message: ({ options, format }) => twoFormats(format, options.output),
  },
  {
    ...only("--layout", "csv and tsv"),
    isMet: ({ options, format }) => options.layout !== undefined && format !== "csv" && format !== "tsv",
  },
  { ...only("--excel", "csv"), isMet: ({ options, format }) => options.excel === true && format !== "csv" },
  {
    ...only("--output-delimiter", "csv"),
    isMet: ({ options, format }) => options.outputDelimiter !== undefined && format !== "csv",
  },
  {
    pair: ["--no-reasons", "-f summary, -f html, -f xlsx"],
    isMet: ({ options, format }) => !options.reasons && OF_REASONS.has(format),
    message: ({ format }) => `--no-reasons is for table, csv, tsv, json and ndjson, but the format is ${format}`,
  },
  {
    pair: ["--keep", "--no-values"],
    isMet: ({ options }) => options.keep !== undefined && !options.values,
    message: () => "--keep copies cells of the list, but --no-values leaves out patient values",
  },
  {
    pair: ["-f xlsx", "a terminal"],
    isMet: ({ format, isOnTerminal }) => format === "xlsx" && isOnTerminal,
    message: () => "a workbook is for a file: name it with -o, such as -o verdicts.xlsx",
  },
];

/** Throws at the first pair that does not fit. */
export function refuseClashes(asked: Asked): void {
  for (const { isMet, message } of CLASHES) if (isMet(asked)) usageError("screen", message(asked));
}
