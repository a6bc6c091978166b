/**
 * Records of plain values, as nearly all lines of NDJSON are: their members are found and checked in one pass, so that they need no JSON
 * parser. It exists only for speed: what it is not sure about is read in the plain way.
 */
import { isWhite, type MemberCursor, stringAt } from "./json-scan.js";

const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const WORDS = ["true", "false", "null"] as const;

/** Numbers kept for a member: where the text before its value begins, and where the value begins and ends. */
const WIDTH = 3;
/** Records with more members are read in the plain way. */
const MOST_MEMBERS = 1 << 12;

/** See the head of this file. A cursor over the members of the record that was scanned last. */
export class FlatRecord implements MemberCursor {
  text = "";
  #places = new Int32Array(WIDTH * 64);
  #count = 0;
  #next = 0;
  /** What stood before each value of the record that was scanned before: nearly all records have the same keys in the same order. */
  readonly #before: string[] = [];
  /** How many members begin with the keys of the record before. */
  #same = 0;
  /** How many records were scanned. */
  scans = 0;
  #begin = 0;
  start = 0;
  end = 0;

  /** Whether the text from `at` to `end` is surely JSON: an object of strings without escapes, numbers, `true`, `false` and `null`. */
  scan(text: string, at: number, end: number): boolean {
    this.text = text;
    this.#count = 0;
    this.#next = 0;
    this.#same = 0;
    this.scans += 1;
    let isSame = true;
    let next = at;
    for (;;) {
      const guess = isSame ? this.#before[this.#count] : undefined;
      let value = -1;
      if (guess !== undefined && text.startsWith(guess, next)) {
        value = next + guess.length;
        this.#same += 1;
      } else {
        isSame = false;
        value = this.#pastKey(text, next, end);
      }
      if (value < 0) return false;
      const behind = pastScalar(text, value, end);
      if (behind < 0 || !this.#add(next, value, behind)) return false;
      next = pastWhite(text, behind, end);
      if (next < end && text.charCodeAt(next) === CLOSE_BRACE) {
        this.#before.length = this.#count;
        return pastWhite(text, next + 1, end) === end;
      }
      next = behind;
    }
  }

  /** Where the value begins, after an opening brace or a comma, a key and a colon; -1 if these do not stand there. */
  #pastKey(text: string, at: number, end: number): number {
    let next = pastWhite(text, at, end);
    if (next >= end || text.charCodeAt(next) !== (this.#count === 0 ? OPEN_BRACE : COMMA)) return -1;
    next = pastString(text, pastWhite(text, next + 1, end), end);
    next = next < 0 ? end : pastWhite(text, next, end);
    if (next >= end || text.charCodeAt(next) !== COLON) return -1;
    const value = pastWhite(text, next + 1, end);
    this.#before.length = this.#count;
    this.#before.push(text.slice(at, value));
    return value;
  }

  #add(before: number, start: number, end: number): boolean {
    const at = WIDTH * this.#count;
    if (at + WIDTH > this.#places.length) {
      if (this.#count === MOST_MEMBERS) return false;
      const more = new Int32Array(2 * this.#places.length);
      more.set(this.#places);
      this.#places = more;
    }
    const places = this.#places;
    places[at] = before;
    places[at + 1] = start;
    places[at + 2] = end;
    this.#count += 1;
    return true;
  }

  /** Before the first member again. */
  rewind(): this {
    this.#next = 0;
    return this;
  }

  next(): boolean {
    if (this.#next === this.#count) return false;
    const places = this.#places;
    const at = WIDTH * this.#next;
    this.#begin = places[at] ?? 0;
    this.start = places[at + 1] ?? 0;
    this.end = places[at + 2] ?? 0;
    this.#next += 1;
    return true;
  }

  /** Whether the key is that of the same member of the record that was scanned before, and so were all before it. */
  get isSame(): boolean {
    return this.#next <= this.#same;
  }

  get keyStart(): number {
    return this.text.indexOf('"', this.#begin);
  }

  get keyEnd(): number {
    return this.text.lastIndexOf('"', this.text.lastIndexOf(":", this.start - 1)) + 1;
  }

  get key(): string {
    return stringAt(this.text, this.keyStart, this.keyEnd);
  }

  inner(): undefined {
    return undefined;
  }
}

function pastWhite(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && isWhite(text.charCodeAt(next))) next += 1;
  return next;
}

/** After a string without escapes; -1 if there is none. */
function pastString(text: string, at: number, end: number): number {
  if (at >= end || text.charCodeAt(at) !== QUOTE) return -1;
  for (let next = at + 1; next < end; next++) {
    const code = text.charCodeAt(next);
    if (code === QUOTE) return next + 1;
    if (code < 0x20 || code === BACKSLASH) return -1;
  }
  return -1;
}

/** After a value that is no object and no list; -1 if there is none. */
function pastScalar(text: string, at: number, end: number): number {
  const code = at < end ? text.charCodeAt(at) : 0;
  if (code === QUOTE) return pastString(text, at, end);
  if (code === MINUS || isDigit(code)) return pastNumber(text, at, end);
  const word = WORDS.find((one) => text.startsWith(one, at));
  return word === undefined || at + word.length > end ? -1 : at + word.length;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

function pastNumber(text: string, at: number, end: number): number {
  let next = text.charCodeAt(at) === MINUS ? at + 1 : at;
  const first = next;
  next = pastDigits(text, next, end);
  if (next === first || (next > first + 1 && text.charCodeAt(first) === ZERO)) return -1;
  if (next < end && text.charCodeAt(next) === POINT) {
    const fraction = next + 1;
    next = pastDigits(text, fraction, end);
    if (next === fraction) return -1;
  }
  if (next < end && (text.charCodeAt(next) | 0x20) === 0x65) {
    const sign = text.charCodeAt(next + 1);
    const power = sign === PLUS || sign === MINUS ? next + 2 : next + 1;
    next = pastDigits(text, power, end);
    if (next === power) return -1;
  }
  return next;
}

function pastDigits(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && isDigit(text.charCodeAt(next))) next += 1;
  return next;
}
