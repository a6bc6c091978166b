/** Reads number cells: what a text may mean, or why that is unknown. */
import { hasNumericCodes, isDeclaredMissing, isMissingNumber, lookUp } from "../declared.js";
import { type Interval, point } from "../interval.js";
import { missingWord } from "../missing.js";
import { fromDouble } from "../ratio.js";
import {
  type Missing,
  missing,
  type NumberReading,
  type Quantity,
  quantityIn,
  type UnitFrom,
  type Unreadable,
  unreadable,
} from "../reading.js";
import type { ColumnUnit, Named, NumberSpec, ParseOptions } from "../spec.js";
import { foldSpelling, foldWidth, trimWhite, unwrapCell } from "../text.js";
import { limitIn, readStatedUnit, sameMeasure, ULN, type Unit } from "../unit/unit.js";
import { answerIn, yesOrNo } from "../yes-no.js";
import { type NumberCell, splitCell } from "./cell.js";
import { type Figures, figures, sameFigures } from "./figures.js";
import { besides, flagged, saysTwoThings } from "./flagged.js";
import { inFigures } from "./in-figures.js";
import { isColumns, isImplausible, plausibleUnits, wholeOnly } from "./judge.js";
import { isExact, type Operator, operatorFault, withOperator } from "./operator.js";
import { endOf, rangeInOtherUnit } from "./range-ends.js";
import { type DecimalMark, readJsonNumber, readNumeral } from "./text.js";

/** What a number cell is read as. */
export type NumberCellReading = NumberReading | Missing | Unreadable;

/** A JSON quantity without its date. */
export interface QuantityText {
  /** The literal text of a JSON number, or a string. */
  readonly value: string;
  /** Whether `value` is a JSON number, so that its point is the decimal mark. */
  readonly json: boolean;
  /** As written; only `<`, `<=`, `>` and `>=` are known. */
  readonly comparator: string | undefined;
  /** As written; undefined if the quantity has no such key. An empty one is no unit. */
  readonly unit: string | undefined;
}

/** Longer cells are not numbers, and are not examined. */
const LONGEST = 200;
/** Most cells: nothing in them can be read in two ways, and they have at most 15 digits. */
const PLAIN = /^(?:0|[1-9]\d{0,6})(?:\.(?:\d{1,2}|\d{4,8}))?$/;
const WHOLE_DIGITS = /^\d{1,15}$/;

/**
 * Reads a number cell. Any text gives a reading; nothing throws.
 *
 * @param column the unit that holds where the cell names none
 * @param json whether `text` is the literal of a JSON number
 * @param operator what a column of comparison signs says about it
 */
export function readNumber(
  text: string,
  spec: NumberSpec & Named,
  column: ColumnUnit,
  parseOptions: ParseOptions,
  json = false,
  operator: Operator = undefined,
): NumberCellReading {
  if (
    operator === undefined &&
    parseOptions.codes === undefined &&
    spec.spellings.size === 0 &&
    isPlain(text, parseOptions.decimal)
  ) {
    const value = Number(text);
    if (isMissingNumber(value, parseOptions)) return missing("declared");
    return inUnit(undefined, column, (unit, from) => judge([{ interval: point(value), uln: undefined }], unit, from, spec));
  }
  const cell = unwrapCell(text);
  const word = readWord(cell, spec, column, parseOptions, operator);
  if (word !== undefined) return word;
  if (cell.length > LONGEST) return unreadable("not-a-number");
  const reading = readCell(cell);
  if (json || reading.state !== "unreadable" || parseOptions.codes !== undefined) return reading;
  const figures = inFigures(foldWidth(cell), spec, column);
  const again = figures === undefined ? undefined : readCell(figures);
  return again?.state === "read" ? again : reading;

  function readCell(cell: string): NumberCellReading {
    const parts = json ? { ...BARE, first: cell } : splitCell(foldWidth(cell), { ...spec, flags: parseOptions.flags });
    const signed = parts.state === "unreadable" ? parts : withOperator(parts, operator);
    return signed.state === "unreadable" ? signed : readParts(signed, spec, column, parseOptions, json);
  }
}

/** The reading of a number that is given as an interval, in its column's unit. */
export function readInterval(interval: Interval, spec: NumberSpec, column: ColumnUnit): NumberCellReading {
  return inUnit(undefined, column, (unit, from) => judge([{ interval, uln: undefined }], unit, from, spec));
}

/** Reads a JSON quantity: `{ "value": 80, "comparator": "<", "unit": "10*9/L" }`. */
export function readQuantity(
  quantity: QuantityText,
  spec: NumberSpec,
  column: ColumnUnit,
  parseOptions: ParseOptions,
  operator: Operator = undefined,
): NumberCellReading {
  const { value, json, unit: unitText } = quantity;
  const cell = unwrapCell(value);
  const word = readWord(cell, spec, column, parseOptions, operator);
  if (word !== undefined) return word;
  const comparator = COMPARATORS.find((one) => one === quantity.comparator);
  if (quantity.comparator !== undefined && comparator === undefined) return unreadable("wrong-type", "an unknown comparator");
  if (cell.length > LONGEST) return unreadable("not-a-number");
  const parts = json ? { ...BARE, first: cell } : splitCell(foldWidth(cell), { ...spec, flags: parseOptions.flags });
  if (parts.state === "unreadable") return parts;
  if (comparator !== undefined && (parts.comparator !== undefined || parts.second !== undefined)) return unreadable("range");
  let { unit } = parts;
  if (unitText !== undefined && !(spec.kinds.length === 0 && NO_UNIT.test(trimWhite(unitText)))) {
    if (trimWhite(unitText) === "") return unreadable("no-unit");
    const named = readStatedUnit(unitText, spec.kinds);
    if (named.state === "unknown") return unreadable("unit");
    if (named.state === "other-kind") return unreadable("unit", `${named.unit.ucum} is a different kind of unit`);
    if (unit !== undefined && !sameMeasure(unit, named.unit)) return unreadable("unit-conflict");
    unit = named.unit;
  }
  const signed = withOperator({ ...parts, comparator: comparator ?? parts.comparator, unit }, operator);
  return signed.state === "unreadable" ? signed : readParts(signed, spec, column, parseOptions, json);
}

const COMPARATORS = ["<", "<=", ">", ">="] as const;
const NO_UNIT = /^1?$/;
const BARE = {
  state: "parts",
  comparator: undefined,
  second: undefined,
  unit: undefined,
  reference: undefined,
  flags: 0,
  letter: undefined,
} as const;

function isPlain(text: string, decimal: DecimalMark | undefined): boolean {
  return decimal === "," ? WHOLE_DIGITS.test(text) : PLAIN.test(text) || WHOLE_DIGITS.test(text);
}

/** Declared codes, missing codes, declared spellings and missing words, in this order; undefined if the cell is none of them. */
function readWord(
  cell: string,
  spec: NumberSpec,
  column: ColumnUnit,
  parseOptions: ParseOptions,
  operator: Operator,
): NumberCellReading | undefined {
  const folded = cell.length > LONGEST ? cell : foldSpelling(cell);
  const { codes, words, whenBlank } = parseOptions;
  const coded = lookUp(folded, codes ?? spec.spellings);
  const exactly = (value: string | number | boolean): NumberCellReading =>
    isExact(operator) ? spelled(value, spec, column) : operatorFault(operator);
  if (coded !== undefined && codes !== undefined) return exactly(coded);
  const mapped = codes === undefined && words !== undefined ? answerIn(spec.spellings, lookUp(folded, words)) : undefined;
  if (mapped !== undefined) return exactly(mapped);
  if (isDeclaredMissing(folded, parseOptions)) return missing("declared");
  if (coded !== undefined) return exactly(coded);
  const reason = missingWord(folded);
  if (reason === "blank" && whenBlank !== undefined && isExact(operator)) return fromBlank(spelled(whenBlank, spec, column));
  if (reason !== undefined) return missing(reason);
  if (codes !== undefined && hasNumericCodes(codes)) {
    return unreadable("unknown-code", "not among the codes that are declared for the column");
  }
  const answer = codes === undefined ? answerIn(spec.spellings, yesOrNo(folded)) : undefined;
  return answer === undefined ? undefined : exactly(answer);
}

function fromBlank(reading: NumberCellReading): NumberCellReading {
  return reading.state === "read" ? { ...reading, assumed: "blank" } : reading;
}

/** A declared spelling stands for a number in the declared unit, so it needs no unit of the column. */
function spelled(value: string | number | boolean, spec: NumberSpec, column: ColumnUnit): NumberCellReading {
  if (typeof value !== "number" || !Number.isFinite(value)) return unreadable("wrong-type");
  if (column.state === "conflict") return unreadable("unit-conflict", column.hint);
  return judge([{ interval: point(value), uln: undefined }], spec.unit, spec.unit === undefined ? "none" : "cell", spec);
}

/**
 * Finds the unit of a number: the cell's own, else the column's. A unit of the whole column applies to bare numbers; only the unit
 * column is about this very cell, so a cell that names another unit than its unit column is unreadable.
 */
function inUnit(
  own: Unit | undefined,
  column: ColumnUnit,
  then: (unit: Unit | undefined, from: UnitFrom) => NumberCellReading,
): NumberCellReading {
  if (own === ULN) return then(own, "cell"); // a multiple of the limit is one in every unit
  switch (column.state) {
    case "conflict":
      return own === undefined ? unreadable("unit-conflict", column.hint) : then(own, "cell");
    case "unreadable":
      return unreadable("unit", column.hint);
    case "none":
      return own === undefined ? unreadable("no-unit") : then(own, "cell");
    case "unit": {
      if (own === undefined) return then(column.unit, column.from);
      if (column.from === "unit-column" && !sameMeasure(own, column.unit))
        return unreadable("unit-conflict", conflictHint(own, column.unit));
      return then(own, "cell");
    }
  }
}

function conflictHint(own: Unit, columns: Unit | undefined): string {
  return `the cell says ${own.ucum}, the unit column ${columns === undefined ? "no unit" : columns.ucum}`;
}

function readParts(
  parts: NumberCell,
  spec: NumberSpec,
  column: ColumnUnit,
  parseOptions: ParseOptions,
  json: boolean,
): NumberCellReading {
  const marks: readonly DecimalMark[] = json ? ["."] : parseOptions.decimal === undefined ? [".", ","] : [parseOptions.decimal];
  const read = marks.map((mark) =>
    figures(parts, spec.integer, (text) => (json ? readJsonNumber(text) : readNumeral(text, mark))),
  );
  const found = read.filter((one) => typeof one !== "string");
  const [first, second] = found;
  if (first === undefined) {
    const other = parseOptions.decimal === "." ? "," : ".";
    const contradicts =
      !json &&
      parseOptions.decimal !== undefined &&
      typeof figures(parts, spec.integer, (text) => readNumeral(text, other)) !== "string";
    if (contradicts) return unreadable("decimal-mark", `the declared decimal mark is \`${parseOptions.decimal}\``);
    return unreadable(read.find((one) => typeof one === "string") ?? "not-a-number");
  }
  const distinct = second === undefined || sameFigures(first, second) ? [first] : [first, second];
  const points = parts.comparator === undefined && parts.second === undefined;
  if (points && distinct.some(({ interval }) => isMissingNumber(interval.low, parseOptions))) return missing("declared");
  return inUnit(parts.unit, column, (unit, from) => {
    if (unit === ULN && saysTwoThings(parts, from))
      return unreadable("unit", "a flag or a reference range beside a multiple of the limit of normal");
    const reading = judge(distinct, unit, from, spec);
    if (parts.flags === 0) return reading;
    const letter = isColumns(from) && unit !== ULN ? parts.letter : undefined;
    return flagged(reading, letter === undefined ? [] : besides(letter, distinct, spec), distinct, unit, spec);
  });
}

/** Only whole numbers in integer fields; then implausible possibilities are dropped as long as one is left. */
function judge(found: readonly Figures[], unit: Unit | undefined, unitFrom: UnitFrom, spec: NumberSpec): NumberCellReading {
  const possibilities: Quantity[] = [];
  const dropped: Quantity[] = [];
  const ulns: number[] = [];
  const llns: number[] = [];
  let whole = false;
  for (const { interval, uln, lln } of found) {
    const written = quantityIn(interval, unit);
    const kept = spec.integer ? wholeOnly(written, spec) : written;
    if (kept !== undefined) whole = true;
    if (kept === undefined || isImplausible(kept, spec)) {
      dropped.push(written);
      continue;
    }
    // If only the reference range has two readings, the number has one.
    if (!possibilities.some(({ low, high }) => low === kept.low && high === kept.high)) possibilities.push(kept);
    if (uln !== undefined) ulns.push(uln);
    if (lln !== undefined) llns.push(lln);
  }
  if (possibilities.length > 0) {
    const elsewhere = unitFrom === "field" ? rangeInOtherUnit(ulns.length > 0 ? ulns : llns, unit, spec) : undefined;
    if (elsewhere !== undefined) return elsewhere;
    const lower = llns.length === 0 ? {} : { lln: endOf(llns, unit) };
    if (isColumns(unitFrom)) possibilities.push(...groupedInOtherUnits(possibilities, dropped, spec));
    return { state: "read", type: "number", possibilities, unitFrom, dropped, uln: endOf(ulns, unit), ...lower };
  }
  const bare = unitFrom === "cell" ? undefined : { quantities: dropped, unitFrom };
  if (!whole) return { ...unreadable("no-whole-number"), bare };
  const looksLike = [...new Set(dropped.flatMap((quantity) => plausibleUnits(quantity, spec)))];
  if (looksLike.length === 0) return { ...unreadable("implausible"), bare };
  const reading = unreadable("implausible", `looks like ${looksLike.map(({ ucum }) => ucum).join(" or ")}`);
  return isColumns(unitFrom) ? { ...reading, looksLike, bare } : { ...reading, bare };
}

/**
 * `70,000` under `10*4/uL` is hardly 70: its figures, grouped, look like /uL. Where that says another thing than the decimal reading,
 * both are possible. (`80,000` under `10*9/L` says the same in both.)
 */
function groupedInOtherUnits(kept: readonly Quantity[], dropped: readonly Quantity[], spec: NumberSpec): readonly Quantity[] {
  return dropped.flatMap((quantity) => {
    if (!kept.every(({ high }) => quantity.low > high)) return [];
    const isSame = (unit: Unit): boolean =>
      kept.every((one) => {
        const limit = one.unit && limitIn(fromDouble(quantity.low), unit, one.unit, spec);
        return limit !== undefined && limit.lower === one.low && limit.upper === one.low && quantity.low === quantity.high;
      });
    return plausibleUnits(quantity, spec).flatMap((unit) => (isSame(unit) ? [] : [{ ...quantity, unit }]));
  });
}
