/**
 * What a cell was understood to mean: a set of possibilities (usually one), or missing, or unreadable, with a reason.
 * Readings are immutable and know nothing of criteria.
 */
import type { Interval } from "./interval.js";
import type { Unit } from "./unit/unit.js";

/** One number that a cell may mean: an interval in `unit` (undefined: a bare count or score). */
export interface Quantity extends Interval {
  readonly unit: Unit | undefined;
}

/**
 * A number in a unit. Put together key by key: copied with `...` and a key more, every object has a hidden class of its own, which takes
 * more memory than it does itself.
 */
export function quantityIn({ low, high, lowOpen, highOpen }: Interval, unit: Unit | undefined): Quantity {
  return { low, high, lowOpen, highOpen, unit };
}

/** Days a date may be: both ends included, in days since 1970-01-01 of the proleptic Gregorian calendar. */
export interface DayInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Where the unit of a number came from. `field` is the field's own declared unit, which is an assumption and told; `none` is a
 * field without units.
 */
export type UnitFrom = (typeof UNITS_FROM)[number];
/** All of them. */
export const UNITS_FROM = ["cell", "unit-column", "column-map", "heading", "field", "none"] as const;

/** A number that was read; `possibilities` is never empty. */
export interface NumberReading {
  readonly state: "read";
  readonly type: "number";
  readonly possibilities: readonly Quantity[];
  readonly unitFrom: UnitFrom;
  /** Possibilities left out because only they were implausible (`120,000` is not 120); said in the evidence. */
  readonly dropped: readonly Quantity[];
  /** The upper end of a reference range that stood in the cell (`80 (150-400)`). */
  readonly uln: Quantity | undefined;
  /** The lower end of that range. */
  readonly lln?: Quantity | undefined;
  /** Whether a flag stood beside it; `perhaps`: a letter that may be more than a flag, as in `5 N`. */
  readonly flag?: "sure" | "perhaps";
  /** The column's other numbers leave open which of several units this is in, or whether in any usual one, or whether it is a share of 1. */
  readonly unitIs?: "in-doubt" | "withdrawn" | "share";
  /** `blank`: the column map defines what a blank means; `trusted`: something speaks against the value, but the map says that it is right. */
  readonly assumed?: "blank" | "trusted";
  /** Whole units that have gone by since a date: the true time is that, and less than one unit more. */
  readonly elapsed?: true;
}

/** A date that was read; partial dates are intervals of days. */
export interface DateReading {
  readonly state: "read";
  readonly type: "date";
  readonly possibilities: readonly DayInterval[];
  readonly dropped: readonly DayInterval[];
  /** As for numbers, but a blank never means a date. */
  readonly assumed?: "trusted";
}

/** A yes or no that was read. */
export interface BooleanReading {
  readonly state: "read";
  readonly type: "boolean";
  readonly possibilities: readonly boolean[];
  /**
   * Why this is not certain: `blank` where a declared `whenBlank` was used, `digit` where 1 or 0 was taken as yes or no, `trusted` where
   * there is doubt about it, but the column map declares it to be right.
   */
  readonly assumed: "blank" | "digit" | "trusted" | undefined;
  /** The cell is this single letter, which must be consistent with the other letters of its column. */
  readonly letter?: string;
}

/** A result that is not final: it may still become any of these codes, so it decides nothing. */
export interface Undecided {
  /** Not a code: criteria cannot refer to it. */
  readonly name: string;
  /** Two codes of the field, or more. */
  readonly means: readonly string[];
  /** What will settle it, for people. */
  readonly note: string | undefined;
}

/** A code that was read. */
export interface CodeReading {
  readonly state: "read";
  readonly type: "code";
  readonly possibilities: readonly string[];
  readonly assumed: "blank" | undefined;
  /** The result is not final. It decides nothing, not even what all its possibilities agree on. */
  readonly undecided?: Undecided;
  /** The cell is this single letter, which must be consistent with the other letters of its column. */
  readonly letter?: string;
  /** The cell is a word that begins with this letter; elsewhere in the column the letter alone may stand for the word. */
  readonly initial?: string;
}

/** Why there is no value. Each reason is kept apart; `declared` is a missing code of the column map. */
export type MissingReason =
  | "blank" // an empty or white cell, "" or null
  | "absent" // a JSON record without the key
  | "no-column" // a table without such a column
  | "not-available" // NA
  | "not-applicable" // N/A
  | "unknown"
  | "pending"
  | "not-performed"
  | "not-recorded"
  | "refused"
  | "unusable-sample" // hemolyzed, clotted, insufficient
  | "below-limit" // <LLOQ: censored at a limit that is not given
  | "above-limit"
  | "error" // #N/A, #REF!, ######
  | "dash"
  | "declared";

/** No value, and why. */
export interface Missing {
  readonly state: "missing";
  readonly reason: MissingReason;
}

/** Why a text could not be read. Stable words: outputs and scripts depend on them. */
export type UnreadableReason =
  | "not-a-number"
  | "not-a-date"
  | "not-yes-or-no"
  | "unknown-code"
  | "approximate" // ~80
  | "several-values" // 90 -> 75
  | "marked" // 120*
  | "range" // a pasted reference range where no ranges are allowed
  | "unit" // another kind of unit, or an unknown unit
  | "no-unit" // a number whose unit must be stated and is not
  | "unit-conflict" // two sources name different units
  | "operator" // the operator column is not clear, or contradicts the cell
  | "decimal-mark" // contradicts the declared decimal mark
  | "too-many-digits" // more than 15 significant digits
  | "no-whole-number" // an integer field
  | "implausible"
  | "missing-code" // 999, far from all other values of its column
  | "coded" // 1 and 2 alone, in a quantity without a unit
  | "ambiguous-date" // two-digit years and the like
  | "impossible-date" // 31 February
  | "wrong-type" // a typed value that this field cannot hold
  | "number-format" // a workbook displays something other than the cell's value
  | "uncalculated" // a formula whose result the workbook does not hold
  | "damaged" // a cell of a workbook that contradicts itself
  | "two-values" // two keys for one field in one record
  | "shifted" // the row has too many or too few cells
  | "contradiction" // another value of the candidate shows that it is wrong
  | "neighbour" // a column next to it may hold its sign or unit
  | "not-a-candidate" // the row is a summary or a comment
  | "mixed" // repeated measurements; one that may count is missing or unreadable
  | "future"; // a birth date after the as-of date, for elapsed years

/** A text that cannot be understood, and why. */
export interface Unreadable {
  readonly state: "unreadable";
  readonly reason: UnreadableReason;
  /** A hint for people: `looks like /uL`. Never a correction. Holds no patient value. */
  readonly hint: string | undefined;
  /** Implausible under its column's unit, plausible in these: the column's other cells may be in one of them, too. */
  readonly looksLike?: readonly Unit[] | undefined;
  /** A number without a unit of its own that its field cannot hold. It also counts for what the column's numbers show together. */
  readonly bare?: { readonly quantities: readonly Quantity[]; readonly unitFrom: UnitFrom } | undefined;
  /** A letter alone that is no code of its field. */
  readonly letter?: string;
  /** A unit and nothing else, as a row of units has it: its UCUM code. */
  readonly unitAlone?: string;
  /** The whole row is like that and holds no number: it may give the units of the rows below. */
  readonly isInUnitRow?: true;
}

/** What a cell was understood to mean. */
export type Reading = NumberReading | DateReading | BooleanReading | CodeReading | Missing | Unreadable;

/** A missing reading with its reason. */
export function missing(reason: MissingReason): Missing {
  return { state: "missing", reason };
}

/** Marks a value as in doubt, but declared to be right in the column map. Codes, and readings without a value, are returned unchanged. */
export function trusted(reading: Reading): Reading {
  if (reading.state !== "read" || reading.type === "code") return reading;
  return { ...reading, assumed: "trusted" };
}

/** Whether a cell is empty. */
export function isBlank(reading: Reading): boolean {
  return reading.state === "missing" && reading.reason === "blank";
}

/** An unreadable reading with its reason and, where there is one, a hint. */
export function unreadable(reason: UnreadableReason, hint?: string): Unreadable {
  return { state: "unreadable", reason, hint };
}
