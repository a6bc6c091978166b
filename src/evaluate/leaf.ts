/** The truth of one leaf for one record, and its cause in words. Leaves differ in kind; what they share is in `compile.ts`. */
import { assertNever, type Field, type NumberField, type Span } from "../language/model.js";
import type { LeafPlan } from "../plan/plan.js";
import { addTime } from "../values/date/date.js";
import type { DateReading, DayInterval, Quantity, Reading } from "../values/reading.js";
import { across, type DaySpan, daysIn, sidesInDays } from "../values/span.js";
import { isMultiple, LLN, limitIn, sameMeasure, ULN, type Unit } from "../values/unit/unit.js";
import { compareElapsed, compareInterval, compareSides, compareWhole, IS_MONOTONE } from "./compare.js";
import { areReversed, bothIn, type LimitBounds, limitsByNormal, limitsOfNormal } from "./limits-of-normal.js";
import type { LeafRecord } from "./select.js";
import { agreement, type Doubt, type Truth } from "./truth.js";

/** `doubt` says why a truth is unknown; readings that were not read speak for themselves. */
export interface LeafTruth {
  readonly truth: Truth;
  readonly doubt: Doubt | undefined;
}

/** A compiled leaf. */
export type LeafTest = (record: LeafRecord) => LeafTruth;

const TRUE: LeafTruth = { truth: "true", doubt: undefined };
const FALSE: LeafTruth = { truth: "false", doubt: undefined };
const NOT_READ: LeafTruth = { truth: "unknown", doubt: undefined };
const UNDECIDED: LeafTruth = { truth: "unknown", doubt: "undecided" };
const UNDATED: LeafTruth = { truth: "unknown", doubt: "undated" };
const OUTDATED: LeafTruth = { truth: "unknown", doubt: "outdated" };
const AFTER_AS_OF: LeafTruth = { truth: "unknown", doubt: "after-as-of" };
const NO_VALUE: LeafTruth = { truth: "unknown", doubt: "no-value" };
const NO_ULN: LeafTruth = { truth: "unknown", doubt: "no-uln" };
const NO_LLN: LeafTruth = { truth: "unknown", doubt: "no-lln" };

function decided(truth: Truth): LeafTruth {
  return truth === "true" ? TRUE : truth === "false" ? FALSE : UNDECIDED;
}

type Asks<K extends LeafPlan["kind"]> = Extract<LeafPlan, { readonly kind: K }>;

/**
 * Makes the test of a leaf.
 *
 * @param field what the leaf's slot holds
 * @param asOf the as-of date in days since 1970-01-01; must be given where the leaf needs one
 */
export function compileLeaf(leaf: LeafPlan, field: Field, asOf: number | undefined): LeafTest {
  const { slot } = leaf;
  const test = compileTest(leaf, field, asOf);
  return (record) => (record.isOpen(slot) ? AFTER_AS_OF : test(record));
}

function compileTest(leaf: LeafPlan, field: Field, asOf: number | undefined): LeafTest {
  switch (leaf.kind) {
    case "number":
      if (field.type !== "number") throw new Error(`a limit in numbers for ${field.name}`);
      return withMaxAge(testNumber(leaf, field), leaf, leaf.maxAge, asOf);
    case "boolean":
      return withMaxAge(testBoolean(leaf), leaf, leaf.maxAge, asOf);
    case "code":
      return withMaxAge(testCode(leaf), leaf, leaf.maxAge, asOf);
    case "known":
      return withMaxAge(testKnown(leaf, field), leaf, leaf.maxAge, asOf);
    case "elapsed":
      return testElapsed(leaf, needed(asOf));
    case "date":
      return testDate(leaf);
    default:
      return assertNever(leaf);
  }
}

function needed(asOf: number | undefined): number {
  if (asOf === undefined) throw new Error("a condition needs an as-of date and none was given");
  return asOf;
}

/** The reading counts only if every date it may have lies within `maxAge` up to the as-of date. */
function withMaxAge(test: LeafTest, { slot, kind }: LeafPlan, maxAge: Span | undefined, asOf: number | undefined): LeafTest {
  if (maxAge === undefined) return test;
  const today = needed(asOf);
  return (record) => {
    const reading = record.reading(slot);
    // That a test was not done is said of a day, too.
    if (reading.state !== "read" && !(kind === "known" && isNotDone(reading))) return test(record);
    const measured = record.measuredOn(slot);
    if (measured.state !== "read" || measured.type !== "date") return UNDATED;
    for (const { low, high } of measured.possibilities) {
      if (high > today) return AFTER_AS_OF;
      if (addTime(low, maxAge.value, maxAge.unit) < today) return OUTDATED;
    }
    return test(record);
  };
}

/** Whether a cell says that the test was not done. */
function isNotDone(reading: Reading): boolean {
  return reading.state === "missing" && reading.reason === "not-performed";
}

function holdsSomething(reading: Extract<Reading, { readonly state: "read" }>): boolean {
  if (reading.type !== "number") return reading.possibilities.length > 0;
  return reading.possibilities.length > 0 && reading.possibilities.every(({ low, high }) => low <= high);
}

/** A blank does not prove that there is no value, and what a blank is declared to mean is none. */
function testKnown({ slot }: Asks<"known">, { type }: Field): LeafTest {
  return (record) => {
    const reading = record.reading(slot);
    if (reading.state !== "read") return isNotDone(reading) ? FALSE : NOT_READ;
    if (reading.type !== type || !holdsSomething(reading)) return NOT_READ; // no such reading is made
    if (reading.type === "code" && reading.undecided !== undefined) return UNDECIDED;
    return "assumed" in reading && reading.assumed === "blank" ? NO_VALUE : TRUE;
  };
}

function testNumber(leaf: Asks<"number">, field: NumberField): LeafTest {
  const { op, slot } = leaf;
  // Few units occur in a list, so each limit is converted once for each.
  const plain = new Map<Unit | undefined, LimitBounds | undefined>();
  const limitsIn = (unit: Unit | undefined): LimitBounds | undefined => {
    if (!plain.has(unit))
      plain.set(
        unit,
        bothIn(leaf, (value) => limitIn(value, leaf.unit, unit, field)),
      );
    return plain.get(unit);
  };
  const compareOne = (quantity: Quantity, limits: LimitBounds): Truth =>
    // Whole numbers in another unit need not be whole in the declared one.
    compareInterval(quantity, op, limits, field.integer && sameMeasure(quantity.unit, field.unit));
  const elapsedTruth = (quantity: Quantity): Truth => {
    const limits = limitsIn(quantity.unit);
    return limits === undefined ? "unknown" : compareElapsed(quantity, op, limits, sameMeasure(quantity.unit, leaf.unit));
  };
  let days: readonly DaySpan[] | undefined;
  /** Of weeks held against months, or months against weeks; undefined for any other two units. */
  const truthInDays = (quantity: Quantity): Truth | undefined => {
    const units = across(quantity.unit, leaf.unit);
    if (units === undefined) return undefined;
    const [unit, limitUnit] = units;
    days ??= leaf.limits.map((limit) => daysIn(limit, limitUnit));
    const [first, second] = days.map((limit) => sidesInDays(quantity, unit, limit));
    return first && compareSides(op, first, second);
  };

  return (record) => {
    const reading = record.reading(slot);
    if (reading.state !== "read" || reading.type !== "number") return NOT_READ;
    if (reading.elapsed === true) return decided(agreement(reading.possibilities.map(elapsedTruth)));
    const [only] = reading.possibilities;
    if (reading.possibilities.length === 1 && only !== undefined) {
      const limits = limitsIn(only.unit);
      if (limits !== undefined) return decided(compareOne(only, limits));
    }
    const truths: Truth[] = [];
    for (const quantity of reading.possibilities) {
      const limits = limitsIn(quantity.unit);
      if (limits !== undefined) {
        truths.push(compareOne(quantity, limits));
        continue;
      }
      const inDays = truthInDays(quantity);
      if (inDays !== undefined) {
        truths.push(inDays);
        continue;
      }
      if (quantity.unit !== ULN && !isMultiple(leaf.unit)) return UNDECIDED; // no such reading is made; never compare it all the same
      const isLower = leaf.unit === LLN;
      const none = isLower ? NO_LLN : NO_ULN;
      const upper = limitsOfNormal(field, reading.uln, record.limitOfNormal(slot, "uln"));
      const lower = limitsOfNormal(field, reading.lln, record.limitOfNormal(slot, "lln"));
      const normals = isLower ? lower : upper;
      // How a multiple of the upper limit compares with one of the lower, these two do not say.
      if (normals === undefined || (isLower && quantity.unit === ULN) || areReversed(lower, upper, field)) return none;
      for (const normal of normals) {
        const scaled = limitsByNormal(leaf, field, quantity, normal);
        if (scaled === undefined) return none;
        truths.push(compareOne(quantity, scaled));
      }
    }
    return decided(agreement(truths));
  };
}

function testBoolean(leaf: Asks<"boolean">): LeafTest {
  const { slot } = leaf;
  return (record) => {
    const reading = record.reading(slot);
    if (reading.state !== "read" || reading.type !== "boolean") return NOT_READ;
    const [only] = reading.possibilities;
    if (reading.possibilities.length === 1) return only === leaf.value ? TRUE : FALSE;
    return decided(agreement(reading.possibilities.map((value) => (value === leaf.value ? "true" : "false"))));
  };
}

function testCode(leaf: Asks<"code">): LeafTest {
  const { slot } = leaf;
  const codes = new Set(leaf.codes);
  return (record) => {
    const reading = record.reading(slot);
    if (reading.state !== "read" || reading.type !== "code") return NOT_READ;
    // Also where all that it may become agrees: a result that is not final excludes nobody, and lets nobody pass.
    if (reading.undecided !== undefined) return UNDECIDED;
    const [only] = reading.possibilities;
    if (reading.possibilities.length === 1 && only !== undefined) return codes.has(only) !== leaf.negated ? TRUE : FALSE;
    return decided(agreement(reading.possibilities.map((code) => (codes.has(code) !== leaf.negated ? "true" : "false"))));
  };
}

/** What all days agree on. Two ends are enough where a comparison changes its truth only once along the calendar. */
function overDays(days: readonly DayInterval[], endsSuffice: boolean, test: (day: number) => boolean): Truth {
  const truths = function* (): Generator<Truth> {
    for (const { low, high } of days) {
      const step = endsSuffice ? Math.max(1, high - low) : 1;
      for (let day = low; day <= high; day += step) yield test(day) ? "true" : "false";
    }
  };
  return agreement(truths());
}

function dateOf(record: LeafRecord, slot: number): DateReading | undefined {
  const reading = record.reading(slot);
  return reading.state === "read" && reading.type === "date" ? reading : undefined;
}

/** `elapsed >= n` holds if date + n is on or before the as-of date; a day after the as-of date has no elapsed time. */
function testElapsed(leaf: Asks<"elapsed">, asOf: number): LeafTest {
  const { slot, op, unit } = leaf;
  const [first, second] = leaf.limits;
  const isMonotone = IS_MONOTONE[op];
  const test = (day: number): boolean => {
    const from = addTime(day, first, unit);
    return compareWhole(asOf, op, second === undefined ? [from] : [from, addTime(day, second, unit)]);
  };
  return (record) => {
    const reading = dateOf(record, slot);
    if (reading === undefined) return NOT_READ;
    if (reading.possibilities.some(({ high }) => high > asOf)) return AFTER_AS_OF;
    return decided(overDays(reading.possibilities, isMonotone, test));
  };
}

function testDate(leaf: Asks<"date">): LeafTest {
  const { slot, op, limits } = leaf;
  const isMonotone = IS_MONOTONE[op];
  return (record) => {
    const reading = dateOf(record, slot);
    if (reading === undefined) return NOT_READ;
    return decided(overDays(reading.possibilities, isMonotone, (day) => compareWhole(day, op, limits)));
  };
}
