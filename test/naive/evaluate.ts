/**
 * A second evaluator, written directly from the definitions: slow and simple, and without any logic of the program. Property
 * tests compare the program with it.
 */
import type { CompareNumber, Condition, Criterion, Field, LeafCondition, NumberField, Span } from "../../src/language/model.js";
import type { Interval } from "../../src/values/interval.js";
import type { DayInterval, NumberReading, Quantity, Reading } from "../../src/values/reading.js";
import type { CandidateRecord } from "../../src/values/record.js";
import type { Unit } from "../../src/values/unit/unit.js";
import { isAhead, readingOf } from "./build.js";
import { later } from "./calendar.js";
import { add, divide, type Fraction, floor, fraction, middle, multiply, order, wholeFraction } from "./rational.js";

/** Defined here as well, so that nothing of the program's logic is used. */
type Truth = "true" | "false" | "unknown";

/** `blanks`: whether a blank counts as the declaration of its meaning says, or as unknown. */
export interface World {
  readonly record: CandidateRecord;
  readonly slotOf: (field: Field) => number;
  readonly asOf: number;
  readonly blanks: "as declared" | "unknown";
}

/** The truth that all of them have, or else unknown; unknown if there are none. */
function common(truths: readonly Truth[]): Truth {
  if (truths.length === 0) return "unknown";
  if (truths.every((truth) => truth === "true")) return "true";
  return truths.every((truth) => truth === "false") ? "false" : "unknown";
}

const truthOf = (holds: boolean): Truth => (holds ? "true" : "false");

/** The truth of a group, given those of its members. */
export function combined(group: Exclude<Condition, LeafCondition>, truths: readonly Truth[]): Truth {
  switch (group.kind) {
    case "all":
      if (truths.includes("false")) return "false";
      return truths.includes("unknown") ? "unknown" : "true";
    case "any":
      if (truths.includes("true")) return "true";
      return truths.includes("unknown") ? "unknown" : "false";
    case "atLeast": {
      // This is the definition of unknown: settle every unknown member in all possible ways, and see whether the results agree.
      let worlds: readonly (readonly boolean[])[] = [[]];
      for (const truth of truths) {
        const settled = truth === "unknown" ? [true, false] : [truth === "true"];
        worlds = worlds.flatMap((sofar) => settled.map((one) => [...sofar, one]));
      }
      return common(worlds.map((members) => truthOf(members.filter((member) => member).length >= group.count)));
    }
    case "not": {
      const [truth = "unknown"] = truths;
      if (truth === "unknown") return "unknown";
      return truth === "true" ? "false" : "true";
    }
  }
}

export function naiveTruth(condition: Condition, world: World): Truth {
  switch (condition.kind) {
    case "all":
    case "any":
    case "atLeast":
      return combined(
        condition,
        condition.of.map((member) => naiveTruth(member, world)),
      );
    case "not":
      return combined(condition, [naiveTruth(condition.of, world)]);
    default:
      return leafTruth(condition, world);
  }
}

/** Whether the truth of a condition depends on the declared meaning of a blank. */
export function naiveAssumed(condition: Condition, world: World): boolean {
  return naiveTruth(condition, world) !== naiveTruth(condition, { ...world, blanks: "unknown" });
}

function leafTruth(leaf: LeafCondition, world: World): Truth {
  const slot = world.slotOf(leaf.field);
  const reading = readingOf(world.record, slot);
  if (leaf.field.type !== "date" && isAhead(world.record.measuredOn(slot, undefined), world.asOf)) return "unknown";
  if (leaf.kind === "known") {
    const isNone = reading.state === "missing" && reading.reason === "not-performed";
    if ((reading.state !== "read" && !isNone) || !recentEnough(leaf.maxAge, slot, world)) return "unknown";
    if (reading.state !== "read") return "false";
    if (reading.type === "code" && reading.undecided !== undefined) return "unknown";
    return (reading.type === "code" || reading.type === "boolean") && reading.assumed === "blank" ? "unknown" : "true";
  }
  if (reading.state !== "read") return "unknown";
  switch (leaf.kind) {
    case "number":
      if (reading.type !== "number" || !recentEnough(leaf.maxAge, slot, world)) return "unknown";
      return common(reading.possibilities.map((quantity) => numberTruth(leaf, quantity, reading, slot, world)));
    case "boolean":
      if (reading.type !== "boolean" || !recentEnough(leaf.maxAge, slot, world)) return "unknown";
      if (reading.assumed === "blank" && world.blanks === "unknown") return "unknown";
      return common(reading.possibilities.map((value) => truthOf(value === leaf.value)));
    case "code":
      if (reading.type !== "code" || !recentEnough(leaf.maxAge, slot, world)) return "unknown";
      if (reading.undecided !== undefined) return "unknown"; // whatever its possibilities are
      if (reading.assumed === "blank" && world.blanks === "unknown") return "unknown";
      return common(
        reading.possibilities.map((code) => {
          const listed = leaf.codes.filter((one) => one === code).length > 0;
          return truthOf(leaf.negated ? !listed : listed);
        }),
      );
    case "elapsed": {
      if (reading.type !== "date") return "unknown";
      const { asOf } = world;
      const [first, second] = leaf.limits;
      return common(
        eachDay(reading.possibilities).map((day) => {
          if (day > asOf) return "unknown"; // no time has passed since a day in the future
          const reached = later(day, first, leaf.unit);
          if (leaf.op !== "between") return truthOf(holds(asOf < reached ? -1 : asOf > reached ? 1 : 0, leaf.op));
          return truthOf(second !== undefined && reached <= asOf && asOf <= later(day, second, leaf.unit));
        }),
      );
    }
    case "date": {
      if (reading.type !== "date") return "unknown";
      const [first, second] = leaf.limits;
      return common(
        eachDay(reading.possibilities).map((day) => {
          if (leaf.op === "between") return truthOf(second !== undefined && first <= day && day <= second);
          return truthOf(holds(day < first ? -1 : day > first ? 1 : 0, leaf.op));
        }),
      );
    }
  }
}

function eachDay(possibilities: readonly DayInterval[]): readonly number[] {
  return possibilities.flatMap(({ low, high }) => Array.from({ length: high - low + 1 }, (_, index) => low + index));
}

/** Whether every possible day of the measurement is within the span before the as-of date. */
function recentEnough(maxAge: Span | undefined, slot: number, { record, asOf }: World): boolean {
  if (maxAge === undefined) return true;
  const measured = record.measuredOn(slot, undefined);
  if (measured.state !== "read" || measured.type !== "date") return false;
  return eachDay(measured.possibilities).every((day) => day <= asOf && later(day, maxAge.value, maxAge.unit) >= asOf);
}

function holds(side: number, op: "<" | "<=" | ">" | ">=" | "=" | "!="): boolean {
  switch (op) {
    case "<":
      return side < 0;
    case "<=":
      return side <= 0;
    case ">":
      return side > 0;
    case ">=":
      return side >= 0;
    case "=":
      return side === 0;
    case "!=":
      return side !== 0;
  }
}

/** An interval of fractions with open or closed ends; undefined means unbounded. */
interface Stretch {
  readonly low: Fraction | undefined;
  readonly high: Fraction | undefined;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

function numberTruth(
  leaf: CompareNumber,
  quantity: Quantity,
  { uln: upper, lln: lower }: NumberReading,
  slot: number,
  world: World,
): Truth {
  const { field } = leaf;
  const stretch = stretchOf(quantity);
  const whole = field.integer && isSameUnit(quantity.unit, field.unit);
  const inMultiples = quantity.unit?.kind === "uln-multiple";
  const ofLower = leaf.unit?.kind === "lln-multiple";
  // A multiple of the upper limit of normal cannot be compared with the lower limit.
  if (ofLower && inMultiples) return "unknown";
  if (!ofLower && (leaf.unit?.kind === "uln-multiple") === inMultiples) {
    const into = conversion(leaf.unit, quantity.unit, field);
    if (into === undefined) return "unknown";
    return stretchTruth(stretch, leaf, leaf.limits.map(into), whole);
  }
  const highs = limitsOfNormal(leaf, upper, world.record.limitOfNormal(slot, "uln"));
  const lows = limitsOfNormal(leaf, lower, world.record.limitOfNormal(slot, "lln"));
  const ulns = ofLower ? lows : highs;
  // If a lower limit may be above an upper one, neither can be relied on.
  for (const low of lows)
    for (const high of highs) {
      const into = conversion(high.unit, low.unit, field);
      if (into === undefined || order(low.value, into(high.value)) > 0) return "unknown";
    }
  return common(
    ulns.map((uln) => {
      if (!inMultiples) {
        // The cell is a plain quantity, and the limits are multiples of a limit of normal.
        const into = conversion(uln.unit, quantity.unit, field);
        if (into === undefined) return "unknown";
        return stretchTruth(
          stretch,
          leaf,
          leaf.limits.map((limit) => multiply(limit, into(uln.value))),
          whole,
        );
      }
      // The cell is a multiple of the upper limit of normal. Their product is a plain quantity in the unit of that limit.
      const plain = scaled(stretch, uln.value);
      const toUln = (from: Unit | undefined, value: Fraction): Fraction | undefined => {
        return conversion(from, uln.unit, field)?.(value);
      };
      const low = toUln(field.unit, field.plausible.low);
      const high = toUln(field.unit, field.plausible.high);
      const limits = leaf.limits.map((limit) => toUln(leaf.unit, limit)).filter((limit) => limit !== undefined);
      if (low === undefined || high === undefined || limits.length !== leaf.limits.length) return "unknown";
      if (stretchTruth(plain, { op: "between" }, [low, high], false) === "false") return "unknown"; // implausible
      return stretchTruth(plain, leaf, limits, false);
    }),
  );
}

function stretchOf({ low, high, lowOpen, highOpen }: Interval): Stretch {
  return { low: fraction(low), high: fraction(high), lowOpen, highOpen };
}

function scaled(stretch: Stretch, by: Fraction): Stretch {
  const { low, high } = stretch;
  return { ...stretch, low: low && multiply(low, by), high: high && multiply(high, by) };
}

function isSameUnit(a: Unit | undefined, b: Unit | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.kind === b.kind && order(a.factor, b.factor) === 0;
}

const MASS_AND_SUBSTANCE = [
  ["mass", "substance"],
  ["mass-concentration", "substance-concentration"],
  ["mass-rate", "substance-rate"],
] as const;

/** The function that converts numbers from one unit to another; undefined if the field has no conversion between them. */
function conversion(
  from: Unit | undefined,
  to: Unit | undefined,
  { molarMass, valence, fraction: isShare }: NumberField,
): ((value: Fraction) => Fraction) | undefined {
  if (from === undefined || to === undefined) return from === to ? (value) => value : undefined;
  const kinds = `${from.kind} ${to.kind}`;
  if (kinds === "fahrenheit-temperature celsius-temperature")
    return (value) => multiply(add(value, -32n), divide(wholeFraction(5n), wholeFraction(9n)));
  if (kinds === "celsius-temperature fahrenheit-temperature")
    return (value) => add(multiply(value, divide(wholeFraction(9n), wholeFraction(5n))), 32n);
  const scale = divide(from.factor, to.factor);
  const by = (more: Fraction) => (value: Fraction) => multiply(value, multiply(scale, more));
  const one = wholeFraction(1n);
  if (from.kind === to.kind) return by(one);
  if (isShare === true && kinds === "percent volume-fraction") return by(divide(one, wholeFraction(100n)));
  if (isShare === true && kinds === "volume-fraction percent") return by(wholeFraction(100n));
  if (valence !== undefined && kinds === "equivalent-concentration substance-concentration") return by(divide(one, valence));
  if (valence !== undefined && kinds === "substance-concentration equivalent-concentration") return by(valence);
  if (molarMass === undefined) return undefined;
  if (valence !== undefined && kinds === "equivalent-concentration mass-concentration") return by(divide(molarMass, valence));
  if (valence !== undefined && kinds === "mass-concentration equivalent-concentration") return by(divide(valence, molarMass));
  for (const [mass, substance] of MASS_AND_SUBSTANCE) {
    if (from.kind === mass && to.kind === substance) return by(divide(one, molarMass));
    if (from.kind === substance && to.kind === mass) return by(molarMass);
  }
  return undefined;
}

interface LimitOfNormal {
  readonly value: Fraction;
  readonly unit: Unit | undefined;
}

/** All possible values of a limit of normal; none if no limit can be relied on. */
function limitsOfNormal(leaf: CompareNumber, inCell: Quantity | undefined, own: Reading): readonly LimitOfNormal[] {
  const sources: (readonly Quantity[])[] = [];
  if (inCell !== undefined) sources.push([inCell]);
  if (own.state === "unreadable" || (own.state === "read" && own.type !== "number")) return [];
  if (own.state === "read") sources.push(own.possibilities);
  const [first = [], second] = sources.map((quantities) =>
    quantities.map(({ low, high, unit }) => {
      const value = fraction(low);
      if (low !== high || low <= 0 || value === undefined || unit?.kind === "uln-multiple") return undefined;
      return isPlausible(value, unit, leaf.field) ? { value, unit } : undefined;
    }),
  );
  const all = [...first, ...(second ?? [])].filter((uln) => uln !== undefined);
  if (all.length !== first.length + (second?.length ?? 0)) return []; // one of them is not usable as a limit
  if (second === undefined) return all;
  // If the limit has two sources, all possible values must be the same.
  const [reference] = all;
  const agree = all.every((uln) => {
    const into = conversion(uln.unit, reference?.unit, leaf.field);
    return into !== undefined && reference !== undefined && order(into(uln.value), reference.value) === 0;
  });
  return agree && reference !== undefined ? [reference] : [];
}

/** Whether a number in this unit is plausible for the field. */
function isPlausible(value: Fraction, unit: Unit | undefined, field: CompareNumber["field"]): boolean {
  const [low, high] = [field.plausible.low, field.plausible.high].map((limit) => conversion(field.unit, unit, field)?.(limit));
  return low !== undefined && high !== undefined && order(low, value) <= 0 && order(value, high) <= 0;
}

/**
 * Whether the comparison holds for all numbers of the interval, or for none; found out with samples at all ends and between them.
 */
function stretchTruth(stretch: Stretch, { op }: Pick<CompareNumber, "op">, limits: readonly Fraction[], whole: boolean): Truth {
  const ends = [stretch.low, stretch.high, ...limits].filter((end) => end !== undefined).sort(order);
  const samples = whole ? wholeSamples(ends) : realSamples(ends);
  const [first, second] = limits;
  return common(
    samples
      .filter((sample) => isWithin(sample, stretch))
      .map((sample) => {
        if (first === undefined) return "unknown";
        if (op !== "between") return truthOf(holds(order(sample, first), op));
        return truthOf(second !== undefined && order(sample, first) >= 0 && order(sample, second) <= 0);
      }),
  );
}

/** The ends, a number between each two neighbours, and one outside on either side. */
function realSamples(ends: readonly Fraction[]): readonly Fraction[] {
  return ends.flatMap((end, index) => {
    const next = ends[index + 1];
    return [...(index === 0 ? [add(end, -1n)] : []), end, next === undefined ? add(end, 1n) : middle(end, next)];
  });
}

/** Whole numbers around each end, from one below to two above its floor. */
function wholeSamples(ends: readonly Fraction[]): readonly Fraction[] {
  return ends.flatMap((end) => [-1n, 0n, 1n, 2n].map((step) => wholeFraction(floor(end) + step)));
}

function isWithin(value: Fraction, { low, high, lowOpen, highOpen }: Stretch): boolean {
  if (low !== undefined && (lowOpen ? order(value, low) <= 0 : order(value, low) < 0)) return false;
  if (high !== undefined && (highOpen ? order(value, high) >= 0 : order(value, high) > 0)) return false;
  return true;
}

/** A criterion's finding, verdict, and whether the verdict is assumed. */
export interface NaiveResult {
  readonly finding: "met" | "not-met" | "unknown";
  readonly verdict: "pass" | "fail" | "unknown";
  readonly assumed: boolean;
}

const FINDINGS = { true: "met", false: "not-met", unknown: "unknown" } as const;
const VERDICTS = {
  inclusion: { met: "pass", "not-met": "fail", unknown: "unknown" },
  exclusion: { met: "fail", "not-met": "pass", unknown: "unknown" },
} as const;

/** The result of one criterion. */
export function naiveResult({ kind, condition }: Criterion, world: World): NaiveResult {
  const finding = FINDINGS[naiveTruth(condition, world)];
  return { finding, verdict: VERDICTS[kind][finding], assumed: naiveAssumed(condition, world) };
}

/** The eligibility that follows from all criteria. */
export function naiveEligibility(
  criteria: readonly Criterion[],
  world: World,
  hasProblems: boolean,
): "eligible" | "ineligible" | "undetermined" {
  const verdicts = criteria.map((criterion) => naiveResult(criterion, world).verdict);
  if (verdicts.some((verdict) => verdict === "fail")) return "ineligible";
  if (verdicts.some((verdict) => verdict === "unknown")) return "undetermined";
  return hasProblems ? "undetermined" : "eligible";
}
