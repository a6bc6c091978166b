/** Why a leaf came out as it did, in words a nurse can act on. */
import type { LeafPlan } from "../plan/plan.js";
import { describeReading, MISSING_WORDS, UNREADABLE_WORDS } from "../values/describe-reading.js";
import { decimalWords } from "../values/number/quantity-words.js";
import { compareRatios, fromDouble } from "../values/ratio.js";
import type { Missing, Reading, Undecided, Unreadable } from "../values/reading.js";
import { across, daysIn } from "../values/span.js";
import type { LeafTruth } from "./leaf.js";
import type { LeafRecord } from "./select.js";
import type { Wording } from "./wording.js";

/** Long cells are cut in sentences; the evidence has them whole. */
const MAX_QUOTED = 60;

function quoted(cell: string): string {
  const text = Array.from(cell).length > MAX_QUOTED ? `${Array.from(cell).slice(0, MAX_QUOTED).join("")}…` : cell;
  return `"${text}"`;
}

function notRead(reading: Missing | Unreadable, cell: string): string {
  switch (reading.state) {
    case "missing":
      if (cell.trim() === "") return MISSING_WORDS[reading.reason];
      // A box that is not ticked is text, and yet says no more than an empty cell.
      return reading.reason === "blank"
        ? `${quoted(cell)} counts as an empty cell`
        : `${quoted(cell)}: ${MISSING_WORDS[reading.reason]}`;
    case "unreadable": {
      const hint = reading.hint === undefined ? "" : `, ${reading.hint}`;
      const why = UNREADABLE_WORDS[reading.reason] + hint;
      return cell === "" ? why : `${quoted(cell)} cannot be read: ${why}`;
    }
  }
}

/** A reading whose assumption is mentioned at the end of the sentence, and not twice. */
function withoutAssumption(reading: Reading): Reading {
  if (!("assumed" in reading) || reading.type === "date" || reading.assumed === "digit") return reading;
  if (reading.type !== "number") return { ...reading, assumed: undefined };
  const { assumed, ...number } = reading;
  return number;
}

/** The day that counted against a value; it could be read, or the value would be undated. */
function measuredOn(record: LeafRecord, slot: number): string {
  return ` (${describeReading(record.measuredOn(slot))})`;
}

/** What was measured on a later day says nothing about the as-of date. */
function datedAhead(record: LeafRecord, slot: number): string {
  return `dated after the as-of date${measuredOn(record, slot)}`;
}

/** The sentence for one leaf; it begins with `name`, what the field is called, and holds patient values. */
export function becauseOf(leaf: LeafPlan, name: string, record: LeafRecord, outcome: LeafTruth, wording: Wording): string {
  const { truth, doubt } = outcome;
  const { slot } = leaf;
  const reading = record.reading(slot);
  if (reading.state !== "read")
    return `${name}: ${notRead(reading, record.cell(slot))}${notDoneWhen(leaf, record, doubt, wording)}`;
  const value = describeReading(reading, wording.reading);
  switch (doubt) {
    case "undated":
      return `${name}: ${value} has no readable date; it must be ${wording.asked(leaf)}`;
    case "outdated":
      return `${name}: ${value} is too old${measuredOn(record, slot)}; it must be ${wording.asked(leaf)}`;
    case "after-as-of": {
      if (record.isOpen(slot)) return `${name}: ${value} is ${datedAhead(record, slot)}`;
      const isDate = leaf.kind === "elapsed";
      const is = record.isAhead(isDate ? reading : record.measuredOn(slot)) ? "is" : "may be";
      return `${name}: ${value} ${is} after the as-of date${isDate ? "" : measuredOn(record, slot)}`;
    }
    case "no-lln":
      return `${name}: ${value} needs a lower limit of normal, but no reliable one is given`;
    case "no-uln":
      return `${name}: ${value} needs an upper limit of normal, but no reliable one is given`;
    case "no-value":
      return `${name}: cell is empty; what a blank is taken to mean does not count as a value`;
    case "undecided":
      if (reading.type === "code" && reading.undecided !== undefined)
        return notFinal(`${name}: ${value}`, reading.undecided, wording.asked(leaf));
      return `${name}: ${value} may or may not be ${wording.asked(leaf)}${daysOpen(leaf, reading, wording)}`;
    case undefined:
      return name + wording.outcome(leaf, describeReading(withoutAssumption(reading), wording.reading), truth === "true");
  }
}

/** That a test was not done counts only on a day that is asked for. */
function notDoneWhen(
  { limit: { maxAge }, slot }: LeafPlan,
  record: LeafRecord,
  doubt: LeafTruth["doubt"],
  { span }: Wording,
): string {
  if (doubt === "after-as-of" && record.isOpen(slot)) return `, ${datedAhead(record, slot)}`;
  if (maxAge === undefined || doubt === undefined) return "";
  const asked = `; that would count only within the last ${span(maxAge)}`;
  return doubt === "undated" ? `, without a readable date${asked}` : `${measuredOn(record, slot)}${asked}`;
}

/** Why weeks leave open what a criterion asks in months: ` (6 mo is 181 to 184 days)`. */
function daysOpen(leaf: LeafPlan, reading: Reading, { reading: { quantity } }: Wording): string {
  if (leaf.kind !== "number" || reading.state !== "read" || reading.type !== "number") return "";
  const found = reading.possibilities.flatMap(({ unit, low, high }) => {
    const units = across(unit, leaf.unit);
    if (units === undefined) return [];
    const times = leaf.limits.map((value) => ({ value, unit: units[1] }));
    const ends = [low, high].filter(Number.isFinite).map((end) => ({ value: fromDouble(end), unit: units[0] }));
    return [...times, ...ends];
  });
  const spans = found.flatMap(({ value, unit }) => {
    const days = daysIn(value, unit);
    if (compareRatios(days.low, days.high) === 0) return [];
    return [`${quantity(decimalWords(value), unit)} is ${decimalWords(days.low)} to ${decimalWords(days.high)} days`];
  });
  return spans.length === 0 ? "" : ` (${[...new Set(spans)].join(", ")})`;
}

/** A result that is not final, and what will settle it. */
function notFinal(value: string, { note }: Undecided, asked: string): string {
  const settled = note === undefined ? "" : ` (${note})`;
  return `${value} is not a final result and may or may not be ${asked}${settled}`;
}
