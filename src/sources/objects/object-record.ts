/** A copy of a record in memory: a caller's getters may give something else the next time. */
import type { MemberCursor } from "../json/json-scan.js";

/** A text, number or list as JSON writes it, or the members of an object. */
export type ObjectValue = string | ObjectRecord;

/** An object's members, in the order of its keys. */
export interface ObjectRecord {
  readonly members: readonly { readonly key: string; readonly value: ObjectValue }[];
}

/** A value as JSON writes it. */
export function jsonOf(value: ObjectValue): string {
  if (typeof value === "string") return value;
  return `{${value.members.map((member) => `${JSON.stringify(member.key)}:${jsonOf(member.value)}`).join(",")}}`;
}

/** A cursor over the members of an object in memory. A value becomes text, its cell, only when it is asked for. */
export class ObjectMembers implements MemberCursor {
  readonly #members: ObjectRecord["members"];
  #at = -1;
  // Keys stand in no text.
  readonly keyStart = 0;
  readonly keyEnd = 0;
  readonly start = 0;

  constructor({ members }: ObjectRecord) {
    this.#members = members;
  }

  next(): boolean {
    this.#at += 1;
    return this.#at < this.#members.length;
  }

  get key(): string {
    return this.#members[this.#at]?.key ?? "";
  }

  get text(): string {
    return jsonOf(this.#members[this.#at]?.value ?? "null");
  }

  get end(): number {
    return this.text.length;
  }

  inner(): MemberCursor | undefined {
    const value = this.#members[this.#at]?.value;
    return typeof value === "object" ? new ObjectMembers(value) : undefined;
  }
}
