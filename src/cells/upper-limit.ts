/** A laboratory's limit of normal, for which there are two sources: a column of its own, and the column map. */
import type { Field } from "../language/model.js";
import { decimalBounds, fromDouble, type Ratio } from "../values/ratio.js";
import { type NumberReading, type Reading, unreadable } from "../values/reading.js";
import type { ColumnUnit } from "../values/spec.js";
import { limitIn } from "../values/unit/unit.js";

/** The limit that the column map names for a field, in the unit of the field's column. */
export function mappedLimit(field: Field, limit: Ratio | undefined, unit: ColumnUnit): Reading | undefined {
  if (field.type !== "number" || limit === undefined) return undefined;
  if (unit.state !== "unit") return unreadable(unit.state === "none" ? "no-unit" : "unit-conflict");
  const { lower, upper } = decimalBounds(limit);
  return {
    state: "read",
    type: "number",
    possibilities: [{ low: lower, high: upper, lowOpen: false, highOpen: false, unit: unit.unit }],
    unitFrom: unit.from === "field" ? "field" : "column-map",
    dropped: [],
    uln: undefined,
  };
}

/** The limit of a cell of the limit's own column and that of the column map; two that disagree are none. */
export function eitherLimit(own: Reading, mapped: Reading | undefined, field: Field): Reading {
  if (mapped === undefined) return own;
  if (own.state === "missing") return mapped;
  if (own.state !== "read" || mapped.state !== "read") return own.state === "read" ? mapped : own;
  if (own.type !== "number" || mapped.type !== "number") return own;
  return isSame(own, mapped, field) ? own : unreadable("several-values", "the limit's column and the column map disagree");
}

function isSame(a: NumberReading, b: NumberReading, field: Field): boolean {
  const [one, other] = [a.possibilities[0], b.possibilities[0]];
  if (field.type !== "number" || one === undefined || other === undefined) return false;
  if (a.possibilities.length > 1 || b.possibilities.length > 1) return false;
  if (one.unit === other.unit) return one.low === other.low && one.high === other.high;
  const bounds = limitIn(fromDouble(other.low), other.unit, one.unit, field);
  return bounds !== undefined && bounds.lower <= one.low && one.high <= bounds.upper;
}
