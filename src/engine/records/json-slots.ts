/** What a reader of JSON keeps of each slot. */
import type { SlotCells } from "../../cells/slot-cells.js";
import type { SlotContext } from "../../cells/text-readers.js";
import { isBlank } from "../../values/reading.js";
import type { SlotTexts } from "./json-texts.js";

/** A slot of the current record. */
export interface SlotState {
  readonly own: SlotCells;
  readonly context: SlotContext;
  readonly since: number;
  readonly texts: SlotTexts;
  /** The number of the value's cell, and what knows it. */
  number: number;
  numbered: SlotCells;
  /** Whether the value follows from a date. */
  follows: boolean;
}

/** No key, or a blank. */
export function isGap({ texts, number, numbered }: SlotState): boolean {
  return texts.value === undefined || isBlank(numbered.cell(number).reading);
}

/** Says which cell the value is. */
export function number(state: SlotState, numbered: SlotCells, cell: number): void {
  state.numbered = numbered;
  state.number = cell;
}
