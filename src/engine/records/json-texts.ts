/** The texts that one JSON record has for each slot, for its id, and for the day of all its values. */

import { type HeadingUnit, NO_UNIT } from "../../cells/column-unit.js";
import type { SlotCells } from "../../cells/slot-cells.js";
import { COMPANIONS } from "../../columns/companion-words.js";
import type { Part } from "../../columns/heading.js";
import type { FlatRecord } from "../../sources/json/flat-record.js";
import { type Element, membersIn } from "../../sources/json/json-elements.js";
import type { MemberCursor } from "../../sources/json/json-scan.js";
import { LONG, type PackedCells } from "../../values/packed-cells.js";
import type { Reading } from "../../values/reading.js";
import type { NormalLimit } from "../../values/record.js";
import { type FreeText, NearTexts } from "./json-beside.js";
import { JsonIds } from "./json-ids.js";
import { JSON_TEXT } from "./json-value.js";
import type { KeyNode, KeyTree, KeyUse } from "./key-tree.js";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Bytes of the longest texts that are packed: see `PackedCells`. */
const MOST_PACKED = 8;

/** The texts that the current record has for one slot. */
export class SlotTexts implements Record<Part, string | undefined>, PackedCells {
  /** The value in the record's text, which is cut out when it is asked for. */
  #text = "";
  #start = 0;
  #end = 0;
  #value: string | undefined;
  hasValue = false;
  readonly lows = new Int32Array(1);
  readonly highs = new Int32Array(1);
  unit: string | undefined;
  operator: string | undefined;
  date: string | undefined;
  uln: string | undefined;
  ulnUnit: string | undefined;
  /** The site or laboratory, where the column map names its key. */
  site: string | undefined;
  lln: string | undefined;
  llnUnit: string | undefined;
  /** The units in the keys of the limits of normal. */
  readonly limitHeadings: Record<NormalLimit, HeadingUnit> = { uln: NO_UNIT, lln: NO_UNIT };
  /** The key of the value, and what it is for the slot. */
  key = "";
  use: KeyUse | undefined;
  /** Reads the value; knows the unit in its key. */
  cells: SlotCells;
  isTwice = false;
  readonly beside: FreeText[] = [];
  #hasCompanions = false;
  readonly #hasUnitKey: boolean;
  readonly #limitUnitKeys: readonly NormalLimit[];
  readonly #hasSite: boolean;

  /**
   * @param isLookedAt before records are read: units of columns are doubted, and nothing else
   * @param hasUnitKey the column map names a key for the unit: a record without it says none, as a blank does in a table
   * @param limitUnitKeys the same for the units of these limits of normal
   * @param hasSite it names one for the site: a record without it has a blank one
   */
  constructor(
    cells: SlotCells,
    readonly isLookedAt: boolean,
    hasUnitKey: boolean,
    limitUnitKeys: readonly NormalLimit[],
    hasSite: boolean,
  ) {
    this.cells = cells;
    this.#hasSite = hasSite;
    this.#hasUnitKey = hasUnitKey;
    this.#limitUnitKeys = limitUnitKeys;
  }

  /** Whether the value is one of those that say something of their column. */
  get isCounted(): boolean {
    return this.isLookedAt && this.hasValue && !this.isTwice;
  }

  get value(): string | undefined {
    if (!this.hasValue) return undefined;
    this.#value ??= this.#text.slice(this.#start, this.#end);
    return this.#value;
  }

  cell(): string {
    return this.value ?? "";
  }

  /** The value as a cell: numbers as they are, texts without the quote at their end. */
  get packed(): PackedCells {
    const text = this.#text;
    const start = this.#start;
    const end = text.charCodeAt(start) === QUOTE ? this.#end - 1 : this.#end;
    let low = 0;
    let high = end - start > MOST_PACKED ? LONG : 0;
    for (let at = start; high !== LONG && at < end; at++) {
      const code = text.charCodeAt(at);
      const shift = (at - start) << 3;
      if (code > 0x7e || code === BACKSLASH) [low, high] = [0, LONG];
      else if (shift < 32) low |= code << shift;
      else high |= code << (shift - 32);
    }
    this.lows[0] = low;
    this.highs[0] = high;
    return this;
  }

  /** Whether nothing stands beside the value. */
  get isAlone(): boolean {
    return !this.#hasCompanions && this.site === undefined && this.beside.length === 0;
  }

  clear(): void {
    this.hasValue = false;
    this.#value = undefined;
    this.key = "";
    this.isTwice = false;
    this.site = undefined;
    if (this.beside.length > 0) this.beside.length = 0;
    if (!this.#hasCompanions) return;
    for (const part of COMPANIONS) this[part] = undefined;
    this.limitHeadings.uln = NO_UNIT;
    this.limitHeadings.lln = NO_UNIT;
    this.#hasCompanions = false;
  }

  /** Takes the text of the value. */
  takeValue(text: string, start: number, end: number): void {
    if (this.hasValue) this.isTwice = true;
    this.hasValue = true;
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#value = undefined;
  }

  /** Takes the text of what stands beside it. */
  take(part: (typeof COMPANIONS)[number], text: string): void {
    if (this[part] !== undefined) this.isTwice = true;
    this[part] = text;
    this.#hasCompanions = true;
  }

  /** The limit of normal beside a value. */
  limit(which: NormalLimit, value: Reading): Reading | undefined {
    return this.cells.limits.of(which, this[which], this[`${which}Unit`], this.limitHeadings[which], value);
  }

  /** Counts the value, and the limits beside it, for what the column says as a whole. */
  count(row: number): void {
    const { cells } = this;
    if (this.isAlone) {
      cells.countedAt(this.packed, 0, row);
      return;
    }
    const number = cells.value(this.cell(), this);
    cells.count(number, row);
    if (this.#hasCompanions)
      for (const which of ["uln", "lln"] as const)
        if (this[which] !== undefined) cells.limits.count(which, this.limit(which, cells.cell(number).reading));
  }

  end(): void {
    if (this.#hasSite) this.site ??= "null";
    if (!this.#hasUnitKey && this.#limitUnitKeys.length === 0) return;
    if (this.#hasUnitKey) this.unit ??= "null";
    for (const which of this.#limitUnitKeys) this[`${which}Unit`] ??= "null";
    this.#hasCompanions = true;
  }
}

/** The text of the value at which a cursor stands. */
function textOf({ text, start, end }: MemberCursor): string {
  return text.slice(start, end);
}

/** What is taken from one record after the other. */
export class RecordTexts {
  readonly #tree: KeyTree;
  readonly #slots: readonly SlotTexts[];
  readonly ids: JsonIds;
  /** The day of all values that have no day of their own. */
  date: string | undefined;
  isDateTwice = false;
  /** What says of the whole record whether it counts. */
  status = "";
  #isLook = false;
  readonly #near: NearTexts;
  readonly #looked: readonly SlotTexts[];
  /** The keys of the plain record that was taken last, in their order. */
  readonly #nodes: KeyNode[] = [];
  /** Where it came from, and as which of its records. */
  #flat: FlatRecord | undefined;
  #scan = 0;

  /** @param idParts how many keys the id has */
  constructor(tree: KeyTree, idParts: number, slots: readonly SlotTexts[]) {
    this.#tree = tree;
    this.#slots = slots;
    this.#near = new NearTexts(slots);
    this.#looked = slots.filter(({ isLookedAt }) => isLookedAt);
    this.ids = new JsonIds(idParts);
  }

  get keys(): ReadonlyMap<string, number> {
    return this.#tree.keys;
  }

  /**
   * Forgets the last record, and takes the one of an element.
   *
   * @param isLook only the slots that are looked at are taken; what the others hold is not of this record
   * @returns whether it is one
   */
  take(element: Element, isLook: boolean): boolean {
    const { row, flat } = element;
    this.ids.clear();
    this.date = undefined;
    this.isDateTwice = false;
    this.status = "";
    const asked = isLook ? this.#looked : this.#slots;
    for (let at = 0; at < asked.length; at++) asked[at]?.clear();
    const members = membersIn(element);
    if (members === undefined) return false;
    this.#isLook = isLook;
    if (flat === undefined) this.#walk(members, row, this.#tree.root);
    else this.#walkFlat(flat, row);
    for (let at = 0; at < asked.length; at++) asked[at]?.end();
    return true;
  }

  /** Takes the texts of an object's members, nested ones too. */
  #walk(members: MemberCursor, row: number, parent: KeyNode): void {
    this.#near.begin();
    let node: KeyNode | undefined;
    while (members.next()) {
      node = this.#tree.at(parent, node, members);
      this.#take(node, members, row);
    }
  }

  /** Takes the members of a record of plain values; of those that the record before had, too, the keys are known. */
  #walkFlat(members: FlatRecord, row: number): void {
    this.#near.begin();
    const { root } = this.#tree;
    const nodes = this.#nodes;
    const follows = this.#flat === members && this.#scan === members.scans - 1;
    if (!follows) nodes.length = 0;
    this.#flat = members;
    this.#scan = members.scans;
    for (let at = 0; members.next(); at++) {
      const known = follows && members.isSame ? nodes[at] : undefined;
      const node = known ?? this.#tree.at(root, nodes[at - 1], members);
      nodes[at] = node;
      this.#take(node, members, row);
    }
  }

  #take(node: KeyNode, members: MemberCursor, row: number): void {
    if (node.firstRow === 0 || row < node.firstRow) node.firstRow = row;
    if (!this.#isLook) this.#near.see(node, members);
    if (node.isStatus) this.status = JSON_TEXT.shown(textOf(members));
    if (node.sites.length > 0) this.#takeSite(node, textOf(members));
    if (node.idRole !== undefined) this.ids.take(node.idRole, node.path, textOf(members));
    else if (node.isDate) {
      this.isDateTwice ||= this.date !== undefined;
      this.date ??= textOf(members);
    } else if (node.isOpen) {
      const inner = members.inner();
      if (inner === undefined) return;
      this.#walk(inner, row, node);
      this.#near.begin();
      return;
    }
    for (let at = 0; at < node.uses.length; at++) {
      const use = node.uses[at];
      const texts = this.#slots[use?.slot ?? -1];
      if (use === undefined || texts === undefined || (this.#isLook && !texts.isLookedAt)) continue;
      if (use.part === "value") {
        texts.takeValue(members.text, members.start, members.end);
        texts.key = node.path;
        texts.use = use;
        texts.cells = use.cells;
        continue;
      }
      texts.take(use.part, textOf(members));
      if (use.part === "uln" || use.part === "lln") texts.limitHeadings[use.part] = use.unit;
    }
  }

  #takeSite({ sites }: KeyNode, text: string): void {
    for (const slot of sites) {
      const texts = this.#slots[slot];
      if (texts !== undefined) texts.site = text;
    }
  }
}
