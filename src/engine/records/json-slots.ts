/** From the texts of one JSON record to its readings, slot by slot. */
import { isMeasured } from "../../cells/dated-cells.js";
import type { SlotCells } from "../../cells/slot-cells.js";
import type { SlotContext } from "../../cells/text-readers.js";
import type { JsonColumns } from "../../columns/json-columns.js";
import { eitherDate, isAfter } from "../../values/observation.js";
import { isBlank, missing, type Reading, type Unreadable, unreadable } from "../../values/reading.js";
import type { ReadingKeys } from "../../values/record.js";
import { numberUnder } from "./json-cells.js";
import type { RecordTexts, SlotTexts } from "./json-texts.js";

/** The record has no value for the slot. */
export const ABSENT = missing("absent");
/** It has more than one. */
export const TWO_VALUES = unreadable("two-values");

/** One slot of the current record. */
export interface SlotState {
  readonly own: SlotCells;
  readonly context: SlotContext;
  readonly since: number;
  readonly texts: SlotTexts;
  /** The number of the value's cell, and what knows it. */
  number: number;
  numbered: SlotCells;
  isCounted: boolean;
  /** The value follows from that of the slot `since`. */
  follows: boolean;
}

/** Reads the cells of a record. `unread`: why none is read, if so. */
export function readCells(
  slots: readonly SlotState[],
  { readingKeys: { generations, numbers }, row }: { readonly readingKeys: ReadingKeys; readonly row: number },
  columns: JsonColumns,
  record: Pick<RecordTexts, "date" | "isDateTwice">,
  unread: Unreadable | undefined,
): void {
  for (let slot = 0; slot < slots.length; slot++) {
    const state = slots[slot];
    if (state === undefined) continue;
    const { texts, own, since } = state;
    state.isCounted = false;
    if (unread !== undefined) number(state, own, own.fixed(unread));
    else if (texts.isTwice) number(state, own, own.fixed(TWO_VALUES));
    else if (texts.hasValue && texts.isAlone && since < 0) {
      number(state, texts.cells, texts.cells.countedAt(texts.packed, 0, row));
      state.isCounted = true;
    } else if (texts.hasValue) number(state, texts.cells, numberUnder(texts, slot, columns));
    else number(state, own, own.fixed(ABSENT));
  }
  for (let slot = 0; slot < slots.length; slot++) {
    const state = slots[slot];
    if (state === undefined) continue;
    const { texts, own, since } = state;
    const date = since < 0 || unread !== undefined || texts.isTwice || !isGap(state) ? undefined : slots[since];
    state.follows = date !== undefined && (date.texts.hasValue || date.texts.isTwice);
    if (date !== undefined && state.follows) number(state, own, own.since(date.numbered.cell(date.number)));
    if (unread === undefined && !state.isCounted) state.numbered.count(state.number, row);
    if (unread === undefined && (texts.date !== undefined || record.date !== undefined)) {
      const day = dayOf(state, record, columns.ownDates.has(slot), undefined);
      if (isAfter(day, state.context.asOf) && isMeasured(state.numbered.cell(state.number)))
        state.number = state.numbered.dated(state.number, day, row);
    }
    generations[slot] = state.numbered.generation;
    numbers[slot] = state.number;
  }
}

/** No key, or a blank. */
function isGap({ texts, number: cell, numbered }: SlotState): boolean {
  return !texts.hasValue || isBlank(numbered.cell(cell).reading);
}

function number(state: SlotState, numbered: SlotCells, cell: number): void {
  state.numbered = numbered;
  state.number = cell;
}

/** When a value was measured: as it says itself (`inside`), beside it, or of all values of the record, unless it has a date of its `own`. */
export function dayOf(
  { texts, own: cells }: SlotState,
  { date, isDateTwice }: Pick<RecordTexts, "date" | "isDateTwice">,
  own: boolean,
  inside: Reading | undefined,
): Reading {
  if (texts.isTwice) return TWO_VALUES;
  const beside = texts.date === undefined ? undefined : cells.days.of(texts.date);
  if (inside === undefined && beside === undefined && date !== undefined && !own)
    return isDateTwice ? TWO_VALUES : cells.days.of(date);
  if (inside === undefined || beside === undefined || inside === beside) return inside ?? beside ?? ABSENT;
  return eitherDate([inside, beside]);
}
