/** Numbers in order of size: breakpoints, and one number in every gap between them. */
import type { Comparison, NumberField } from "../language/model.js";
import { ceil, compareRatios, decimalBounds, floor, fromDouble, MAX_DIGITS, type Ratio, ratio, times } from "../values/ratio.js";
import { convert, type Unit } from "../values/unit/unit.js";

/** A number that a person could write: `value unit`, which is `exact` in the field's unit. */
export interface Point {
  readonly exact: Ratio;
  readonly value: Ratio;
  readonly unit: Unit | undefined;
}

/** The truth of `op` from the order of the value and each limit: negative if the value is lower. */
export function holds(op: Comparison, first: number, second: number): boolean {
  switch (op) {
    case "<":
      return first < 0;
    case "<=":
      return first <= 0;
    case ">":
      return first > 0;
    case ">=":
      return first >= 0;
    case "=":
      return first === 0;
    case "!=":
      return first !== 0;
    case "between":
      return first >= 0 && second <= 0;
  }
}

/** A short decimal strictly between two numbers; undefined if none of {@link MAX_DIGITS} digits lies there. */
export function decimalBetween(low: Ratio, high: Ratio): Ratio | undefined {
  const middle = toDouble(times({ num: low.num * high.den + high.num * low.den, den: low.den * high.den }, ratio(1n, 2n)));
  for (let digits = 1; digits <= MAX_DIGITS; digits += 1) {
    const found = fromDouble(Number(middle.toPrecision(digits)));
    if (compareRatios(low, found) < 0 && compareRatios(found, high) < 0) return found;
  }
  return undefined;
}

function toDouble(value: Ratio): number {
  return decimalBounds(value).lower;
}

/** Whether a person could write this number. */
export function isDecimal(value: Ratio): boolean {
  const { lower, upper } = decimalBounds(value);
  return lower === upper;
}

/** A limit in the field's own unit. Units have been checked, so every limit converts. */
export function inFieldUnit(value: Ratio, unit: Unit | undefined, field: NumberField): Ratio {
  return unit === undefined || field.unit === undefined ? value : (convert(value, unit, field.unit, field) ?? value);
}

/** The whole number in the middle between two numbers, if there is any. */
function wholeBetween(low: Ratio, high: Ratio): Ratio | undefined {
  const [first, last] = [floor(low) + 1n, ceil(high) - 1n];
  return first <= last ? ratio((first + last) / 2n) : undefined;
}

/** In order, each number once. */
export function sorted(points: readonly Point[]): readonly Point[] {
  const all = [...points].sort((a, b) => compareRatios(a.exact, b.exact));
  return all.filter((point, index) => index === 0 || compareRatios(all[index - 1]?.exact ?? point.exact, point.exact) !== 0);
}

/** Breakpoints and one number in every gap, in order; those that the field cannot hold are left out. `rank` counts both. */
export function ladder(
  points: readonly Point[],
  { integer, plausible }: NumberField,
): readonly (Point & { readonly rank: number })[] {
  const rungs: (Point & { rank: number })[] = [];
  const add = (point: Point, rank: number): void => {
    if (compareRatios(point.exact, plausible.low) < 0 || compareRatios(point.exact, plausible.high) > 0) return;
    if (!integer || point.exact.den === 1n) rungs.push({ ...point, rank });
  };
  for (const [index, point] of points.entries()) {
    add(point, 2 * index);
    const next = points[index + 1];
    if (next === undefined) continue;
    const inside = integer ? wholeBetween(point.exact, next.exact) : decimalBetween(point.exact, next.exact);
    if (inside !== undefined) add({ exact: inside, value: inside, unit: undefined }, 2 * index + 1);
  }
  return rungs;
}
