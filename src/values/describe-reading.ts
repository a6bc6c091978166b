/** Readings in words: `80 10*9/L`, `< 5 ng/mL`, `1.2 or 1200 /uL`, `missing: blank`. */
import { formatDay } from "./date/date.js";
import type { Interval } from "./interval.js";
import { withUnit } from "./number/quantity-words.js";
import type { DayInterval, MissingReason, Quantity, Reading, UnreadableReason } from "./reading.js";
import type { Unit } from "./unit/code.js";

/** How a reading is spelt: by codes, as criteria files have them, or as people write. */
export interface ReadingWords {
  quantity(number: string, unit: Unit): string;
  yesNo(value: boolean): string;
}

/** With codes: `80 10*9/L`, `true`. */
export const IN_CODES: ReadingWords = { quantity: (number, unit) => `${number} ${unit.ucum}`, yesNo: String };

/** As people write: `80 × 10⁹/L`, `yes`. */
export const IN_WORDS: ReadingWords = { quantity: withUnit, yesNo: (value) => (value ? "yes" : "no") };

/** A number as its shortest decimal, without an exponent for the sizes that people write: `0.00001`, `120000`. */
function formatNumber(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = "", first = "", rest = "", power = "0"] = match;
  const exponent = Number(power);
  if (Math.abs(exponent) > 24) return text;
  const digits = first + rest;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  return `${sign}${digits.padEnd(exponent + 1, "0")}`;
}

/** An interval without its unit: `80`, `< 5`, `>= 3`, `70 to 80`. */
function describeInterval({ low, high, lowOpen, highOpen }: Interval): string {
  if (low === high) return formatNumber(low);
  if (low === -Infinity && high === Infinity) return "any number";
  if (low === -Infinity) return `${highOpen ? "<" : "<="} ${formatNumber(high)}`;
  if (high === Infinity) return `${lowOpen ? ">" : ">="} ${formatNumber(low)}`;
  if (!lowOpen && !highOpen) return `${formatNumber(low)} to ${formatNumber(high)}`;
  return `${lowOpen ? ">" : ">="} ${formatNumber(low)} and ${highOpen ? "<" : "<="} ${formatNumber(high)}`;
}

/** Possibilities with their unit, which is given once if all have the same. */
function describeQuantities(quantities: readonly Quantity[], words: ReadingWords): string {
  const unit = quantities[0]?.unit;
  const of = (text: string, own: Unit | undefined): string => (own === undefined ? text : words.quantity(text, own));
  return quantities.every((quantity) => quantity.unit === unit)
    ? of(inAnyUnit(quantities), unit)
    : quantities.map((quantity) => of(describeInterval(quantity), quantity.unit)).join(" or ");
}

/** Figures that may be in every usual unit: to name them all would say nothing. */
function inAnyUnit(quantities: readonly Quantity[]): string {
  return [...new Set(quantities.map(describeInterval))].join(" or ");
}

/** `2024-04-03`, or `2024-04-01 to 2024-04-30`. */
function describeDays({ low, high }: DayInterval): string {
  return low === high ? formatDay(low) : `${formatDay(low)} to ${formatDay(high)}`;
}

/** A reading in one line. Holds patient values. */
export function describeReading(reading: Reading, words: ReadingWords = IN_CODES): string {
  switch (reading.state) {
    case "missing":
      return `missing: ${reading.reason}`;
    case "unreadable":
      return `unreadable: ${reading.reason}${reading.hint === undefined ? "" : ` (${reading.hint})`}`;
    case "read":
      switch (reading.type) {
        case "number": {
          if (reading.unitIs === "withdrawn") return `${inAnyUnit(reading.possibilities)} in an uncertain unit`;
          const dropped = reading.dropped.length === 0 ? "" : ` (not ${describeQuantities(reading.dropped, words)}: implausible)`;
          return describeQuantities(reading.possibilities, words) + dropped + (reading.assumed === "blank" ? " (assumed)" : "");
        }
        case "date":
          return reading.possibilities.map(describeDays).join(" or ");
        case "boolean":
          return reading.possibilities.map(words.yesNo).join(" or ") + (reading.assumed === undefined ? "" : " (assumed)");
        case "code": {
          const { possibilities, undecided, assumed } = reading;
          if (undecided !== undefined) return `${undecided.name} (${possibilities.join(" or ")})`;
          return possibilities.join(" or ") + (assumed === undefined ? "" : " (assumed)");
        }
      }
  }
}

/** Why there is no value, as the end of a sentence that begins with the field: `platelets: cell is empty`. */
export const MISSING_WORDS: Readonly<Record<MissingReason, string>> = {
  blank: "cell is empty",
  absent: "not in this record",
  "no-column": "no column found",
  "not-available": "not available",
  "not-applicable": "not applicable",
  unknown: "recorded as unknown",
  pending: "result is pending",
  "not-performed": "not done",
  "not-recorded": "not recorded",
  refused: "refused",
  "unusable-sample": "sample could not be used",
  "below-limit": "below an unstated limit of detection",
  "above-limit": "above an unstated limit of measurement",
  error: "cell has a spreadsheet error",
  dash: "cell has only a dash",
  declared: "a declared missing code",
};

/** Why a text could not be read, in the same place. */
export const UNREADABLE_WORDS: Readonly<Record<UnreadableReason, string>> = {
  "not-a-number": "not a number",
  "not-a-date": "not a date",
  "not-yes-or-no": "neither yes nor no",
  "unknown-code": "not a known value",
  approximate: "an approximate value",
  "several-values": "several values",
  marked: "a mark that refers to a note",
  range: "a range where one value is needed",
  unit: "a unit that does not fit",
  "no-unit": "no unit is given",
  "unit-conflict": "the unit is not clear",
  operator: "the comparison sign is not clear",
  "decimal-mark": "contradicts the declared decimal mark",
  "too-many-digits": "more than 15 digits",
  "no-whole-number": "not a whole number",
  implausible: "implausible",
  "missing-code": "may stand for a missing value",
  coded: "may be a code",
  "ambiguous-date": "the date is ambiguous",
  "impossible-date": "no such date",
  "wrong-type": "not a value of this field's type",
  "number-format": "the cell holds something other than it shows",
  uncalculated: "a formula without a result",
  damaged: "the cell is damaged",
  "two-values": "the record has two values for it",
  contradiction: "another value of this candidate contradicts it",
  neighbour: "an adjacent column may change its meaning",
  "not-a-candidate": "this row is not a candidate",
  shifted: "values in this row may be in the wrong column",
  mixed: "repeated measurements, one of which cannot be read",
  future: "after the as-of date",
};
