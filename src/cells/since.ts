/** Fields that follow from a date: age from the date of birth. */
import type { NumberField, TimeUnit } from "../language/model.js";
import { wholeUnitsElapsed } from "../values/date/date.js";
import { isImplausible } from "../values/number/judge.js";
import { missing, type Quantity, type Reading, unreadable } from "../values/reading.js";

const TIME_UNITS: ReadonlyMap<string, TimeUnit> = new Map([
  ["d", "d"],
  ["wk", "wk"],
  ["mo", "mo"],
  ["a", "a"],
]);

/** The whole units that have gone by since a date, as a reading of the field; why not, where the date has no value. */
export function elapsedSince(date: Reading, field: NumberField, asOf: number | undefined): Reading {
  // That a date was not asked for proves nothing of what would follow from it.
  if (date.state === "missing" && date.reason === "not-performed") return missing("not-recorded");
  if (date.state !== "read") return date;
  const unit = TIME_UNITS.get(field.unit?.ucum ?? "");
  if (date.type !== "date" || unit === undefined || asOf === undefined) return unreadable("not-a-date");
  const possibilities: Quantity[] = [];
  for (const { low, high } of date.possibilities) {
    const [least, most] = [wholeUnitsElapsed(high, asOf, unit), wholeUnitsElapsed(low, asOf, unit)];
    // Nobody who may be unborn is taken for born.
    if (least === undefined || most === undefined) return unreadable("future");
    if (possibilities.some((one) => one.low === least && one.high === most)) continue;
    possibilities.push({ low: least, high: most, lowOpen: false, highOpen: false, unit: field.unit });
  }
  const plausible = possibilities.filter((one) => !isImplausible(one, field));
  if (plausible.length === 0) return unreadable("implausible");
  return { state: "read", type: "number", possibilities, unitFrom: "cell", dropped: [], uln: undefined, elapsed: true };
}
