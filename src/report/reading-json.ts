/** Readings as the json outputs have them. */
import { formatDay } from "../values/date/date.js";
import { memoOf } from "../values/memo.js";
import type { DayInterval, Quantity, Reading } from "../values/reading.js";
import { jsonText } from "./json-text.js";

type PossibilityJson = Readonly<Record<string, string | number | boolean | null>>;

type ReadingJson =
  | {
      readonly state: "read";
      /** UCUM; null for a bare number, and where there are no units. */
      readonly unit: string | null;
      readonly unitFrom: string;
      readonly possibilities: readonly PossibilityJson[];
      readonly dropped: readonly PossibilityJson[];
      /** Why it is not certain; for numbers and dates, only what the column map trusts. */
      readonly assumed?: string | null;
      /** Codes only: the name of a result that is not final. */
      readonly undecided?: string;
    }
  | { readonly state: "missing"; readonly reason: string }
  | { readonly state: "unreadable"; readonly reason: string; readonly hint: string | null };

/** An unbounded end is left out. A unit is told only where it is not the reading's. */
function quantityJson({ low, high, lowOpen, highOpen, unit }: Quantity, common: string | null): PossibilityJson {
  const own = unit?.ucum ?? null;
  return {
    ...(low === -Infinity ? {} : { low }),
    ...(high === Infinity ? {} : { high }),
    lowOpen,
    highOpen,
    ...(own === common ? {} : { unit: own }),
  };
}

function daysJson({ low, high }: DayInterval): PossibilityJson {
  return { low: formatDay(low), high: formatDay(high), lowOpen: false, highOpen: false };
}

/** Present only if true, which is rare. */
function assumedIn({ assumed }: { readonly assumed?: "blank" | "trusted" }): { readonly assumed?: "blank" | "trusted" } {
  return assumed === undefined ? {} : { assumed };
}

/** A reading as plain data for JSON, keys in the published order. */
export function readingJson(reading: Reading): ReadingJson {
  switch (reading.state) {
    case "missing":
      return { state: "missing", reason: reading.reason };
    case "unreadable":
      return { state: "unreadable", reason: reading.reason, hint: reading.hint ?? null };
    case "read": {
      switch (reading.type) {
        case "number": {
          const unit = reading.possibilities[0]?.unit?.ucum ?? null;
          const possibilities = reading.possibilities.map((quantity) => quantityJson(quantity, unit));
          const dropped = reading.dropped.map((quantity) => quantityJson(quantity, unit));
          return { state: "read", unit, unitFrom: reading.unitFrom, possibilities, dropped, ...assumedIn(reading) };
        }
        case "date": {
          const possibilities = reading.possibilities.map(daysJson);
          const dropped = reading.dropped.map(daysJson);
          return { state: "read", unit: null, unitFrom: "none", possibilities, dropped, ...assumedIn(reading) };
        }
        case "boolean":
        case "code": {
          const possibilities = reading.possibilities.map((value) => ({ value }));
          const assumed = reading.assumed ?? null;
          const open = "undecided" in reading && reading.undecided !== undefined ? { undecided: reading.undecided.name } : {};
          return { state: "read", unit: null, unitFrom: "none", possibilities, dropped: [], assumed, ...open };
        }
      }
    }
  }
}

/** {@link readingJson} as text. Equal cells share one reading, so most texts are made once. */
export const readingJsonText = memoOf((reading: Reading): string => jsonText(readingJson(reading)));
