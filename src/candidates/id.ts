/** How candidates are called. */
import { trimWhite } from "../values/text.js";
import type { ReaderOptions } from "./record-reader.js";

const PLAIN = /^[ -~]*$/;

/** An id as outputs print it. */
export function textId(text: string): string {
  const trimmed = trimWhite(text);
  return PLAIN.test(trimmed) ? trimmed : trimmed.normalize("NFC");
}

/** What stands in for an id where the file has none. */
export function rowId(row: number, { file, severalFiles }: ReaderOptions): string {
  return severalFiles ? `${file}:${row}` : String(row);
}
