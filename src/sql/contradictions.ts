/** Two values of one candidate that cannot both be right. The rules are those of `engine/records/contradictions`. */
import type { NumberField } from "../language/model.js";
import type { Plan } from "../plan/plan.js";
import { toDouble } from "../values/ratio.js";
import type { Unit } from "../values/unit/unit.js";
import {
  and,
  arithmetic,
  caseOf,
  compare,
  count,
  type Double,
  double,
  FALSE,
  isNull,
  not,
  or,
  type Text,
  TRUE,
  type Truth,
  text,
} from "./expression.js";
import type { Elapsed } from "./follows.js";
import { isEndless } from "./interval-truth.js";
import type { NumberSlot, ReadSlot } from "./slot.js";
import type { Statement } from "./statement.js";

/** A part may be larger by so much: both are rounded. */
const TOLERANCE = 1.1;

/**
 * @param slots by number; undefined if the table has no column
 * @param since by slot, what follows from the date of a field, where both have columns
 * @returns the same slots, without what is contradicted
 */
export function withoutContradictions(
  plan: Plan,
  slots: readonly (ReadSlot | undefined)[],
  since: ReadonlyMap<number, Elapsed>,
  statement: Statement,
): readonly (ReadSlot | undefined)[] {
  const found: { readonly slots: readonly number[]; readonly is: Truth }[] = [];
  /** A value that is already contradicted contradicts no other. */
  const take = (first: number, second: number, is: Truth): void => {
    const earlier = found.filter((one) => one.slots.includes(first) || one.slots.includes(second));
    const truth = caseOf("boolean", [[and(...earlier.map((one) => not(one.is)), is), TRUE]], FALSE);
    found.push({ slots: [first, second], is: truth });
  };
  for (const { field, index, trials } of plan.slots) {
    if (field.type !== "number" || field.partOf === undefined) continue;
    const whole = plan.slots.find((one) => one.field.name === field.partOf && one.trials.some((trial) => trials.includes(trial)));
    const [part, all] = [slots[index], slots[whole?.index ?? -1]];
    if (whole === undefined || part?.kind !== "number" || all?.kind !== "number") continue;
    take(index, whole.index, isLarger(part, all));
  }
  for (const { field, index, since: date } of plan.slots) {
    const [own, elapsed] = [slots[index], since.get(index)];
    if (field.type !== "number" || date === undefined || own?.kind !== "number" || elapsed === undefined) continue;
    if (field.unit?.ucum === "a") take(index, date, isOtherAge(own, elapsed, field));
  }
  const columns = found.map((one, index) => ({ ...one, is: statement.add("contradictions", `contradiction_${index}`, one.is) }));
  return slots.map((slot, index) => {
    const any = columns.filter((one) => one.slots.includes(index));
    if (slot === undefined || any.length === 0) return slot;
    const why: Text = caseOf("text", [[or(...any.map(({ is }) => is)), text("unreadable:contradiction")]], slot.why);
    return { ...slot, why: statement.add("checked", `s${index}_checked_why`, why) };
  });
}

/** One of a unit, in the smallest unit of its kind. */
function sizeOf(unit: Unit | undefined): number {
  return unit === undefined ? 1 : toDouble(unit.factor);
}

function inSmallest({ unit, units }: NumberSlot, of: Double): Double {
  return caseOf(
    "double",
    units.map((one, place) => [compare(unit, "=", count(place)), arithmetic(of, "*", double(sizeOf(one)))] as const),
  );
}

function isLarger(part: NumberSlot, whole: NumberSlot): Truth {
  const areAlike = or(
    ...part.units.flatMap((one, at) =>
      whole.units.map((other, place) =>
        one?.kind === other?.kind ? and(compare(part.unit, "=", count(at)), compare(whole.unit, "=", count(place))) : FALSE,
      ),
    ),
  );
  const most = arithmetic(double(TOLERANCE), "*", inSmallest(whole, whole.high));
  return and(
    ...[isNull(part.why), isNull(whole.why), not(isEndless(part.low, -1)), not(isEndless(whole.high, 1))],
    ...[compare(part.low, ">", double(0)), areAlike, compare(inSmallest(part, part.low), ">", most)],
  );
}

function isOtherAge(own: NumberSlot, elapsed: Elapsed, { unit }: NumberField): Truth {
  const year = double(sizeOf(unit));
  const fits = or(...own.units.map((one, at) => (one?.kind === unit?.kind ? compare(own.unit, "=", count(at)) : FALSE)));
  const scaled = (of: Double): Double => arithmetic(of, "*", year);
  const [low, high] = [inSmallest(own, own.low), inSmallest(own, own.high)];
  const isBefore = and(not(isEndless(own.high, 1)), compare(high, "<", arithmetic(scaled(elapsed.low), "-", year)));
  const isAfter = and(not(isEndless(own.low, -1)), compare(low, ">", arithmetic(scaled(elapsed.high), "+", year)));
  return and(isNull(own.why), isNull(elapsed.why), fits, or(isBefore, isAfter));
}
