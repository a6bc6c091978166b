/** The formats of candidate files: choices, endings, what a nameless text is in, and what opens each come from here. */
import type { Notice } from "../diagnostics/notice.js";
import { isWhite } from "./bytes/bytes.js";
import { utf8Text } from "./bytes/utf8.js";
import { openTable } from "./delimited/open-table.js";
import { INPUT_FORMATS, type InputFormat, type InputHead, type InputOptions } from "./input-head.js";
import { isOneObject, openJson } from "./json/open-json.js";
import { refusedByEnding } from "./not-a-list.js";
import type { Opening } from "./opening.js";
import { openSheetTable } from "./sheet-table.js";

/** What the program knows about a format. */
interface SourceFormat {
  readonly kind: InputHead["kind"];
  /** Endings of files, in lower case. */
  readonly endings: readonly string[];
  /**
   * Whether a text without a name is in this format.
   *
   * @param start the first characters; not white
   * @returns `more` if so few bytes do not tell
   */
  readonly sniff: (start: string, bytes: Uint8Array, atEnd: boolean) => boolean | "more";
  /**
   * Finds the head, and what cuts the records after it.
   *
   * @param bytes UTF-8 without a byte order mark; more than white space
   * @param atEnd whether this is the whole file
   * @returns `more` if that is not enough to tell
   */
  readonly open: (bytes: Uint8Array, atEnd: boolean, options: InputOptions) => Opening | Notice | "more";
}

/** A new format has a row here, a folder beside this file, and its name among {@link INPUT_FORMATS}. */
const FORMATS: Readonly<Record<InputFormat, SourceFormat>> = {
  csv: {
    kind: "table",
    endings: ["csv", "txt"], // the delimiter is found by looking
    sniff: (start) => !/^[[{]/.test(start),
    open: (bytes, atEnd, options) => openTable(bytes, atEnd, "csv", options),
  },
  tsv: {
    kind: "table",
    endings: ["tsv", "tab"],
    sniff: () => false, // csv finds its tabs
    open: (bytes, atEnd, options) => openTable(bytes, atEnd, "tsv", options),
  },
  xlsx: {
    kind: "table",
    endings: ["xlsx", "xlsm"],
    sniff: () => false, // a workbook is no text
    open: openSheetTable, // what `workbook/open-workbook` has made of it
  },
  json: {
    kind: "objects",
    endings: ["json"],
    sniff: (start, bytes, atEnd) => start.startsWith("[") || (start.startsWith("{") && isOneObject(bytes, atEnd)),
    open: (bytes, atEnd) => openJson(bytes, atEnd, "json"),
  },
  ndjson: {
    kind: "objects",
    endings: ["ndjson", "jsonl"],
    sniff: (start) => start.startsWith("{"),
    open: (bytes, atEnd) => openJson(bytes, atEnd, "ndjson"),
  },
};

/** Whether files of a format hold rows of cells, or objects. */
export function kindOf(format: InputFormat): InputHead["kind"] {
  return FORMATS[format].kind;
}

/** The formats by name, as a message lists them. */
const FORMAT_NAMES = `${INPUT_FORMATS.slice(0, -1).join(", ")} or ${INPUT_FORMATS.at(-1)}`;

/** The ending of a file's name, without the dot, in lower case. */
function endingOf(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  const dot = base.lastIndexOf(".");
  return dot < 0 ? "" : base.slice(dot + 1).toLowerCase();
}

/** The format by the file's name; or why there is none. */
export function formatByName(name: string): InputFormat | Notice {
  const ending = endingOf(name);
  const format = INPUT_FORMATS.find((one) => FORMATS[one].endings.includes(ending));
  if (format !== undefined) return format;
  const other = refusedByEnding(ending);
  if (other !== undefined) return other;
  const what = ending === "" ? "the file's name has no ending" : `the ending \`.${ending}\` is not known`;
  return { code: "unknown-format", message: `the format is not clear: ${what}`, help: `name it: --input-format ${FORMAT_NAMES}` };
}

/** Characters that show what a text is. */
const START = 4096;

/** The format of a text that has no name, by its first bytes; `more` if these do not tell. */
function sniff(bytes: Uint8Array, atEnd: boolean): InputFormat | "more" {
  const start = utf8Text(bytes.subarray(0, START)).trimStart();
  for (const format of INPUT_FORMATS) {
    const answer = FORMATS[format].sniff(start, bytes, atEnd);
    if (answer === "more") return "more";
    if (answer) return format;
  }
  return "csv";
}

/**
 * Looks at the first bytes of a file.
 *
 * @param bytes UTF-8 without a byte order mark
 * @param atEnd whether this is the whole file
 * @returns `more` if that is not enough to tell
 */
export function openHead(
  bytes: Uint8Array,
  atEnd: boolean,
  format: InputFormat | "auto",
  options: InputOptions,
): Opening | Notice | "more" {
  if (isWhite(bytes)) return atEnd ? { code: "empty-input", message: "the file is empty" } : "more";
  const found = format === "auto" ? sniff(bytes, atEnd) : format;
  return found === "more" ? "more" : FORMATS[found].open(bytes, atEnd, options);
}
