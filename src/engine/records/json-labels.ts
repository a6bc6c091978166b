/** What the values of a record say about the record itself. */
import { isMarked, labelIn } from "../../columns/candidate-rows.js";
import type { JsonColumns } from "../../columns/json-columns.js";
import { isPlainId, type RowLabel } from "../../columns/summary-words.js";
import { type Element, membersIn } from "../../sources/json/json-elements.js";
import type { MemberCursor } from "../../sources/json/json-scan.js";
import type { SlotState } from "./json-slots.js";
import type { SlotTexts } from "./json-texts.js";
import { stringOf } from "./json-value.js";
import { countLegend, countUnitRow, isIdOfSomebody, isNoValue } from "./row-marks.js";

/** What says that a record may be no candidate: its id, or its first value where there is none. */
export function labelOfRecord(
  id: string,
  record: Element,
  { id: keys, rules }: Pick<JsonColumns, "id" | "rules">,
): RowLabel | undefined {
  const hasId = keys.length > 0 && id !== "";
  if (hasId && isPlainId(id)) return undefined;
  if (hasId && id === keys[0] && !rules.candidates.has(id) && isHeading(record)) return "legend";
  const found = labelIn(() => "", hasId ? id : firstText(membersIn(record)));
  return found !== undefined && isMarked(found, id, hasId ? "id" : "none", rules) ? found.label : undefined;
}

/** Whether a record is the heading of the table that it was made of: its values are its keys. */
function isHeading(record: Element): boolean {
  const members = membersIn(record);
  let count = 0;
  while (members?.next()) {
    if (stringOf(members.text.slice(members.start, members.end))?.trim() !== members.key.trim()) return false;
    count += 1;
  }
  return count > 1;
}

/**
 * Whether a record is a line of words rather than somebody, as in a table.
 *
 * @param takeAll takes the texts of all slots, where only those that are looked at have been taken
 */
export function isLineOfWords(id: string, slots: readonly { readonly texts: SlotTexts }[], takeAll: () => unknown): boolean {
  const hasNoValue = ({ texts }: { readonly texts: SlotTexts }): boolean =>
    !texts.hasValue || isNoValue(texts.cells.cell(texts.cells.value(texts.cell(), texts)).reading);
  if (isIdOfSomebody(id) || !slots.every((slot) => !slot.texts.isLookedAt || hasNoValue(slot))) return false;
  takeAll();
  return slots.every(hasNoValue);
}

/** Counts the values of a candidate's record that say something of their columns. */
export function countRecord(slots: readonly { readonly texts: SlotTexts }[], row: number): void {
  let hasUnits = false;
  for (const { texts } of slots) {
    if (!texts.isCounted) continue;
    texts.count(row);
    hasUnits ||= texts.cells.hasUnits;
  }
  if (hasUnits) countUnits(slots, row);
}

/** Counts what a record that is no candidate says of columns: units, and that digits and words mean something else than usual. */
export function countNote(slots: readonly SlotState[], row: number, text: string): void {
  countUnits(slots, row);
  // The keys name columns in every record.
  countLegend(
    text.replace(KEY, " "),
    slots.map(({ texts, context }) => ({ cells: texts.cells, field: context.field, heading: texts.key, own: texts.cell() })),
    row,
  );
}

const KEY = /"(?:[^"\\]|\\.)*"\s*:/g;

/** Counts the units of a record without a number. */
function countUnits(slots: readonly { readonly texts: SlotTexts }[], row: number): void {
  const counted = slots.filter(({ texts }) => texts.isCounted);
  countUnitRow(
    counted.map(({ texts }) => ({ cells: texts.cells, number: texts.cells.value(texts.cell(), texts) })),
    row,
  );
}

/** The first value of a record, if it is a text. */
function firstText(members: MemberCursor | undefined): string {
  return members?.next() ? (stringOf(members.text.slice(members.start, members.end)) ?? "") : "";
}
