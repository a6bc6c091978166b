/** Numbers, units, spans and days as files write them. Numbers are read from their literals, so that no digit is lost. */
import type { JsonArray, JsonNode, JsonObject } from "../../text/json.js";
import { compareRatios, MAX_DIGITS, parseDecimal, type Ratio, toDouble } from "../../values/ratio.js";
import { suggestUnit, type Unit, type UnitKind, ucumUnit } from "../../values/unit/unit.js";
import type { Span, TimeUnit } from "../model.js";
import { fill, kindWords } from "./form.js";
import { FORMS, TIME_UNITS } from "./schema.js";
import type { FileReport } from "./source.js";
import { didYouMean, oneOf } from "./suggest.js";

/** Longer spans are mistakes, and would leave the calendar. */
const MAX_SPAN = 100_000;

/** The exact value of a number node. Reports what is not a number, or has too many digits. */
export function readExact(report: FileReport, node: JsonNode, name: string): Ratio | undefined {
  if (node.kind !== "number") {
    const quoted = node.kind === "string" && parseDecimal(node.value) !== undefined;
    const help = quoted ? `write ${node.value} without quotes` : undefined;
    report.error("wrong-type", node.at, `${name} must be a number, not ${kindWords(node)}`, help);
    return undefined;
  }
  const decimal = parseDecimal(node.text);
  if (decimal === undefined) report.error("invalid-value", node.at, `${name} is out of range: \`${node.text}\``);
  else if (decimal.digits > MAX_DIGITS) {
    const message = `${name} has ${decimal.digits} significant digits; at most ${MAX_DIGITS} are exact`;
    report.error("too-many-digits", node.at, message, "no measurement is that exact: round it");
  } else return decimal.value;
  return undefined;
}

/** `[low, high]`. */
export function readBounds(
  report: FileReport,
  node: JsonArray,
  name: string,
): { readonly low: Ratio; readonly high: Ratio } | undefined {
  const [first, second] = node.items;
  if (first === undefined || second === undefined || node.items.length !== 2) {
    report.error("wrong-type", node.at, `${name} must be a list of two numbers: [low, high]`);
    return undefined;
  }
  const low = readExact(report, first, name);
  const high = readExact(report, second, name);
  if (low === undefined || high === undefined) return undefined;
  if (compareRatios(low, high) <= 0) return { low, high };
  report.error("reversed-range", node.at, `${name} goes from high to low`, "write the lower number first");
  return undefined;
}

/** The unit of a canonical code. Reports any other text, with the code that was probably meant. */
export function readUnitCode(report: FileReport, at: number, code: string, kinds?: readonly UnitKind[]): Unit | undefined {
  const unit = ucumUnit(code);
  if (unit !== undefined) return unit;
  const meant = suggestUnit(code, kinds) ?? suggestUnit(code);
  report.error(
    "unknown-unit",
    at,
    `unknown unit \`${code}\``,
    didYouMean(meant) ?? "write units as UCUM codes, such as `10*9/L`",
  );
  return undefined;
}

/** A unit of elapsed time. Reports any other. */
export function readTimeUnit(report: FileReport, at: number, code: string): TimeUnit | undefined {
  const found = TIME_UNITS.find((unit) => unit === code);
  if (found !== undefined) return found;
  const kinds = TIME_UNITS.flatMap((unit) => ucumUnit(unit)?.kind ?? []);
  const meant = suggestUnit(code, kinds);
  const help = TIME_UNITS.some((unit) => unit === meant) ? didYouMean(meant) : `it is ${oneOf(TIME_UNITS)}`;
  const known = ucumUnit(code) !== undefined;
  report.error(
    known ? "wrong-unit" : "unknown-unit",
    at,
    known ? `\`${code}\` is not a unit of elapsed time` : `unknown unit \`${code}\``,
    help,
  );
  return undefined;
}

/** A whole number of time units, `from` 0 or 1. */
export function readWhole(report: FileReport, node: JsonNode, name: string, from: 0 | 1): number | undefined {
  const exact = readExact(report, node, name);
  if (exact === undefined) return undefined;
  if (exact.den === 1n && exact.num >= BigInt(from) && exact.num <= BigInt(MAX_SPAN)) return Number(exact.num);
  report.error("invalid-value", node.at, `${name} must be a whole number from ${from} to ${MAX_SPAN}`);
  return undefined;
}

/** `{ "value": 14, "unit": "d" }`. */
export function readSpan(report: FileReport, node: JsonObject, name: string): Span | undefined {
  const filled = fill(report, node, FORMS.span, name);
  const number = filled.get("value");
  const value = number && readWhole(report, number, `the value of ${name}`, 1);
  const code = filled.get("unit");
  const unit = code === undefined ? undefined : readTimeUnit(report, filled.at("unit"), code);
  return value === undefined || unit === undefined ? undefined : { value, unit };
}

/** A ratio for messages. */
export function ratioText(value: Ratio): string {
  return String(toDouble(value));
}
