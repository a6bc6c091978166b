/**
 * The table that SQL reads: one row a candidate, a column for each field and for what belongs to it. Columns are found by their names,
 * or by those that the column map gives.
 */
import type { ColumnMap, Field, NumberField } from "../language/model.js";
import type { Plan } from "../plan/plan.js";
import { decimalBounds, ratio } from "../values/ratio.js";
import { isMultiple, limitIn, type Unit, usualUnits } from "../values/unit/unit.js";

/** What a column is to its field. */
export type Role =
  | "value"
  | "low"
  | "high"
  | "lowOpen"
  | "highOpen"
  | "sign"
  | "unit"
  | "date"
  | "missing"
  | "uln"
  | "ulnUnit"
  | "lln"
  | "llnUnit";

/** The endings of columns beside a value. */
const ENDINGS: Readonly<Record<Exclude<Role, "value">, string>> = {
  low: "_low",
  high: "_high",
  lowOpen: "_low_open",
  highOpen: "_high_open",
  sign: "_cmp",
  unit: "_unit",
  date: "_date",
  missing: "_missing",
  uln: "_uln",
  ulnUnit: "_uln_unit",
  lln: "_lln",
  llnUnit: "_lln_unit",
};

/** Endings under which a comparison sign may stand, and is not read: a number without its sign is another number. */
const OTHER_SIGNS = ["_operator", "_op", "_comparator", "_sign", "_qualifier", "_censored"] as const;

/** The columns of one slot, by what they are; those that the plan has no use for are left out. */
export interface SlotColumns {
  readonly slot: number;
  readonly field: Field;
  readonly names: Readonly<Partial<Record<Role, string>>> & { readonly value: string };
  /** Columns that must not be there. */
  readonly strays: readonly string[];
  /** Some criterion asks for multiples of a limit of normal. */
  readonly hasMultiples: boolean;
}

/** All columns that are looked for. */
export interface TableColumns {
  readonly id: string;
  readonly slots: readonly SlotColumns[];
}

/** The columns that a plan reads, under the names of the contract or of the map. */
export function tableColumns({ slots, asked }: Plan, map: ColumnMap | undefined): TableColumns {
  return {
    id: map?.id?.[0] ?? "candidate",
    slots: slots.map(({ field, index }) => {
      const leaves = asked.leaves.filter(({ slot }) => slot === index);
      const entry = map?.columns.get(field.name);
      const value = entry?.column ?? field.name;
      const named: Partial<Record<Role, string | undefined>> = {
        sign: entry?.operatorColumn,
        unit: entry?.unitColumn,
        date: entry?.dateColumn ?? map?.dateColumn,
        uln: entry?.ulnColumn,
        ulnUnit: entry?.ulnUnitColumn,
        lln: entry?.llnColumn,
        llnUnit: entry?.llnUnitColumn,
      };
      const hasMultiples = leaves.some((leaf) => leaf.kind === "number" && isMultiple(leaf.unit));
      const roles = rolesOf(field, hasMultiples);
      return {
        slot: index,
        field,
        names: { value, ...Object.fromEntries(roles.map((role) => [role, named[role] ?? value + ENDINGS[role]])) },
        strays: field.type === "number" && named.sign === undefined ? OTHER_SIGNS.map((ending) => value + ending) : [],
        hasMultiples,
      };
    }),
  };
}

function rolesOf({ type }: Field, hasMultiples: boolean): readonly Exclude<Role, "value">[] {
  switch (type) {
    case "number":
      return [...ENDS, "sign", "unit", "missing", "date", ...(hasMultiples ? LIMITS : [])];
    case "date":
      return ["low", "high", "missing"];
    case "boolean":
    case "code":
      return ["missing", "date"];
  }
}
const ENDS = ["low", "high", "lowOpen", "highOpen"] as const;
const LIMITS = ["uln", "ulnUnit", "lln", "llnUnit"] as const;

/** Where in a unit a number may lie for its field. */
export interface PlausibleWindow {
  readonly unit: Unit | undefined;
  /** The two decimals around each end. */
  readonly low: { readonly lower: number; readonly upper: number };
  readonly high: { readonly lower: number; readonly upper: number };
}

/** The window in a unit; undefined if that does not convert by a fixed factor, as weeks into months. */
export function windowIn(field: NumberField, unit: Unit | undefined): PlausibleWindow | undefined {
  const low = limitIn(field.plausible.low, field.unit, unit, field);
  const high = limitIn(field.plausible.high, field.unit, unit, field);
  return low === undefined || high === undefined ? undefined : { unit, low, high };
}

/**
 * The turning points of a field's numbers: the ends of what is plausible in every usual unit, and 0 and 1. Numbers
 * between the same two of them are not distinguished by facts of columns.
 */
export function turningPoints(field: NumberField, units: readonly Unit[]): readonly number[] {
  const all = field.unit === undefined ? [undefined] : [field.unit, ...units, ...field.kinds.flatMap(usualUnits)];
  const ends = all.flatMap((unit) => {
    const window = windowIn(field, unit);
    return window === undefined ? [] : [window.low.lower, window.low.upper, window.high.lower, window.high.upper];
  });
  return [...new Set([...ends, 0, 1])].sort((a, b) => a - b);
}

/** Numbers from 1 up that look like a missing code (`999`, `8.88`) lie in one of these, which have no upper end. */
export function spansOfSentinels(points: readonly number[]): readonly (readonly [number, number])[] {
  const most = Math.max(...points.map(Math.abs));
  const spans: (readonly [number, number])[] = [];
  for (let power = 0; 7 * 10 ** power <= most && power < 16; power++)
    for (const [from, to] of LEADING) {
      const at = (digits: number): number => decimalBounds(ratio(BigInt(digits) * 10n ** BigInt(power), 100n)).lower;
      spans.push([at(from), at(to)]);
    }
  return spans;
}
/** 777, 888 and 997 to 999, by their first three digits. */
const LEADING = [
  [777, 778],
  [888, 889],
  [997, 1000],
] as const;
