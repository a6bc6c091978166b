/** Numbers that stand for a missing value in many data sets: `999`, `88`. */
import type { NumberField } from "../language/model.js";
import { toDouble } from "../values/ratio.js";
import type { Quantity } from "../values/reading.js";
import { ucumUnit } from "../values/unit/unit.js";
import type { ColumnFacts } from "./column-facts.js";
import { inFieldUnit } from "./field-unit.js";

/** All 7, all 8, or all 9 with any of the three behind: `997` is as usual as `999`. */
const LONG = /^-?(?:7{3,}|8{3,}|9{2,}[789])$/;
const SHORT = /^-?(?:88|99)$/;

/** The name under which a number that looks like a missing code is counted; undefined: it does not. */
export function looksMissing({ low, high, unit }: Quantity): string | undefined {
  if (low !== high) return undefined;
  const text = String(low);
  return SHORT.test(text) || LONG.test(text.replace(".", "")) ? sentinelName(low, unit?.ucum) : undefined;
}

/** Whether a number may mean "no value", however large it is: then it shows nothing about the other numbers of its column. */
export function mayStandForNone(value: number | undefined): boolean {
  const text = String(value);
  return SHORT.test(text) || isLongCode(value);
}

/** {@link mayStandForNone}, of three digits and more; `99.9` may well be degrees Fahrenheit. */
export function isLongCode(value: number | undefined): boolean {
  return Number.isInteger(value) && LONG.test(String(value));
}

function sentinelName(value: number, ucum = ""): string {
  return `${value} ${ucum}`;
}

/** Fewer other values have no meaningful span. */
const FEWEST_OTHERS = 3;

interface Found {
  readonly name: string;
  readonly value: number;
  readonly scaled: number;
  readonly count: number;
  readonly isLong: boolean;
}

interface Span {
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The numbers of a column that stand for a missing value: they look like it, and lie further from all others than those lie from one
 * another. (So they lie below or above them all.)
 *
 * @returns names, as by {@link looksMissing}
 */
export function missingCodes({ sentinels, spread }: ColumnFacts, field: NumberField): readonly string[] {
  const found = [...sentinels].flatMap(([name, count]) => parsed(name, count, field));
  found.sort((a, b) => Math.abs(a.value) - Math.abs(b.value) || (a.name < b.name ? -1 : 1));
  const missing: string[] = [];
  // What looks like a missing code but is not one counts as a value, for codes that are larger.
  let others: Span = inClasses(spread);
  for (const one of found) {
    if (isNoStep(one, field) || (mayBeMissing(one, field, spread.decimals > 0) && isFarFrom(others, one))) missing.push(one.name);
    else
      others = {
        count: others.count + one.count,
        low: Math.min(others.low, one.scaled),
        high: Math.max(others.high, one.scaled),
      };
  }
  return missing;
}

/**
 * Whether a field is a scale of declared steps from one end of what is plausible to the other, as the Karnofsky index is: 99 and 88 are then
 * no value of anybody, however near they lie to others.
 */
export function isScaleOfSteps({ spellings, plausible: { low, high } }: NumberField): boolean {
  const steps = new Set(spellings.values());
  return steps.has(toDouble(low)) && steps.has(toDouble(high));
}

function isNoStep({ scaled, isLong }: Found, field: NumberField): boolean {
  return !isLong && isScaleOfSteps(field) && ![...field.spellings.values()].includes(scaled);
}

const DIGITS = 2;

/**
 * The span between two numbers of two digits that holds all: facts that leave a machine must not hold the least and the greatest value
 * of somebody, and what is decided must not depend on whether they did. Of a span in classes it is that span.
 */
export function inClasses<T extends Pick<Span, "low" | "high">>(span: T): T {
  return { ...span, low: -classAbove(-span.low), high: classAbove(span.high) };
}

/** The least number of two digits that is not below a number. */
function classAbove(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const exponent = Math.floor(Math.log10(Math.abs(value))) - (DIGITS - 1);
  // Decimals, so that nothing is rounded twice: 0.29 is 29e-2.
  const [digits = "0", power = "0"] = Math.abs(value).toExponential().split("e");
  const mantissa = Number(`${digits}e${Number(power) - exponent}`);
  return Number(`${Math.sign(value) * (value > 0 ? Math.ceil(mantissa) : Math.floor(mantissa))}e${exponent}`);
}

function parsed(name: string, count: number, field: NumberField): readonly Found[] {
  const [text = "", code = ""] = name.split(" ");
  const value = Number(text);
  const scaled = inFieldUnit({ low: value, unit: code === "" ? undefined : ucumUnit(code) }, field);
  return scaled === undefined ? [] : [{ name, value, scaled, count, isLong: !SHORT.test(text) }];
}

/** Short codes are usual values of scores, ages and percentages; codes with decimals are those of columns with decimals. */
function mayBeMissing({ value, count, isLong }: Found, field: NumberField, hasDecimals: boolean): boolean {
  if (isLong) return Number.isInteger(value) || hasDecimals;
  const isSmall = field.integer || field.ranges || field.unit?.ucum === "a" || field.unit?.kind === "percent";
  return count > 1 && !isSmall;
}

function isFarFrom({ count, low, high }: Span, { scaled, count: times, isLong }: Found): boolean {
  // With hardly any other value, it is the repetition that is telling.
  if (count < FEWEST_OTHERS && !(isLong && times > 1)) return false;
  if (count === 0) return true;
  const distance = scaled > high ? scaled - high : low - scaled;
  return distance > high - low;
}
