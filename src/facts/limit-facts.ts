/**
 * What limits of normal in a column of their own show together. Those of one test are much alike: `40` among `0.6` and `0.7` is in another
 * unit, or a slip, and a multiple of it means nothing.
 */
import type { NumberField } from "../language/model.js";
import type { Quantity, Reading } from "../values/reading.js";
import type { NormalLimit } from "../values/record.js";
import { inFieldUnit } from "./field-unit.js";

/** How many limits lie on each step of the scale 1, 2, 5, 10, 20, 50, ..., in the unit of the field: 0 for 1 to 2, -1 for 0.5 to 1. */
export type LimitFacts = Readonly<Record<NormalLimit, ReadonlyMap<number, number>>>;

/** The steps on which limits are believed, both included. */
export interface LimitSpan {
  readonly low: number;
  readonly high: number;
}

/** The steps that are believed; undefined if nothing speaks against any limit. */
export type LimitsJudged = Readonly<Record<NormalLimit, LimitSpan | undefined>>;

/** Nothing seen. */
export const NO_LIMITS: LimitFacts = { uln: new Map(), lln: new Map() };
/** Nothing speaks against them. */
export const ALL_LIMITS: LimitsJudged = { uln: undefined, lln: undefined };

const SCALE = [1, 2, 5];
/** Two steps away are less than ten times as much; three are more than four times. */
export const NEAR = 2;
/** "Mostly": at least 80 %, and three. */
const ONE_IN = 5;
const FEWEST = 3;
const NONE: LimitSpan = { low: 1, high: 0 };

/** The steps of a limit; none for what is not a limit, or is a multiple of another. */
export function stepsOf(reading: Reading, field: NumberField): readonly number[] {
  if (reading.state !== "read" || reading.type !== "number") return [];
  return reading.possibilities.flatMap((one) => limitStep(one, field) ?? []);
}

/** The step of one limit, from its digits, so that it is the same everywhere; undefined if it has none. */
export function limitStep(limit: Pick<Quantity, "low" | "unit">, field: NumberField): number | undefined {
  const value = inFieldUnit(limit, field);
  if (value === undefined || value <= 0) return undefined;
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  const first = Number(digits.slice(0, 1));
  return SCALE.length * Number(exponent) + SCALE.findLastIndex((least) => first >= least);
}

/** Whether a limit is believed. */
export function isInSpan(reading: Reading, field: NumberField, { low, high }: LimitSpan): boolean {
  return stepsOf(reading, field).every((step) => step >= low && step <= high);
}

/** The steps near the middle one, where most limits are near it; none if they are not. */
export function judgeLimits(steps: ReadonlyMap<number, number>): LimitSpan | undefined {
  const all = [...steps].sort(([a], [b]) => a - b);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  let below = 0;
  const middle = all.find(([, count]) => {
    below += count;
    return 2 * below >= total;
  })?.[0];
  if (middle === undefined) return undefined;
  const far = all.reduce((sum, [step, count]) => (Math.abs(step - middle) > NEAR ? sum + count : sum), 0);
  if (far === 0) return undefined;
  const isMostly = far * ONE_IN <= total && total - far >= FEWEST;
  return isMostly ? { low: middle - NEAR, high: middle + NEAR } : NONE;
}

/** Whether there are limits that are not believed. */
export function areApart({ uln, lln }: LimitsJudged): boolean {
  return uln !== undefined || lln !== undefined;
}
