/** Files that are no list of candidates: what they are instead, and the way out. */
import type { Notice } from "../diagnostics/notice.js";

const SPREADSHEETS: ReadonlySet<string> = new Set(["xls", "xlsb", "ods", "fods", "numbers"]);

const SAVE_AS_XLSX = "open it in the spreadsheet program and save it as .xlsx or as CSV, then screen that file";

const OTHER_WORKBOOK: Notice = {
  code: "spreadsheet-file",
  message: "this is a workbook in a format that is not read",
  help: SAVE_AS_XLSX,
};

/** What a file is, by its ending, instead of a list; undefined if the ending says nothing. */
export function refusedByEnding(ending: string): Notice | undefined {
  return SPREADSHEETS.has(ending) ? OTHER_WORKBOOK : undefined;
}

const ZIP = [0x50, 0x4b, 0x03, 0x04] as const;
const OLE = [0xd0, 0xcf, 0x11, 0xe0] as const;

const MAGIC: readonly (readonly [readonly number[], Notice])[] = [
  [
    ZIP, // xlsx, ods
    {
      code: "spreadsheet-file",
      message: "this is a workbook or another zip file, not text",
      help: "if it is an Excel workbook, use --input-format xlsx, or give it a name that ends in .xlsx",
    },
  ],
  [OLE, OTHER_WORKBOOK], // the older xls
  [
    [0x1f, 0x8b],
    {
      code: "binary-file",
      message: "this is a gzip archive, not text",
      help: "unpack it first, or pipe: gunzip -c FILE | trialsieve screen -",
    },
  ],
  [[0x25, 0x50, 0x44, 0x46], { code: "binary-file", message: "this is a PDF document, not a list", help: SAVE_AS_XLSX }],
];

/** How many bytes {@link refusedByContent} looks at. */
export const MAGIC_LENGTH = 4;

/** What a file that is not text is, by its first bytes. */
export function refusedByContent(first: Uint8Array): Notice | undefined {
  return MAGIC.find(([bytes]) => begins(first, bytes))?.[1];
}

function begins(file: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => file[index] === byte);
}

/** Why a file that should be an Excel workbook is not one, by its first bytes; undefined if it may be one. */
export function notAWorkbook(bytes: Uint8Array): Notice | undefined {
  if (begins(bytes, ZIP)) return undefined;
  if (bytes.length === 0) return { code: "empty-input", message: "the file is empty" };
  if (begins(bytes, OLE))
    return {
      code: "spreadsheet-file",
      message: "this workbook is encrypted, or in the older format .xls",
      help: "open it in the spreadsheet program and save it as .xlsx, without a password",
    };
  return {
    code: "spreadsheet-file",
    message: "this is not an Excel workbook (.xlsx)",
    help: "if it is text, use --input-format csv (or json); otherwise open it in the spreadsheet program and save it as .xlsx",
  };
}

/** A NUL byte in the text: it is not text, or UTF-16 without its byte order mark. */
export function nulByte(): Notice {
  return {
    code: "binary-file",
    message: "there is a NUL byte here: this is a binary file, or UTF-16 text without a byte order mark",
    help: "save it as CSV in UTF-8; for UTF-16: --encoding utf-16le (or utf-16be)",
  };
}

const JSON_START = /^\s*(?:\[\s*[[{\]]|\{\s*["}])/;
const MARKUP_START = /^\s*<(?:!doctype|!--|\?xml|(?:html|head|body|table)\b)/i;

/** Why a text that should be a table is not one, by how it begins; undefined if it may be one. */
export function noTable(text: string): Notice | undefined {
  if (JSON_START.test(text))
    return {
      code: "unknown-format",
      message: "this looks like JSON, not a table",
      help: "use --input-format json, or --input-format ndjson if every line is a record",
    };
  if (!MARKUP_START.test(text)) return undefined;
  return { code: "unknown-format", message: "this looks like HTML or XML, not a table", help: SAVE_AS_XLSX };
}
