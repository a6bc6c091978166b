/** Days as a workbook counts them. No `Date` of this machine's time zone is involved. */

/** From which day a workbook counts. */
export type DateSystem = "1900" | "1904";

const DAY_MS = 86_400_000;
/** 1899-12-30 and 1904-01-01, in days since 1970-01-01. */
const EPOCHS: Readonly<Record<DateSystem, number>> = { "1900": -25_569, "1904": -24_107 };
/** The day that never was, 1900-02-29: days before it are counted from a day later. */
const LEAP_DAY = 60;
/** 9999-12-31. */
const LAST_DAY = 2_932_896;
const DAY_SECONDS = 86_400;

/** The day of a serial number, in ISO 8601; undefined if it is no day of the calendar. */
export function dayOf(number: string, system: DateSystem): string | undefined {
  const serial = Math.floor(Number(number));
  const isFirst = system === "1900" && serial < LEAP_DAY;
  if (serial < 0 || (system === "1900" && (serial === 0 || serial === LEAP_DAY))) return undefined;
  const day = EPOCHS[system] + serial + (isFirst ? 1 : 0);
  return day > LAST_DAY ? undefined : new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The time of a serial number, to the second; "" for midnight. Undefined: so close to the next day that it is shown as that. */
export function timeOf(number: string): string | undefined {
  const value = Number(number);
  const seconds = Math.round((value - Math.floor(value)) * DAY_SECONDS);
  if (seconds >= DAY_SECONDS) return undefined;
  return seconds === 0 ? "" : new Date(seconds * 1000).toISOString().slice(11, 19);
}
