/** What a file is, by what it contains. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { JsonNode, JsonObject } from "../../text/json.js";
import { kindWords } from "./form.js";
import { FORMS } from "./schema.js";
import { type FileReport, parseSource, type Source } from "./source.js";
import { closest } from "./suggest.js";

/** The kinds of files that people write. */
export type FileKind = "criteria" | "test" | "column-map" | "dictionary";

const KEYS = [
  ["trial", "criteria"],
  ["cases", "test"],
  ["columns", "column-map"],
  ["inclusion", "criteria"], // their `trial` is missing or misspelt
  ["exclusion", "criteria"],
  ["fields", "dictionary"],
  ["decimal", "column-map"], // one without `columns`
  ["trust", "column-map"],
  ["per", "column-map"],
  ["dateOrder", "column-map"],
  ["century", "column-map"],
  ["missing", "column-map"],
  ["flags", "column-map"],
  ["dateColumn", "column-map"],
  ["unclaimed", "column-map"],
] as const;

/** A kind of file, as messages name it. */
export const FILE_KIND_WORDS: Readonly<Record<FileKind, string>> = {
  criteria: "a criteria file",
  test: "a file of criteria tests",
  "column-map": "a column map",
  dictionary: "a dictionary",
};

const BELONGS: Readonly<Record<FileKind, string>> = {
  criteria: "criteria files are given with `-c`",
  test: "criteria tests are run by `trialsieve test`",
  "column-map": "column maps are given with `--columns`",
  dictionary: "criteria files name their dictionary with the key `dictionary`",
};

function kindOf(node: JsonNode): FileKind | undefined {
  if (node.kind !== "object") return undefined;
  const kind = KEYS.find(([key]) => node.entries.some((entry) => entry.key === key))?.[1];
  return kind ?? (isMapAlone(node) ? "column-map" : undefined);
}

const HEAD = ["$schema", "formatVersion"];

/** A column map may only name the ID column, or words for yes; other JSON may have such keys too, but among others. */
function isMapAlone({ entries }: JsonObject): boolean {
  const isKnown = (key: string): boolean => FORMS.columnMap.places.has(key);
  return entries.some(({ key }) => !HEAD.includes(key)) && entries.every(({ key }) => isKnown(key));
}

/**
 * What a file is: `trial` makes it a criteria file, `cases` a test, `columns` a column map, else `fields` a dictionary;
 * a column map may lack `columns`. Other JSON (such as a JSON Schema) is none of these: undefined. A text that is not JSON counts as what it seems to be, else as criteria, so that
 * its fault is reported when it is loaded.
 */
export function fileKind(source: Source): FileKind | undefined {
  const node = parseSource(source);
  if (node !== undefined) return kindOf(node);
  return KEYS.find(([key]) => new RegExp(`"${key}"\\s*:\\s*[[{]`).test(source.text))?.[1] ?? "criteria";
}

/** Whether a text is JSON, and of this kind. */
export function isOfKind(source: Source, kind: FileKind): boolean {
  const node = parseSource(source);
  return node !== undefined && kindOf(node) === kind;
}

/** Reads a file that another file names. If it is of another kind, nothing of it is shown: whoever wrote the name may not own it. */
export function onlyOfKind<S extends Source>(read: S | Diagnostic, kind: FileKind, file: string): S | Diagnostic {
  if (!("text" in read) || isOfKind(read, kind)) return read;
  const at = { file, line: 1, column: 1 };
  const message = `holds no ${kind} in well-formed JSON`;
  return { code: "wrong-kind-of-file", severity: "error", at, message, help: "run `trialsieve validate` on it to see why" };
}

/**
 * Whether a file is of another kind than it should be; then the report says what it is and where it belongs. A misspelt key is a
 * better diagnosis, and is left to the reader of that kind.
 */
export function wrongKind(report: FileReport, node: JsonNode, expected: FileKind): boolean {
  const kind = kindOf(node);
  if (kind === expected) return false;
  if (kind !== undefined) {
    report.error(
      "wrong-kind-of-file",
      node.at,
      `this is ${FILE_KIND_WORDS[kind]}, not ${FILE_KIND_WORDS[expected]}`,
      BELONGS[kind],
    );
    return true;
  }
  const key = KEYS.find(([, other]) => other === expected)?.[0] ?? "";
  if (node.kind === "object" && node.entries.some((entry) => closest(entry.key, [key]) !== undefined)) return false;
  const what = node.kind === "object" ? `it has no \`${key}\`` : `it is ${kindWords(node)}, not an object`;
  report.error("wrong-kind-of-file", node.at, `this is not ${FILE_KIND_WORDS[expected]}: ${what}`);
  return true;
}
