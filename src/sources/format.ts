/** Which format a candidate file is in, and what is no candidate list at all. */
import type { Notice } from "../diagnostics/notice.js";
import type { InputFormat } from "./input-head.js";

const ENDINGS: Readonly<Record<string, InputFormat>> = {
  csv: "csv",
  txt: "csv", // the delimiter is found by looking
  tsv: "tsv",
  tab: "tsv",
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
};

const SPREADSHEETS: ReadonlySet<string> = new Set(["xlsx", "xls", "xlsm", "xlsb", "ods", "numbers"]);

const SAVE_AS_CSV = "open it in the spreadsheet program and save it as `CSV UTF-8 (comma delimited)`, then screen that file";

const SPREADSHEET: Notice = { code: "spreadsheet-file", message: "this is a spreadsheet workbook, not text", help: SAVE_AS_CSV };

/** The ending of a file's name, without the dot, in lower case. */
function endingOf(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  const dot = base.lastIndexOf(".");
  return dot < 0 ? "" : base.slice(dot + 1).toLowerCase();
}

/** The format by the file's name; or why there is none. */
export function formatByName(name: string): InputFormat | Notice {
  const ending = endingOf(name);
  const format = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  if (format !== undefined) return format;
  if (SPREADSHEETS.has(ending)) return SPREADSHEET;
  const what = ending === "" ? "the file's name has no ending" : `the ending \`.${ending}\` is not known`;
  return {
    code: "unknown-format",
    message: `the format is not clear: ${what}`,
    help: "name it: --input-format csv, tsv, json or ndjson",
  };
}

const MAGIC: readonly (readonly [readonly number[], Notice])[] = [
  [[0x50, 0x4b, 0x03, 0x04], SPREADSHEET], // zip: xlsx, ods
  [[0xd0, 0xcf, 0x11, 0xe0], SPREADSHEET], // the older xls
  [
    [0x1f, 0x8b],
    {
      code: "binary-file",
      message: "this is a gzip archive, not text",
      help: "unpack it first, or pipe: gunzip -c FILE | trialsieve screen -",
    },
  ],
  [[0x25, 0x50, 0x44, 0x46], { code: "binary-file", message: "this is a PDF document, not a list", help: SAVE_AS_CSV }],
];

/** How many bytes {@link refusedByContent} looks at. */
export const MAGIC_LENGTH = 4;

/** What the first bytes of a file that is no text say. */
export function refusedByContent(first: Uint8Array): Notice | undefined {
  return MAGIC.find(([bytes]) => bytes.every((byte, index) => first[index] === byte))?.[1];
}

/** A NUL byte in the text: no text, or UTF-16 without its byte order mark. */
export function nulByte(): Notice {
  return {
    code: "binary-file",
    message: "there is a NUL byte here: this is a binary file, or UTF-16 text without a byte order mark",
    help: "save it as CSV in UTF-8; for UTF-16: --encoding utf-16le (or utf-16be)",
  };
}

/** The format of a text that has no name, by its first characters. `{` may be one record or NDJSON. */
export function formatByContent(text: string): "table" | "array" | "object" {
  const first = text.trimStart()[0];
  return first === "[" ? "array" : first === "{" ? "object" : "table";
}

const JSON_START = /^\s*(?:\[\s*[[{\]]|\{\s*["}])/;
const MARKUP_START = /^\s*<(?:!doctype|!--|\?xml|(?:html|head|body|table)\b)/i;

/** Why a text that should be a table is none, by how it begins; undefined if it may be one. */
export function noTable(text: string): Notice | undefined {
  if (JSON_START.test(text))
    return {
      code: "unknown-format",
      message: "this looks like JSON, not a table",
      help: "use --input-format json, or --input-format ndjson if every line is a record",
    };
  if (!MARKUP_START.test(text)) return undefined;
  return { code: "unknown-format", message: "this looks like HTML or XML, not a table", help: SAVE_AS_CSV };
}
