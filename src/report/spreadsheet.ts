/** Text in the cells of csv and tsv: quoted as RFC 4180 says, and never run as a formula. */

/**
 * What spreadsheets take for the beginning of a formula, in half and full width, or skip until one begins. Only the first
 * character counts; text inside a cell is safe.
 */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

/** A number that every spreadsheet reads as one; `-5` stays a number. */
const PLAIN_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Puts `'` before text that a spreadsheet would run. The mark is part of the cell: take it off to have the text as it was. */
export function withoutFormula(text: string): string {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Whether a text begins with a letter or a digit, as nearly every text does: then it is no formula. */
function beginsPlainly(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

/** Makes the writer of one cell. tsv is quoted as csv is, so that tabs and line ends in a cell do not break its row. */
export function cellWriter(delimiter: "," | "\t"): (text: string) => string {
  const needsQuotes = delimiter === "," ? /[",\r\n]/ : /["\t\r\n]/;
  return (text) => {
    const safe = text === "" || beginsPlainly(text) ? text : withoutFormula(text);
    return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
}
