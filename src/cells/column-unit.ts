/** The unit of a column, and whatever else is known about its cells before they are read. */
import type { ColumnMapEntry, Field, NumberField, Trust } from "../language/model.js";
import { missingWord } from "../values/missing.js";
import type { Reading } from "../values/reading.js";
import type { NormalLimit } from "../values/record.js";
import type { ColumnUnit, ParseOptions } from "../values/spec.js";
import { foldSpelling, trimWhite } from "../values/text.js";
import { readStatedUnit, ULN, type Unit } from "../values/unit/unit.js";

/** What a text names: no unit, one of the field's kinds, or one that the field cannot be in. */
export type NamedUnit = { readonly state: "none" } | { readonly state: "unit" | "other-kind"; readonly unit: Unit };

/** The unit according to the heading. `unclear`: it cannot be understood, or the row of units contradicts it. */
export type HeadingUnit = NamedUnit | { readonly state: "unclear"; readonly hint: string };

/** The heading names no unit. */
export const NO_UNIT: NamedUnit = { state: "none" };

/** The units of the limits of normal according to their headings. */
export type LimitHeadings = Readonly<Record<NormalLimit, HeadingUnit>>;

/** Everything that is known about a column's cells before they are read. */
export interface SlotSettings {
  /** The unit of cells for which neither the cell nor a unit column names one. */
  readonly columnUnit: ColumnUnit;
  /** The unit in the heading that the column map overrules; undefined: none. */
  readonly overruled: Unit | undefined;
  readonly parseOptions: ParseOptions;
  /** The declarations that hold for the companions' cells. */
  readonly companionOptions: ParseOptions;
  /** The limits of normal that the column map names. */
  readonly mappedLimits: Readonly<Record<NormalLimit, Reading | undefined>>;
  /** What the column map declares to be right, in spite of any doubt. */
  readonly trust: ReadonlySet<Trust>;
  /** The heading names an unknown scale, but the column map declares that the numbers are not scaled. */
  readonly isScaleTrusted: boolean;
  /** A REDCap checkbox column (`x___1`): its 0 is no "no". */
  readonly checkbox: boolean;
}

/** The unit of a whole column: the map's, else the heading's, else the field's own. */
export function columnUnit(field: Field, entry: ColumnMapEntry | undefined, heading: HeadingUnit): ColumnUnit {
  if (field.type !== "number") return { state: "unit", unit: undefined, from: "none" };
  if (entry?.unit !== undefined) return { state: "unit", unit: entry.unit, from: "column-map" };
  if (heading.state === "unclear") return { state: "conflict", hint: heading.hint };
  if (heading.state === "other-kind")
    return { state: "conflict", hint: `the heading says ${heading.unit.ucum}, and ${misfit(field)}` };
  if (heading.state === "unit") return { state: "unit", unit: heading.unit, from: "heading" };
  if (field.unit === undefined) return { state: "unit", unit: undefined, from: "none" };
  return field.assumeUnit ? { state: "unit", unit: field.unit, from: "field" } : { state: "none" };
}

/** Why a unit of another kind does not fit, in words. */
export function misfit({ unit }: NumberField): string {
  return unit === undefined ? "the field has no unit" : `that cannot be converted to ${unit.ucum}`;
}

/**
 * The unit of limits of normal that stand in a column of their own and name none: what that column's heading says, else that of the value
 * beside it, because a laboratory prints both alike. "none" where that may be in several units.
 */
export function limitUnit(field: Field, heading: HeadingUnit, value: Reading, column: ColumnUnit): ColumnUnit {
  if (field.type !== "number") return column;
  if (heading.state !== "none") return columnUnit(field, undefined, heading);
  const units = value.state === "read" && value.type === "number" ? value.possibilities.map(({ unit }) => unit) : [];
  const [unit, ...others] = units.filter((one) => one !== ULN);
  if (unit !== undefined) return others.every((one) => one === unit) ? { state: "unit", unit, from: "cell" } : { state: "none" };
  // Beside a multiple of the limit, or no value at all, there is nothing to go by.
  const isMultiple = column.state === "unit" && column.unit === ULN;
  return isMultiple ? columnUnit(field, undefined, NO_UNIT) : column;
}

/** The unit that a cell of the unit column names, checked against what is known about the whole column. */
export function unitCell(text: string, field: Field, column: ColumnUnit): ColumnUnit {
  if (field.type !== "number") return column;
  const written = trimWhite(text);
  const isBlank = missingWord(foldSpelling(written)) !== undefined;
  if (field.unit === undefined) {
    if (isBlank || written === "1") return column;
    return { state: "unreadable", hint: "the field has no unit" };
  }
  // A blank in a unit column means that the unit is not known, unless the map states it.
  if (isBlank) return column.state === "unit" && column.from === "column-map" ? column : { state: "none" };
  const read = readStatedUnit(written, [...field.kinds, ULN.kind]);
  if (read.state === "unknown") return { state: "unreadable", hint: "the text in the unit column is not a known unit" };
  if (read.state === "other-kind") return { state: "unreadable", hint: `${read.unit.ucum} is a different kind of unit` };
  return { state: "unit", unit: read.unit, from: "unit-column" };
}
