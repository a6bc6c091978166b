/** Near misses: candidates who fail only one criterion, by one number or day, and by how much. */
import type { CriterionResult, NearMiss } from "../evaluate/result.js";
import type { Criterion, LeafCondition } from "../language/model.js";
import { onlyLeaf } from "../language/only-leaf.js";
import { addTime } from "../values/date/date.js";
import { quantityWords, spanWords } from "../values/number/quantity-words.js";
import { fromDouble, type Ratio, toDouble } from "../values/ratio.js";
import type { Reading } from "../values/reading.js";
import { convert } from "../values/unit/unit.js";

type Distance = Pick<NearMiss, "distance" | "words">;

/** The miss of a candidate whose one fail is this criterion; undefined if it is no single number or day, or its distance is not sure. */
export function missOf({ id, condition }: Criterion, result: CriterionResult, asOf: number | undefined): NearMiss | undefined {
  const leaf = onlyLeaf(condition)?.leaf;
  const [evidence] = result.evidence;
  if (leaf === undefined || evidence === undefined) return undefined;
  const found = distanceOf(leaf, evidence.reading, asOf);
  return found === undefined ? undefined : { criterion: id, ...found };
}

function distanceOf(leaf: LeafCondition, reading: Reading, asOf: number | undefined): Distance | undefined {
  if (reading.state !== "read" || reading.possibilities.length !== 1) return undefined;
  if (reading.type === "date") {
    const [day] = reading.possibilities;
    if (day === undefined || day.low !== day.high) return undefined;
    if (leaf.kind === "date") return inDays(nearest(day.low, leaf.limits));
    if (leaf.kind !== "elapsed" || asOf === undefined) return undefined;
    const reached = leaf.limits.map((limit) => addTime(day.low, limit, leaf.unit));
    return inDays(nearest(asOf, reached));
  }
  if (leaf.kind !== "number" || reading.type !== "number") return undefined;
  const [value] = reading.possibilities;
  if (value === undefined || value.low !== value.high) return undefined;
  const own = inLimitUnit(fromDouble(value.low), leaf, value.unit);
  if (own === undefined) return undefined;
  const limits = leaf.limits.map((limit) => toDouble(limit));
  // Binary fractions: 80 - 79.9 is 0.1 to fifteen digits.
  const distance = Number(nearest(toDouble(own), limits).toPrecision(12));
  return { distance, words: distanceWords(distance, quantityWords([fromDouble(distance)], leaf.unit)) };
}

function inDays(distance: number): Distance {
  return { distance, words: distanceWords(distance, spanWords([distance], "d")) };
}

/** A value at a limit that must be exceeded misses it by nothing. */
function distanceWords(distance: number, words: string): string {
  return distance === 0 ? `${words}: exactly at the limit` : words;
}

type NumberLeaf = Extract<LeafCondition, { readonly kind: "number" }>;

function inLimitUnit(value: Ratio, { unit, field }: NumberLeaf, from: NumberLeaf["unit"]): Ratio | undefined {
  if (from === unit) return value;
  return from === undefined || unit === undefined ? undefined : convert(value, from, unit, field);
}

function nearest(value: number, limits: readonly number[]): number {
  return Math.min(...limits.map((limit) => Math.abs(limit - value)));
}
