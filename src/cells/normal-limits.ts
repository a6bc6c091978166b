/** The limits of normal of one slot: read once for each text. */

import { memo } from "../values/memo.js";
import { type Reading, type Unreadable, unreadable } from "../values/reading.js";
import type { NormalLimit } from "../values/record.js";
import type { ColumnUnit } from "../values/spec.js";
import { sameMeasure } from "../values/unit/unit.js";
import { detached, keep } from "./cells.js";
import { type HeadingUnit, limitUnit } from "./column-unit.js";
import type { SlotContext, TextReaders } from "./text-readers.js";
import { eitherLimit } from "./upper-limit.js";

const NO_UNIT_STATED: ColumnUnit = { state: "none" };

/** See the head of this file. */
export class NormalLimits {
  readonly #context: SlotContext;
  readonly #texts: TextReaders;
  /** By text, and by which they are and the unit (UCUM) that holds where they name none. */
  readonly #known = new Map<string, Map<string, Reading>>();

  constructor(context: SlotContext, texts: TextReaders) {
    this.#context = context;
    this.#texts = texts;
  }

  /**
   * The limit of a row.
   *
   * @param which the upper or the lower one
   * @param text of the limit's own column; undefined where there is none
   * @param named of the column with its unit
   * @param heading what the heading of the limit's column says of the unit
   * @param value what it is the limit of
   */
  of(
    which: NormalLimit,
    text: string | undefined,
    named: string | undefined,
    heading: HeadingUnit,
    value: Reading,
  ): Reading | undefined {
    const { mappedLimits, field, columnUnit } = this.#context;
    const mapped = mappedLimits[which];
    if (text === undefined) return mapped;
    // A blank where the unit should stand leaves it open, as beside a value.
    const unit =
      named === undefined
        ? limitUnit(field, heading, value, columnUnit)
        : this.#texts.unit(named, { ...this.#context, columnUnit: NO_UNIT_STATED });
    const key = `${which} ${unit.state === "unit" ? (unit.unit?.ucum ?? "") : unit.state}`;
    const limits = this.#known.get(key) ?? keep(this.#known, key, new Map<string, Reading>());
    const known = limits.get(text);
    return known ?? keep(limits, detached(text), eitherLimit(this.#texts.limit(text, unit, this.#context), mapped, field));
  }
}

/**
 * Why a number cannot be read whose unit is but assumed: its limit of normal names another, and a laboratory prints both alike. ALT 4 beside
 * a limit of 0.67 ukat/L is hardly 4 U/L.
 */
export function inOtherUnit(value: Reading, limit: Reading | undefined): Unreadable | undefined {
  if (value.state !== "read" || value.type !== "number" || value.unitFrom !== "field") return undefined;
  if (limit?.state !== "read" || limit.type !== "number") return undefined;
  const own = value.possibilities[0]?.unit;
  const other = limit.possibilities.find(({ unit }) => !sameMeasure(unit, own));
  return other?.unit && otherUnit(other.unit.ucum);
}

const otherUnit = memo(100, String, (ucum: string) =>
  unreadable("unit-conflict", `its limit of normal is in ${ucum}, and nothing says in which unit the number is`),
);
