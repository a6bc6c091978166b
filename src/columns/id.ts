/** How candidates are identified. */
import { foldHeading } from "../values/heading.js";
import { missingWord } from "../values/missing.js";
import type { Problem } from "../values/record.js";
import { foldSpelling, trimWhite } from "../values/text.js";

/** Another id of the same record. */
export interface OtherId {
  /** In the form in which IDs are compared; different columns never share one. */
  readonly key: string;
  /** The heading of its column; undefined: it is one more in the id's own place, as JSON records can have. */
  readonly heading: string | undefined;
}

/** The headings of the columns that make up the id. Empty: no column does, the row stands in for it. */
export type IdChoice = readonly string[];

/** The word for an empty choice, on the command line, in a column map and in the library. */
const NO_ID = "none";

/** The choice of the user: one heading, several, or the word that there is none. */
export function idChoice(names: string | readonly string[]): IdChoice {
  const list = typeof names === "string" ? [names] : names;
  return list.length === 1 && list[0] === NO_ID ? [] : list;
}

const PLAIN = /^[ -~]*$/;

/** An ID as outputs print it; `""` if it would be invisible. */
export function textId(text: string): string {
  const trimmed = trimWhite(text);
  if (PLAIN.test(trimmed)) return trimmed;
  return printedForm(trimmed) === "" ? "" : trimmed.normalize("NFC");
}

/** What stands in for an id where the file has none. */
export function rowId(row: number, { file, severalFiles }: { readonly file: string; readonly severalFiles: boolean }): string {
  return severalFiles ? `${file}:${row}` : String(row);
}

const JOINT = "_";

/** One ID made of several; its parts can be recognised whatever they contain. `""` if a part is missing. */
export function joinedId(parts: readonly string[]): string {
  if (parts.includes("")) return "";
  return parts.map((part) => part.replace(/[\\_]/g, "\\$&")).join(JOINT);
}

const IN_POWERS = /^[+-]?\d(?:[.,]\d+)?e\+\d{2,3}$|^[+-]?\d[.,]\d+e-\d{2,3}$/i;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Whether an id is a number as spreadsheets and programs shorten it (`1.2E+15`): its last digits are lost. `12E5`, `1E3` and `E+1` are
 * ids that somebody chose.
 */
export function hasLostDigits(id: string): boolean {
  // The ids of most lists begin with a letter or with two digits: no pattern need be tried on them.
  if (id.charCodeAt(0) > NINE) return false;
  const second = id.charCodeAt(1);
  return !(second >= ZERO && second <= NINE && id.charCodeAt(0) >= ZERO) && IN_POWERS.test(id);
}

/** A JSON number as an id, as it is written; `""` where programs that read numbers change it. */
export function numberId(text: string): string {
  return Math.abs(Number(text)) > Number.MAX_SAFE_INTEGER ? "" : text;
}

/** Invisible characters: format and control characters, selectors, fillers. White ones count as spaces. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?!\s)\p{Cc}/gu;
const SPACES = /[\s\u2800]+/gu;
const DASHES = /[\u02d7\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/gu;
const QUOTES = /[\u2018\u2019\u02bc\u2032`]/gu;
/** Half of a character prints as this. */
const HALVES = /\p{Surrogate}/gu;

/** Cyrillic and Greek letters that look like Latin ones, and those. */
const LOOKS = "АВЕКМНОРСТУХЅІЈаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
const LATIN = "ABEKMHOPCTYXSIJaeopcyxsijABEZHIKMNOPTYXo";
const LIKE_LATIN = new RegExp(`[${LOOKS}]`, "gu");

/**
 * The form in which IDs are compared: two that look alike are one, because a reader of the list cannot distinguish them. Capitals count,
 * and so do accents.
 */
export function printedForm(id: string): string {
  if (PLAIN.test(id)) return id.includes("  ") ? id.replace(/ +/g, " ") : id;
  const seen = id.replace(UNSEEN, "").normalize("NFKC").replace(UNSEEN, "");
  return seen
    .replace(DASHES, "-")
    .replace(QUOTES, "'")
    .replace(HALVES, "\ufffd")
    .replace(LIKE_LATIN, (letter) => LATIN.charAt(LOOKS.indexOf(letter)))
    .replace(SPACES, " ")
    .trim();
}

/** No other ids. */
export const NO_OTHERS: readonly OtherId[] = [];

/** Between the parts of a key: what no printed form has. */
const GAP = "\u0000";

/**
 * What a cell in another column of ids says; undefined if it says nothing, as a word for "unknown" does.
 *
 * @param parts the id, and in front of it the site that gave it, if it is a site's number
 */
export function otherId(heading: string, parts: readonly string[]): OtherId | undefined {
  const written = parts.at(-1) ?? "";
  if (missingWord(foldSpelling(written)) !== undefined || hasLostDigits(written) || /^0+$/.test(written)) return undefined;
  return { heading, key: ["", foldHeading(heading), ...parts.map(printedForm)].join(GAP) };
}

const MISSING: Problem = { code: "missing-id", message: "the record has no ID" };
const LOST: Problem = {
  code: "missing-id",
  message: "the ID is a number that a program shortened or rounded, so its last digits are lost; export the IDs as text",
};

/** The problem of a record without an id. */
export function missingId(isLost: boolean): Problem {
  return isLost ? LOST : MISSING;
}
