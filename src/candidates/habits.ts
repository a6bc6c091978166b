/** How the cells of a column are to be read, as far as heading, column map and dictionary tell. */
import type { ColumnMap, ColumnMapEntry, Field } from "../language/model.js";
import { missingWord } from "../values/missing.js";
import type { Reading } from "../values/reading.js";
import type { ColumnUnit, TextHabits } from "../values/spec.js";
import { foldSpelling, trimWhite } from "../values/text.js";
import { readUnit, sameMeasure, ULN, type Unit } from "../values/unit.js";
import { type HeadingUnit, misfit, NO_UNIT } from "./heading.js";
import { mappedLimit } from "./upper-limit.js";

/** REDCap writes the boxes of a list as columns of their own: `symptoms___2`. */
const CHECKBOX = /___-?\w{1,40}$/;

/** Nothing declared. */
const NO_HABITS: TextHabits = {
  decimal: undefined,
  dateOrder: undefined,
  missing: new Set(),
  flags: [],
  codes: undefined,
  whenBlank: undefined,
};

/** The declarations that hold for one field's cells. */
function habitsOf(field: Field, map: ColumnMap | undefined): TextHabits {
  const entry = map?.columns.get(field.name);
  const declared = field.type === "boolean" || field.type === "code" ? field.whenBlank : undefined;
  return {
    ...mapHabits(map),
    codes: entry?.codes && new Map([...entry.codes].map(([text, value]) => [foldSpelling(text), value])),
    whenBlank: entry?.whenBlank ?? declared,
  };
}

/** The declarations that hold for all columns of a map: also for companions. */
function mapHabits(map: ColumnMap | undefined): TextHabits {
  if (map === undefined) return NO_HABITS;
  const { decimal, dateOrder, missing, flags } = map;
  return { ...NO_HABITS, decimal, dateOrder, missing: new Set(missing.map(foldSpelling)), flags };
}

/** All that is known of a column's cells before they are read. */
export interface SlotSettings {
  /** The unit that holds where neither the cell nor a unit column names one. */
  readonly columnUnit: ColumnUnit;
  /** The unit in the heading that the column map overrules; undefined: none. */
  readonly overruled: Unit | undefined;
  readonly habits: TextHabits;
  /** The declarations that hold for the companions' cells. */
  readonly companionHabits: TextHabits;
  /** The upper limit of normal that the column map names. */
  readonly mappedLimit: Reading | undefined;
  /** A REDCap checkbox column (`x___1`): its 0 is no "no". */
  readonly checkbox: boolean;
}

/** @param heading of the values; "" where there is none */
export function settingsOf(field: Field, map: ColumnMap | undefined, heading: string, unitInHeading: HeadingUnit): SlotSettings {
  const entry = map?.columns.get(field.name);
  const unit = columnUnit(field, entry, unitInHeading);
  const isMultiple = unit.state === "unit" && unit.unit === ULN;
  return {
    columnUnit: unit,
    overruled: overruledUnit(entry, unitInHeading),
    habits: habitsOf(field, map),
    companionHabits: mapHabits(map),
    mappedLimit: mappedLimit(field, entry, isMultiple ? columnUnit(field, undefined, NO_UNIT) : unit),
    checkbox: CHECKBOX.test(heading.trim().slice(-100)),
  };
}

/** The unit of a whole column: the map's, else the heading's, else the field's own. */
function columnUnit(field: Field, entry: ColumnMapEntry | undefined, heading: HeadingUnit): ColumnUnit {
  if (field.type !== "number") return { state: "unit", unit: undefined, from: "none" };
  if (entry?.unit !== undefined) return { state: "unit", unit: entry.unit, from: "column-map" };
  if (heading.state === "other-kind")
    return { state: "conflict", hint: `the heading says ${heading.unit.ucum}, and ${misfit(field)}` };
  if (heading.state === "unit") return { state: "unit", unit: heading.unit, from: "heading" };
  if (field.unit === undefined) return { state: "unit", unit: undefined, from: "none" };
  return field.assumeUnit ? { state: "unit", unit: field.unit, from: "field" } : { state: "none" };
}

/** A person wrote the map for this very list, so that it outranks the heading. */
function overruledUnit(entry: ColumnMapEntry | undefined, heading: HeadingUnit): Unit | undefined {
  if (entry?.unit === undefined || heading.state === "none") return undefined;
  return sameMeasure(entry.unit, heading.unit) ? undefined : heading.unit;
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
  // Beside a multiple of the limit, or no value at all, stands nothing to go by.
  const isMultiple = column.state === "unit" && column.unit === ULN;
  return isMultiple ? columnUnit(field, undefined, NO_UNIT) : column;
}

/** The unit that a cell of the unit column names, held against what is known of the whole column. */
export function unitCell(text: string, field: Field, column: ColumnUnit): ColumnUnit {
  if (field.type !== "number") return column;
  const written = trimWhite(text);
  const isBlank = missingWord(foldSpelling(written)) !== undefined;
  if (field.unit === undefined) {
    if (isBlank || written === "1") return column;
    return { state: "unreadable", hint: "the field has no unit" };
  }
  // A blank in a column that is there to tell the unit means that the unit is not known, unless somebody states it in the map.
  if (isBlank) return column.state === "unit" && column.from === "column-map" ? column : { state: "none" };
  const read = readUnit(written, [...field.kinds, ULN.kind]);
  if (read.state === "unknown") return { state: "unreadable", hint: "the unit column's text is no unit that is known" };
  if (read.state === "other-kind") return { state: "unreadable", hint: `${read.unit.ucum} is another kind of unit` };
  return { state: "unit", unit: read.unit, from: "unit-column" };
}
