/** Rows as csv-parse reads them: where quoted cells hold quotes. */
import { parse } from "csv-parse/sync";
import { utf8Text } from "../bytes/utf8.js";

/** csv-parse, set so that nothing is dropped, trimmed or refused; text after a closing quote makes the quotes plain text. */
export function parseRows(bytes: Uint8Array, delimiter: string): readonly (readonly string[])[] {
  return parse(utf8Text(bytes), {
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_quotes: true,
    relax_column_count: true,
  });
}
