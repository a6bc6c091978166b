/** How the texts of a format become readings, and what that takes. */
import type { ColumnsJudged } from "../facts/judgement.js";
import type { Field } from "../language/model.js";
import { type Operator, readOperator } from "../values/number/operator.js";
import type { Observation } from "../values/observation.js";
import { type Reading, unreadable } from "../values/reading.js";
import type { ColumnUnit } from "../values/spec.js";
import { trimWhite } from "../values/text.js";
import { type SlotSettings, unitCell } from "./column-unit.js";
import { datedText } from "./dated-text.js";
import { readMeasured, readText, readUpperLimit } from "./read-cell.js";

/** What is needed to read a slot's cells. */
export interface SlotContext extends SlotSettings {
  readonly field: Field;
  /** Days since 1970-01-01. */
  readonly asOf: number | undefined;
  readonly examples: boolean;
  readonly generations: Generations;
  readonly slot: number;
  /** JSON: which of the slot's keys this is; "" in a table. */
  readonly column: string;
  /** What is known of the column as a whole; undefined: nothing yet, and facts are counted. */
  readonly judged: ColumnsJudged | undefined;
}

/** Numbers generations of readings, so that each has one of its own among all cells whose readings are keys of one cache. */
export class Generations {
  #last = 0;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/** How the texts of a format become readings; tables and JSON differ in this alone. */
export interface TextReaders {
  value(text: string, unit: ColumnUnit, operator: Operator, context: SlotContext): Reading;
  /** The values of a text that holds several, or one with a day of its own; undefined for any other, and where no text can. */
  observations?(text: string, unit: ColumnUnit, operator: Operator, context: SlotContext): readonly Observation[] | undefined;
  operator(text: string): Operator;
  unit(text: string, context: SlotContext): ColumnUnit;
  measured(text: string, context: SlotContext): Reading;
  limit(text: string, unit: ColumnUnit, context: SlotContext): Reading;
  /** What evidence shows of the text. */
  shown(text: string): string;
}

/** Cells of tables. */
export const TABLE_TEXT: TextReaders = {
  value: readText,
  observations: datedText,
  operator: readOperator,
  unit: (text, { field, columnUnit }) => unitCell(text, field, columnUnit),
  measured: (text, { companionOptions, asOf }) => readMeasured(text, companionOptions, asOf),
  limit: (text, unit, { field, companionOptions }) =>
    field.type === "number" ? readUpperLimit(text, unit, field, companionOptions) : unreadable("wrong-type"),
  shown: (text) => text,
};

/** What the columns beside a cell hold; undefined if there is no such column. */
export interface Beside {
  readonly unit: string | undefined;
  readonly operator: string | undefined;
  /** The site or laboratory, where the column map names its column. */
  readonly site: string | undefined;
}

/** A cell as evidence shows it: with the comparison sign that stands in a column of its own. */
export function signed(sign: string, text: string): string {
  return sign === "" || text === "" ? text : `${sign} ${text}`;
}

/** The name of a site or laboratory, however it is spaced and accented. */
export function siteOf(text: string): string {
  return trimWhite(text).normalize("NFC");
}
