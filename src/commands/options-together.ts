/** Options of `screen` that exclude each other: every pair, with its message. `reference/results.md` lists the same pairs. */
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

/** What is checked: the options, and the format that follows from them. */
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

/** What the command line must know about a format. */
interface FormatUse {
  /** A person reads it on a terminal; no ending of `-o` names it. */
  readonly isForPeople: boolean;
  /** It shows reasons, and nothing would be left without them. */
  readonly needsReasons: boolean;
  /** It names the digests of all files. */
  readonly namesDigests: boolean;
  /** It holds what it shows of all candidates until the end, so that threads would not help. */
  readonly holdsAll: boolean;
}

const FILE: FormatUse = { isForPeople: false, needsReasons: false, namesDigests: false, holdsAll: false };

/** By format. */
export const FORMAT_USE: Readonly<Record<Format, FormatUse>> = {
  summary: { isForPeople: true, needsReasons: true, namesDigests: false, holdsAll: false },
  table: { isForPeople: true, needsReasons: false, namesDigests: false, holdsAll: true },
  csv: FILE,
  tsv: FILE,
  json: { ...FILE, namesDigests: true },
  ndjson: FILE,
  html: { isForPeople: false, needsReasons: true, namesDigests: true, holdsAll: true },
  xlsx: { isForPeople: false, needsReasons: true, namesDigests: true, holdsAll: false },
};

/** Endings of `-o` files that name a format. */
export const ENDINGS: ReadonlyMap<string, Format> = new Map(
  FORMATS.filter((format) => !FORMAT_USE[format].isForPeople).map((format) => [`.${format}`, format] as const),
);

const NEED_REASONS = FORMATS.filter((format) => FORMAT_USE[format].needsReasons);

const only = (option: string, formats: string) => ({
  pair: [option, `formats other than ${formats}`] as const,
  message: ({ format }: Asked) => `${option} is for ${formats}, but the format is ${format}`,
});

/** In the order in which they are checked. */
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
    pair: ["--no-reasons", NEED_REASONS.map((format) => `-f ${format}`).join(", ")],
    isMet: ({ options, format }) => !options.reasons && FORMAT_USE[format].needsReasons,
    message: ({ format }) => {
      const others = FORMATS.filter((one) => !FORMAT_USE[one].needsReasons);
      return `--no-reasons is for ${others.slice(0, -1).join(", ")} and ${others.at(-1)}, but the format is ${format}`;
    },
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
