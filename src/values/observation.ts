/** Observations: the values that a source has for one field of one candidate, and what several of them amount to. */
import type { DateReading, NumberReading, Quantity, Reading } from "./reading.js";
import { missing, unreadable } from "./reading.js";

/** One value with its day. Interned: it does not know where in the list it is. */
export interface Observation {
  readonly reading: Reading;
  /** The day of the measurement, if the cell itself names it: a date reading, missing or unreadable. Undefined: it does not. */
  readonly at: Reading | undefined;
}

const UNDATED = missing("absent");

/** The observations that may be the latest: all except those surely made before another. Among those of the same day, or undated, any may be. */
export function mayBeLatest(all: readonly Observation[]): readonly Observation[] {
  const dated = all.map((one) => ({ one, ...daysOf(one) }));
  const last = Math.max(...dated.map(({ low }) => low));
  return dated.filter(({ high }) => high >= last).map(({ one }) => one);
}

/** One observation that stands for any of these; there must be at least one. */
export function eitherOf(all: readonly Observation[]): Observation {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  return { reading: union(all.map((one) => one.reading)), at: unionOfDates(all) };
}

/** What they amount to, whatever criteria ask: this is what is counted, and compared with other fields. */
export function asWhole(all: readonly Observation[]): Observation {
  return all.length === 1 ? eitherOf(all) : eitherOf(mayBeLatest(all));
}

/** Whether what was made at a date was surely made after a day. */
export function isAfter(at: Reading | undefined, day: number | undefined): boolean {
  return day !== undefined && at?.state === "read" && at.type === "date" && at.possibilities.every(({ low }) => low > day);
}

/** The first and the last day on which it may have been made: any day, if nothing is known of it. */
export function daysOf({ at }: Observation): { readonly low: number; readonly high: number } {
  if (at?.state !== "read" || at.type !== "date") return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const days = at.possibilities;
  return { low: Math.min(...days.map(({ low }) => low)), high: Math.max(...days.map(({ high }) => high)) };
}

/** One reading that stands for any of these. If one of them has no value, the result has none. */
function union(readings: readonly Reading[]): Reading {
  const [first] = readings;
  if (first === undefined || readings.some((one) => one.state !== "read")) return allTheSame(readings) ?? unreadable("mixed");
  const numbers = readings.flatMap((one) => (one.state === "read" && one.type === "number" ? [one] : []));
  const booleans = readings.flatMap((one) => (one.state === "read" && one.type === "boolean" ? [one] : []));
  const codes = readings.flatMap((one) => (one.state === "read" && one.type === "code" ? [one] : []));
  const dates = readings.flatMap((one) => (one.state === "read" && one.type === "date" ? [one] : []));
  if (numbers[0] !== undefined) return unionOfNumbers(numbers, numbers[0]);
  if (dates[0] !== undefined) return joinDates(dates);
  if (booleans[0] !== undefined) {
    const assumed = booleans.map((one) => one.assumed).find((one) => one !== undefined);
    return { ...booleans[0], possibilities: [...new Set(booleans.flatMap((one) => one.possibilities))], assumed };
  }
  // If one is not final, nothing is decided.
  const code = codes.find((one) => one.undecided !== undefined) ?? codes[0];
  if (code === undefined) return unreadable("mixed");
  return { ...code, possibilities: [...new Set(codes.flatMap((one) => one.possibilities))] };
}

/** Measurements that all lack a value for the same reason lack it for that reason. */
function allTheSame(readings: readonly Reading[]): Reading | undefined {
  const [first] = readings;
  if (first === undefined || first.state === "read") return undefined;
  return readings.every((one) => one.state === first.state && one.reason === first.reason) ? first : undefined;
}

function unionOfNumbers(readings: readonly NumberReading[], first: NumberReading): Reading {
  const [uln, lln] = [hull(readings.map(({ uln }) => uln)), hull(readings.map(({ lln }) => lln))];
  if (uln === null || lln === null) return unreadable("mixed", "the reference ranges are in different units");
  return {
    state: "read",
    type: "number",
    possibilities: readings.flatMap((one) => one.possibilities),
    unitFrom: readings.find((one) => one.unitFrom === "field")?.unitFrom ?? first.unitFrom,
    dropped: readings.flatMap((one) => one.dropped),
    uln,
    ...(lln === undefined ? {} : { lln }),
    // What holds for one of them holds for the result.
    ...readings.map(({ unitIs }) => unitIs && { unitIs }).find((one) => one !== undefined),
    ...assumedIn(readings),
  };
}

function assumedIn(readings: readonly (NumberReading | DateReading)[]): Pick<DateReading, "assumed"> {
  return readings.some(({ assumed }) => assumed !== undefined) ? { assumed: "trusted" } : {};
}

/** From the least to the greatest; null where the units differ. A limit is of its own value alone: where another has none, any may be. */
function hull(all: readonly (Quantity | undefined)[]): Quantity | null | undefined {
  const limits = all.flatMap((one) => one ?? []);
  const [first] = limits;
  if (first === undefined) return undefined;
  if (limits.length < all.length) return { ...first, low: 0, high: Number.POSITIVE_INFINITY, lowOpen: true, highOpen: true };
  if (limits.some(({ unit }) => unit !== first.unit)) return null;
  const [low, high] = [Math.min(...limits.map((one) => one.low)), Math.max(...limits.map((one) => one.high))];
  return { low, high, lowOpen: false, highOpen: false, unit: first.unit };
}

function joinDates(dates: readonly DateReading[]): DateReading {
  return {
    state: "read",
    type: "date",
    possibilities: dates.flatMap((one) => one.possibilities),
    dropped: dates.flatMap((one) => one.dropped),
    ...assumedIn(dates),
  };
}

/** When a value that may be any of these was measured; undefined if none of them says so. */
function unionOfDates(all: readonly Observation[]): Reading | undefined {
  if (all.every(({ at }) => at === undefined)) return undefined;
  return eitherDate(all.map(({ at }) => at ?? UNDATED));
}

/** One date reading that stands for any of these. */
export function eitherDate(readings: readonly Reading[]): Reading {
  const dates = readings.flatMap((one) => (one.state === "read" && one.type === "date" ? [one] : []));
  const [first, second] = dates;
  if (dates.length < readings.length) return readings.find((one) => one.state !== "read") ?? UNDATED;
  return first !== undefined && second === undefined ? first : joinDates(dates);
}
