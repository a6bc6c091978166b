/** Small faults of one leaf: what an author gets wrong in an operator, a limit, a unit, a code, a maximal age. */
import {
  assertNever,
  type CompareDate,
  type CompareElapsed,
  type CompareNumber,
  type Condition,
  type InCodes,
  type LeafCondition,
  type Limits,
  type OneLimit,
  type Span,
  type TimeUnit,
  type TwoLimits,
  takesTwo,
} from "../language/model.js";
import { formatDay } from "../values/date/date.js";
import { compareRatios, type Ratio } from "../values/ratio.js";
import { convert, sameMeasure, type Unit, usualUnits } from "../values/unit/unit.js";
import { decimalText, lastDigit, plus } from "./limits.js";

/** A condition with a fault in it. */
export interface Fault {
  /** What was done: `comparison`, `limit`, `unit`. */
  readonly kind: FaultKind;
  readonly condition: Condition;
}

/** What an author can get wrong; stable words of the reports. */
export type FaultKind =
  | "comparison"
  | "limit"
  | "unit"
  | "value"
  | "codes"
  | "max-age"
  | "all-any"
  | "count"
  | "branch-dropped"
  | "branch-added"
  | "negation"
  | "inclusion-exclusion"
  | "when-blank";

/** Nearest first: the neighbour that differs only at the limit, then the opposite side. */
const NEIGHBOURS: Readonly<Record<OneLimit, readonly OneLimit[]>> = {
  "<": ["<=", ">"],
  "<=": ["<", ">="],
  ">": [">=", "<"],
  ">=": [">", "<="],
  "=": ["!=", "<=", ">="],
  "!=": ["=", "<", ">"],
};

const TIME_SIBLINGS: Readonly<Record<TimeUnit, readonly TimeUnit[]>> = { d: ["wk"], wk: ["d", "mo"], mo: ["wk", "a"], a: ["mo"] };

/** Every fault of a leaf. */
export function leafFaults(leaf: LeafCondition): readonly Fault[] {
  switch (leaf.kind) {
    case "number":
      return numberFaults(leaf);
    case "elapsed":
      return elapsedFaults(leaf);
    case "date":
      return dateFaults(leaf);
    case "boolean": {
      const inverted = { ...leaf, value: !leaf.value, limit: { ...leaf.limit, values: [String(!leaf.value)] } };
      return [
        { kind: "value", condition: inverted },
        ...ageFaults(leaf.maxAge, (maxAge) => ({ ...leaf, maxAge, limit: { ...leaf.limit, maxAge } })),
      ];
    }
    case "code":
      return codeFaults(leaf);
    case "known":
      return ageFaults(leaf.maxAge, (maxAge) => ({ ...leaf, maxAge, limit: { ...leaf.limit, maxAge } }));
    default:
      return assertNever(leaf);
  }
}

/** Without the maximal age; one more and less; in another unit. */
function ageFaults(maxAge: Span | undefined, make: (maxAge: Span | undefined) => LeafCondition): readonly Fault[] {
  if (maxAge === undefined) return [];
  const spans = [maxAge.value + 1, maxAge.value - 1].filter((value) => value > 0).map((value) => ({ ...maxAge, value }));
  const units = TIME_SIBLINGS[maxAge.unit].map((unit) => ({ ...maxAge, unit }));
  return [undefined, ...spans, ...units].map((span) => ({ kind: "max-age", condition: make(span) }));
}

/** Both limits of a comparison with two, or the one of another, moved by one step. */
function moved<T>(
  limits: Limits<T>,
  by: (limit: T, index: number) => readonly T[],
  compare: (a: T, b: T) => number,
): readonly Limits<T>[] {
  const [first, second] = limits;
  if (second === undefined) return by(first, 0).map((limit) => [limit]);
  const pairs: (readonly [T, T])[] = [
    ...by(first, 0).map((limit) => [limit, second] as const),
    ...by(second, 1).map((limit) => [first, limit] as const),
  ];
  return pairs.filter(([low, high]) => compare(low, high) <= 0);
}

/**
 * Another comparison. Instead of `between`: one end left out, or open; the parts get names of their own.
 *
 * @param make the leaf with one limit
 */
function comparisonFaults<T>(
  leaf: CompareNumber | CompareElapsed | CompareDate,
  [low, high]: readonly [T, T],
  make: (op: OneLimit, limit: T, id: string) => LeafCondition,
): readonly Fault[] {
  const { id, at, op } = leaf;
  const allOf = (from: OneLimit, to: OneLimit): Condition => ({
    kind: "all",
    id,
    at,
    of: [make(from, low, `${id}.low`), make(to, high, `${id}.high`)],
  });
  const ofTwo: Readonly<Record<TwoLimits, readonly Condition[]>> = {
    between: [make(">=", low, id), make("<=", high, id), allOf(">", "<="), allOf(">=", "<")],
  };
  const conditions = takesTwo(op) ? ofTwo[op] : NEIGHBOURS[op].map((other) => make(other, low, id));
  return conditions.map((condition) => ({ kind: "comparison", condition }));
}

function numberFaults(leaf: CompareNumber): readonly Fault[] {
  const { limits, unit, maxAge } = leaf;
  const literals = leaf.limit.values;
  const textOf = (value: Ratio): string => literals.find((_, index) => limits[index] === value) ?? decimalText(value);
  const changed = (change: Partial<Pick<CompareNumber, "op" | "limits" | "unit" | "maxAge" | "id">>): CompareNumber => {
    const made = { ...leaf, ...change };
    const { op, unit: ofLimit, maxAge: age } = made;
    const texts = made.limits.map((value) => (value === undefined ? "" : textOf(value)));
    return { ...made, limit: { op, values: texts, unit: ofLimit?.ucum, maxAge: age } };
  };
  const [first, second = first] = limits;
  const comparisons = comparisonFaults(leaf, [first, second], (other, limit, id) => changed({ op: other, limits: [limit], id }));
  const steps = (value: Ratio, index: number): readonly Ratio[] => {
    const step = lastDigit(literals[index] ?? "");
    return [plus(value, step), plus(value, step, -1n)];
  };
  const limitFaults = moved(limits, steps, compareRatios).map(
    (one): Fault => ({ kind: "limit", condition: changed({ limits: one }) }),
  );
  const units = siblings(leaf, unit).map((other): Fault => ({ kind: "unit", condition: changed({ unit: other }) }));
  return [...comparisons, ...limitFaults, ...units, ...ageFaults(maxAge, (span) => changed({ maxAge: span }))];
}

/** For multiples of the upper limit of normal, and for what converts by the molar mass, the field's own unit; and others of the kind. */
function siblings(leaf: CompareNumber, unit: Unit | undefined): readonly Unit[] {
  const { field } = leaf;
  if (unit === undefined || field.unit === undefined) return [];
  return [...(unit.kind === field.unit.kind ? [] : [field.unit]), ...ofKind(leaf, unit)];
}

/** Those in which the limit would still be plausible; if there is none, the usual one. */
function ofKind({ field, limits }: CompareNumber, unit: Unit): readonly Unit[] {
  const others = usualUnits(unit.kind).filter((other) => !sameMeasure(other, unit));
  const plausible = others.filter((other) =>
    limits.every((limit) => {
      const converted = limit === undefined || field.unit === undefined ? undefined : convert(limit, other, field.unit, field);
      const { low, high } = field.plausible;
      return converted !== undefined && compareRatios(converted, low) >= 0 && compareRatios(converted, high) <= 0;
    }),
  );
  return plausible.length > 0 ? plausible : others.slice(0, 1);
}

function elapsedFaults(leaf: CompareElapsed): readonly Fault[] {
  const { limits, unit } = leaf;
  const changed = (change: Partial<Pick<CompareElapsed, "op" | "limits" | "unit" | "id">>): CompareElapsed => {
    const made = { ...leaf, ...change };
    return { ...made, limit: { ...leaf.limit, op: made.op, values: made.limits.map(String), unit: made.unit } };
  };
  const [first, second = first] = limits;
  const comparisons = comparisonFaults(leaf, [first, second], (other, limit, id) => changed({ op: other, limits: [limit], id }));
  const steps = (value: number): readonly number[] => [value + 1, value - 1].filter((one) => one >= 0);
  return [
    ...comparisons,
    ...moved(limits, steps, (a, b) => a - b).map((one): Fault => ({ kind: "limit", condition: changed({ limits: one }) })),
    ...TIME_SIBLINGS[unit].map((other): Fault => ({ kind: "unit", condition: changed({ unit: other }) })),
  ];
}

function dateFaults(leaf: CompareDate): readonly Fault[] {
  const { limits } = leaf;
  const changed = (change: Partial<Pick<CompareDate, "op" | "limits" | "id">>): CompareDate => {
    const made = { ...leaf, ...change };
    return { ...made, limit: { ...leaf.limit, op: made.op, values: made.limits.map((day) => formatDay(day ?? 0)) } };
  };
  const [first, second = first] = limits;
  const comparisons = comparisonFaults(leaf, [first, second], (other, limit, id) => changed({ op: other, limits: [limit], id }));
  const steps = (day: number): readonly number[] => [day + 1, day - 1];
  return [
    ...comparisons,
    ...moved(limits, steps, (a, b) => a - b).map((one): Fault => ({ kind: "limit", condition: changed({ limits: one }) })),
  ];
}

function codeFaults(leaf: InCodes): readonly Fault[] {
  const { codes, negated, field, maxAge } = leaf;
  const isOne = leaf.limit.op === "is";
  const changed = (change: Partial<Pick<InCodes, "codes" | "negated" | "maxAge">>): InCodes => {
    const made = { ...leaf, ...change };
    const op = made.negated ? "not-in" : isOne && made.codes.length === 1 ? "is" : "in";
    return { ...made, limit: { op, values: made.codes, unit: undefined, maxAge: made.maxAge } };
  };
  const others = field.codes.filter((code) => !codes.includes(code));
  const sets = [
    ...(codes.length > 1 ? codes.map((dropped) => codes.filter((code) => code !== dropped)) : others.map((code) => [code])),
    ...others.map((added) => [...codes, added]),
  ];
  return [
    { kind: "value", condition: changed({ negated: !negated }) },
    ...sets.map((set): Fault => ({ kind: "codes", condition: changed({ codes: set }) })),
    ...ageFaults(maxAge, (span) => changed({ maxAge: span })),
  ];
}
