/**
 * The truths of a plan's leaves for one record after the other, a byte each: TRUTH alone is Kleene's value, so that a conjunction is the
 * least of some and a disjunction the greatest. A leaf is evaluated once a record, whoever asks for it, and equal cells are compared once.
 */
import type { Field } from "../language/model.js";
import type { CriteriaPlan, LeafPlan } from "../plan/plan.js";
import { missing, type Reading } from "../values/reading.js";
import type { CandidateRecord, ReadingKeys } from "../values/record.js";
import { isMultiple, ULN } from "../values/unit/unit.js";
import { compileLeaf, type LeafTest, type LeafTruth } from "./leaf.js";
import { CountedRecord, type LeafRecord } from "./select.js";
import type { Truth } from "./truth.js";

/** False. */
export const FALSE = 1;
/** Unknown. */
export const UNKNOWN = 2;
/** True. */
export const TRUE = 3;
/** The bits of a byte that hold one of these. */
export const TRUTH = 3;
/** The truth depends on what a blank was declared to mean. */
export const ASSUMED = 4;
/** The truth depends on more than the reading: another record with an equal reading may have another truth. */
export const UNKEPT = 8;
/** The cell could not be read, so a reason may quote it. */
export const QUOTED = 16;

const BYTES: Readonly<Record<Truth, number>> = { false: FALSE, unknown: UNKNOWN, true: TRUE };
const WORDS: readonly Truth[] = ["unknown", "false", "unknown", "true"];

/** A truth in a byte as a word. */
export function truthIn(byte: number): Truth {
  return WORDS[byte & TRUTH] ?? "unknown";
}

/** Bytes kept at most for the cells of one slot and generation. */
const MOST_BYTES = 1 << 22;
/** Generations of one slot that are kept side by side: a JSON list may name a field's unit in one key or in another. */
const MOST_GENERATIONS = 4;

/** The results of one slot's leaves: so many bytes per cell, by its number. 0: not evaluated yet. */
class SlotTable {
  readonly leaves: Int32Array;
  /** The one leaf of most slots; -1: there are several. */
  readonly only: number;
  generation = 0;
  bytes: Uint8Array = new Uint8Array(0);
  readonly #others = new Map<number, Uint8Array>();

  constructor(
    readonly slot: number,
    leaves: readonly number[],
  ) {
    this.leaves = Int32Array.from(leaves);
    this.only = leaves.length === 1 ? (leaves[0] ?? -1) : -1;
  }

  /** Makes the table that of a generation. */
  turnTo(generation: number): void {
    this.#others.set(this.generation, this.bytes);
    this.bytes = this.#others.get(generation) ?? new Uint8Array(0);
    if (this.#others.size >= MOST_GENERATIONS) this.#others.clear();
    this.generation = generation;
  }

  /** Makes room up to some byte. @returns whether there is */
  hasRoom(end: number): boolean {
    if (end <= this.bytes.length) return true;
    if (end > MOST_BYTES) return false;
    const larger = new Uint8Array(Math.min(MOST_BYTES, 2 * end));
    larger.set(this.bytes);
    this.bytes = larger;
    return true;
  }
}

/** Before the first record. */
const NO_RECORD: CandidateRecord = {
  observations: () => [],
  measuredOn: () => missing("absent"),
  limitOfNormal: () => missing("absent"),
  column: () => "",
  cell: () => "",
};

/** See the head of this file. */
export class LeafStates {
  /** By leaf, of the latest record; after them there is room for what else comes to a byte. */
  readonly bytes: Uint8Array;
  /** All bits that are set in any of them. */
  all = 0;
  readonly #tests: readonly LeafTest[];
  /** The record as leaves without a `maxAge` see it, and as those with one do. */
  readonly #latest: CountedRecord;
  readonly #within: CountedRecord;
  readonly #leaves: readonly LeafPlan[];
  readonly #tables: readonly SlotTable[];

  constructor({ leaves, fields }: Pick<CriteriaPlan, "leaves" | "fields">, asOf: number | undefined, room = 0) {
    this.#leaves = leaves;
    this.bytes = new Uint8Array(leaves.length + room);
    this.#latest = new CountedRecord(NO_RECORD, asOf, false);
    this.#within = new CountedRecord(NO_RECORD, asOf, true);
    this.#tests = leaves.map((leaf) => compileLeaf(leaf, fieldAt(fields, leaf.slot), asOf));
    const bySlot = new Map<number, number[]>();
    for (const [index, { slot }] of leaves.entries()) {
      const own = bySlot.get(slot);
      if (own === undefined) bySlot.set(slot, [index]);
      else own.push(index);
    }
    this.#tables = [...bySlot].map(([slot, own]) => new SlotTable(slot, own));
  }

  /** Evaluates every leaf. */
  read(record: CandidateRecord): void {
    const { readingKeys } = record;
    this.#latest.turnTo(record);
    this.#within.turnTo(record);
    this.all = readingKeys === undefined ? this.#readAllFresh() : this.#readAll(readingKeys);
  }

  #readAllFresh(): number {
    let all = 0;
    for (const table of this.#tables) all |= this.#readFresh(table);
    return all;
  }

  /** Innermost loop of long runs: nearly always a slot has one leaf, and its cell is known. */
  #readAll({ generations, numbers }: ReadingKeys): number {
    const [tables, { bytes }] = [this.#tables, this];
    let all = 0;
    for (let index = 0; index < tables.length; index++) {
      const table = tables[index];
      if (table === undefined) continue;
      const { slot, only, bytes: known } = table;
      const generation = generations[slot] ?? 0;
      const number = numbers[slot] ?? 0;
      if (only >= 0 && generation === table.generation && number < known.length) {
        const byte = known[number] ?? 0;
        if (byte > 0 && byte !== UNKEPT) {
          bytes[only] = byte;
          all |= byte;
          continue;
        }
      }
      all |= generation === 0 ? this.#readFresh(table) : this.#readKnown(table, generation, number);
    }
    return all;
  }

  #readKnown(table: SlotTable, generation: number, number: number): number {
    if (table.generation !== generation) table.turnTo(generation);
    const { leaves } = table;
    const count = leaves.length;
    const begin = number * count;
    if (begin + count > table.bytes.length && !table.hasRoom(begin + count)) return this.#readFresh(table);
    const known = table.bytes;
    if (known[begin] === 0) this.#fill(table, begin);
    const { bytes } = this;
    let all = 0;
    for (let at = 0; at < count; at++) {
      const leaf = leaves[at] ?? 0;
      const kept = known[begin + at] ?? 0;
      const byte = kept === UNKEPT ? this.#fresh(leaf) | UNKEPT : kept;
      bytes[leaf] = byte;
      all |= byte;
    }
    return all;
  }

  /** Leaves whose truths are not kept are marked, and evaluated with each record. */
  #fill({ leaves, bytes }: SlotTable, begin: number): void {
    for (let at = 0; at < leaves.length; at++) {
      const number = leaves[at] ?? 0;
      const leaf = this.#leaves[number];
      const isKept = leaf !== undefined && restsOnReading(leaf, this.#latest.reading(leaf.slot));
      bytes[begin + at] = isKept ? this.#fresh(number) : UNKEPT;
    }
  }

  #readFresh({ leaves }: SlotTable): number {
    let all = 0;
    for (const leaf of leaves) {
      const byte = this.#fresh(leaf) | UNKEPT;
      this.bytes[leaf] = byte;
      all |= byte;
    }
    return all;
  }

  /** What a leaf sees of the record. */
  seenBy({ limit }: LeafPlan): CountedRecord {
    return limit.maxAge === undefined ? this.#latest : this.#within;
  }

  /** The result of a leaf. */
  outcome(leaf: number): LeafTruth | undefined {
    const plan = this.#leaves[leaf];
    return plan && this.#tests[leaf]?.(this.seenBy(plan));
  }

  #fresh(leaf: number): number {
    const truth = this.outcome(leaf)?.truth ?? "unknown";
    const plan = this.#leaves[leaf];
    const record = plan && this.seenBy(plan);
    if (plan === undefined || record?.reading(plan.slot).state !== "read") return BYTES[truth] | QUOTED;
    return BYTES[truth] | (truth !== "unknown" && assumptionOf(plan, record) !== undefined ? ASSUMED : 0);
  }
}

/** The field of a slot. */
export function fieldAt(fields: readonly Field[], slot: number): Field {
  const field = fields[slot];
  if (field === undefined) throw new Error(`no field in slot ${slot}`);
  return field;
}

/** What the truth of a leaf must not depend on without saying so: its value, or its date. */
export function assumptionOf({ slot, limit }: LeafPlan, record: LeafRecord): "blank" | "trusted" | undefined {
  return assumedIn(record.reading(slot)) ?? (limit.maxAge === undefined ? undefined : assumedIn(record.measuredOn(slot)));
}

/** That 1 and 0 mean yes and no is reported once per column. */
function assumedIn(reading: Reading): "blank" | "trusted" | undefined {
  return reading.state !== "read" || reading.assumed === "digit" ? undefined : reading.assumed;
}

/** Whether neither the day of the measurement nor the upper limit of normal of the same record has a part in the comparison. */
function restsOnReading(leaf: LeafPlan, reading: Reading): boolean {
  if (leaf.limit.maxAge !== undefined) return false;
  if (leaf.kind !== "number" || reading.state !== "read" || reading.type !== "number") return true;
  return !isMultiple(leaf.unit) && reading.possibilities.every(({ unit }) => unit !== ULN);
}
