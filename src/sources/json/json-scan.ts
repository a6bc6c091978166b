/**
 * Reads JSON that `JSON.parse` has accepted, without making values of it: a number keeps its digits, a key that stands twice is seen
 * twice. Nothing here recurses, so depth is no danger.
 */

/** A value's text: `text.slice(start, end)`. */
export interface Member {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether JSON calls a character white. */
export function isWhite(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The first place from `at` on that is not white. */
export function skipWhite(text: string, at: number): number {
  let next = at;
  while (isWhite(text.charCodeAt(next))) next += 1;
  return next;
}

/** Behind the string that begins at `at`. */
function endOfString(text: string, at: number): number {
  for (let next = at + 1; ; next++) {
    const code = text.charCodeAt(next);
    if (code === QUOTE) return next + 1;
    if (code === BACKSLASH) next += 1;
    else if (Number.isNaN(code)) return next;
  }
}

/** Behind the value that begins at `at`. */
function endOfValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return endOfString(text, at);
  if (first !== 0x7b && first !== 0x5b) {
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
    if (code === 0x7b || code === 0x5b) depth += 1;
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

/** A cursor over the members of one object, in written order. Where each stands is good until the next. */
export interface MemberCursor {
  /** Where the key stands, with its quotes. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Where the value stands. */
  readonly start: number;
  readonly end: number;
  /** Moves on to the next member; false behind the last one. */
  next(): boolean;
  readonly key: string;
}

/** See {@link MemberCursor}. */
export class Members implements MemberCursor {
  readonly #text: string;
  #at: number;
  keyStart = 0;
  keyEnd = 0;
  start = 0;
  end = 0;

  /** @param at where the object begins */
  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = skipWhite(text, at + 1);
  }

  next(): boolean {
    const text = this.#text;
    if (text.charCodeAt(this.#at) !== QUOTE) return false;
    this.keyStart = this.#at;
    this.keyEnd = endOfString(text, this.#at);
    this.start = skipWhite(text, skipWhite(text, this.keyEnd) + 1); // behind the colon
    this.end = endOfValue(text, this.start);
    const behind = skipWhite(text, this.end);
    this.#at = text.charCodeAt(behind) === 0x2c ? skipWhite(text, behind + 1) : text.length;
    return true;
  }

  get key(): string {
    return stringAt(this.#text, this.keyStart, this.keyEnd);
  }
}

/** The members of the object that begins at `at`, in written order. */
export function* membersOf(text: string, at: number): Generator<Member, undefined> {
  const members = new Members(text, at);
  while (members.next()) yield { key: members.key, start: members.start, end: members.end };
}

/** Where the elements of the array that begins at `at` stand, in written order. */
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

/** How deep nested objects are looked into for dotted names. */
export const MAX_PATH = 16;

/** Every key of a record, nested ones dotted, containers included; with its value's text, "" for objects and lists. */
export function keyedTexts(text: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const open = [{ at: skipWhite(text, 0), prefix: "", depth: 0 }];
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (text[object.at] !== "{") continue;
    for (const { key, start, end } of membersOf(text, object.at)) {
      const first = text[start];
      const value = first === '"' ? stringAt(text, start, end) : first === "{" || first === "[" ? "" : text.slice(start, end);
      texts.set(object.prefix + key, value);
      if (object.depth < MAX_PATH) open.push({ at: start, prefix: `${object.prefix}${key}.`, depth: object.depth + 1 });
    }
  }
  return texts;
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
