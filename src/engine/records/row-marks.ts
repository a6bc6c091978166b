/** Rows that may not be candidates, as one thread sees them in a block. Only the whole file shows which of them are not. */
import type { SlotCells } from "../../cells/slot-cells.js";
import { isNoteOn, otherUnitIn } from "../../columns/column-notes.js";
import { type RowLabel, rowLabel } from "../../columns/summary-words.js";
import { hasNoZero, isScore } from "../../facts/judgement.js";
import type { Field } from "../../language/model.js";
import type { ObjectRecord } from "../../sources/objects/object-record.js";
import { hasOtherLegend, isUnknownLegend } from "../../values/answer-legends.js";
import { hasOtherWords, hasUnknownWords } from "../../values/answer-words.js";
import { otherWord, undeclaredDigit } from "../../values/code.js";
import { hasOtherGrades } from "../../values/grade-legends.js";
import { memo, memoOf } from "../../values/memo.js";
import { isBlank, type Reading, type Unreadable, type UnreadableReason, unreadable } from "../../values/reading.js";
import { hasUnit } from "../../values/unit/in-note.js";

/** A row whose first cell says that it is a summary or a comment. */
export interface MarkedRow {
  readonly row: number;
  readonly label: RowLabel;
  readonly id: string;
  /** The row as a block of its own, for another look if it is a candidate after all. */
  readonly text: string;
  /** The record, where it is one in memory: it has no text. */
  readonly object: ObjectRecord | undefined;
  /** The label is the id. */
  readonly isId: boolean;
  /** Whether an empty row stands above, or other marked rows and then an empty one; `begin`: nothing but these stands above in the block. */
  readonly above: "empty" | "begin" | "candidate";
  /** A candidate stands below: it sums up a group, if no other id is a word. */
  readonly isAmong?: boolean;
}

/** What is known about the rows of one block. Plain data. */
export interface BlockRows {
  readonly marked: readonly MarkedRow[];
  /** How many rows nothing marks. */
  readonly others: number;
  /** Whether an id of theirs holds a digit. */
  readonly hasDigits: boolean;
  /** Whether an id of theirs may be a word: it holds no digit. */
  readonly hasWords: boolean;
  /** Whether an id of theirs begins with two letters. */
  readonly hasPrefixes: boolean;
  /** The letters of ids like `A1`, as bits: {@link letterOf}. */
  readonly letters: number;
  /** What stands last: see {@link MarkedRow.above}. */
  readonly end: MarkedRow["above"];
}

/** Nothing marked. */
export const NO_ROWS: BlockRows = {
  marked: [],
  others: 0,
  hasDigits: false,
  hasWords: false,
  hasPrefixes: false,
  letters: 0,
  end: "begin",
};

/** Takes the rows of a block one after the other. */
export class RowMarks {
  readonly #marked: MarkedRow[] = [];
  /** Below a candidate, and as long as no other candidate follows. */
  #pending: MarkedRow[] = [];
  #others = 0;
  #end: MarkedRow["above"] = "begin";
  #hasDigits = false;
  #hasWords = false;
  #hasPrefixes = false;
  #letters = 0;

  /** A row without content. */
  empty(): void {
    this.#end = "empty";
  }

  /**
   * A row that nothing marks.
   *
   * @param isPlain the id surely holds a digit
   * @returns rows above it that are candidates, too, because it follows them
   */
  other(id: string, isPlain: boolean): readonly MarkedRow[] {
    this.#hasDigits ||= isPlain || /\d/.test(id);
    this.#hasWords ||= !isPlain && id !== "" && !/\d/.test(id);
    this.#hasPrefixes ||= isLetterAt(id, 0) && isLetterAt(id, 1);
    if (id.length <= LONGEST_LETTERED) this.#letters |= letterOf(id);
    this.#others += 1;
    this.#end = "candidate";
    if (this.#pending.length === 0) return NONE;
    const above = this.#pending;
    this.#pending = [];
    this.#marked.push(...above.filter(mayBeAmong).map((one) => ({ ...one, isAmong: true })));
    return above.filter((one) => !mayBeAmong(one));
  }

  mark(row: number, label: RowLabel, text: string, id: string, object?: ObjectRecord): void {
    const marked = { row, label, text, object, id, above: this.#end, isId: rowLabel(id) === label };
    const isPending = this.#end === "candidate" && !UNMOVED.has(label);
    (isPending ? this.#pending : this.#marked).push(marked);
  }

  /** What was found, at the end of the block. */
  get found(): BlockRows {
    const marked = [...this.#marked, ...this.#pending].sort((a, b) => a.row - b.row);
    return {
      marked,
      others: this.#others,
      hasDigits: this.#hasDigits,
      hasWords: this.#hasWords,
      hasPrefixes: this.#hasPrefixes,
      letters: this.#letters,
      end: this.#end,
    };
  }
}

const NONE: readonly MarkedRow[] = [];

/** Whether a row above candidates may sum up a group of them: `Mean`, and not `Max`, who may be somebody. */
export function mayBeAmong({ label, isId }: MarkedRow): boolean {
  return isId && (label === "summary" || label === "letters" || label === "sample");
}

/** What such labels say does not depend on where the row stands. */
const UNMOVED: ReadonlySet<RowLabel> = new Set(["comment", "hash-id", "legend", "subtotal", "control", "numbered", "note"]);

/** Whether only the other rows, which are not known, show what a row is: `P75` is usually an ID, and `QC1` may be one. */
export function isOpen(label: RowLabel, passed: ReadonlySet<number> | undefined): boolean {
  return (label === "share" || label === "numbered") && passed === undefined;
}

/** Whether there is a letter, or a non-ASCII character, at a place of an ID. */
function isLetterAt(id: string, at: number): boolean {
  const code = id.charCodeAt(at) | 0x20;
  return (code >= 0x61 && code <= 0x7a) || code >= 0x80;
}

/** The letter that an id of a letter and up to two digits begins with, as a bit: `A1`, `p75`; 0 for another id. */
export function letterOf(id: string): number {
  const [, letter] = LETTERED.exec(id) ?? [];
  return letter === undefined ? 0 : 1 << (letter.toLowerCase().charCodeAt(0) - 0x61);
}

const LETTERED = /^([a-z])\d{1,2}$/i;
const LONGEST_LETTERED = 3;

/** Whether an ID is certainly not a line of words: a single word with a digit. */
export function isIdOfSomebody(id: string): boolean {
  return /\d/.test(id) && !/\s/.test(id);
}

/** Cells of a row. */
type RowCells = readonly { readonly cells: SlotCells; readonly number: number }[];

/**
 * Counts the units in a row's cells if it holds no number: they may speak of the numbers below. Beside a number a unit alone is a slip of
 * its own cell.
 */
export function countUnitRow(all: RowCells, row: number): void {
  const readings = all.map(({ cells, number }) => ({ cells, reading: cells.cell(number).reading }));
  if (readings.some(({ reading }) => reading.state === "read")) return;
  for (const { cells, reading } of readings)
    if (reading.state === "unreadable" && reading.unitAlone !== undefined) cells.count(cells.fixed(inUnitRow(reading)), row);
}

/** The cells of a column that a note may explain, with its heading. */
export interface NotedColumn {
  readonly cells: SlotCells;
  readonly field: Field;
  readonly heading: string;
  /** What stands in the column, where the note is a row. */
  readonly own?: string;
}

/**
 * Counts what a note says of columns. Of yes and no: that digits, or words, stand for something else; in all columns, or in those that it names,
 * if it explains them in words that are not known. Of numbers that it names: that grades mean something else, or that they are in another unit
 * than the one that is assumed.
 */
export function countLegend(note: string, columns: readonly NotedColumn[], row: number): void {
  const [digits, words] = [hasOtherLegend(note), hasOtherWords(note)];
  const [unknownDigits, unknownWords] = [isUnknownLegend(note), hasUnknownWords(note)];
  const [grades, units] = [hasOtherGrades(note), hasUnit(note)];
  if (![digits, words, unknownDigits, unknownWords, grades, units].includes(true)) return;
  for (const { cells, field, heading, own = "" } of columns) {
    const isNamed = (): boolean => isUnknownLegend(own) || isNoteOn(note, field, heading);
    const count = (reading: Reading): void => cells.count(cells.fixed(reading), row);
    if (field.type === "boolean") {
      if (digits || (unknownDigits && isNamed())) count(OTHER_DIGIT);
      if (words || (unknownWords && isNamed())) count(OTHER_WORD);
    } else if (field.type === "number" && (isScore(field) || hasNoZero(field))) {
      if (grades && isNamed()) count(OTHER_DIGIT);
    } else if (field.type === "number" && units && cells.isUnitAssumed) {
      const unit = otherUnitIn(note, field, heading);
      if (unit !== undefined) count(unitInNote(unit));
    }
  }
}

const OTHER_DIGIT = undeclaredDigit();
const OTHER_WORD = otherWord();

const unitInNote = memo(
  100,
  String,
  (unit: string): Unreadable => ({ ...unreadable("unit"), unitAlone: unit, isInUnitRow: true }),
);

const inUnitRow = memoOf((reading: Unreadable): Unreadable => ({ ...reading, isInUnitRow: true }));

/** Whether a cell is empty, or holds words that are not a value of its field. */
export function isNoValue(reading: Reading): boolean {
  if (reading.state !== "unreadable") return isBlank(reading);
  return reading.unitAlone !== undefined || NO_VALUES.has(reading.reason);
}

const NO_VALUES: ReadonlySet<UnreadableReason> = new Set(["not-a-number", "not-a-date", "not-yes-or-no", "unknown-code"]);

/** No row is known to be no candidate. */
export const NONE_PASSED: ReadonlySet<number> = new Set();
