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
  /** The same for the upper limit of normal in its own column: the heading of the values says nothing of that. */
  readonly limitUnit: ColumnUnit;
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
  const limit = limitUnit(field, unit);
  const isMultiple = unit.state === "unit" && unit.unit === ULN;
  return {
    columnUnit: unit,
    limitUnit: limit,
    habits: habitsOf(field, map),
    companionHabits: mapHabits(map),
    mappedLimit: mappedLimit(field, entry, isMultiple ? limit : unit),
    checkbox: CHECKBOX.test(heading.trim().slice(-100)),
  };
}

/** The unit of a whole column: the map's, else the heading's, else the field's own; sources that disagree are a conflict. */
function columnUnit(field: Field, entry: ColumnMapEntry | undefined, heading: HeadingUnit): ColumnUnit {
  if (field.type !== "number") return { state: "unit", unit: undefined, from: "none" };
  const mapped = entry?.unit;
  if (mapped !== undefined && heading.state === "unit" && !sameMeasure(mapped, heading.unit))
    return { state: "conflict", hint: `the column map says ${mapped.ucum}, the heading ${heading.unit.ucum}` };
  if (mapped !== undefined) return { state: "unit", unit: mapped, from: "column-map" };
  if (heading.state === "other-kind")
    return { state: "conflict", hint: `the heading says ${heading.unit.ucum}, and ${misfit(field)}` };
  if (heading.state === "unit") return { state: "unit", unit: heading.unit, from: "heading" };
  if (field.unit === undefined) return { state: "unit", unit: undefined, from: "none" };
  return field.assumeUnit ? { state: "unit", unit: field.unit, from: "field" } : { state: "none" };
}

/** Of a column without a unit of its own beside one that names another than the field's, nobody can tell which it is in. */
function limitUnit(field: Field, values: ColumnUnit): ColumnUnit {
  if (field.type !== "number" || values.state !== "unit") return values;
  const own = columnUnit(field, undefined, NO_UNIT);
  if (values.unit === ULN) return own; // a limit is no multiple of itself
  if (values.from !== "heading") return values;
  const isSame = own.state === "unit" && isSameUnit(own.unit, values.unit);
  return isSame ? own : { state: "none" };
}

function isSameUnit(a: Unit | undefined, b: Unit | undefined): boolean {
  return a !== undefined && b !== undefined && sameMeasure(a, b);
}

/** The unit that a cell of the unit column names, held against what is known of the whole column. */
export function unitCell(text: string, field: Field, column: ColumnUnit): ColumnUnit {
  if (field.type !== "number" || column.state === "conflict") return column;
  const written = trimWhite(text);
  const isBlank = missingWord(foldSpelling(written)) !== undefined;
  if (field.unit === undefined) {
    if (isBlank || written === "1") return column;
    return { state: "unreadable", hint: "the field has no unit" };
  }
  // A blank in a column that is there to tell the unit means that the unit is not known.
  if (isBlank) return { state: "none" };
  const read = readUnit(written, [...field.kinds, ULN.kind]);
  if (read.state === "unknown") return { state: "unreadable", hint: "the unit column's text is no unit that is known" };
  if (read.state === "other-kind") return { state: "unreadable", hint: `${read.unit.ucum} is another kind of unit` };
  const told = column.state === "unit" && (column.from === "column-map" || column.from === "heading") ? column.unit : undefined;
  if (told !== undefined && !sameMeasure(told, read.unit))
    return { state: "conflict", hint: `the unit column says ${read.unit.ucum}, the column ${told.ucum}` };
  return { state: "unit", unit: read.unit, from: "unit-column" };
}
