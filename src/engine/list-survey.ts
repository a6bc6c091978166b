/** The contents of a list, cell by cell, so that a person can be asked about it. Holds patients' values. */
import { limitsAsked } from "../columns/needs.js";
import { hasUnitRow } from "../columns/unit-row.js";
import { LeafStates, TRUTH, UNKNOWN } from "../evaluate/leaf-states.js";
import type { ColumnMap } from "../language/model.js";
import type { Plan } from "../plan/plan.js";
import type { Slot, SlotPlan } from "../plan/slots.js";
import { asWhole } from "../values/observation.js";
import type { Reading } from "../values/reading.js";
import { isCandidate, type NormalLimit } from "../values/record.js";
import { type RecordTexts, recordsOf } from "./id-help.js";
import type { CandidateRow } from "./records/record-reader.js";
import { type CandidateSource, headOf, type ReadSettings } from "./source.js";

/** One column of a list. */
export interface ColumnSample {
  readonly heading: string;
  /** Rows in which it is not blank. */
  readonly filled: number;
  /** Different texts, as far as they were counted. */
  readonly different: number;
  /** Increases by one in each row, like row numbers. */
  readonly isRunning: boolean;
  /** The first different ones. */
  readonly texts: readonly string[];
}

/** The columns of a list. */
export interface ListSample {
  readonly records: number;
  readonly columns: readonly ColumnSample[];
}

/** Rows and columns that are looked at, and texts that are kept. */
const MOST_RECORDS = 20_000;
const MOST_COLUMNS = 500;
const MOST_TEXTS = 20;

/** Reads the columns of a list as they are. @returns undefined if it cannot be read */
export async function sampleList(
  source: CandidateSource,
  read: ReadSettings,
  plan: SlotPlan,
  map: ColumnMap | undefined,
): Promise<ListSample | undefined> {
  const head = await headOf(source, read);
  if (head === undefined) return undefined;
  let isUnits = head.kind === "table" && hasUnitRow(head, plan, map);
  const columns = head.headings.slice(0, MOST_COLUMNS).map((heading, place) => new Sampler(heading, place));
  let records = 0;
  for await (const record of recordsOf(source, read, head)) {
    if (records === MOST_RECORDS) break;
    if (isUnits) {
      isUnits = false;
      continue;
    }
    records += 1;
    for (const column of columns) column.take(record);
  }
  return { records, columns: columns.filter(({ heading }) => heading.trim() !== "").map((column) => column.sample()) };
}

class Sampler {
  readonly #texts = new Set<string>();
  #filled = 0;
  #isRunning = true;
  #last: number | undefined;

  constructor(
    readonly heading: string,
    private readonly place: number,
  ) {}

  take(record: RecordTexts): void {
    const text = record(this.place);
    if (text === "") return;
    this.#filled += 1;
    this.#texts.add(text);
    // A line of text between the candidates, or a word for a sum below them.
    if (!/\d/.test(text)) return;
    const number = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    this.#isRunning &&= number !== undefined && (this.#last === undefined || number === this.#last + 1);
    this.#last = number;
  }

  sample(): ColumnSample {
    const texts = [...this.#texts].slice(0, MOST_TEXTS);
    const isRunning = this.#isRunning && this.#last !== undefined && this.#filled > 1;
    return { heading: this.heading, filled: this.#filled, different: this.#texts.size, isRunning, texts };
  }
}

/** A text in a field's column, and how often it occurs there. */
export interface CountedText {
  readonly text: string;
  readonly count: number;
}

/** What it is read as besides. */
export interface SurveyedText extends CountedText {
  readonly reading: Reading;
  readonly row: number;
  /** Whether a condition that depends on it is open for a candidate who has it. */
  readonly isOpen: boolean;
}

/** One slot's cells. */
export interface SlotSurvey {
  /** In order of their first rows; where there are very many, the first ones. */
  readonly texts: readonly SurveyedText[];
  readonly isWhole: boolean;
  /** Texts of cells that a criterion compares with a limit of normal, and that have none. */
  readonly limitless: Readonly<Record<NormalLimit, readonly CountedText[]>>;
  /** How many candidates' values may be of several days, so that a condition on their age is open. */
  readonly severalDays: number;
}

/** Different texts that are kept of a slot. */
const MOST_CELLS = 2000;

/** A slot, and what criteria ask of it. */
interface SurveyedSlot {
  readonly slot: Slot;
  readonly limits: ReturnType<typeof limitsAsked>;
  /** The leaves that depend on it. */
  readonly leaves: readonly number[];
  /** Those of them that ask how old the value is. */
  readonly dated: readonly number[];
}

/** Records how the cells of fields that criteria depend on are read. */
export class CellSurvey {
  readonly #states: LeafStates;
  readonly #slots: readonly SurveyedSlot[];
  readonly #texts: readonly Map<string, { reading: Reading; row: number; count: number; isOpen: boolean }>[];
  readonly #severalDays: Int32Array;
  readonly #limitless: Readonly<Record<NormalLimit, Map<string, number>>>[];
  readonly #over = new Set<number>();

  constructor(plan: Plan, asOf: number | undefined) {
    this.#states = new LeafStates(plan.asked, asOf);
    this.#slots = plan.slots.map((slot) => surveyedSlot(plan, slot)).filter(({ leaves }) => leaves.length > 0);
    this.#severalDays = new Int32Array(plan.slots.length);
    this.#texts = plan.slots.map(() => new Map());
    this.#limitless = plan.slots.map(() => ({ uln: new Map(), lln: new Map() }));
  }

  /** Takes one record. */
  take(record: CandidateRow): void {
    if (!isCandidate(record.problems) || this.#isLineOfText(record)) return;
    this.#states.read(record);
    for (const { slot, limits, leaves, dated } of this.#slots) {
      const { reading } = asWhole(record.observations(slot.index));
      const texts = this.#texts[slot.index];
      const text = record.cell(slot.index);
      const known = texts?.get(text);
      const isOpen = this.#isOpen(leaves);
      if (known !== undefined) {
        known.count += 1;
        known.isOpen ||= isOpen;
      } else if (texts !== undefined && texts.size < MOST_CELLS) texts.set(text, { reading, row: record.row, count: 1, isOpen });
      else this.#over.add(slot.index);
      if (this.#isOpen(dated) && hasSeveralDays(record, slot))
        this.#severalDays[slot.index] = (this.#severalDays[slot.index] ?? 0) + 1;
      if (reading.state !== "read" || reading.type !== "number") continue;
      const own = this.#limitless[slot.index];
      for (const { part: which, unit: multiple } of limits)
        if (
          own &&
          reading.possibilities.some(({ unit }) => unit !== multiple) &&
          record.limitOfNormal(slot.index, which).state !== "read"
        )
          own[which].set(text, (own[which].get(text) ?? 0) + 1);
    }
  }

  #isOpen(leaves: readonly number[]): boolean {
    return leaves.some((leaf) => ((this.#states.bytes[leaf] ?? UNKNOWN) & TRUTH) === UNKNOWN);
  }

  /** Without an ID and without a readable value nothing tells a person from a line between others: what stands there means nothing. */
  #isLineOfText(record: CandidateRow): boolean {
    const isUnread = ({ slot }: { readonly slot: Slot }): boolean =>
      asWhole(record.observations(slot.index)).reading.state !== "read";
    return record.problems.some(({ code }) => code === "missing-id") && this.#slots.every(isUnread);
  }

  /** What was seen of a slot. */
  of({ index }: Slot): SlotSurvey {
    const texts = [...(this.#texts[index] ?? [])].map(([text, seen]) => ({ text, ...seen }));
    const lacking = (which: NormalLimit): readonly CountedText[] =>
      [...(this.#limitless[index]?.[which] ?? [])].map(([text, count]) => ({ text, count }));
    const limitless = { uln: lacking("uln"), lln: lacking("lln") };
    return { texts, isWhole: !this.#over.has(index), limitless, severalDays: this.#severalDays[index] ?? 0 };
  }
}

/** Includes leaves on slots that follow from this one. */
function surveyedSlot(plan: Plan, slot: Slot): SurveyedSlot {
  const { index } = slot;
  const own = plan.asked.leaves.map((leaf, at) => ({ leaf, at }));
  const resting = own.filter(({ leaf }) => leaf.slot === index || plan.slots[leaf.slot]?.since === index);
  const dated = own.filter(({ leaf }) => leaf.slot === index && leaf.limit.maxAge !== undefined);
  return {
    slot,
    limits: limitsAsked(plan, slot),
    leaves: resting.map(({ at }) => at),
    dated: dated.map(({ at }) => at),
  };
}

/** Whether a value may be of several days. */
function hasSeveralDays(record: CandidateRow, { index }: Slot): boolean {
  return record
    .observations(index)
    .some(({ reading, at }) => reading.state === "read" && mayBeSeveral(record.measuredOn(index, at)));
}

/** Whether a date may be one of several days. */
export function mayBeSeveral(reading: Reading): boolean {
  if (reading.state === "unreadable") return reading.reason === "ambiguous-date";
  return reading.state === "read" && reading.type === "date" && reading.possibilities.length > 1;
}
