/** What must be known of a field and a column to read a cell. Plain data, from the language's model and the column map. */
import type { Ratio } from "./ratio.js";
import type { Undecided, UnitFrom } from "./reading.js";
import type { Substance, Unit, UnitKind } from "./unit/unit.js";

/** What is needed of a number field to read its cells. */
export interface NumberSpec extends Substance {
  /** The declared unit; undefined for a bare count or score. */
  readonly unit: Unit | undefined;
  /** Kinds of unit the field can hold; see `acceptedKinds`. */
  readonly kinds: readonly UnitKind[];
  /** Both ends included, in the declared unit. */
  readonly plausible: { readonly low: Ratio; readonly high: Ratio };
  readonly integer: boolean;
  readonly ranges: boolean;
  /** Spellings of an integer field's values (`III` is 3), folded by `foldSpelling`. */
  readonly spellings: ReadonlyMap<string, number>;
  /** What is counted, folded: nouns that may follow the number (`3 lesions`, `3个`). */
  readonly counted?: ReadonlySet<string> | undefined;
}

/** What a column is about; its cells may repeat it. */
export interface Named {
  readonly name?: string;
  readonly label?: string;
  readonly aliases?: readonly string[];
}

/** A code field. Every code, and the name of every undecided result, is a spelling of itself. */
export interface CodeSpec {
  /** Folded spelling -> code, or the name of an undecided result. */
  readonly spellings: ReadonlyMap<string, string>;
  /** By name. */
  readonly undecided: ReadonlyMap<string, Undecided>;
}

/** A date field: plausible years before the as-of date, both ends included (default 0 to 120). */
export interface DateSpec {
  readonly plausible: { readonly low: Ratio; readonly high: Ratio };
  /** The same for years of two digits, if that is another span. */
  readonly shortYears?: { readonly low: Ratio; readonly high: Ratio };
  /** A date of birth: never after the as-of date, whatever a two-digit year could mean. */
  readonly isBirth?: boolean;
  /** An event that may never have happened, such as a treatment: programs then write the day from which they count. */
  readonly isEvent?: boolean;
}

/**
 * The unit that holds where a cell names none, found once for a column (or once for each text of its unit column):
 * - `unit`: that unit (undefined: a bare number), and where it comes from
 * - `none`: a unit is required but missing (`assumeUnit: false`, or the unit column is blank)
 * - `conflict`: the heading names a unit that the field cannot be in; cells with a fitting unit of their own are read all the same
 * - `unreadable`: the unit column's text is no unit of the field's kind
 */
export type ColumnUnit =
  | { readonly state: "unit"; readonly unit: Unit | undefined; readonly from: UnitFrom }
  | { readonly state: "none" }
  | { readonly state: "conflict"; readonly hint: string }
  | { readonly state: "unreadable"; readonly hint: string };

/** How the texts of one column are to be read: the declarations of a column map, or their defaults. */
export interface ParseOptions {
  /** The declared decimal mark; undefined: both are possible where both make sense. */
  readonly decimal: "." | "," | undefined;
  /** The declared order of numeric dates. */
  readonly dateOrder: "dmy" | "mdy" | "ymd" | undefined;
  /** The declared century of years of two digits: 2000. */
  readonly century?: number | undefined;
  /** Declared missing codes, folded by `foldSpelling`; numeric ones also match equal numbers (`-999` and `-999.0`). */
  readonly missing: ReadonlySet<string>;
  /** Marks after a number that are declared harmless (`*`). */
  readonly flags: readonly string[];
  /** Declared spellings of this column; they replace all others: folded text -> what it means. */
  readonly codes: ReadonlyMap<string, string | number | boolean> | undefined;
  /** The heading that lists the answers below it; another key of the same field may list others. */
  readonly answersOf?: string;
  /** A text around the table gives 1 and 0 another meaning than yes and no. */
  readonly otherDigits?: boolean;
  /** A text around the table gives words or letters another meaning than yes and no. */
  readonly otherWords?: boolean;
  /** Words for yes and no that the column map declares for the whole table, folded. */
  readonly words?: ReadonlyMap<string, boolean> | undefined;
  /** What a blank means, if declared; of numbers in whole-number fields alone. */
  readonly whenBlank: boolean | string | number | undefined;
}
