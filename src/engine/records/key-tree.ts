/** The keys of JSON records as a tree, so that a record is walked without building paths. */
import type { SlotCells } from "../../cells/slot-cells.js";
import type { IdRole, JsonColumns } from "../../columns/json-columns.js";
import type { KeyRole } from "../../columns/json-units.js";
import type { Neighbour } from "../../columns/neighbours.js";
import { MAX_PATH, type MemberCursor } from "../../sources/json/json-scan.js";

/** What a key is for a slot, with the cells to read its values. */
export interface KeyUse extends KeyRole {
  readonly cells: SlotCells;
  readonly path: string;
  /** What keys near it may say of its values, by their paths: with a unit of their own and without, with a sign and without. */
  readonly neighbours: readonly Map<string, Neighbour | undefined>[];
}

/** One key, wherever it is met. */
export interface KeyNode {
  /** Dotted. */
  readonly path: string;
  readonly idRole: IdRole | undefined;
  /** The day of all values that have none of their own. */
  readonly isDate: boolean;
  /** It says of whole records that they do not count. */
  readonly isStatus: boolean;
  /** The slots of which it holds the site or laboratory. */
  readonly sites: readonly number[];
  /** No field's: a text under it may say something of the number beside it. */
  readonly isFree: boolean;
  /** The slots after whose keys it is named (`PLT_flag`), if any. */
  readonly calledAfter: readonly number[];
  /** A field's own. */
  readonly isValue: boolean;
  /** Neither a field's own nor the id: what stands after it may still belong to the number before it. */
  readonly isBetween: boolean;
  readonly uses: readonly KeyUse[];
  /** Whether the members of an object under this key are looked at. */
  readonly isOpen: boolean;
  readonly depth: number;
  readonly children: Map<string, KeyNode>;
  /** The key as JSON writes it; and which key stood after it last time: records mostly have the same keys in the same order. */
  readonly written: string;
  following: KeyNode | undefined;
  /** The member that objects under this key began with last time. */
  first: KeyNode | undefined;
  /** False for a key that is resolved anew each time. */
  readonly isKept: boolean;
  /** The first row that has it; 0: not yet. */
  firstRow: number;
}

/** More keys than this are resolved each time, and cached only if they are used: so many are not keys but data. */
const MOST_KEYS = 20_000;

/** Resolves keys and remembers them. */
export class KeyTree {
  readonly root: KeyNode;
  readonly #columns: JsonColumns;
  readonly #cellsFor: (role: KeyRole) => SlotCells;
  #size = 0;

  constructor(columns: JsonColumns, cellsFor: (role: KeyRole) => SlotCells) {
    this.#columns = columns;
    this.#cellsFor = cellsFor;
    this.root = {
      path: "",
      idRole: undefined,
      isDate: false,
      isStatus: false,
      sites: [],
      isFree: false,
      calledAfter: [],
      isValue: false,
      isBetween: true,
      uses: [],
      isOpen: true,
      depth: 0,
      ...blankNode(""),
      isKept: true,
    };
  }

  #child(parent: KeyNode, key: string): KeyNode {
    return parent.children.get(key) ?? this.#add(parent, key);
  }

  /** The key at which `members` stands, under `parent`, after the member `before` (undefined for the first one). */
  at(parent: KeyNode, before: KeyNode | undefined, members: MemberCursor): KeyNode {
    const guess = before === undefined ? parent.first : before.following;
    const { keyStart, keyEnd } = members;
    if (guess?.written.length === keyEnd - keyStart && members.text.startsWith(guess.written, keyStart)) return guess;
    const node = this.#child(parent, members.key);
    // Keys that are not kept must not keep one another.
    if (node.isKept && before === undefined) parent.first = node;
    else if (node.isKept && before !== undefined) before.following = node;
    return node;
  }

  /** Every key that was met, with the first row that has it. */
  get keys(): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    const open = [...this.root.children.values()];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const known = found.get(node.path);
      if (node.firstRow > 0) found.set(node.path, Math.min(node.firstRow, known ?? node.firstRow));
      open.push(...node.children.values());
    }
    return new Map([...found].sort(([keyA, rowA], [keyB, rowB]) => rowA - rowB || (keyA < keyB ? -1 : 1)));
  }

  #add(parent: KeyNode, key: string): KeyNode {
    const path = parent.depth === 0 ? key : `${parent.path}.${key}`;
    const uses = this.#columns.rolesOf(path).map(
      (role): KeyUse => ({
        ...role,
        path,
        cells: this.#cellsFor(role),
        neighbours: [new Map(), new Map(), new Map(), new Map()],
      }),
    );
    const idRole = this.#columns.idRoleOf(path);
    const isDate = this.#columns.isDate(path);
    const isValue = uses.some(({ part }) => part === "value");
    const sites = this.#columns.sitesOf(path);
    const isUsed = uses.length > 0 || idRole !== undefined || isDate || sites.length > 0;
    const isFree = !isUsed && this.#columns.isFree(path);
    const isStatus = !isUsed && this.#columns.isStatus(path);
    const calledAfter = isFree ? this.#columns.calledAfter(path) : [];
    const isId = idRole !== undefined && (idRole !== "site" || this.#columns.perSite === path);
    const isBetween = !isValue && !isId && !this.#columns.isFieldName(path);
    const isOpen = !isUsed && parent.depth < MAX_PATH;
    const isKept = this.#size < MOST_KEYS || isUsed;
    const depth = parent.depth + 1;
    const node: KeyNode = {
      ...blankNode(JSON.stringify(key)),
      path,
      depth,
      idRole,
      isDate,
      isStatus,
      sites,
      isFree,
      calledAfter,
      isValue,
      isBetween,
      uses,
      isOpen,
      isKept,
    };
    if (isKept) {
      this.#size += 1;
      parent.children.set(key, node);
    }
    return node;
  }
}

function blankNode(written: string): Pick<KeyNode, "children" | "written" | "following" | "first" | "firstRow"> {
  return { children: new Map(), written, following: undefined, first: undefined, firstRow: 0 };
}
