/** Reads the records of JSON arrays and of NDJSON. */

import { missing, type Reading, unreadable } from "../values/reading.js";
import type { Problem, ReadingNames } from "../values/record.js";
import { trimWhite } from "../values/text.js";
import { type HeadingUnit, NO_UNIT } from "./column-unit.js";
import { COMPANIONS } from "./companion-words.js";
import type { Part } from "./heading.js";
import { missingId, NO_OTHERS, type OtherId, rowId } from "./id.js";
import type { Block } from "./input-head.js";
import type { JsonColumns, KeyRole } from "./json-columns.js";
import { type Element, elementsIn } from "./json-elements.js";
import { JsonIds } from "./json-ids.js";
import { Members } from "./json-scan.js";
import { JSON_TEXT, measuredInside } from "./json-value.js";
import { type KeyNode, KeyTree } from "./key-tree.js";
import { eitherDate } from "./latest.js";
import type { InputNotice } from "./notice.js";
import type { CandidateRow, ReaderOptions, RecordReader, RowId } from "./record-reader.js";
import { SlotCells } from "./slot-cells.js";
import type { SlotPlan } from "./slots.js";
import { type FileStats, mergeSlots, mergeUnits, NO_CELLS, type UnitCount } from "./stats.js";
import { habitsIn, rivalsOf, type SlotContext, signed } from "./text-readers.js";

const ABSENT = missing("absent");
const TWO_VALUES = unreadable("two-values");
const NO_PROBLEMS: readonly Problem[] = [];
const NO_TEXTS: Readonly<Record<Part, undefined>> & { readonly limitHeading: HeadingUnit } = {
  ...{ value: undefined, unit: undefined, operator: undefined, date: undefined, uln: undefined, lln: undefined },
  limitHeading: NO_UNIT,
};

/** The texts that the current record has for one slot. */
interface Texts extends Record<Part, string | undefined> {
  /** The unit in the key of the upper limit of normal. */
  limitHeading: HeadingUnit;
  /** The key of the value. */
  key: string;
  /** Reads the value; knows the unit in its key. */
  cells: SlotCells;
  isTwice: boolean;
  /** The number of the value's cell, and what knows it. */
  number: number;
  numbered: SlotCells;
}

interface SlotState {
  readonly own: SlotCells;
  readonly context: SlotContext;
  readonly since: number;
  readonly texts: Texts;
}

/** A reader of the blocks of one JSON file. */
export function openJsonReader(plan: SlotPlan, columns: JsonColumns, options: ReaderOptions): RecordReader {
  return new JsonReader(plan, columns, options);
}

class JsonReader implements RecordReader, CandidateRow {
  readonly #columns: JsonColumns;
  readonly #options: ReaderOptions;
  readonly #slots: readonly SlotState[];
  readonly #tree: KeyTree;
  /** By slot, unit in the key and kind of column: one reader of cells each. */
  readonly #cells = new Map<string, { readonly slot: number; readonly cells: SlotCells }>();
  readonly names: ReadingNames;
  #records = 0;
  #emptyRows = 0;
  readonly #ids: JsonIds;
  /** When all values were measured that have no day of their own. */
  #dateText: string | undefined;
  #isDateTwice = false;
  id = "";
  row = 0;
  problems: readonly Problem[] = NO_PROBLEMS;
  fault: InputNotice | undefined;

  constructor(plan: SlotPlan, columns: JsonColumns, options: ReaderOptions) {
    this.#columns = columns;
    this.#options = options;
    this.#ids = new JsonIds(columns.id.length);
    this.#slots = plan.slots.flatMap((slot, index) => {
      const settings = columns.settings[index];
      if (settings === undefined) return [];
      const context = {
        ...settings,
        field: slot.field,
        ...{ asOf: options.asOf, examples: options.examples },
        habits: habitsIn(settings, options.rivals, index),
        rivals: rivalsOf(options.rivals, index),
      };
      const own = this.#cellsFor({ slot: index, settings }, context);
      const texts: Texts = {
        ...NO_TEXTS,
        ...{ key: "", cells: own, isTwice: false, number: 0, numbered: own },
      };
      return [{ own, context, since: slot.since ?? -1, texts }];
    });
    const slots = this.#slots.length;
    this.names = { lots: new Int32Array(slots), numbers: new Int32Array(slots) };
    this.#tree = new KeyTree(columns, (role) => {
      const state = this.#slots[role.slot];
      if (state === undefined) throw new Error(`no slot ${role.slot}`);
      const habits = habitsIn(role.settings, options.rivals, role.slot);
      return this.#cellsFor(role, { ...state.context, ...role.settings, habits });
    });
  }

  *records(block: Block): Generator<CandidateRow, undefined> {
    for (const { text, at, row } of this.#elements(block, true)) {
      this.#records += 1;
      this.#readRecord(text, at, row);
      yield this;
    }
  }

  *ids(block: Block): Generator<RowId, undefined> {
    const found = { id: "", row: 0, others: NO_OTHERS };
    for (const { text, at, row } of this.#elements(block, false)) {
      this.#clear();
      if (text[at] === "{") this.#walk(text, at, row);
      for (const { texts } of this.#slots) {
        if (texts.value !== undefined && texts.cells.hasColumnUnit) texts.cells.count(texts.cells.value(texts.value, texts), row);
      }
      found.id = this.#idOf(row);
      found.row = row;
      found.others = this.others;
      yield found;
    }
  }

  get units(): readonly UnitCount[] {
    return mergeUnits([...this.#cells.values()].flatMap(({ slot, cells }) => cells.units(slot)));
  }

  get stats(): FileStats {
    const slots = this.#slots.map(() => NO_CELLS);
    for (const { slot, cells } of this.#cells.values()) slots[slot] = mergeSlots(slots[slot] ?? NO_CELLS, cells.stats);
    return { records: this.#records, emptyRows: this.#emptyRows, slots, units: this.units, keys: this.keys };
  }

  get keys(): ReadonlyMap<string, number> {
    return this.#tree.keys;
  }

  reading(slot: number): Reading {
    const texts = this.#slots[slot]?.texts;
    return texts === undefined || texts.number === 0 ? ABSENT : texts.numbered.cell(texts.number).reading;
  }

  measuredOn(slot: number): Reading {
    const state = this.#slots[slot];
    if (state === undefined) return ABSENT;
    const { texts, context, own } = state;
    if (texts.isTwice) return TWO_VALUES;
    const inside = texts.value === undefined ? undefined : measuredInside(texts.value, context);
    const beside = texts.date === undefined ? undefined : own.measured(texts.date);
    if (inside === undefined && beside === undefined && this.#dateText !== undefined && !this.#columns.ownDates.has(slot))
      return this.#isDateTwice ? TWO_VALUES : own.measured(this.#dateText);
    if (inside === undefined || beside === undefined) return inside ?? beside ?? ABSENT;
    return eitherDate([inside, beside]);
  }

  upperLimit(slot: number): Reading {
    const texts = this.#slots[slot]?.texts;
    if (texts === undefined) return ABSENT;
    return texts.isTwice ? TWO_VALUES : (texts.cells.limit(texts.uln, texts.limitHeading, this.reading(slot)) ?? ABSENT);
  }

  column(slot: number): string {
    return this.#evidence(slot)?.key ?? "";
  }

  cell(slot: number): string {
    const { value, operator } = this.#evidence(slot) ?? NO_TEXTS;
    if (value === undefined) return "";
    const text = JSON_TEXT.shown(value);
    return operator === undefined ? text : signed(trimWhite(JSON_TEXT.shown(operator)), text);
  }

  /** The texts that a slot's value comes from: its own, or those of the date that it follows from. */
  #evidence(slot: number): Texts | undefined {
    const state = this.#slots[slot];
    if (state === undefined) return undefined;
    const { texts, since } = state;
    return texts.value === undefined && since >= 0 ? this.#slots[since]?.texts : texts;
  }

  #cellsFor({ slot, settings }: Pick<KeyRole, "slot" | "settings">, context: SlotContext): SlotCells {
    const { columnUnit: unit, checkbox } = settings;
    const key = JSON.stringify([slot, checkbox, unit.state === "unit" ? { ...unit, unit: unit.unit?.ucum } : unit]);
    let known = this.#cells.get(key);
    if (known === undefined) {
      known = { slot, cells: new SlotCells(context, JSON_TEXT) };
      this.#cells.set(key, known);
    }
    return known.cells;
  }

  /** The records of a block; what is none is counted, or ends the run. */
  *#elements({ bytes, firstRow }: Block, counts: boolean): Generator<Element, undefined> {
    for (const element of elementsIn(bytes, this.#columns.format, firstRow)) {
      if (element.kind === "value") yield element;
      else if (element.kind === "empty") this.#emptyRows += counts ? 1 : 0;
      else {
        const message = `record ${element.row} is not valid JSON`;
        this.fault = { code: "json-syntax", severity: "error", file: this.#options.file, row: element.row, message };
      }
    }
  }

  #clear(): void {
    this.#ids.clear();
    this.#dateText = undefined;
    this.#isDateTwice = false;
    for (const { texts } of this.#slots) {
      texts.value = undefined;
      for (const part of COMPANIONS) texts[part] = undefined;
      texts.limitHeading = NO_UNIT;
      texts.key = "";
      texts.isTwice = false;
    }
  }

  #readRecord(text: string, at: number, row: number): void {
    this.#clear();
    const isRecord = text[at] === "{";
    if (isRecord) this.#walk(text, at, row);
    this.row = row;
    this.id = this.#idOf(row);
    this.problems = this.#problemsOf(isRecord);
    for (const { texts, own } of this.#slots) {
      if (texts.isTwice) number(texts, own, own.fixed(TWO_VALUES));
      else if (texts.value !== undefined) number(texts, texts.cells, texts.cells.value(texts.value, texts));
      else number(texts, own, own.fixed(ABSENT));
    }
    for (const [slot, { texts, own, since }] of this.#slots.entries()) {
      const date = since < 0 || texts.value !== undefined || texts.isTwice ? undefined : this.#slots[since]?.texts;
      if (date !== undefined && (date.value !== undefined || date.isTwice))
        number(texts, own, own.since(date.numbered.cell(date.number)));
      this.names.lots[slot] = texts.numbered.lot;
      this.names.numbers[slot] = texts.number;
      texts.numbered.count(texts.number, row);
    }
  }

  /** Takes the texts of a record's members, nested ones too. */
  #walk(text: string, at: number, row: number, parent: KeyNode = this.#tree.root): void {
    const members = new Members(text, at);
    let node: KeyNode | undefined;
    while (members.next()) {
      node = this.#tree.at(parent, node, text, members);
      const { start, end } = members;
      if (node.firstRow === 0 || row < node.firstRow) node.firstRow = row;
      if (node.idRole !== undefined) this.#ids.take(node.idRole, node.path, text.slice(start, end));
      else if (node.isDate) {
        this.#isDateTwice ||= this.#dateText !== undefined;
        this.#dateText ??= text.slice(start, end);
      } else if (node.isOpen) {
        if (text[start] === "{") this.#walk(text, start, row, node);
        continue;
      }
      for (const use of node.uses) {
        const texts = this.#slots[use.slot]?.texts;
        if (texts === undefined) continue;
        if (texts[use.part] !== undefined) texts.isTwice = true;
        texts[use.part] = text.slice(start, end);
        if (use.part === "value") {
          texts.key = node.path;
          texts.cells = use.cells;
        } else if (use.part === "uln") texts.limitHeading = use.unit;
      }
    }
  }

  get others(): readonly OtherId[] {
    return this.#ids.others;
  }

  #idOf(row: number): string {
    return this.#columns.id.length === 0 ? rowId(row, this.#options) : this.#ids.id;
  }

  #problemsOf(isRecord: boolean): readonly Problem[] {
    if (!isRecord) return [{ code: "not-a-record", message: "this is no JSON object" }];
    const problems: Problem[] = [];
    const twice = [...new Set(this.#slots.filter(({ texts }) => texts.isTwice).map(({ context }) => context.field.name))];
    if (this.#ids.isTwice) twice.unshift("the id");
    if (twice.length > 0) problems.push({ code: "two-values", message: `more than one key for ${twice.map(quoted).join(", ")}` });
    if (this.id === "") problems.push(missingId(this.#ids.isLost));
    return problems.length === 0 ? NO_PROBLEMS : problems;
  }
}

function number(texts: Texts, numbered: SlotCells, cell: number): void {
  texts.numbered = numbered;
  texts.number = cell;
}

function quoted(name: string): string {
  return name.includes(" ") ? name : `\`${name}\``;
}
