/**
 * Cells of files that say of which type a cell is, as texts: a character in front says the type. Such a text goes wherever the text of
 * a cell goes, so that it is cut, compared and kept like any other. It holds no line end, no quote and no {@link CELL_END}.
 */

/** What stands between the cells of a row. */
export const CELL_END = "\u001f";

/** A cell with its type. `shown` is what evidence and ids print. */
export type TypedCell =
  | { readonly kind: "text"; readonly shown: string }
  /** `number` is written as JSON has it. `comparator` and `unit` are shown by the cell's number format; "" if it has none. */
  | {
      readonly kind: "number";
      readonly shown: string;
      readonly number: string;
      readonly comparator: string;
      readonly unit: string;
    }
  /** A number whose format shows a word in its place. */
  | { readonly kind: "word"; readonly shown: string; readonly number: string }
  /** ISO 8601, perhaps only a month or a year, or with a time; `swap`: day and month may have been exchanged when it was typed. */
  | { readonly kind: "date"; readonly shown: string; readonly swap: boolean }
  | { readonly kind: "boolean"; readonly shown: "TRUE" | "FALSE" }
  | { readonly kind: "error"; readonly shown: string }
  /** What cannot be read for sure. */
  | { readonly kind: "doubt"; readonly shown: string; readonly doubt: Doubt };

/** Instead of a unit: the number format adds something that is no unit. An id is what is shown; a number is uncertain. */
export const UNCLEAR_UNIT = "?";

/** Why a cell cannot be read for sure. */
export type Doubt =
  | "damaged" // the file contradicts itself
  | "uncalculated" // a formula without a result, or with one that does not count
  | "hidden" // the number format shows nothing
  | "sign" // the number format leaves out the minus
  | "scaled" // the number format shows thousands or millions
  | "words" // the number format adds words, or shows others than the cell holds
  | "no-day" // a number that is no day of the calendar
  | "time" // a time of day or a duration
  | "no-year" // the number format shows no year
  | "struck"; // it is crossed out, or some of its text is

/** A cell holds the index of its reason. */
const DOUBTS: readonly Doubt[] = [
  "damaged",
  "uncalculated",
  "hidden",
  "sign",
  "scaled",
  "words",
  "no-day",
  "time",
  "no-year",
  "struck",
];

const NUMBER = "\u0001";
const SHOWN_NUMBER = "\u0002";
const DATE = "\u0003";
/** Written over {@link DATE} once the whole column was seen. */
const SWAPPED_DATE = "\u0004";
const BOOLEAN = "\u0005";
const ERROR = "\u0006";
const DOUBT = "\u0007";
const WORD = "\u0008";
const PART = "\u000e";
const ESCAPE = "\u0010";

/** Bytes of the two kinds of dates. */
export const DATE_BYTES = { sure: DATE.charCodeAt(0), swapped: SWAPPED_DATE.charCodeAt(0) } as const;

/** A double quote, and control characters. */
const FORBIDDEN = /["\p{Cc}]/u;
const ALL_FORBIDDEN = /["\p{Cc}]/gu;
const ALL_ESCAPED = new RegExp(`${ESCAPE}(.)`, "g");
const SHIFT = 0x40;

/** A text cell. */
export function textCell(text: string): string {
  return FORBIDDEN.test(text)
    ? text.replace(ALL_FORBIDDEN, (char) => ESCAPE + String.fromCharCode(char.charCodeAt(0) + SHIFT))
    : text;
}

/** @param number as JSON has it */
export function numberCell(number: string): string {
  return NUMBER + number;
}

/** A number whose format says more of it than the number does; see {@link TypedCell}. */
export function shownNumberCell(number: string, comparator: string, unit: string, shown: string): string {
  return SHOWN_NUMBER + [number, comparator, unit, shown].map(textCell).join(PART);
}

/** A number whose format shows a word in its place. */
export function wordCell(number: string, shown: string): string {
  return WORD + number + PART + textCell(shown);
}

/** @param iso a date, perhaps partial or with a time */
export function dateCell(iso: string): string {
  return DATE + iso;
}

/** Yes or no. */
export function booleanCell(value: boolean): string {
  return BOOLEAN + (value ? "TRUE" : "FALSE");
}

/** An error such as `#N/A`. */
export function errorCell(text: string): string {
  return ERROR + textCell(text);
}

/** A cell that cannot be read for sure. */
export function doubtCell(doubt: Doubt, shown: string): string {
  return DOUBT + String.fromCharCode(SHIFT + DOUBTS.indexOf(doubt)) + textCell(shown);
}

/** The cell that such a text encodes. */
export function typedCell(text: string): TypedCell {
  const rest = text.slice(1);
  switch (text[0]) {
    case NUMBER:
      return { kind: "number", shown: rest, number: rest, comparator: "", unit: "" };
    case SHOWN_NUMBER: {
      const [number = "", comparator = "", unit = "", shown = ""] = rest.split(PART).map(plain);
      return { kind: "number", shown, number, comparator, unit };
    }
    case WORD: {
      const [number = "", shown = ""] = rest.split(PART).map(plain);
      return { kind: "word", shown, number };
    }
    case DATE:
    case SWAPPED_DATE:
      return { kind: "date", shown: rest, swap: text[0] === SWAPPED_DATE };
    case BOOLEAN:
      return { kind: "boolean", shown: rest === "TRUE" ? "TRUE" : "FALSE" };
    case ERROR:
      return { kind: "error", shown: plain(rest) };
    case DOUBT:
      return { kind: "doubt", shown: plain(rest.slice(1)), doubt: DOUBTS[rest.charCodeAt(0) - SHIFT] ?? "damaged" };
    default:
      return { kind: "text", shown: plain(text) };
  }
}

function plain(text: string): string {
  return text.includes(ESCAPE)
    ? text.replace(ALL_ESCAPED, (_, char: string) => String.fromCharCode(char.charCodeAt(0) - SHIFT))
    : text;
}

/** What evidence shows for such a text. */
export function shownCell(text: string): string {
  return text.charCodeAt(0) > 0x20 && !text.includes(ESCAPE) ? text : typedCell(text).shown;
}

/** Digits of a number that every program keeps. */
const SAFE_DIGITS = 15;

/** The text of a cell that holds an id. A number of more digits than programs keep is written with its power, as one that lost them. */
export function idOfCell(text: string): string {
  const cell = typedCell(text);
  // A crossed-out id is still somebody's.
  if (cell.kind === "error" || (cell.kind === "doubt" && cell.doubt !== "struck")) return "";
  const isLong = cell.kind === "number" && cell.number.replace(/\D/g, "").length > SAFE_DIGITS;
  return isLong ? `1.0E+${SAFE_DIGITS}` : cell.shown;
}
