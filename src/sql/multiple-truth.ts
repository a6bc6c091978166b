/** Limits that are multiples of a limit of normal: compared as products of whole numbers, so that nothing is rounded. */
import type { NumberField } from "../language/model.js";
import type { LeafPlan } from "../plan/plan.js";
import { compareRatios, type Ratio, ratio, times } from "../values/ratio.js";
import { convert, LLN, type Unit } from "../values/unit/unit.js";
import {
  and,
  arithmetic,
  caseOf,
  compare,
  count,
  type Double,
  FALSE,
  isNull,
  none,
  not,
  or,
  type Text,
  TRUE,
  type Truth,
  text,
  type Whole,
  whole,
} from "./expression.js";
import { type Ends, isEndless, type SqlSides, truthBySides } from "./interval-truth.js";
import { fitsMultiples, millionths } from "./number-parts.js";
import type { Compiling, NumberSlot, SqlLimit } from "./slot.js";

/** The cause where numbers have more digits than exact products can hold. */
const DIGITS = "refused:digits";
/** Factors of up to 18 digits, and values of 16, have products of at most 38 with what is added. */
const MOST = 10n ** 18n;

/** See the head of this file. */
export function multipleTruth(
  leaf: Extract<LeafPlan, { readonly kind: "number" }>,
  field: NumberField,
  slot: NumberSlot,
  { refusals }: Compiling,
): { readonly doubts: readonly (readonly [Truth, Text])[]; readonly truth: Truth } {
  const isLower = leaf.unit === LLN;
  const noLimit = text(isLower ? "no-lln" : "no-uln");
  const { uln, lln } = slot.limits;
  const normal = isLower ? lln : uln;
  if (normal === undefined) return { doubts: [[TRUE, noLimit]], truth: none("boolean") };
  if (field.integer) {
    refusals.add({
      code: "criterion",
      message: `multiples of a limit of normal of \`${field.name}\`, which holds whole numbers, cannot be compared`,
      help: "screen these candidates with `trialsieve screen`",
    });
    return { doubts: [], truth: none("boolean") };
  }
  const ends: Ends = slot;
  const exact = and(...[slot.low, slot.high].map(fitsOrEndless), fitsMultiples(normal.value));
  const places: [Truth, Truth][] = [];
  for (const [place, unit] of slot.units.entries())
    for (const [own, other] of normal.units.entries()) {
      if (normal.unit === slot.unit && own !== place) continue;
      const factors = leaf.limits.flatMap((limit) => (limit === undefined ? [] : [factorOf(limit, other, unit, field)]));
      const [first, second = first] = factors;
      if (first === undefined || second === undefined || tooLong(first) || tooLong(second)) {
        refusals.add({
          code: "too-many-digits",
          message: `multiples of a limit of normal of \`${field.name}\` in ${other?.ucum ?? "no unit"} cannot be compared exactly with values in ${unit?.ucum ?? "no unit"}`,
          help: "give values and limits of normal in one unit",
        });
        continue;
      }
      const sides = (factor: Ratio): SqlSides => sidesOf(ends, normal.value, factor);
      const isHere = and(
        compare(slot.unit, "=", count(place)),
        normal.unit === slot.unit ? TRUE : compare(normal.unit, "=", count(own)),
      );
      places.push([isHere, truthBySides(ends, leaf.op, sides(first), sides(second))]);
    }
  return {
    doubts: [
      [isNull(normal.value), noLimit],
      [areReversed(lln, uln, field), noLimit],
      [not(exact), text(DIGITS)],
    ],
    truth: caseOf("boolean", places),
  };
}

/** A lower limit above an upper one: their columns may have been exchanged. */
function areReversed(lln: SqlLimit | undefined, uln: SqlLimit | undefined, field: NumberField): Truth {
  if (lln === undefined || uln === undefined) return FALSE;
  const cases = lln.units.flatMap((low, at) =>
    uln.units.map((high, place): [Truth, Truth] => {
      const factor = factorOf(ratio(1n), high, low, field);
      const here = and(compare(lln.unit, "=", count(at)), compare(uln.unit, "=", count(place)));
      if (factor === undefined || tooLong(factor)) return [here, TRUE];
      const [lower, upper] = [scaled(lln.value, factor.den), scaled(uln.value, factor.num)];
      return [here, compare(lower, ">", upper)];
    }),
  );
  return caseOf("boolean", [[or(isNull(lln.value), isNull(uln.value)), FALSE], ...cases], FALSE);
}

/** What a multiple of a limit in one unit is in another; undefined if that is no fixed factor, as between temperatures. */
function factorOf(multiple: Ratio, from: Unit | undefined, to: Unit | undefined, field: NumberField): Ratio | undefined {
  if (from === to) return multiple;
  if (from === undefined || to === undefined) return undefined;
  const [zero, one] = [convert(ratio(0n), from, to, field), convert(ratio(1n), from, to, field)];
  return zero === undefined || one === undefined || compareRatios(zero, ratio(0n)) !== 0 ? undefined : times(multiple, one);
}

function tooLong({ num, den }: Ratio): boolean {
  return (num < 0n ? -num : num) >= MOST || den >= MOST;
}

function scaled(value: Double, by: bigint): Whole {
  return arithmetic(millionths(value), "*", whole(by));
}

function fitsOrEndless(end: Double): Truth {
  return or(isEndless(end, 1), isEndless(end, -1), fitsMultiples(end));
}

function sidesOf({ low, high, lowOpen, highOpen }: Ends, normal: Double, { num, den }: Ratio): SqlSides {
  const limit = scaled(normal, num);
  const [least, most] = [scaled(low, den), scaled(high, den)];
  const [below, above] = [or(isEndless(low, -1), compare(least, "<", limit)), or(isEndless(high, 1), compare(most, ">", limit))];
  const from = or(below, and(compare(least, "=", limit), not(lowOpen)));
  const to = or(above, and(compare(most, "=", limit), not(highOpen)));
  return { below, above, equal: and(from, to) };
}
