/** Quantities as a physician writes them: `80 × 10⁹/L`, `6 months`, `2.5 times the upper limit of normal`. For reading only. */
import type { TimeUnit } from "../date/calendar.js";
import { memoOf } from "../memo.js";
import type { Ratio } from "../ratio.js";
import type { Unit } from "../unit/code.js";

const TIMES: ReadonlyMap<string, string> = new Map([
  ["min", "minute"],
  ["h", "hour"],
  ["d", "day"],
  ["wk", "week"],
  ["mo", "month"],
  ["a", "year"],
]);

/** Times after a slash: `mg/day`, but `mL/min`. */
const BELOW: ReadonlyMap<string, string> = new Map([...TIMES].filter(([code]) => code !== "min" && code !== "h"));

/** Codes that people write differently; keys are whole parts of a UCUM code, without prefix. */
const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/^\{1\.73_m2\}$/, "1.73 m²"],
  [/^10\*(\d+)$/, "10^$1"],
  [/\[arb'U\]$/, "arb. U"],
  [/\[lb_av\]$/, "lb"],
  [/\[oz_av\]$/, "oz"],
  [/\[stone_av\]$/, "st"],
  [/\[in_i\]$/, "in"],
  [/\[ft_i\]$/, "ft"],
  [/\[degF\]$/, "°F"],
  [/^Cel$/, "°C"],
  [/\[H2O\]$/, "H₂O"],
  [/eq$/, "Eq"],
  [/osm$/, "Osm"],
  [/[[\]{}]/g, ""],
];

/** `u` is micro where a unit follows it. */
const MICRO = /^u(?=(?:g|mol|L|m|s|Eq|Osm|kat|U|IU|Sv|Ci)\d?$)/;

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function raised(digits: string): string {
  return Array.from(digits, (digit) => SUPERSCRIPTS[Number(digit)] ?? digit).join("");
}

function partWords(part: string): string {
  let text = part;
  for (const [pattern, symbol] of SYMBOLS) text = text.replace(pattern, symbol);
  return text
    .replace(MICRO, "µ")
    .replace(/\^(\d+)$/, (_, digits: string) => raised(digits))
    .replace(/(?<=m)[23]$/, raised);
}

/** A unit after a number: `× 10⁹/L`, `µmol/L`, `mmHg`, `months`. Scores, INR and pH have none: `""`. Cached, as every reason names one. */
const unitWords = memoOf(({ ucum, kind }: Unit): string => {
  if (kind === "score" || kind === "inr" || kind === "ph") return "";
  if (kind === "uln-multiple") return "times the upper limit of normal";
  if (kind === "lln-multiple") return "times the lower limit of normal";
  const time = TIMES.get(ucum);
  if (time !== undefined) return `${time}s`;
  // An annotation after the code says what is meant: `%{predicted}`, `ng/mL{FEU}`.
  const brace = ucum.endsWith("}") ? ucum.lastIndexOf("{") : 0;
  const isAnnotated = brace > 0 && ucum[brace - 1] !== "/";
  const [first = "", ...below] = (isAnnotated ? ucum.slice(0, brace) : ucum).split("/");
  const head = first.startsWith("10*") ? `× ${partWords(first)}` : partWords(first);
  const words = [head, ...below.map((part) => BELOW.get(part) ?? partWords(part))].join("/");
  return isAnnotated ? `${words} ${ucum.slice(brace + 1, -1)}` : words;
});

/** A unit by itself: `10⁹/L`, `months`. */
export function unitName(unit: Unit): string {
  return unitWords(unit).replace(/^× /, "");
}

/** An exact decimal, without an exponent: `0.00001`, `120000`. A ratio that is not a decimal is cut off after 30 places. */
export const decimalWords = memoOf(({ num, den }: Ratio): string => {
  const digits = num < 0n ? -num : num;
  let places = 0;
  while (places < 30 && (digits * 10n ** BigInt(places)) % den !== 0n) places += 1;
  const text = String((digits * 10n ** BigInt(places)) / den).padStart(places + 1, "0");
  const whole = text.slice(0, text.length - places);
  return `${num < 0n ? "−" : ""}${whole}${places === 0 ? "" : `.${text.slice(-places)}`}`;
});

/** A number with its unit: `80 × 10⁹/L`, `< 5 ng/mL`, `1 month`. */
export function withUnit(number: string, unit: Unit | undefined): string {
  const words = unit === undefined ? "" : unitWords(unit);
  const suffix = number === "1" && unit !== undefined && TIMES.has(unit.ucum) ? words.slice(0, -1) : words;
  return suffix === "" ? number : `${number} ${suffix}`;
}

/** Numbers with their common unit: `80 × 10⁹/L`, `1 to 2 months`. */
export function quantityWords(values: readonly Ratio[], unit: Unit | undefined): string {
  return withUnit(values.map(decimalWords).join(" to "), unit);
}

/** A span of time: `28 days`, `1 month`, `6 to 12 months`. */
export function spanWords(values: readonly number[], unit: TimeUnit): string {
  const word = TIMES.get(unit) ?? unit;
  return `${values.join(" to ")} ${word}${values.length === 1 && values[0] === 1 ? "" : "s"}`;
}
