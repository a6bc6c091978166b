/** Text in the cells of csv and tsv: quoted as RFC 4180 says, and never run as a formula. */

/**
 * What spreadsheets take for the beginning of a formula, in half and full width, or skip until one begins. Only the first
 * character counts; text inside a cell is safe.
 */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

/** A number that every spreadsheet reads as one; `-5` stays a number. */
const PLAIN_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Neither a formula nor in need of quotes, whatever the delimiter: nearly every cell. */
const HARMLESS = /^(?:[A-Za-z0-9_<>(][^",\t\r\n]*)?$/;

/** Puts `'` before text that a spreadsheet would run. The mark is part of the cell: take it off to have the text as it was. */
export function withoutFormula(text: string): string {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Makes the writer of one cell. tsv is quoted as csv is, so that tabs and line ends in a cell do not break its row. */
export function cellWriter(delimiter: "," | "\t"): (text: string) => string {
  const needsQuotes = delimiter === "," ? /[",\r\n]/ : /["\t\r\n]/;
  return (text) => {
    if (HARMLESS.test(text)) return text;
    const safe = withoutFormula(text);
    return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
}
