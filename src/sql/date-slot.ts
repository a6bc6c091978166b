/** Slots of dates: a day, or the first and the last that it may be. */
import { MEASURED } from "../cells/read-cell.js";
import { ORIGINS } from "../values/date/date.js";
import { allWithin, noneWithin, plausibleDays } from "./days.js";
import { and, caseOf, column, compare, type Day, day, isIn, isNull, not, or, text } from "./expression.js";
import { type DateSlot, type SlotToRead, whyOf } from "./slot.js";
import { BESIDE, cellsOfMissing, UNLISTED } from "./word-slot.js";

/** The cause where the first day of a date comes after its last one, or only one of them is known. */
const REVERSED = "refused:half-a-date";

/** See the head of this file; undefined if there is no column. */
export function dateSlot(slot: SlotToRead): DateSlot | undefined {
  const { field, columns, statement, prefix, settings, asOf, refusals } = slot;
  if (field.type !== "date") throw new Error(`no date: ${field.name}`);
  const { names } = columns;
  const [hasDay, hasLow, hasHigh] = (["value", "low", "high"] as const).map((role) => slot.typeOf(role) !== "absent");
  if (hasLow !== hasHigh || (hasDay === true && hasLow === true))
    refusals.add({
      code: "two-columns",
      message: `a date must be in \`${names.value}\`, or in both \`${names.low}\` and \`${names.high}\``,
      help: "for all rows, give either the day, or the first and the last day that it may be",
    });
  if (hasDay !== true && hasLow !== true) return undefined;
  const given = (name: string | undefined, as: string): Day =>
    statement.add("source", `${prefix}_${as}`, column("date", name ?? ""));
  const low = hasDay === true ? given(names.value, "low") : given(names.low, "low");
  const high = hasDay === true ? low : given(names.high, "high");
  const missingCells = cellsOfMissing(slot);
  const isBlank = and(isNull(low), isNull(high));
  const { first, last } = plausibleDays(field, settings.parseOptions, asOf);
  const why = caseOf("text", [
    [missingCells.isUnlisted, text(UNLISTED)],
    ...missingCells.cells.map(
      ({ when, reading }) => [and(isBlank, when), text(reading.state === "read" ? UNLISTED : whyOf(reading))] as const,
    ),
    [isBlank, text("missing:blank")],
    [not(missingCells.isNone), text(BESIDE)],
    [or(isNull(low), isNull(high), compare(low, ">", high)), text(REVERSED)],
    [noneWithin({ first, last }, low, high), text("unreadable:implausible")],
    ...(field.isEvent === true
      ? [[and(compare(low, "=", high), isIn(low, ORIGINS.map(day))), text("unreadable:implausible")] as const]
      : []),
  ]);
  return { kind: "date", why: statement.add("reading", `${prefix}_why`, why), measured: undefined, low, high };
}

/** The day on which a value was measured; NULL where there is none that can be read. */
export function measuredDay(slot: SlotToRead): Day | undefined {
  const { statement, prefix, columns, asOf } = slot;
  const name = columns.names.date;
  if (name === undefined || slot.typeOf("date") === "absent") return undefined;
  const given = statement.add("source", `${prefix}_date`, column("date", name));
  const range = plausibleDays(MEASURED, slot.settings.companionOptions, asOf);
  const read = caseOf("date", [[and(not(isNull(given)), allWithin(range, given, given)), given]]);
  return statement.add("reading", `${prefix}_measured`, read);
}
