/** Limits of a leaf in other units, and as multiples of the laboratory's limits of normal. */
import type { NumberField } from "../language/model.js";
import type { LeafPlan } from "../plan/plan.js";
import { isImplausible } from "../values/number/judge.js";
import { type Bounds, compareRatios, decimalBounds, fromDouble, over, type Ratio, times } from "../values/ratio.js";
import type { Quantity, Reading } from "../values/reading.js";
import { convert, isMultiple, ULN, type Unit } from "../values/unit/unit.js";
import { compareInterval } from "./compare.js";

type NumberLeaf = Extract<LeafPlan, { readonly kind: "number" }>;

/** One limit, or two. */
export type LimitBounds = readonly [Bounds] | readonly [Bounds, Bounds];

/** Applies a conversion to one limit or to both. */
export function bothIn({ limits }: NumberLeaf, to: (value: Ratio) => Bounds | undefined): LimitBounds | undefined {
  const first = to(limits[0]);
  if (first === undefined) return undefined;
  if (limits[1] === undefined) return [first];
  const second = to(limits[1]);
  return second === undefined ? undefined : [first, second];
}

/** One limit of normal, exactly. */
export interface LimitOfNormal {
  readonly value: Ratio;
  readonly unit: Unit | undefined;
}

/**
 * What a limit of normal may be: from its own column (or the column map), or from the reference range in the cell.
 *
 * @returns undefined if there is none, it is implausible or not above 0, or two sources disagree
 */
export function limitsOfNormal(
  field: NumberField,
  inRange: Quantity | undefined,
  own: Reading,
): readonly LimitOfNormal[] | undefined {
  const exact = (quantity: Quantity): LimitOfNormal | undefined =>
    quantity.low === quantity.high && quantity.low > 0 && quantity.unit !== ULN && !isImplausible(quantity, field)
      ? { value: fromDouble(quantity.low), unit: quantity.unit }
      : undefined;
  const inCell = inRange === undefined ? undefined : exact(inRange);
  if (inRange !== undefined && inCell === undefined) return undefined;
  if (own.state === "missing") return inCell === undefined ? undefined : [inCell];
  if (own.state !== "read" || own.type !== "number") return undefined;
  const all: LimitOfNormal[] = [];
  for (const quantity of own.possibilities) {
    const limit = exact(quantity);
    if (limit === undefined) return undefined;
    if (inCell !== undefined && !agree(inCell, limit, field)) return undefined;
    all.push(limit);
  }
  return all;
}

/** A lower limit above an upper one: their columns may have been exchanged, and neither is sure. */
export function areReversed(
  lower: readonly LimitOfNormal[] | undefined,
  upper: readonly LimitOfNormal[] | undefined,
  field: NumberField,
): boolean {
  if (lower === undefined || upper === undefined) return false;
  return lower.some((low) =>
    upper.some((high) => {
      const other = inUnit(high, low.unit, field);
      return other === undefined || compareRatios(low.value, other) > 0;
    }),
  );
}

function agree(a: LimitOfNormal, b: LimitOfNormal, field: NumberField): boolean {
  const other = inUnit(b, a.unit, field);
  return other !== undefined && compareRatios(a.value, other) === 0;
}

function inUnit({ value, unit }: LimitOfNormal, to: Unit | undefined, field: NumberField): Ratio | undefined {
  if (unit === to) return value;
  return unit === undefined || to === undefined ? undefined : convert(value, unit, to, field);
}

/**
 * The leaf's limits in the quantity's unit, where one of the two is a multiple of a limit of normal, `normal`.
 *
 * @returns undefined if the units do not convert, or the multiple is implausible for the field
 */
export function limitsByNormal(
  leaf: NumberLeaf,
  field: NumberField,
  quantity: Quantity,
  normal: LimitOfNormal,
): LimitBounds | undefined {
  const { unit, plausible } = field;
  if (isMultiple(leaf.unit)) {
    const one = inUnit(normal, quantity.unit, field);
    return one === undefined ? undefined : bothIn(leaf, (multiple) => decimalBounds(times(multiple, one)));
  }
  const multiple = (value: Ratio, from: Unit | undefined): Bounds | undefined => {
    const one = inUnit(normal, from, field);
    return one === undefined ? undefined : decimalBounds(over(value, one));
  };
  const low = multiple(plausible.low, unit);
  const high = multiple(plausible.high, unit);
  if (low === undefined || high === undefined) return undefined;
  if (compareInterval(quantity, "between", [low, high], false) === "false") return undefined;
  return bothIn(leaf, (value) => multiple(value, leaf.unit));
}
