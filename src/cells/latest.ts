/** Repeated measurements: which one counts. */
import type { DateReading, NumberReading, Quantity, Reading } from "../values/reading.js";
import { missing, unreadable } from "../values/reading.js";

/** One measurement, and when it was made; undefined: not told. */
export interface Measurement {
  readonly reading: Reading;
  readonly measured: Reading | undefined;
}

const UNDATED = missing("absent");
const LATEST_NOT_DONE: Reading = { ...missing("not-performed"), hasOthers: true };

/**
 * The latest of some measurements counts, readable or not. If several may be the latest (undated, ambiguous, on the same day), these are
 * possible, and only these: one that was surely made before another is out. Where one may have been made after the as-of date, a date is
 * wrong, and all are possible.
 *
 * @param all at least one
 */
export function latest(all: readonly Measurement[], asOf: number | undefined): Measurement {
  const possible = mayBeLatest(all, asOf);
  const [only] = possible;
  if (only !== undefined && possible.length === 1) return { ...only, reading: ofAll(only.reading, all) };
  return { reading: ofAll(union(possible.map((one) => one.reading)), all), measured: unionOfDates(possible) };
}

/** That the latest test was not done says nothing of the others, in which there may be a value. */
function ofAll(reading: Reading, all: readonly Measurement[]): Reading {
  const isNotDone = (one: Reading): boolean => one.state === "missing" && one.reason === "not-performed";
  return isNotDone(reading) && !all.every((one) => isNotDone(one.reading)) ? LATEST_NOT_DONE : reading;
}

function mayBeLatest(all: readonly Measurement[], asOf = Number.POSITIVE_INFINITY): readonly Measurement[] {
  const dated = all.map((one) => ({ one, ...span(one.measured) }));
  if (dated.some(({ high }) => high > asOf && high < Number.POSITIVE_INFINITY)) return all;
  const last = Math.max(...dated.map(({ low }) => low));
  return dated.filter(({ high }) => high >= last).map(({ one }) => one);
}

/** The first and the last day on which it may have been measured: any day, if nothing is known of it. */
function span(measured: Reading | undefined): { readonly low: number; readonly high: number } {
  if (measured?.state !== "read" || measured.type !== "date")
    return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const days = measured.possibilities;
  return { low: Math.min(...days.map(({ low }) => low)), high: Math.max(...days.map(({ high }) => high)) };
}

/** One reading that may be any of these. If one of them has no value, neither has it. */
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
  // One of them that is not final leaves all open.
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
  const [uln, lln] = [hull(readings.flatMap((one) => one.uln ?? [])), hull(readings.flatMap((one) => one.lln ?? []))];
  if (uln === null || lln === null) return unreadable("mixed", "the reference ranges are in different units");
  return {
    state: "read",
    type: "number",
    possibilities: readings.flatMap((one) => one.possibilities),
    unitFrom: readings.find((one) => one.unitFrom === "field")?.unitFrom ?? first.unitFrom,
    dropped: readings.flatMap((one) => one.dropped),
    uln,
    ...(lln === undefined ? {} : { lln }),
  };
}

/** From the least to the greatest; null where the units differ. */
function hull(limits: readonly Quantity[]): Quantity | null | undefined {
  const [first] = limits;
  if (first === undefined) return undefined;
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
  };
}

/** When a value that may be any of these was measured; undefined if none of them says so. */
function unionOfDates(all: readonly Measurement[]): Reading | undefined {
  if (all.every(({ measured }) => measured === undefined)) return undefined;
  return eitherDate(all.map(({ measured }) => measured ?? UNDATED));
}

/** One date that may be any of these. */
export function eitherDate(readings: readonly Reading[]): Reading {
  const dates = readings.flatMap((one) => (one.state === "read" && one.type === "date" ? [one] : []));
  const [first, second] = dates;
  if (dates.length < readings.length) return readings.find((one) => one.state !== "read") ?? UNDATED;
  return first !== undefined && second === undefined ? first : joinDates(dates);
}
