/** Reads the records of JSON arrays and of NDJSON. */
import { type Cell, newCell } from "../../cells/cells.js";
import { type FileStats, mergeSlots, mergeTallies, NO_CELLS, type Tally } from "../../cells/stats.js";
import { Generations, signed } from "../../cells/text-readers.js";
import { missingId, NO_OTHERS, type OtherId, rowId } from "../../columns/id.js";
import type { JsonColumns } from "../../columns/json-columns.js";
import { keyOf } from "../../columns/needs.js";
import { withdrawnRecord } from "../../columns/record-status.js";
import { isPlainId } from "../../columns/summary-words.js";
import type { InputNotice } from "../../diagnostics/notice.js";
import { mergePlaced, type PlacedFacts } from "../../facts/column-facts.js";
import type { SlotPlan } from "../../plan/slots.js";
import { utf8Bytes } from "../../sources/bytes/utf8.js";
import type { Block } from "../../sources/input-head.js";
import { type Element, elementsIn } from "../../sources/json/json-elements.js";
import type { Observation } from "../../values/observation.js";
import type { Reading, Unreadable } from "../../values/reading.js";
import type { NormalLimit, Problem, ReadingKeys } from "../../values/record.js";
import { trimWhite } from "../../values/text.js";
import { Contradictions } from "./contradictions.js";
import { KeyedCells } from "./json-cells.js";
import { countNote, countRecord, isLineOfWords, labelOfRecord } from "./json-labels.js";
import { ABSENT, dayOf, readCells, type SlotState, TWO_VALUES } from "./json-slots.js";
import { RecordTexts, SlotTexts } from "./json-texts.js";
import { JSON_TEXT } from "./json-value.js";
import { shownAt } from "./kept-value.js";
import { KeyTree } from "./key-tree.js";
import type { CandidateRow, ReaderOptions, RecordReader, RowId, ShownPart } from "./record-reader.js";
import { type BlockRows, isOpen, type MarkedRow, NONE_PASSED, RowMarks } from "./row-marks.js";
import {
  brokenRecord,
  NO_CANDIDATE,
  NO_RECORD,
  notACandidate,
  problemOfWhole,
  twoValues,
  unknownProblem,
} from "./row-problems.js";

const NO_PROBLEMS: readonly Problem[] = [];
const NONE_ABOVE: readonly MarkedRow[] = [];
const ABSENT_CELL = newCell({ text: "", reading: ABSENT });

/** A reader of the blocks of one JSON file. */
export function openJsonReader(plan: SlotPlan, columns: JsonColumns, options: ReaderOptions): RecordReader {
  return new JsonReader(plan, columns, options);
}

class JsonReader implements RecordReader, CandidateRow {
  readonly #columns: JsonColumns;
  readonly #options: ReaderOptions;
  readonly #slots: readonly SlotState[];
  /** Slots whose two values are not reported. */
  readonly #wholes: ReadonlySet<number>;
  readonly #texts: RecordTexts;
  readonly #cells = new KeyedCells();
  readonly readingKeys: ReadingKeys;
  readonly #contradictions: Contradictions;
  #records = 0;
  #emptyRows = 0;
  #notCandidates = 0;
  #marks = new RowMarks();
  /** Why no value of the record is read; undefined for nearly all records. */
  #unread: Unreadable | undefined;
  #blankIds: Tally | undefined;
  id = "";
  row = 0;
  problems: readonly Problem[] = NO_PROBLEMS;
  /** The record itself, where it is one. */
  #element: Element | undefined;
  fault: InputNotice | undefined;

  constructor(plan: SlotPlan, columns: JsonColumns, options: ReaderOptions) {
    this.#columns = columns;
    this.#options = options;
    const { generations = new Generations() } = options;
    this.#slots = plan.slots.flatMap((slot, index) => {
      const settings = columns.settings[index];
      if (settings === undefined) return [];
      const context = {
        ...settings,
        field: slot.field,
        ...{ slot: index, column: "", asOf: options.asOf, examples: options.examples, judged: options.judged, generations },
      };
      const own = this.#cells.for({ slot: index, settings }, context);
      const texts = new SlotTexts(
        own,
        own.hasFacts,
        columns.ownUnits.has(index),
        columns.ownLimitUnits(index),
        columns.withSite.has(index),
      );
      return [{ own, context, since: slot.since ?? -1, texts, number: 0, numbered: own, isCounted: false, follows: false }];
    });
    this.#wholes = new Set(plan.slots.flatMap(({ index, isWhole }) => (isWhole ? [index] : [])));
    const slots = this.#slots.length;
    this.readingKeys = { generations: new Int32Array(slots), numbers: new Int32Array(slots) };
    this.#contradictions = new Contradictions(
      plan,
      options.asOf,
      () => true,
      (slot) => this.#slots[slot]?.numbered,
      this.readingKeys,
    );
    const tree = new KeyTree(columns, (role) => {
      const state = this.#slots[role.slot];
      if (state === undefined) throw new Error(`no slot ${role.slot}`);
      return this.#cells.for(role, { ...state.context, ...role.settings });
    });
    this.#texts = new RecordTexts(
      tree,
      columns.id.length,
      this.#slots.map(({ texts }) => texts),
    );
  }

  *records(block: Block): Generator<CandidateRow, undefined> {
    for (const element of this.#elements(block, true)) {
      if (element.kind === "empty" || element.row === this.#columns.unitRow) continue;
      this.#records += 1;
      this.#readRecord(element);
      yield this;
    }
  }

  *ids(block: Block, passed?: ReadonlySet<number>): Generator<RowId, undefined> {
    const found = { id: "", row: 0, others: NO_OTHERS };
    const seen = new RowMarks();
    if (passed === undefined) this.#marks = seen;
    for (const element of this.#elements(block, false)) {
      const { kind, row } = element;
      if (row === this.#columns.unitRow) continue;
      if (kind === "empty") seen.empty();
      if (kind === "empty") continue;
      const isRecord = this.#texts.take(element, true);
      found.id = this.#idOf(row);
      found.row = row;
      if (this.#texts.ids.problem === null) {
        this.fault = unknownProblem(this.#options.file, row);
        return;
      }
      if (passed === undefined) {
        const isPlain = this.#columns.id.length > 0 && isPlainId(found.id);
        const label = isRecord && !isPlain ? labelOfRecord(found.id, element, this.#columns) : undefined;
        if (label !== undefined && !(this.#columns.isPart && isOpen(label, undefined))) {
          const text = element.text.slice(element.at, element.end);
          seen.mark(row, label, text, found.id, element.object);
          countNote(this.#slots, row, text);
          continue;
        }
        // A part of a list has no order that would show which rows are sums.
        const isLine = !isPlain && isRecord && isLineOfWords(found.id, this.#slots, () => this.#texts.take(element, false));
        if (isLine) countNote(this.#slots, row, element.text.slice(element.at, element.end));
        const above = isLine || this.#columns.isPart ? NONE_ABOVE : seen.other(found.id, isPlain);
        for (const one of above) yield* this.again(one);
        if (above.length > 0) this.#texts.take(element, true);
      } else if (passed.has(row)) continue;
      countRecord(this.#slots, row);
      found.others = this.others;
      yield found;
    }
  }

  get marks(): BlockRows {
    return this.#marks.found;
  }

  again({ row, text, object }: MarkedRow): Generator<RowId, undefined> {
    const objects = object === undefined ? undefined : [object];
    return this.ids({ bytes: utf8Bytes(text), firstRow: row, joined: [], objects }, NONE_PASSED);
  }

  #passedProblem(element: Element): readonly Problem[] | undefined {
    const { passed } = this.#options;
    if (passed !== undefined && !passed.has(element.row)) return undefined;
    const label = labelOfRecord(this.id, element, this.#columns);
    if (label === undefined || isOpen(label, passed)) return undefined;
    this.#notCandidates += 1;
    this.#unread = NO_CANDIDATE;
    return [notACandidate(label)];
  }

  get facts(): readonly PlacedFacts[] {
    return mergePlaced(this.#cells.all.flatMap(({ cells }) => cells.facts));
  }

  get stats(): FileStats {
    const slots = this.#slots.map(() => NO_CELLS);
    for (const { slot, cells } of this.#cells.all) slots[slot] = mergeSlots(slots[slot] ?? NO_CELLS, cells.stats);
    return {
      records: this.#records,
      emptyRows: this.#emptyRows,
      notCandidates: this.#notCandidates,
      blankIds: this.#blankIds,
      slots,
      facts: this.facts,
      keys: this.keys,
    };
  }

  get keys(): ReadonlyMap<string, number> {
    return this.#texts.keys;
  }

  observations(slot: number): readonly Observation[] {
    return this.#cell(slot).observations;
  }

  #cell(slot: number): Cell {
    const number = this.readingKeys.numbers[slot] ?? 0;
    return number === 0 ? ABSENT_CELL : (this.#slots[slot]?.numbered.cell(number) ?? ABSENT_CELL);
  }

  measuredOn(slot: number, at: Reading | undefined): Reading {
    if (this.#unread !== undefined) return this.#unread;
    const state = this.#slots[slot];
    if (state === undefined) return ABSENT;
    return state.own.days.count(dayOf(state, this.#texts, this.#columns.ownDates.has(slot), at), this.row);
  }

  limitOfNormal(slot: number, which: NormalLimit): Reading {
    if (this.#unread !== undefined) return this.#unread;
    const texts = this.#slots[slot]?.texts;
    if (texts === undefined) return ABSENT;
    return texts.isTwice ? TWO_VALUES : (texts.limit(which, this.#cell(slot).reading) ?? ABSENT);
  }

  column(slot: number, part: ShownPart = "value"): string {
    return part === "value" ? (this.#evidence(slot)?.key ?? "") : (keyOf(this.#columns, this.keys, slot, part) ?? "");
  }

  cell(slot: number, part: ShownPart = "value"): string {
    const texts = this.#evidence(slot);
    const text = texts?.[part] ?? (part === "date" ? this.#texts.date : undefined);
    if (this.#unread !== undefined || texts === undefined || text === undefined) return "";
    const { operator } = texts;
    const shown = JSON_TEXT.shown(text);
    return part !== "value" || operator === undefined ? shown : signed(trimWhite(JSON_TEXT.shown(operator)), shown);
  }

  /** The texts that a slot's value comes from: its own, or those of the date that it follows from. */
  #evidence(slot: number): SlotTexts | undefined {
    const state = this.#slots[slot];
    if (state === undefined) return undefined;
    const { texts, since, follows } = state;
    return follows ? this.#slots[since]?.texts : texts;
  }

  /** The records of a block, and empty lines, which are counted; what is neither ends the run. */
  *#elements(block: Block, counts: boolean): Generator<Element, undefined> {
    for (const element of elementsIn(block, this.#columns.format)) {
      if (element.kind === "empty" && counts) this.#emptyRows += 1;
      if (element.kind === "value" || element.kind === "empty") yield element;
      else this.fault = brokenRecord(this.#options.file, element.row);
    }
  }

  #readRecord(element: Element): void {
    const { row } = element;
    const isRecord = this.#texts.take(element, false);
    this.#element = isRecord ? element : undefined;
    this.row = row;
    this.id = this.#idOf(row);
    this.#unread = undefined;
    this.problems = (isRecord ? this.#passedProblem(element) : undefined) ?? this.#problemsOf(isRecord);
    this.#unread ??= withdrawnRecord(this.#texts.status);
    readCells(this.#slots, this, this.#columns, this.#texts, this.#unread);
    if (this.#unread === undefined) this.#contradictions.find(row);
  }

  get kept(): readonly string[] | undefined {
    const { keep } = this.#options;
    const record = this.#element;
    return keep?.map((path) => (record === undefined ? "" : shownAt(record.text, record.at, path)));
  }

  get others(): readonly OtherId[] {
    return this.#texts.ids.others;
  }

  #idOf(row: number): string {
    return this.#columns.id.length === 0 ? rowId(row, this.#options) : this.#texts.ids.id;
  }

  #problemsOf(isRecord: boolean): readonly Problem[] {
    if (!isRecord) return [NO_RECORD];
    const problems: Problem[] = [];
    const both = this.#slots.filter(({ texts }, slot) => texts.isTwice && !this.#wholes.has(slot));
    const twice = [...new Set(both.map(({ context }) => context.field.name))];
    const { ids } = this.#texts;
    if (ids.isTwice || twice.length > 0) problems.push(twoValues(ids.isTwice, twice));
    if (this.id === "") {
      if (!ids.isLost && !ids.isTwice) this.#blankIds = mergeTallies(this.#blankIds, { count: 1, firstRow: this.row });
      problems.push(missingId(ids.isLost));
    }
    const { problem } = ids;
    if (problem !== undefined && problem !== null) problems.push(problemOfWhole(problem));
    return problems.length === 0 ? NO_PROBLEMS : problems;
  }
}
