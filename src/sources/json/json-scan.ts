/**
 * Reads JSON that `JSON.parse` has accepted, without making values of it: numbers keep their digits, and a key that occurs twice is seen
 * twice. Nothing here is recursive, so depth does no harm.
 */

/** A value's text: `text.slice(start, end)`. */
export interface Member {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;

/** Whether a character is white space in JSON. */
export function isWhite(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The first place from `at` on that is not white space. */
export function skipWhite(text: string, at: number): number {
  let next = at;
  while (isWhite(text.charCodeAt(next))) next += 1;
  return next;
}

/** After the string that begins at `at`. */
function endOfString(text: string, at: number): number {
  for (let next = at + 1; ; next++) {
    const code = text.charCodeAt(next);
    if (code === QUOTE) return next + 1;
    if (code === BACKSLASH) next += 1;
    else if (Number.isNaN(code)) return next;
  }
}

/** After the value that begins at `at`. */
function endOfValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return endOfString(text, at);
  if (first !== OPEN_BRACE && first !== 0x5b) {
    let next = at;
    for (; next < text.length; next++) {
      const code = text.charCodeAt(next);
      if (code === 0x2c || code === 0x7d || code === 0x5d || isWhite(code)) break;
    }
    return next;
  }
  let depth = 0;
  let next = at;
  while (next < text.length) {
    const code = text.charCodeAt(next);
    if (code === QUOTE) {
      next = endOfString(text, next);
      continue;
    }
    next += 1;
    if (code === OPEN_BRACE || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return next;
    }
  }
  return next;
}

/** The text of a JSON string, without its quotes and escapes. */
export function stringAt(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes("\\")) return inner;
  const value: unknown = JSON.parse(text.slice(start, end));
  return typeof value === "string" ? value : inner;
}

/** A cursor over the members of one object, in written order. What it says about each is valid until the next. */
export interface MemberCursor {
  /** The text that holds the value, and usually the key. */
  readonly text: string;
  /** Where the key stands, with its quotes; nowhere, if the two are equal. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Where the value stands. */
  readonly start: number;
  readonly end: number;
  /** Moves on to the next member; false after the last one. */
  next(): boolean;
  readonly key: string;
  /** The members of a value that is an object. */
  inner(): MemberCursor | undefined;
}

/** See {@link MemberCursor}. */
export class Members implements MemberCursor {
  readonly text: string;
  #at: number;
  keyStart = 0;
  keyEnd = 0;
  start = 0;
  end = 0;

  /** @param at where the object begins */
  constructor(text: string, at: number) {
    this.text = text;
    this.#at = skipWhite(text, at + 1);
  }

  next(): boolean {
    const { text } = this;
    if (text.charCodeAt(this.#at) !== QUOTE) return false;
    this.keyStart = this.#at;
    this.keyEnd = endOfString(text, this.#at);
    this.start = skipWhite(text, skipWhite(text, this.keyEnd) + 1); // after the colon
    this.end = endOfValue(text, this.start);
    const behind = skipWhite(text, this.end);
    this.#at = text.charCodeAt(behind) === 0x2c ? skipWhite(text, behind + 1) : text.length;
    return true;
  }

  get key(): string {
    return stringAt(this.text, this.keyStart, this.keyEnd);
  }

  inner(): MemberCursor | undefined {
    return this.text.charCodeAt(this.start) === OPEN_BRACE ? new Members(this.text, this.start) : undefined;
  }
}

/** The members of the object that begins at `at`, in written order. */
export function* membersOf(text: string, at: number): Generator<Member, undefined> {
  const members = new Members(text, at);
  while (members.next()) yield { key: members.key, start: members.start, end: members.end };
}

/** The places of the elements of the array that begins at `at`, in written order. */
export function* elementsOf(text: string, at: number): Generator<{ readonly start: number; readonly end: number }, undefined> {
  let next = skipWhite(text, at + 1);
  while (next < text.length && text[next] !== "]") {
    const end = endOfValue(text, next);
    yield { start: next, end };
    next = skipWhite(text, end);
    if (text.charCodeAt(next) !== 0x2c) return;
    next = skipWhite(text, next + 1);
  }
}

/** How deep nested objects may be for dotted names. */
export const MAX_PATH = 16;

/** Every key of a record, nested ones dotted, containers included; with its value's text, "" for objects and lists. */
export function keyedTexts(record: MemberCursor | undefined): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const open = [{ members: record, prefix: "", depth: 0 }];
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    const { members, prefix, depth } = object;
    while (members?.next()) {
      const { key } = members;
      const inner = members.inner();
      texts.set(prefix + key, inner === undefined ? scalarText(members) : "");
      if (inner !== undefined && depth < MAX_PATH) open.push({ members: inner, prefix: `${prefix}${key}.`, depth: depth + 1 });
    }
  }
  return texts;
}

/** The members of the record that begins in a text; undefined if none does. */
export function recordIn(text: string, from = 0): MemberCursor | undefined {
  const at = skipWhite(text, from);
  return text.charCodeAt(at) === OPEN_BRACE ? new Members(text, at) : undefined;
}

function scalarText({ text, start, end }: MemberCursor): string {
  const first = text[start];
  return first === '"' ? stringAt(text, start, end) : first === "[" ? "" : text.slice(start, end);
}

/** Whether a text is one JSON value. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
