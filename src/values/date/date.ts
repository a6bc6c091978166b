/** Reads date cells: the days that a text may mean, or why that is unknown. */
import { isDeclaredMissing, lookUp } from "../declared.js";
import { missingWord } from "../missing.js";
import { withoutMark } from "../number/flag.js";
import { type DateReading, type DayInterval, type Missing, missing, type Unreadable, unreadable } from "../reading.js";
import type { DateSpec, ParseOptions } from "../spec.js";
import { foldSpelling, foldWidth, trimWhite, unwrapCell } from "../text.js";
import { parseIsoDay } from "./calendar.js";
import { isTooLate, isTooOld } from "./century.js";
import { readDay } from "./parse.js";

export { addTime, formatDay, parseIsoDay, type TimeUnit, wholeUnitsElapsed } from "./calendar.js";

/** What a date cell is read as. */
export type DateCellReading = DateReading | Missing | Unreadable;

/** Words for "never", as columns of last treatments have them. */
const NEVER: ReadonlySet<string> = new Set(
  (
    "never|none|no|nie|noch nie|keine|keiner|nein|jamais|aucune|aucun|non|nunca|ninguna|ninguno|mai|nessuna|nessuno|nenhuma|nenhum|não|nao|" +
    "никогда|нет|не проводилась|не проводился|无|無|从未|未化疗|未放疗|なし|" +
    "no chemo|no chemotherapy|keine chemo|keine chemotherapie|chemonaiv|chemo-naiv|keine ct|keine rt|keine bestrahlung|keine op|pas de chimio|pas de chimiothérapie|" +
    "pas de rt|pas de radiothérapie|pas de chirurgie|néant|sin quimio|sin quimioterapia|no quimio|sin rt|sin radioterapia|sin cirugía|nessuna chemio|nessuna chemioterapia|" +
    "no chemio|nessuna rt|nessuna radioterapia|sem quimio|sem quimioterapia|sem rt|sem radioterapia|未行化疗|未接受化疗|未行放疗|无化疗|未治疗|未手术|未行手术|化療なし|化学療法なし|未化療|未施行化療"
  ).split("|"),
);

/** The days from which programs count, in days since 1970-01-01: of spreadsheets and databases, of SAS and Stata, of Unix (and west of Greenwich). */
export const ORIGINS: readonly number[] = [
  "1899-12-30",
  "1899-12-31",
  "1900-01-01",
  "1904-01-01",
  "1960-01-01",
  "1969-12-31",
  "1970-01-01",
].flatMap((day) => parseIsoDay(day) ?? []);

/** Longer cells are no dates, and are not looked at. */
const LONGEST = 80;

/**
 * Reads a date cell. Any text gives a reading; nothing throws.
 *
 * @param asOf the as-of date in days since 1970-01-01; without one plausibility is not judged
 */
export function readDate(text: string, spec: DateSpec, parseOptions: ParseOptions, asOf: number | undefined): DateCellReading {
  const cell = unwrapCell(text);
  const folded = cell.length > LONGEST ? cell : foldSpelling(cell);
  const coded = parseOptions.codes === undefined ? undefined : lookUp(folded, parseOptions.codes);
  if (coded !== undefined) {
    const day = typeof coded === "string" ? parseIsoDay(coded) : undefined;
    return day === undefined ? unreadable("wrong-type") : inTime([{ low: day, high: day }], spec, asOf);
  }
  if (isDeclaredMissing(folded, parseOptions)) return missing("declared");
  const reason = missingWord(folded);
  if (reason !== undefined) return missing(reason);
  if (NEVER.has(folded)) return missing("not-applicable");
  if (cell.length > LONGEST) return unreadable("not-a-date");
  const plain = trimWhite(withoutMark(cell, parseOptions.flags) ?? cell);
  const found = readDay(foldWidth(plain).replace(/\s+/g, " "), {
    spec,
    asOf,
    century: parseOptions.century,
    order: parseOptions.dateOrder,
  });
  if ("state" in found) return found;
  const isOrigin = spec.isEvent === true && found.every(({ low, high }) => low === high && ORIGINS.includes(low));
  return isOrigin ? unreadable("implausible", "programs write this date when there is none") : inTime(found, spec, asOf);
}

/** Nothing is dropped here: a doubtful order is no reason to believe the other one. */
function inTime(possibilities: readonly DayInterval[], spec: DateSpec, asOf: number | undefined): DateCellReading {
  if (asOf !== undefined) {
    const { low, high } = spec.plausible;
    const tooLate = (interval: DayInterval): boolean => isTooLate(interval, low, asOf);
    if (possibilities.every((one) => isTooOld(one, high, asOf) || tooLate(one))) {
      return unreadable("implausible", possibilities.every(tooLate) ? "too late for the as-of date" : undefined);
    }
  }
  return { state: "read", type: "date", possibilities, dropped: [] };
}
