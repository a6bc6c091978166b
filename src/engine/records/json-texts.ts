/** The texts that one JSON record has for each slot, for its id, and for the day of all its values. */
import { type HeadingUnit, NO_UNIT } from "../../cells/column-unit.js";
import type { SlotCells } from "../../cells/slot-cells.js";
import { COMPANIONS } from "../../columns/companion-words.js";
import type { Part } from "../../columns/heading.js";
import { Members } from "../../sources/json/json-scan.js";
import { JsonIds } from "./json-ids.js";
import type { KeyNode, KeyTree } from "./key-tree.js";

/** The texts that the current record has for one slot. */
export class SlotTexts implements Record<Part, string | undefined> {
  value: string | undefined;
  unit: string | undefined;
  operator: string | undefined;
  date: string | undefined;
  uln: string | undefined;
  ulnUnit: string | undefined;
  lln: string | undefined;
  /** The unit in the key of the upper limit of normal. */
  limitHeading: HeadingUnit = NO_UNIT;
  /** The key of the value. */
  key = "";
  /** Reads the value; knows the unit in its key. */
  cells: SlotCells;
  isTwice = false;
  /** Texts under keys that are no field's, before and behind the value. */
  readonly beside: { readonly path: string; readonly text: string }[] = [];
  readonly #hasUnitKey: boolean;
  readonly #hasLimitUnitKey: boolean;

  /**
   * @param hasUnitKey the column map names a key for the unit: a record without it says none, as a blank does in a table
   * @param hasLimitUnitKey the same for the unit of the upper limit of normal
   */
  constructor(cells: SlotCells, hasUnitKey: boolean, hasLimitUnitKey: boolean) {
    this.cells = cells;
    this.#hasUnitKey = hasUnitKey;
    this.#hasLimitUnitKey = hasLimitUnitKey;
  }

  clear(): void {
    this.value = undefined;
    for (const part of COMPANIONS) this[part] = undefined;
    this.limitHeading = NO_UNIT;
    this.key = "";
    this.isTwice = false;
    if (this.beside.length > 0) this.beside.length = 0;
  }

  end(): void {
    if (this.#hasUnitKey) this.unit ??= "null";
    if (this.#hasLimitUnitKey) this.ulnUnit ??= "null";
  }
}

/** What is taken from one record after the other. */
export class RecordTexts {
  readonly #tree: KeyTree;
  readonly #slots: readonly SlotTexts[];
  readonly ids: JsonIds;
  /** When all values were measured that have no day of their own. */
  date: string | undefined;
  isDateTwice = false;

  /** @param idParts how many keys the id has */
  constructor(tree: KeyTree, idParts: number, slots: readonly SlotTexts[]) {
    this.#tree = tree;
    this.#slots = slots;
    this.ids = new JsonIds(idParts);
  }

  get keys(): ReadonlyMap<string, number> {
    return this.#tree.keys;
  }

  /** Forgets the last record, and takes the one that begins at `at`. @returns whether it is one */
  take(text: string, at: number, row: number): boolean {
    this.ids.clear();
    this.date = undefined;
    this.isDateTwice = false;
    for (const texts of this.#slots) texts.clear();
    if (text[at] !== "{") return false;
    this.#walk(text, at, row, this.#tree.root);
    for (const texts of this.#slots) texts.end();
    return true;
  }

  #note({ uses }: KeyNode, beside: SlotTexts["beside"][number]): void {
    for (const { slot, part } of uses) if (part === "value") this.#slots[slot]?.beside.push(beside);
  }

  /** Takes the texts of an object's members, nested ones too. */
  #walk(text: string, at: number, row: number, parent: KeyNode): void {
    const members = new Members(text, at);
    let node: KeyNode | undefined;
    let [value, free]: [KeyNode | undefined, SlotTexts["beside"][number] | undefined] = [undefined, undefined];
    while (members.next()) {
      node = this.#tree.at(parent, node, text, members);
      const { start, end } = members;
      if (node.firstRow === 0 || row < node.firstRow) node.firstRow = row;
      if (node.isFree && text[start] === '"') {
        free = { path: node.path, text: text.slice(start, end) };
        if (value !== undefined) this.#note(value, free);
        value = undefined;
      } else if (node.isValue || node.uses.length === 0) {
        if (node.isValue && free !== undefined) this.#note(node, free);
        [value, free] = [node.isValue ? node : undefined, undefined];
      }
      if (node.idRole !== undefined) this.ids.take(node.idRole, node.path, text.slice(start, end));
      else if (node.isDate) {
        this.isDateTwice ||= this.date !== undefined;
        this.date ??= text.slice(start, end);
      } else if (node.isOpen) {
        if (text[start] === "{") this.#walk(text, start, row, node);
        continue;
      }
      for (const use of node.uses) {
        const texts = this.#slots[use.slot];
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
}
