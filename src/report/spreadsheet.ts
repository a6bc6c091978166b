/** Text in the cells of csv and tsv: quoted according to RFC 4180, and never run as a formula. */

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

/** A piece of a cell's text: as it stands between quotes, and whether it needs them around the cell. */
export interface CellPiece {
  readonly text: string;
  readonly needsQuotes: boolean;
}

/** The delimiters of an output: none is part of a verdict or of a criterion's ID. */
export const OUTPUT_DELIMITERS = [",", ";", "|", "\t"] as const;
/** One of them. */
export type OutputDelimiter = (typeof OUTPUT_DELIMITERS)[number];

const SPECIAL: Readonly<Record<OutputDelimiter, RegExp>> = {
  ",": /[",\r\n]/,
  ";": /[";\r\n]/,
  "|": /["|\r\n]/,
  "\t": /["\t\r\n]/,
};

/** Makes pieces of cells. tsv is quoted as csv is, so that tabs and line ends in a cell do not break its row. */
export function pieceMaker(delimiter: OutputDelimiter): (text: string) => CellPiece {
  const special = SPECIAL[delimiter];
  return (text) => (special.test(text) ? { text: text.replaceAll('"', '""'), needsQuotes: true } : { text, needsQuotes: false });
}

/** Makes the writer of one cell. */
export function cellWriter(delimiter: OutputDelimiter): (text: string) => string {
  const pieceOf = pieceMaker(delimiter);
  return (whole) => {
    const { text, needsQuotes } = pieceOf(whole === "" || beginsPlainly(whole) ? whole : withoutFormula(whole));
    return needsQuotes ? `"${text}"` : text;
  };
}
