/** The truth of a leaf in SQL, and why it is unknown. The rules are those of `evaluate/leaf` and `evaluate/compare`. */
import { compileLeaf } from "../evaluate/leaf.js";
import { bothIn, type LimitBounds } from "../evaluate/limits-of-normal.js";
import { type Comparison, type Field, type NumberField, type TwoLimits, takesTwo } from "../language/model.js";
import type { LeafPlan } from "../plan/plan.js";
import { isMultiple, limitIn, sameMeasure, type Unit } from "../values/unit/unit.js";
import { allWithin, daysOf, firstWithin, noneWithin } from "./days.js";
import {
  and,
  arithmetic,
  caseOf,
  compare,
  count,
  day,
  double,
  FALSE,
  isNull,
  none,
  not,
  or,
  type Text,
  TRUE,
  type Truth,
  text,
} from "./expression.js";
import { type Ends, intervalTruth } from "./interval-truth.js";
import { multipleTruth } from "./multiple-truth.js";
import {
  type Compiling,
  type DateSlot,
  ELAPSED,
  type NumberSlot,
  type ReadSlot,
  recordOf,
  type WordSlot,
  whyOf,
} from "./slot.js";

/** `doubt` says why the truth is unknown, as causes name it; NULL where the value speaks. */
export interface SqlLeaf {
  readonly doubt: Text;
  /** As far as there is no doubt. */
  readonly truth: Truth;
}

type NumberLeaf = Extract<LeafPlan, { readonly kind: "number" }>;
type Doubts = readonly (readonly [Truth, Text])[];

/** @param slot undefined: the table has no column of it */
export function leafInSql(leaf: LeafPlan, field: Field, slot: ReadSlot | undefined, compiling: Compiling): SqlLeaf {
  if (slot === undefined) return { doubt: text("missing:no-column"), truth: none("boolean") };
  const isKnown = leaf.kind === "known";
  const isNotDone = and(not(isNull(slot.why)), compare(slot.why, "=", text("missing:not-performed")));
  const unread: Doubts = [[isKnown ? and(not(isNull(slot.why)), not(isNotDone)) : not(isNull(slot.why)), slot.why]];
  const early: Doubts = [...aheadDoubts(leaf, slot, isNotDone, compiling), ...unread, ...ageDoubts(leaf, slot, compiling)];
  const { doubts, truth } = ownTruth(leaf, field, slot, compiling);
  return { doubt: caseOf("text", [...early, ...doubts]), truth };
}

/** A value from after the as-of date leaves open what holds on that date, except for a leaf that limits the age of values. */
function aheadDoubts(leaf: LeafPlan, slot: ReadSlot, isNotDone: Truth, { asOf }: Compiling): Doubts {
  const { measured, why } = slot;
  if (leaf.limit.maxAge !== undefined || measured === undefined || asOf === undefined) return [];
  const isOwn = slot.kind === "number" ? not(compare(slot.unit, "=", count(ELAPSED))) : TRUE;
  const isMeasured = or(and(isNull(why), isOwn), isNotDone);
  return [[and(not(isNull(measured)), compare(measured, ">", day(asOf)), isMeasured), text("after-as-of")]];
}

/** How old a value may be. "Not done" has a day, too. */
function ageDoubts(leaf: LeafPlan, { measured }: ReadSlot, { asOf }: Compiling): Doubts {
  const { maxAge } = leaf.limit;
  if (maxAge === undefined || asOf === undefined) return [];
  if (measured === undefined) return [[TRUE, text("undated")]];
  return [
    [isNull(measured), text("undated")],
    [compare(measured, ">", day(asOf)), text("after-as-of")],
    [compare(measured, "<", day(firstWithin(maxAge.value, maxAge.unit, asOf))), text("outdated")],
  ];
}

interface OwnTruth {
  readonly doubts: Doubts;
  readonly truth: Truth;
}

function ownTruth(leaf: LeafPlan, field: Field, slot: ReadSlot, compiling: Compiling): OwnTruth {
  switch (slot.kind) {
    case "words":
      return wordTruth(leaf, field, slot, compiling);
    case "date":
      return leaf.kind === "elapsed" || leaf.kind === "date" ? dateTruth(leaf, slot, compiling) : knownTruth(slot);
    case "number":
      if (leaf.kind !== "number" || field.type !== "number") return knownTruth(slot);
      return numberTruth(leaf, field, slot, compiling);
  }
}

function knownTruth({ why }: NumberSlot | DateSlot): OwnTruth {
  return { doubts: [], truth: isNull(why) };
}

/** The program itself gives the truth of each text. */
function wordTruth(leaf: LeafPlan, field: Field, { cells }: WordSlot, { asOf }: Compiling): OwnTruth {
  const { maxAge: _age, ...limit } = leaf.limit;
  const undated = leaf.kind === "elapsed" || leaf.kind === "date" ? leaf : { ...leaf, maxAge: undefined };
  const test = compileLeaf({ ...undated, limit: { ...limit, maxAge: undefined } }, field, asOf);
  const asked = cells.map(({ when, reading }) => ({ when, reading, ...test(recordOf(reading)) }));
  const doubts = asked.flatMap(
    ({ when, reading, truth, doubt }): Doubts =>
      truth === "unknown" ? [[when, text(doubt ?? (reading.state === "read" ? "undecided" : whyOf(reading)))]] : [],
  );
  const those = (truth: string): Truth => or(...asked.flatMap((one) => (one.truth === truth ? [one.when] : [])));
  return {
    doubts,
    truth: caseOf("boolean", [
      [those("true"), TRUE],
      [those("false"), FALSE],
    ]),
  };
}

function dateTruth(
  leaf: Extract<LeafPlan, { readonly kind: "elapsed" | "date" }>,
  { low, high }: DateSlot,
  { asOf }: Compiling,
): OwnTruth {
  const { negated, ...range } = daysOf(leaf, asOf);
  const [all, no] = [allWithin(range, low, high), noneWithin(range, low, high)];
  const late: Doubts =
    leaf.kind === "elapsed" && asOf !== undefined ? [[compare(high, ">", day(asOf)), text("after-as-of")]] : [];
  return {
    doubts: late,
    truth: caseOf("boolean", [
      [negated ? no : all, TRUE],
      [negated ? all : no, FALSE],
    ]),
  };
}

function numberTruth(leaf: NumberLeaf, field: NumberField, slot: NumberSlot, compiling: Compiling): OwnTruth {
  const inUnit = (unit: Unit | undefined): LimitBounds | undefined =>
    bothIn(leaf, (value) => limitIn(value, leaf.unit, unit, field));
  const { op } = leaf;
  const elapsed: [Truth, Truth][] = [];
  const limits = inUnit(field.unit);
  if (field.since !== undefined && limits !== undefined && !isMultiple(leaf.unit))
    elapsed.push([compare(slot.unit, "=", count(ELAPSED)), elapsedTruth(slot, op, limits, sameMeasure(field.unit, leaf.unit))]);
  if (isMultiple(leaf.unit)) return multipleTruth(leaf, field, slot, compiling);
  const places = slot.units.map((unit, place): [Truth, Truth] => {
    const bounds = inUnit(unit);
    const isWhole = field.integer && sameMeasure(unit, field.unit);
    return [
      compare(slot.unit, "=", count(place)),
      bounds === undefined ? none("boolean") : intervalTruth(slot, op, bounds, isWhole),
    ];
  });
  return { doubts: [], truth: caseOf("boolean", [...elapsed, ...places]) };
}

/** The truth of two limits, from the truths of the lower and the upper. */
const TWO_ENDS: Readonly<Record<TwoLimits, (notBelow: Truth, notAbove: Truth) => Truth>> = { between: and };

/** Whole units that have gone by: a limit of whole units means these, any other the time itself, which is up to one unit more. */
function elapsedTruth(ends: Ends, op: Comparison, limits: LimitBounds, asWritten: boolean): Truth {
  const [first, second = first] = limits;
  if (takesTwo(op))
    return TWO_ENDS[op](elapsedTruth(ends, ">=", [first], asWritten), elapsedTruth(ends, "<=", [second], asWritten));
  const isWhole = asWritten && first.lower === first.upper && Number.isInteger(first.lower);
  const own = { low: ends.low, high: ends.high, lowOpen: FALSE, highOpen: FALSE };
  if (isWhole) return intervalTruth(own, op, [first], false);
  return intervalTruth({ ...own, high: arithmetic(ends.high, "+", double(1)), highOpen: TRUE }, op, [first], false);
}
