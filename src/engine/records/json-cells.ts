/** What reads the values of JSON keys: keys of one field may name different units. */
import { SlotCells } from "../../cells/slot-cells.js";
import type { SlotContext } from "../../cells/text-readers.js";
import type { JsonColumns } from "../../columns/json-columns.js";
import type { KeyRole } from "../../columns/json-units.js";
import type { Neighbour } from "../../columns/neighbours.js";
import type { FreeText } from "./json-beside.js";
import type { SlotTexts } from "./json-texts.js";
import { JSON_TEXT } from "./json-value.js";
import { mayBeDoubted } from "./table-places.js";

/** The cells of one slot under keys that are read alike. */
export interface SlotKeyCells {
  readonly slot: number;
  readonly cells: SlotCells;
}

/** By slot, unit in the key and kind of column: one reader of cells each. */
export class KeyedCells {
  readonly #cells = new Map<string, SlotKeyCells>();

  /** The cells for a key, made when it is first met. */
  for({ slot, settings }: Pick<KeyRole, "slot" | "settings">, context: SlotContext): SlotCells {
    const { columnUnit: unit, checkbox, isScaleTrusted, parseOptions } = settings;
    const key = JSON.stringify([
      slot,
      checkbox,
      isScaleTrusted,
      unit.state === "unit" ? { ...unit, unit: unit.unit?.ucum } : unit,
      ...(parseOptions.answersOf === undefined ? [] : [parseOptions.answersOf]),
      ...(parseOptions.otherDigits === true ? [true] : []),
      ...(parseOptions.otherWords === true ? ["words"] : []),
    ]);
    let known = this.#cells.get(key);
    if (known === undefined) {
      known = { slot, cells: new SlotCells({ ...context, column: key }, JSON_TEXT) };
      this.#cells.set(key, known);
    }
    return known.cells;
  }

  /** All that were made. */
  get all(): readonly SlotKeyCells[] {
    return [...this.#cells.values()];
  }
}

/** The number of a value's cell. What a key beside it may say more of is not read, unless the column map trusts it. */
export function numberUnder(texts: SlotTexts, slot: number, columns: JsonColumns): number {
  const { value = "null", cells, beside } = texts;
  let plain = cells.value(value, texts);
  for (const which of ["uln", "lln"] as const) {
    const [text, named, heading] = [texts[which], texts[`${which}Unit`], texts.limitHeadings[which]];
    if (text === undefined) continue;
    plain = cells.beside(plain, cells.limits.of(which, text, named, heading, cells.cell(plain).reading));
  }
  const { reading } = cells.cell(plain);
  if (beside.length === 0 || !mayBeDoubted(reading)) return plain;
  for (const free of beside) {
    const doubtful = neighbourUnder(texts, slot, columns, free)?.doubt(JSON_TEXT.shown(free.text), reading);
    if (doubtful === undefined) continue;
    return columns.settings[slot]?.trust.has("neighbours") === true ? cells.trusted(plain, "neighbours") : cells.fixed(doubtful);
  }
  return plain;
}

function neighbourUnder(
  { use, unit, operator }: SlotTexts,
  slot: number,
  columns: JsonColumns,
  { node: { path, isKept } }: FreeText,
): Neighbour | undefined {
  const [hasUnit, hasOperator] = [unit !== undefined, operator !== undefined];
  const found = use?.neighbours[(hasUnit ? 1 : 0) + (hasOperator ? 2 : 0)];
  const known = found?.get(path);
  if (known !== undefined || found?.has(path) === true) return known;
  const columnUnit = use?.settings.columnUnit ?? { state: "none" };
  const made = columns.neighbour(slot, path, { columnUnit, hasUnit, hasOperator, ...(use && { heading: use.path }) });
  if (isKept) found?.set(path, made);
  return made;
}
