/** The texts of a JSON record near a value that may say something about it, like adjacent columns in a table. */
import { FARTHEST } from "../../columns/places-beside.js";
import type { MemberCursor } from "../../sources/json/json-scan.js";
import type { KeyNode } from "./key-tree.js";

const QUOTE = 0x22;
const OBJECT = 0x7b;
const ARRAY = 0x5b;

/** A text under a key that is no field's. */
export interface FreeText {
  readonly node: KeyNode;
  readonly text: string;
  /** Its place among the members of the record. */
  readonly at: number;
}

/** Finds them while the members of a record are walked. */
export class NearTexts {
  /** By slot. */
  readonly #slots: readonly { readonly beside: FreeText[] }[];
  /** The last key that ends what belongs together, where it is a used field's; and the texts since. */
  #value: KeyNode | undefined;
  #valueAt = 0;
  readonly #free: FreeText[] = [];
  #at = 0;

  /** @param slots where the texts are put that may say something of a slot's value */
  constructor(slots: readonly { readonly beside: FreeText[] }[]) {
    this.#slots = slots;
  }

  /** Members of another object belong to no value of this one. */
  begin(): void {
    this.#value = undefined;
    if (this.#free.length > 0) this.#free.length = 0;
  }

  /** The member at which a cursor stands. */
  see(node: KeyNode, members: MemberCursor): void {
    this.#at += 1;
    if (!node.isBetween) this.#seeEnd(node);
    else if (node.isFree) {
      const { text, start, end } = members;
      const first = text.charCodeAt(start);
      if (first === QUOTE) this.#seeFree({ node, text: text.slice(start, end), at: this.#at });
      else if (node.calledAfter.length > 0 && first !== OBJECT && first !== ARRAY)
        this.#seeCalled({ node, text: text.slice(start, end), at: this.#at });
    }
  }

  #seeEnd(node: KeyNode): void {
    if (node.isValue) for (const free of this.#free) if (this.#at - free.at <= FARTHEST) this.#note(node, free);
    this.#value = node.isValue ? node : undefined;
    this.#valueAt = this.#at;
    if (this.#free.length > 0) this.#free.length = 0;
  }

  #seeFree(free: FreeText): void {
    this.#seeCalled(free);
    if (this.#value !== undefined && this.#at - this.#valueAt <= FARTHEST) this.#note(this.#value, free);
    this.#free.push(free);
  }

  /** Also `true` and 0: `platelets_valid`. */
  #seeCalled(free: FreeText): void {
    for (const slot of free.node.calledAfter) this.#slots[slot]?.beside.push(free);
  }

  #note({ uses }: KeyNode, free: FreeText): void {
    for (const { slot, part } of uses) if (part === "value") this.#slots[slot]?.beside.push(free);
  }
}
