/** From one text to a reading: which reader a field's cells go to. */
import type { Field, NumberField } from "../language/model.js";
import { numberAlone } from "../values/beside-number.js";
import { readBoolean, readCode } from "../values/code.js";
import { readDate } from "../values/date/date.js";
import { readNumber } from "../values/number/number.js";
import type { Operator } from "../values/number/operator.js";
import { ratio } from "../values/ratio.js";
import { type Reading, type UnreadableReason, unreadable } from "../values/reading.js";
import type { ColumnUnit, DateSpec, ParseOptions } from "../values/spec.js";
import { unitAlone } from "../values/unit/alone.js";
import { ULN } from "../values/unit/unit.js";

/** All that is known of a column's cells before they are read. */
export interface CellContext {
  readonly field: Field;
  readonly parseOptions: ParseOptions;
  readonly checkbox: boolean;
  /** Days since 1970-01-01. */
  readonly asOf: number | undefined;
}

/** Reads a cell that is text: of a table, or a JSON string. */
export function readText(text: string, unit: ColumnUnit, operator: Operator, context: CellContext): Reading {
  const { field, parseOptions, checkbox, asOf } = context;
  switch (field.type) {
    case "number": {
      const reading = readNumber(text, field, unit, parseOptions, false, operator);
      const named = reading.state === "unreadable" ? unitAlone(text, field.kinds) : undefined;
      if (named !== undefined) return { ...NO_NUMBER, unitAlone: named };
      if (reading.state !== "unreadable" || !WITH_WORDS.includes(reading.reason)) return reading;
      const alone = numberAlone(text, field, {
        isCount: isCount(field),
        isMultiple: unit.state === "unit" && unit.unit === ULN,
      });
      return alone === undefined ? reading : readNumber(alone, field, unit, parseOptions, false, operator);
    }
    case "boolean":
      return readBoolean(text, parseOptions, { checkbox, spellings: field.spellings, named: field });
    case "code":
      return readCode(text, field, parseOptions);
    case "date":
      return readDate(text, field, parseOptions, asOf);
  }
}

const NO_NUMBER = unreadable("unit", "a unit without a number");

/** Whether a field counts things, beside which words and days say too much: `line 2`, `2 (12/10)`. */
export function isCount({ integer, unit }: NumberField): boolean {
  return integer && unit === undefined;
}

/** Why a number with a word beside it is unreadable. */
const WITH_WORDS: readonly UnreadableReason[] = ["not-a-number", "unit", "several-values"];

/**
 * When something was measured. A day after the as-of date stays a date: how old the value is is then unknown, for this reason and no other.
 * Years of two digits are hardly older than laboratory systems.
 */
export const MEASURED: DateSpec = {
  plausible: { low: ratio(-1000n), high: ratio(120n) },
  shortYears: { low: ratio(0n), high: ratio(20n) },
};

/** Reads the text that says when a value was measured. `parseOptions` are those of the whole map. */
export function readMeasured(text: string, parseOptions: ParseOptions, asOf: number | undefined): Reading {
  return readDate(text, MEASURED, parseOptions, asOf);
}

/**
 * Reads the upper limit of normal: in the value's unit, within what is plausible of it, and above 0.
 */
export function readUpperLimit(
  text: string,
  unit: ColumnUnit,
  field: NumberField,
  parseOptions: ParseOptions,
  json = false,
): Reading {
  return upperLimit(field, (spec) => readNumber(text, spec, unit, parseOptions, json));
}

/** What is read as a number is an upper limit of normal, or unreadable. */
export function upperLimit(field: NumberField, read: (field: NumberField) => Reading): Reading {
  // A limit is one number: no score's words, no range, and not whole where the values are.
  const reading = read({ ...field, integer: false, ranges: false, spellings: NO_SPELLINGS, counted: undefined });
  if (reading.state !== "read" || reading.type !== "number") return reading;
  const isLimit = reading.possibilities.every((one) => one.low > 0 && one.low === one.high);
  return isLimit ? reading : unreadable("implausible", "an upper limit of normal is one number above 0");
}

const NO_SPELLINGS: ReadonlyMap<string, number> = new Map();
