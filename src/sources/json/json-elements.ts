/** The values in a block of a JSON array, of NDJSON or of records in memory, each with its place and row. */

import { joinedBytes, utf8Bytes, utf8Text } from "../bytes/utf8.js";
import type { Block } from "../input-head.js";
import { ObjectMembers, type ObjectRecord } from "../objects/object-record.js";
import { FlatRecord } from "./flat-record.js";
import { elementsOf, isJson, type MemberCursor, recordIn, skipWhite } from "./json-scan.js";

/**
 * One value: it begins at `text[at]`. `empty` is a line without content. `broken` is text that is not JSON inside an array, where nobody
 * can tell what else it swallows.
 */
export interface Element {
  readonly kind: "value" | "empty" | "broken";
  readonly text: string;
  readonly at: number;
  /** After the value. */
  readonly end: number;
  readonly row: number;
  /** The value's members, before the first, where they are all plain; until the next element. */
  readonly flat: FlatRecord | undefined;
  /** A record in memory; there is no text then. */
  readonly object?: ObjectRecord | undefined;
}

/** The members of the record that a value is, from the first one; undefined if it is none. */
export function membersIn({ text, at, flat, object }: Element): MemberCursor | undefined {
  return object === undefined ? (flat?.rewind() ?? recordIn(text, at)) : new ObjectMembers(object);
}

const OPEN = utf8Bytes("[");
const CLOSE = utf8Bytes("]");

/** The values of a block, in order. Nothing comes after a broken one. */
export function elementsIn(
  { bytes, firstRow, objects }: Pick<Block, "bytes" | "firstRow" | "objects">,
  format: "json" | "ndjson",
): Generator<Element, undefined> {
  if (objects !== undefined) return objectsOf(objects, firstRow);
  if (format === "ndjson") return linesOf(utf8Text(bytes), firstRow);
  // Joined as bytes: a text made of pieces is much slower to search.
  return valuesOf(utf8Text(joinedBytes([OPEN, bytes, CLOSE])), firstRow);
}

function* objectsOf(objects: NonNullable<Block["objects"]>, firstRow: number): Generator<Element, undefined> {
  for (const [index, object] of objects.entries())
    yield { kind: "value", text: "", at: 0, end: 0, row: firstRow + index, flat: undefined, object };
}

function* valuesOf(text: string, firstRow: number): Generator<Element, undefined> {
  const isWhole = isJson(text);
  let row = firstRow;
  for (const { start, end } of elementsOf(text, 0)) {
    // Only if something is wrong is each value tried alone.
    if (!isWhole && !isJson(text.slice(start, end))) break;
    yield { kind: "value", text, at: start, end, row, flat: undefined };
    row += 1;
  }
  if (!isWhole) yield { kind: "broken", text: "", at: 0, end: 0, row, flat: undefined };
}

function* linesOf(written: string, firstRow: number): Generator<Element, undefined> {
  const flat = new FlatRecord();
  let row = firstRow;
  for (let begin = 0; begin < written.length; row++) {
    const feed = written.indexOf("\n", begin);
    const end = feed < 0 ? written.length : feed;
    const at = Math.min(skipWhite(written, begin), end);
    const from = begin;
    begin = end + 1;
    if (at === end) yield { kind: "empty", text: written, at, end, row, flat: undefined };
    else if (flat.scan(written, at, end)) yield { kind: "value", text: written, at, end, row, flat };
    else if (isJson(written.slice(from, end))) yield { kind: "value", text: written, at, end, row, flat: undefined };
    // A line that is not JSON hides no other record: it is one record that cannot be read.
    else yield { kind: "value", text: "", at: 0, end: 0, row, flat: undefined };
  }
}
