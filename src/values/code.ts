/** Reads cells of boolean and code fields. */
import { isDeclaredMissing, lookUp } from "./declared.js";
import { missingWord } from "./missing.js";
import {
  type BooleanReading,
  type CodeReading,
  type Missing,
  missing,
  type Reading,
  type Unreadable,
  unreadable,
} from "./reading.js";
import type { CodeSpec, TextHabits } from "./spec.js";
import { foldSpelling, unwrapCell } from "./text.js";

const YES: ReadonlySet<string> = new Set(["yes", "y", "true", "present", "checked"]);
const NO: ReadonlySet<string> = new Set(["no", "n", "false", "absent"]);
const UNCHECKED = "unchecked";
const ONE = /^1(?:\.0+)?$/;
const ZERO = /^0(?:\.0+)?$/;
const OTHER_DIGITS = /^[+-]?\d+(?:[.,]\d+)?$/;
const NOT_DECLARED = "not among the codes that the column map declares";
const UNDECLARED_DIGIT = "digits other than 1 and 0 need `codes` in a column map";

/** What the column is, as far as its heading tells. */
export interface BooleanColumn {
  /** One box of a list of checkboxes (`x___2`), where 0 says only that it is not ticked. */
  readonly checkbox: boolean;
}

/** Whether a boolean cell held a digit other than 1 and 0 that nobody declared: a problem of the whole column. */
export function isUndeclaredDigit(reading: Reading): boolean {
  return reading.state === "unreadable" && reading.hint === UNDECLARED_DIGIT;
}

/** Reads a boolean cell. Any text gives a reading; nothing throws. */
export function readBoolean(text: string, habits: TextHabits, column: BooleanColumn): BooleanReading | Missing | Unreadable {
  const folded = foldSpelling(unwrapCell(text));
  if (habits.codes !== undefined) {
    const coded = lookUp(folded, habits.codes);
    if (coded !== undefined) return typeof coded === "boolean" ? is(coded, undefined) : unreadable("wrong-type");
  }
  if (isDeclaredMissing(folded, habits)) return missing("declared");
  const reason = missingWord(folded);
  if (reason === "blank") return whenBlank(habits);
  if (reason !== undefined) return missing(reason);
  if (habits.codes !== undefined) return unreadable("not-yes-or-no", NOT_DECLARED);
  if (folded === UNCHECKED || (column.checkbox && ZERO.test(folded))) return whenBlank(habits);
  if (YES.has(folded)) return is(true, undefined);
  if (NO.has(folded)) return is(false, undefined);
  if (ONE.test(folded)) return is(true, "digit");
  if (ZERO.test(folded)) return is(false, "digit");
  return unreadable("not-yes-or-no", OTHER_DIGITS.test(folded) ? UNDECLARED_DIGIT : undefined);
}

function whenBlank(habits: TextHabits): BooleanReading | Missing {
  return typeof habits.whenBlank === "boolean" ? is(habits.whenBlank, "blank") : missing("blank");
}

function is(value: boolean, assumed: BooleanReading["assumed"]): BooleanReading {
  return { state: "read", type: "boolean", possibilities: [value], assumed };
}

/** Reads a cell of a code field. Any text gives a reading; nothing throws. */
export function readCode(text: string, spec: CodeSpec, habits: TextHabits): CodeReading | Missing | Unreadable {
  const folded = foldSpelling(unwrapCell(text));
  const coded = lookUp(folded, habits.codes ?? spec.spellings);
  // Codes of a column map come before its missing codes, spellings of the dictionary behind them.
  if (habits.codes === undefined && isDeclaredMissing(folded, habits)) return missing("declared");
  if (coded !== undefined) return typeof coded === "string" ? meaningOf(coded, spec) : unreadable("wrong-type");
  if (isDeclaredMissing(folded, habits)) return missing("declared");
  const reason = missingWord(folded);
  if (reason === "blank" && typeof habits.whenBlank === "string") return codeReading(habits.whenBlank, "blank");
  if (reason !== undefined) return missing(reason);
  return unreadable("unknown-code", habits.codes === undefined ? undefined : NOT_DECLARED);
}

/** A code, or what a result that is not final may become. */
function meaningOf(name: string, spec: CodeSpec): CodeReading {
  const undecided = spec.undecided.get(name);
  if (undecided === undefined) return codeReading(name, undefined);
  return { state: "read", type: "code", possibilities: undecided.means, assumed: undefined, undecided };
}

function codeReading(code: string, assumed: CodeReading["assumed"]): CodeReading {
  return { state: "read", type: "code", possibilities: [code], assumed };
}
