/** What programs read of an outcome, apart from what people read. */
import { parse } from "csv-parse/sync";

/** Keys of JSON outputs whose values are words for people. */
const WORD_KEYS = new Set(["because", "message", "help", "hint", "words", "text", "description", "label", "title", "note"]);
/** Columns of csv and tsv that hold words. */
const WORD_COLUMNS = /^(?:.*:)?(?:reasons|because)$/;

function withoutWords(value) {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      // Only texts are words: `text` may also be a key of a list's own.
      return WORD_KEYS.has(key) && typeof inner === "string" ? [] : [[key, withoutWords(inner)]];
    }),
  );
}

function jsonText(text) {
  return JSON.stringify(withoutWords(JSON.parse(text)));
}

function tableText(text, delimiter) {
  const rows = parse(text, { delimiter, bom: true, relax_column_count: true });
  const [heading = []] = rows;
  const kept = heading.flatMap((name, index) => (WORD_COLUMNS.test(name) ? [] : [index]));
  return JSON.stringify(rows.map((row) => kept.map((index) => row[index])));
}

/** By kind of output; a text that is not of its kind (a run that was refused prints nothing) counts as it stands. */
const READERS = {
  json: jsonText,
  ndjson: (text) =>
    text
      .split("\n")
      .filter((line) => line !== "")
      .map(jsonText)
      .join("\n"),
  csv: (text) => tableText(text, ","),
  tsv: (text) => tableText(text, "\t"),
  exact: (text) => text,
  words: () => "",
};

function read(kind, text = "(none)") {
  if (text === "") return "";
  try {
    return READERS[kind](text);
  } catch {
    return text;
  }
}

/** The part of an outcome that programs rely on. `kind` says what standard output is; written files are known by their endings. */
export function machineChannel({ kind }, { status, stdout, written }) {
  const files = written.map(([file, bytes]) => `${file} ${read(endingOf(file), bytes)}`);
  return [`${status}`, read(kind, stdout), ...files].join("\n");
}

function endingOf(file) {
  const ending = file.slice(file.lastIndexOf(".") + 1);
  return Object.hasOwn(READERS, ending) ? ending : "exact";
}
