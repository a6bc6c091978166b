/** The limits of normal of one slot; each text is read once. */

import { inUnseen } from "../facts/apply.js";
import { NO_FACTS, type PlacedFacts } from "../facts/column-facts.js";
import { judgementOf } from "../facts/judgement.js";
import { isInSpan, stepsOf } from "../facts/limit-facts.js";
import { placeOf } from "../facts/site-counters.js";
import { memo, memoOf } from "../values/memo.js";
import { type Reading, type Unreadable, unreadable } from "../values/reading.js";
import type { NormalLimit } from "../values/record.js";
import type { ColumnUnit } from "../values/spec.js";
import { sameMeasure } from "../values/unit/unit.js";
import { detached, keep } from "./cells.js";
import { type HeadingUnit, limitUnit } from "./column-unit.js";
import type { SlotContext, TextReaders } from "./text-readers.js";
import { eitherLimit } from "./upper-limit.js";

const NO_UNIT_STATED: ColumnUnit = { state: "none" };
const FAR = unreadable("implausible", "most other limits of normal in its column are far from it, or they are far apart");

/** See the head of this file. */
export class NormalLimits {
  readonly #context: SlotContext;
  readonly #texts: TextReaders;
  /** By text, and by which they are and the unit (UCUM) that holds where they name none. */
  readonly #known = new Map<string, Map<string, Reading>>();

  /** How many limits lie on which step: see `LimitFacts`. */
  readonly #steps: Readonly<Record<NormalLimit, Map<number, number>>> = { uln: new Map(), lln: new Map() };
  readonly #stepsOf = memoOf((limit: Reading): readonly number[] => {
    const { field } = this.#context;
    return field.type === "number" ? stepsOf(limit, field) : [];
  });

  constructor(context: SlotContext, texts: TextReaders) {
    this.#context = context;
    this.#texts = texts;
  }

  /**
   * The limit of a row.
   *
   * @param which the upper or the lower one
   * @param text of the limit's own column; undefined if there is none
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
    if (known !== undefined) return known;
    const own = this.#inColumn(which, text, unit, named !== undefined);
    return keep(limits, detached(text), eitherLimit(own, mapped, field));
  }

  /** A limit beside all others of its column. */
  #inColumn(which: NormalLimit, text: string, unit: ColumnUnit, hasUnitColumn: boolean): Reading {
    const { field, judged, slot, column } = this.#context;
    const limit = this.#texts.limit(text, unit, this.#context);
    const { unit: state, limits } = judgementOf(judged, slot, column, undefined);
    // In what unit it would be plausible is told of a unit that is not its own.
    if (limit.state === "unreadable" && limit.reason === "implausible" && unit.state === "unit")
      return this.#texts.limit(text, { ...unit, from: "field" }, this.#context);
    if (field.type !== "number" || limit.state !== "read" || limit.type !== "number") return limit;
    const isBare = !hasUnitColumn && this.#texts.limit(text, NO_UNIT_STATED, this.#context).state !== "read";
    if (state === "unseen" && isBare) return inUnseen(limit, field);
    const span = limits[which];
    return span === undefined || isInSpan(limit, field, span) ? limit : FAR;
  }

  /** Counts a limit that {@link of} gave. */
  count(which: NormalLimit, limit: Reading | undefined): void {
    const steps = this.#steps[which];
    for (const step of limit === undefined ? [] : this.#stepsOf(limit)) steps.set(step, 1 + (steps.get(step) ?? 0));
  }

  /** What the counted limits show together; nothing if none was counted. */
  get facts(): readonly PlacedFacts[] {
    const { slot, column, columnUnit } = this.#context;
    const { uln, lln } = this.#steps;
    if (uln.size === 0 && lln.size === 0) return [];
    const facts = { ...NO_FACTS, limits: { uln: new Map(uln), lln: new Map(lln) } };
    return [{ ...placeOf(slot, column, columnUnit), site: undefined, facts }];
  }
}

/**
 * Why a number whose unit is only assumed cannot be read: its limit of normal names another unit, or is plausible only in another, and a laboratory
 * prints both in one unit. ALT 4 beside a limit of 0.67 ukat/L is hardly 4 U/L.
 */
export function inOtherUnit(value: Reading, limit: Reading | undefined): Unreadable | undefined {
  if (value.state !== "read" || value.type !== "number" || value.unitFrom !== "field") return undefined;
  if (limit?.state === "unreadable" && limit.looksLike !== undefined)
    return likeUnits(limit.looksLike.map(({ ucum }) => ucum).join(" or "));
  if (limit?.state !== "read" || limit.type !== "number") return undefined;
  const own = value.possibilities[0]?.unit;
  const other = limit.possibilities.find(({ unit }) => !sameMeasure(unit, own));
  return other?.unit && otherUnit(other.unit.ucum);
}

const otherUnit = memo(100, String, (ucum: string) =>
  unreadable("unit-conflict", `its limit of normal is in ${ucum}, and the unit of the number is not stated`),
);

const likeUnits = memo(100, String, (units: string) =>
  unreadable("unit-conflict", `its limit of normal looks like ${units}, and the unit of the number is not stated`),
);
