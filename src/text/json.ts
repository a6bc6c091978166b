/**
 * JSON text -> a tree that keeps what JSON.parse forgets: where things stand, repeated keys, numbers as written.
 *
 * A parser of its own and not jsonc-parser: that one recovers from faults and so reports what follows from them (one raw line
 * break in a string gives six errors), has no words for comments and trailing commas, refuses a BOM, and overflows where nobody
 * counts levels for it. This one stops at the first fault. What it accepts is what JSON.parse accepts (a property in its tests),
 * plus a leading BOM, minus what is nested too deeply.
 */

import { type JsonFault, JsonScanner, JsonStop } from "./json-scanner.js";
import type { Position } from "./position.js";

/** A JSON value; `at` is its offset in the text, in UTF-16 units. A number keeps its literal, because doubles lose digits. */
export type JsonNode =
  | JsonObject
  | JsonArray
  | { readonly kind: "string"; readonly value: string; readonly at: number }
  | { readonly kind: "number"; readonly text: string; readonly at: number }
  | { readonly kind: "boolean"; readonly value: boolean; readonly at: number }
  | { readonly kind: "null"; readonly at: number };

/** Entries in written order. A key that is written twice is here twice; `__proto__` is a key like any other. */
export interface JsonObject {
  readonly kind: "object";
  readonly entries: readonly JsonEntry[];
  readonly at: number;
}

/** One key of an object with its value. */
export interface JsonEntry {
  readonly key: string;
  readonly keyAt: number;
  readonly value: JsonNode;
}

/** A JSON array. */
export interface JsonArray {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
  readonly at: number;
}

/** A tree, or the first fault of the text. */
export type JsonResult = { readonly ok: true; readonly node: JsonNode } | { readonly ok: false; readonly fault: JsonFault };

/** Reads one JSON value that fills the text. `maxDepth` levels of objects and arrays are allowed; the parser recurses that deep. */
export function parseJson(text: string, options: { readonly maxDepth: number }): JsonResult {
  try {
    return { ok: true, node: new Parser(text, options.maxDepth).document() };
  } catch (error) {
    if (error instanceof JsonStop) return { ok: false, fault: error.fault };
    throw error;
  }
}

/**
 * Where an offset stands. A BOM has no column, characters beyond 16 bits have one. Lines and such characters are indexed once, because
 * a file of megabytes may be a single line.
 */
export function positionsIn(file: string, text: string): (offset: number) => Position {
  let index: { readonly lines: readonly number[]; readonly wide: readonly number[] } | undefined;
  return (offset) => {
    index ??= { lines: lineStarts(text), wide: wideCharacters(text) };
    const line = countUpTo(index.lines, offset);
    const start = index.lines[line - 1] ?? 0;
    const wide = countUpTo(index.wide, offset - 1) - countUpTo(index.wide, start - 1);
    return { file, line: Math.max(line, 1), column: Math.max(offset - start, 0) - wide + 1 };
  };
}

/** How many of the ascending numbers are not above `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where characters beyond 16 bits stand. */
function wideCharacters(text: string): readonly number[] {
  if (!/[\ud800-\udbff]/.test(text)) return [];
  return [...text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((match) => match.index);
}

/** Lines end with LF, CR LF or CR, as in editors. */
function lineStarts(text: string): readonly number[] {
  const starts = [text.startsWith("\ufeff") ? 1 : 0];
  let lf = text.indexOf("\n");
  let cr = text.indexOf("\r");
  while (lf >= 0 || cr >= 0) {
    const isLf = cr < 0 || (lf >= 0 && lf < cr);
    const end = isLf || lf === cr + 1 ? lf : cr;
    starts.push(end + 1);
    if (lf === end) lf = text.indexOf("\n", end + 1);
    if (cr >= 0 && cr <= end) cr = text.indexOf("\r", end + 1);
  }
  return starts;
}

/** The grammar. The scanner below it knows the tokens and their faults. */
class Parser {
  readonly #scan: JsonScanner;
  readonly #maxDepth: number;
  #depth = 0;

  constructor(text: string, maxDepth: number) {
    this.#scan = new JsonScanner(text);
    this.#maxDepth = maxDepth;
  }

  document(): JsonNode {
    const scan = this.#scan;
    if (scan.peek() === "") scan.stop(scan.at, "the file is empty", undefined, "empty-file");
    const node = this.#value();
    if (scan.peek() !== "") {
      scan.refuseComment();
      scan.stop(scan.at, `unexpected ${scan.found()} after the end of the JSON value`, "a file has one JSON value");
    }
    return node;
  }

  #value(): JsonNode {
    const scan = this.#scan;
    const first = scan.peek();
    const at = scan.at;
    if (first === "{" || first === "[") {
      this.#enter(at);
      const node = first === "{" ? this.#object(at) : this.#array(at);
      this.#depth -= 1;
      return node;
    }
    if (first === '"') return { kind: "string", value: scan.string(), at };
    if (first === "-" || (first >= "0" && first <= "9")) return { kind: "number", text: scan.number(), at };
    if (scan.word("true")) return { kind: "boolean", value: true, at };
    if (scan.word("false")) return { kind: "boolean", value: false, at };
    if (scan.word("null")) return { kind: "null", at };
    return scan.refuseValue();
  }

  #enter(at: number): void {
    this.#depth += 1;
    if (this.#depth <= this.#maxDepth) return;
    this.#scan.stop(at, `objects and arrays are nested more than ${this.#maxDepth} levels deep`, undefined, "json-depth");
  }

  #object(at: number): JsonObject {
    const scan = this.#scan;
    const entries: JsonEntry[] = [];
    scan.open("{");
    if (scan.take("}")) return { kind: "object", entries, at };
    do {
      if (scan.peek() !== '"') scan.refuseKey();
      const keyAt = scan.at;
      const key = scan.string();
      const keyEnd = scan.at;
      if (!scan.take(":")) scan.refuseMissing("`:`", "this key", keyEnd);
      entries.push({ key, keyAt, value: this.#value() });
    } while (scan.another("}"));
    return { kind: "object", entries, at };
  }

  #array(at: number): JsonArray {
    const scan = this.#scan;
    const items: JsonNode[] = [];
    scan.open("[");
    if (scan.take("]")) return { kind: "array", items, at };
    do items.push(this.#value());
    while (scan.another("]"));
    return { kind: "array", items, at };
  }
}
