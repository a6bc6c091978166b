/** Texts that say when their value was measured. */
import type { Operator } from "../values/number/operator.js";
import type { Observation } from "../values/observation.js";
import { ownDay } from "../values/own-day.js";
import { type Reading, unreadable } from "../values/reading.js";
import type { ColumnUnit, ParseOptions } from "../values/spec.js";
import { type CellContext, isCount, readMeasured, readText } from "./read-cell.js";

const SINCE = unreadable("not-a-date", "it does not say on which day");

/** The value of a text that could not be read if the day after it did not belong to it; undefined for any other. */
export function datedText(
  text: string,
  unit: ColumnUnit,
  operator: Operator,
  context: CellContext & { readonly companionOptions: ParseOptions },
): readonly [Observation] | undefined {
  const { field, companionOptions, asOf } = context;
  if (field.type === "date") return undefined;
  const split = ownDay(text, field.type !== "number" ? "words" : isCount(field) ? "count" : "number");
  if (split === undefined || readText(text, unit, operator, context).state !== "unreadable") return undefined;
  const reading = readText(split.value, unit, operator, context);
  if (reading.state === "unreadable" && !isUnreadableNumber(reading)) return undefined;
  // Of lines of therapy `now 2` is the second one.
  if (split.day === undefined && field.type === "number" && (field.counted?.size ?? 0) > 0) return undefined;
  // `nein, seit 2020`, `nein (2020)`: until then it may have been so.
  if (split.day === undefined && (isNo(reading) || isNegative(reading))) return undefined;
  if (isNo(reading) && YEAR.test(split.day ?? "")) return undefined;
  const at = split.day === undefined ? SINCE : readMeasured(split.day, companionOptions, asOf);
  return isNoDay(at) ? undefined : [{ reading, at }];
}

const YEAR = /^\d{4}年?$/;

function isNo(reading: Reading): boolean {
  return reading.state === "read" && reading.type === "boolean" && !reading.possibilities.includes(true);
}

function isNegative(reading: Reading): boolean {
  return reading.state === "read" && reading.type === "code" && reading.possibilities.includes("negative");
}

/** It looks like a day, and is none. */
function isNoDay(at: Reading): boolean {
  return at.state === "unreadable" && (at.reason === "impossible-date" || at.reason === "implausible");
}

/** A number that its field cannot hold: what the column's numbers say together depends on it, too. */
function isUnreadableNumber(reading: Reading): boolean {
  return reading.state === "unreadable" && reading.bare !== undefined;
}
