/** Reads cells of workbooks: texts that carry their type. */
import { readBoolean, readCode } from "../values/code.js";
import { readNumber, readQuantity } from "../values/number/number.js";
import { type Operator, readOperator } from "../values/number/operator.js";
import { missing, type Reading, trusted, type Unreadable, unreadable } from "../values/reading.js";
import type { ColumnUnit, NumberSpec, ParseOptions } from "../values/spec.js";
import { type Doubt, shownCell, type TypedCell, typedCell, UNCLEAR_UNIT } from "../values/typed-cell.js";
import { unitCell } from "./column-unit.js";
import { datedText } from "./dated-text.js";
import { readMeasured, readText, readUpperLimit, upperLimit } from "./read-cell.js";
import type { SlotContext, TextReaders } from "./text-readers.js";

type NumberCell = Extract<TypedCell, { kind: "number" }>;

const DOUBTS: Readonly<Record<Doubt, Unreadable>> = {
  damaged: unreadable("damaged", "the file contradicts itself here"),
  uncalculated: unreadable("uncalculated", "open the workbook in its program and save it"),
  hidden: unreadable("number-format", "the number format shows nothing"),
  sign: unreadable("number-format", "the number format hides the minus"),
  scaled: unreadable("number-format", "the number format shows another number, in thousands or the like"),
  words: unreadable("number-format", "the number format shows words that are not in the cell"),
  "no-day": unreadable("impossible-date"),
  time: unreadable("not-a-date", "a time, not a day"),
  "no-year": unreadable("number-format", "the number format does not show the year"),
  struck: unreadable("number-format", "it is crossed out, or a part of it"),
};

const IS_DATE = unreadable("wrong-type", "the cell is a date");
const IS_TRUE_OR_FALSE = unreadable("wrong-type", "the cell is TRUE or FALSE");

/** Cells of workbooks. */
export const SHEET_TEXT: TextReaders = {
  value: readCell,
  observations(text, unit, operator, context) {
    const cell = typedCell(text);
    return cell.kind === "text" ? datedText(cell.shown, unit, operator, context) : undefined;
  },
  operator: (text) => readOperator(shownCell(text)),
  unit: (text, { field, columnUnit }) => unitCell(shownCell(text), field, columnUnit),
  measured: (text, context) =>
    readDated(typedCell(text), context, (written) => readMeasured(written, context.companionOptions, context.asOf)),
  limit: readLimit,
  shown: shownCell,
};

function readCell(text: string, unit: ColumnUnit, operator: Operator, context: SlotContext): Reading {
  const { field, parseOptions, checkbox } = context;
  const cell = typedCell(text);
  switch (cell.kind) {
    case "text":
      return readText(cell.shown, unit, operator, context);
    case "number":
      if (field.type === "number") return readFigure(cell, field, unit, parseOptions, operator);
      // What the format adds to a number is a part of a code (`0"+"`).
      return readText(cell.comparator + cell.unit === "" ? cell.number : cell.shown, unit, operator, context);
    case "word":
      if (field.type === "boolean") return agreed(cell, (one) => readBoolean(one, parseOptions, { checkbox }));
      return field.type === "code" ? agreed(cell, (one) => readCode(one, field, parseOptions)) : DOUBTS.words;
    case "boolean":
      if (field.type === "boolean" || (field.type === "code" && parseOptions.codes !== undefined))
        return readText(cell.shown, unit, operator, context);
      return IS_TRUE_OR_FALSE;
    case "date":
      return field.type === "date" ? readDated(cell, context, (written) => readText(written, unit, operator, context)) : IS_DATE;
    case "error":
      return missing("error");
    case "doubt":
      return DOUBTS[cell.doubt];
  }
}

/** A cell that shows something else than it holds is read if both mean the same. */
function agreed({ shown, number }: Extract<TypedCell, { kind: "word" }>, read: (text: string) => Reading): Reading {
  const [a, b] = [read(shown), read(number)];
  if (a.state !== "read" || b.state !== "read") return DOUBTS.words;
  return a.possibilities.length === 1 && a.possibilities[0] === b.possibilities[0] ? a : DOUBTS.words;
}

function readFigure(
  { number, comparator, unit }: NumberCell,
  field: NumberSpec,
  column: ColumnUnit,
  parseOptions: ParseOptions,
  operator: Operator,
): Reading {
  if (unit === UNCLEAR_UNIT) return DOUBTS.words;
  if (comparator === "" && unit === "") return readNumber(number, field, column, parseOptions, true, operator);
  const quantity = { value: number, json: true, comparator: orNothing(comparator), unit: orNothing(unit) };
  return readQuantity(quantity, field, column, parseOptions, operator);
}

function orNothing(text: string): string | undefined {
  return text === "" ? undefined : text;
}

/** A day that was typed as one; or a text. */
function readDated(cell: TypedCell, { trust }: SlotContext, read: (written: string) => Reading): Reading {
  switch (cell.kind) {
    case "text":
      return read(cell.shown);
    case "number":
      return read(cell.number);
    case "error":
      return missing("error");
    case "doubt":
      return DOUBTS[cell.doubt];
    case "date": {
      const reading = read(cell.shown);
      const swapped = cell.swap ? exchanged(cell.shown) : undefined;
      if (swapped === undefined) return reading;
      return trust.has("dates") ? trusted(reading) : either(reading, read(swapped));
    }
    default:
      return unreadable("not-a-date");
  }
}

/** A date with its day and month exchanged; undefined if that is no other date. */
function exchanged(iso: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  return day === undefined || day === month || Number(day) > 12 ? undefined : `${year}-${day}-${month}`;
}

function either(a: Reading, b: Reading): Reading {
  if (a.state !== "read" || a.type !== "date") return b;
  if (b.state !== "read" || b.type !== "date") return a;
  return { ...a, possibilities: [...a.possibilities, ...b.possibilities], dropped: [...a.dropped, ...b.dropped] };
}

function readLimit(text: string, unit: ColumnUnit, { field, companionOptions }: SlotContext): Reading {
  if (field.type !== "number") return unreadable("wrong-type");
  const cell = typedCell(text);
  switch (cell.kind) {
    case "text":
      return readUpperLimit(cell.shown, unit, field, companionOptions);
    case "number":
      return upperLimit(field, (spec) => readFigure(cell, spec, unit, companionOptions, undefined));
    case "error":
      return missing("error");
    case "doubt":
      return DOUBTS[cell.doubt];
    default:
      return unreadable("wrong-type");
  }
}
