/** The cells of one slot; each text is read once. */
import { inColumn } from "../facts/apply.js";
import type { PlacedFacts } from "../facts/column-facts.js";
import { type ColumnJudgement, isScore, judgementOf, NO_JUDGEMENT } from "../facts/judgement.js";
import { SiteCounters } from "../facts/site-counters.js";
import { hasLetters } from "../values/code.js";
import { AMBIGUOUS_FLAGS } from "../values/number/flag.js";
import { hasOwnUnit } from "../values/number/judge.js";
import type { Operator } from "../values/number/operator.js";
import { asWhole } from "../values/observation.js";
import { LONG, type PackedCells } from "../values/packed-cells.js";
import { type Reading, unreadable } from "../values/reading.js";
import type { ColumnUnit } from "../values/spec.js";
import { trimWhite } from "../values/text.js";
import { type Cell, CountedCells, detached, keep, MOST_KEPT, type NewCell, trustedCell } from "./cells.js";
import { DatedCells } from "./dated-cells.js";
import { MeasuredDays } from "./days.js";
import { inOtherUnit, NormalLimits } from "./normal-limits.js";
import { ShortCells } from "./short-cells.js";
import { elapsedSince } from "./since.js";
import { SlotCounter } from "./slot-counter.js";
import type { SlotStats } from "./stats.js";
import { type Beside, type SlotContext, signed, siteOf, type TextReaders } from "./text-readers.js";

/** Most lists have neither a unit nor a sign in a column of its own. */
const NOTHING_BESIDE: Beside = { unit: undefined, operator: undefined, site: undefined };

/** The cells that share one text of the unit column, one of the operator column, and one site. */
interface Group {
  readonly site: string | undefined;
  /** What the whole column says of these cells. */
  readonly judged: ColumnJudgement;
  readonly unit: ColumnUnit;
  readonly operator: Operator;
  /** The sign as written. */
  readonly sign: string;
  /** By text: the cell's number. */
  readonly numbers: Map<string, number>;
}

/** Eight places: a column of yes and no has few texts. */
const SEEN_SHIFT = 29;

/**
 * Reads a slot's cells and caches the readings up to a bound; then it forgets all, and a new generation begins. A cell
 * is known by its number within the generation. Numbers are valid until the next text is read.
 */
export class SlotCells {
  readonly #context: SlotContext;
  readonly #texts: TextReaders;
  readonly #cells = new CountedCells();
  readonly #counter: SlotCounter;
  /** Where the record has no unit text. */
  #plain: Group;
  readonly #groups = new Map<string, Group>();
  /** Where the record has an operator text, or the column map names a site. */
  readonly #signed = new Map<string, Group>();
  /** When the values were measured. */
  readonly days: MeasuredDays;
  /** Limits of normal beside the values. */
  readonly limits: NormalLimits;
  readonly #elapsed = new Map<Reading, number>();
  readonly #fixed = new Map<Reading, number>();
  readonly #trusted = new Map<number, number>();
  readonly #dated = new DatedCells();
  /** What the column says as a whole, where that is not known yet. */
  readonly #facts: SiteCounters | undefined;
  #kept = 0;
  /** A text was a unit without a number: see `countUnitRow`. */
  hasUnits = false;
  /** The generation: never that of other cells in this run's thread. */
  generation = 0;
  readonly #short: ShortCells;
  /** Bytes of cells that {@link seenAt} has looked at. */
  readonly #seen = new Int32Array(2 << (32 - SEEN_SHIFT)).fill(-1);

  constructor(context: SlotContext, texts: TextReaders) {
    const { lettersAreFlags } = judgementOf(context.judged, context.slot, context.column, undefined);
    const { flags } = context.parseOptions;
    const parseOptions = lettersAreFlags
      ? { ...context.parseOptions, flags: [...flags, ...AMBIGUOUS_FLAGS] }
      : context.parseOptions;
    this.#context = { ...context, parseOptions };
    this.#facts =
      context.judged === undefined
        ? new SiteCounters(context.field, context.slot, context.column, context.columnUnit)
        : undefined;
    this.#texts = texts;
    this.limits = new NormalLimits(context, texts);
    this.days = new MeasuredDays((text) => texts.measured(text, context));
    const { columnUnit } = context;
    this.#counter = new SlotCounter(context.examples, columnUnit.state === "unit" ? columnUnit.unit : undefined, context.asOf);
    this.#short = new ShortCells((number, times) => this.#cells.count(number, times));
    this.#plain = this.#made(context.columnUnit, undefined);
    this.#nextLot();
  }

  /** The cell of a number. */
  cell(number: number): Cell {
    return this.#cells.at(number);
  }

  /** Counts a cell. Rows come in ascending order. */
  count(number: number, row: number): void {
    this.#cells.see(number, row);
    this.#cells.count(number, 1);
  }

  /** Counts another cell in place of one that was counted. */
  recount(before: number, number: number, row: number): void {
    this.#cells.count(before, -1);
    this.count(number, row);
  }

  /** A cell, and what stands beside it. */
  value(text: string, beside: Beside): number {
    return this.#group(beside).numbers.get(text) ?? this.#read(text, beside);
  }

  /** {@link value} and {@link count} of a cell of a table with nothing beside it; most cells are known by their bytes. */
  countedAt(rows: PackedCells, index: number, row: number): number {
    const known = this.#short.met(rows.lows[index] ?? 0, rows.highs[index] ?? LONG);
    return known > 0 ? known : this.#countedNew(rows, index, row);
  }

  #countedNew(rows: PackedCells, index: number, row: number): number {
    const number = this.value(rows.cell(index), NOTHING_BESIDE);
    const high = rows.highs[index] ?? LONG;
    if (high === LONG) this.count(number, row);
    else {
      this.#cells.see(number, row);
      this.#short.add(rows.lows[index] ?? 0, high, number);
    }
    return number;
  }

  /** Examines a cell of yes or no. How often it occurs does not matter: most were seen a moment ago. */
  seenAt(rows: PackedCells, index: number, row: number): void {
    const low = rows.lows[index] ?? 0;
    const high = rows.highs[index] ?? LONG;
    const place = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> SEEN_SHIFT) << 1;
    const seen = this.#seen;
    if (seen[place] === low && seen[place + 1] === high && high !== LONG) return;
    seen[place] = low;
    seen[place + 1] = high;
    this.countedAt(rows, index, row);
  }

  #read(text: string, beside: Beside): number {
    this.#keep();
    this.#short.widen(this.#kept);
    const group = this.#group(beside);
    const key = detached(text);
    const held = this.#holds(key, group);
    const { reading } = held;
    this.hasUnits ||= reading.state === "unreadable" && reading.unitAlone !== undefined;
    const shown = signed(group.sign, this.#texts.shown(key));
    const cell = { text: shown, reading, observations: held.observations, site: group.site };
    const isScaled =
      this.#context.isScaleTrusted && reading.state === "read" && reading.type === "number" && !hasOwnUnit(reading.unitFrom);
    const number = this.#cells.add(isScaled ? trustedCell(cell, "bracket") : cell);
    group.numbers.set(key, number);
    return number;
  }

  #holds(text: string, { unit, operator, judged }: Group): Pick<NewCell, "reading" | "observations"> {
    const { field } = this.#context;
    const own = (reading: Reading): Reading => (judged === NO_JUDGEMENT ? reading : inColumn(reading, field, judged));
    const several = this.#texts.observations?.(text, unit, operator, this.#context);
    if (several === undefined) return { reading: own(this.#texts.value(text, unit, operator, this.#context)) };
    const observations = several.map(({ reading, at }) => ({ reading: own(reading), at }));
    return { reading: asWhole(observations).reading, observations };
  }

  /** Whether the whole column may affect the reading of each cell. */
  get hasFacts(): boolean {
    const { field, parseOptions } = this.#context;
    if (field.type === "number") return !isScore(field);
    return parseOptions.codes === undefined && (field.type === "boolean" || (field.type === "code" && hasLetters(field)));
  }

  /** Whether nobody states the unit of bare numbers. */
  get isUnitAssumed(): boolean {
    const { columnUnit } = this.#context;
    return columnUnit.state === "unit" && columnUnit.from === "field";
  }

  /** What the counted cells show about their column. */
  get facts(): readonly PlacedFacts[] {
    this.#settle();
    return [...(this.#facts?.placed ?? []), ...this.limits.facts];
  }

  /** Merges what was counted in several places. */
  #settle(): void {
    this.#short.settle();
    if (this.#facts !== undefined)
      for (const [{ observations, site }, count] of this.#cells.counted())
        for (const { reading } of observations) this.#facts.add(reading, site, count);
    this.#cells.settle((cell, tally) => this.#counter.add(cell, tally));
  }

  /** A reading that comes from no text of this slot: missing, shifted and the like. */
  fixed(reading: Reading): number {
    let number = this.#fixed.get(reading);
    if (number === undefined) {
      number = this.#cells.add({ text: "", reading });
      this.#fixed.set(reading, number);
    }
    return number;
  }

  /** The same cell, though a column beside it speaks against it: the column map says that it is right. */
  trusted(number: number, what?: "neighbours"): number {
    let other = this.#trusted.get(number);
    if (other === undefined) {
      const cell = this.cell(number);
      other = this.#cells.add(trustedCell(cell, what));
      this.#trusted.set(number, other);
    }
    return other;
  }

  /** The same cell beside a limit of normal, which may name another unit. */
  beside(number: number, limit: Reading | undefined): number {
    const { reading, observations = [] } = this.cell(number);
    const all = [reading, ...observations.map((one) => one.reading)];
    const doubt = all.map((one) => inOtherUnit(one, limit)).find((one) => one !== undefined);
    if (doubt === undefined) return number;
    return this.#context.trust.has("unit") ? this.trusted(number) : this.fixed(doubt);
  }

  /** A cell that was counted, with the day on which it was made. Counts it in place of the one without. */
  dated(number: number, day: Reading, row: number): number {
    this.#cells.count(number, -1);
    const other = this.#dated.of(this.cell(number), day, (dated) => {
      this.#keep();
      return this.#cells.add(dated);
    });
    this.count(other, row);
    return other;
  }

  /** The value that follows from a date. */
  since({ text, reading: date }: Cell): number {
    let number = this.#elapsed.get(date);
    if (number === undefined) {
      this.#keep();
      const { field, asOf } = this.#context;
      const reading = field.type === "number" ? elapsedSince(date, field, asOf) : unreadable("wrong-type");
      number = this.#cells.add({ text, reading });
      this.#elapsed.set(date, number);
    }
    return number;
  }

  /** The column's sums so far. */
  get stats(): SlotStats {
    this.#settle();
    return { ...this.#counter.sum, ...this.days.stats };
  }

  #group({ unit, operator, site }: Beside): Group {
    if (operator === undefined && site === undefined) {
      if (unit === undefined) return this.#plain;
      const known = this.#groups.get(unit);
      return known ?? keep(this.#groups, detached(unit), this.#made(this.#texts.unit(unit, this.#context), undefined));
    }
    const key = `${operator ?? "\u0001"}\u0000${unit ?? "\u0001"}\u0000${site ?? "\u0001"}`;
    const known = this.#signed.get(key);
    if (known !== undefined) return known;
    const column = unit === undefined ? this.#context.columnUnit : this.#texts.unit(unit, this.#context);
    const own = this.#made(column, site === undefined ? undefined : detached(siteOf(this.#texts.shown(site))));
    if (operator === undefined) return keep(this.#signed, detached(key), own);
    const sign = trimWhite(this.#texts.shown(operator));
    return keep(this.#signed, detached(key), { ...own, operator: this.#texts.operator(operator), sign });
  }

  #made(unit: ColumnUnit, site: string | undefined): Group {
    const { judged, slot, column } = this.#context;
    return { unit, operator: undefined, sign: "", site, judged: judgementOf(judged, slot, column, site), numbers: new Map() };
  }

  /** Counts one more text; forgets all where there are too many. */
  #keep(): void {
    this.#kept += 1;
    if (this.#kept >= MOST_KEPT) this.#nextLot();
  }

  #nextLot(): void {
    this.generation = this.#context.generations.next();
    this.#kept = 0;
    this.#settle();
    this.#cells.clear();
    this.#plain = this.#made(this.#context.columnUnit, undefined);
    this.#short.clear();
    for (const known of [this.#groups, this.#signed, this.#elapsed, this.#fixed, this.#trusted, this.#dated]) known.clear();
  }
}
