/** What SQL knows about a slot, and what is needed to express it. */
import type { SlotSettings } from "../cells/column-unit.js";
import type { LeafRecord } from "../evaluate/select.js";
import type { Field } from "../language/model.js";
import { missing, type Reading } from "../values/reading.js";
import type { Unit } from "../values/unit/unit.js";
import type { ColumnType, Dialect } from "./dialect.js";
import type { Count, Day, Double, Text, Truth } from "./expression.js";
import type { Refusals } from "./refusal.js";
import type { Statement } from "./statement.js";
import type { SlotColumns } from "./table.js";
import type { KnownTable } from "./texts.js";

/** What all parts of the compiler share. */
export interface Compiling {
  readonly known: KnownTable;
  readonly dialect: Dialect;
  readonly statement: Statement;
  readonly refusals: Refusals;
  /** Days since 1970-01-01. */
  readonly asOf: number | undefined;
}

/** One slot, before it is known what its columns hold. */
export interface SlotToRead extends Compiling {
  readonly columns: SlotColumns;
  readonly field: Field;
  readonly settings: SlotSettings;
  /** The label of the field that is the same in percent. */
  readonly inPercent: string | undefined;
  /** Begins the names of its columns in the statement. */
  readonly prefix: string;
  /** The type of a column, or "absent"; refused types are told and count as absent. */
  readonly typeOf: (role: keyof SlotColumns["names"]) => ColumnType;
}

/** `why` says why there is no value, as `missing:blank`; NULL: there is one. */
interface SqlSlot {
  readonly why: Text;
  /** The day of the value; undefined: no column has it. */
  readonly measured: Day | undefined;
}

/** A limit of normal. */
export interface SqlLimit {
  /** NULL: none that counts. */
  readonly value: Double;
  /** Which unit it is in, by its place in `units`. */
  readonly unit: Count;
  readonly units: readonly (Unit | undefined)[];
}

/** A number: an interval in one of some units. */
export interface NumberSlot extends SqlSlot {
  readonly kind: "number";
  readonly low: Double;
  readonly high: Double;
  readonly lowOpen: Truth;
  readonly highOpen: Truth;
  /** The place of its unit in `units`; {@link ELAPSED} where it follows from a date. */
  readonly unit: Count;
  readonly units: readonly (Unit | undefined)[];
  readonly limits: Readonly<Record<"uln" | "lln", SqlLimit | undefined>>;
}

/** The place that means whole units elapsed since a date. */
export const ELAPSED = -1;

/** A date: the first and the last day that it may be. */
export interface DateSlot extends SqlSlot {
  readonly kind: "date";
  readonly low: Day;
  readonly high: Day;
}

/** A yes or no, or a code: each text with what the program reads it as. */
export interface WordSlot extends SqlSlot {
  readonly kind: "words";
  readonly cells: readonly { readonly when: Truth; readonly reading: Reading }[];
}

/** A slot in SQL. */
export type ReadSlot = NumberSlot | DateSlot | WordSlot;

/** Why there is no value, as causes name it. */
export function whyOf(reading: Exclude<Reading, { readonly state: "read" }>): string {
  return `${reading.state}:${reading.reason}`;
}

const NO_LIMIT = missing("absent");

/** A record that holds one reading, to ask the program for the truth of a leaf. */
export function recordOf(reading: Reading): LeafRecord {
  return {
    reading: () => reading,
    measuredOn: () => NO_LIMIT,
    limitOfNormal: () => NO_LIMIT,
    isOpen: () => false,
    isAhead: () => false,
    column: () => "",
    cell: () => "",
  };
}
