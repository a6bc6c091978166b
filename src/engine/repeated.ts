/** Ids that occur more than once, exactly, and where. Typed arrays that threads share: only the text of repeated ids is kept. */
import { printedForm } from "../columns/id.js";
import { shownName } from "../diagnostics/notice.js";
import { type HashTable, type HashTableParts, lookUp, setValue } from "./hash-table.js";
import { type HashKey, IdHash } from "./id-hash.js";

/** Where a record is. `file` is the index of the candidate file. */
export interface RecordPlace {
  readonly file: number;
  readonly row: number;
}

/** How many places of one id are kept for messages. */
const MAX_PLACES = 5;

/** Says where else an id occurs: `row 4, row 9 and more`. */
export function describePlaces(places: readonly RecordPlace[], here: RecordPlace, files: readonly string[]): string {
  const others = places.filter((place) => place.file !== here.file || place.row !== here.row);
  const words = others.slice(0, MAX_PLACES - 1).map((place) => {
    const row = `row ${place.row}`;
    return place.file === here.file ? row : `${row} of ${shownName(files[place.file] ?? "")}`;
  });
  const more = others.length > words.length ? " and more" : "";
  return `${words.join(", ")}${more}`;
}

const CHUNK_BITS = 14;

/** A list of numbers that grows without being copied. */
interface Numbers {
  readonly chunks: Uint32Array[];
  length: number;
}

function push(numbers: Numbers, value: number): number {
  const at = numbers.length;
  const index = at >>> CHUNK_BITS;
  numbers.chunks[index] ??= new Uint32Array(new SharedArrayBuffer(4 << CHUNK_BITS));
  const chunk = numbers.chunks[index];
  chunk[at & ((1 << CHUNK_BITS) - 1)] = value;
  numbers.length = at + 1;
  return at;
}

function at({ chunks }: Numbers, index: number): number {
  return chunks[index >>> CHUNK_BITS]?.[index & ((1 << CHUNK_BITS) - 1)] ?? 0;
}

function set({ chunks }: Numbers, index: number, value: number): void {
  const chunk = chunks[index >>> CHUNK_BITS];
  if (chunk !== undefined) chunk[index & ((1 << CHUNK_BITS) - 1)] = value;
}

/**
 * An entry of `entries`: where its key begins, its length, its last place, how many there are, the next key of the same hash; where the id
 * under which it came first begins, its length, and 1 if it came under another one.
 */
const TEXT = 0;
const LENGTH = 1;
const LAST = 2;
const COUNT = 3;
const NEXT = 4;
const ID = 5;
const MIXED = 7;

/** An entry of `places`: file, row, the place before. */
const PLACE = 3;

/** Plain data that can be posted to a thread, which must only read it. References count from 1; 0 is none. */
export interface RepeatedParts {
  /** From the hash to the first entry. */
  readonly table: HashTableParts;
  readonly entries: Numbers;
  readonly places: Numbers;
  /** UTF-16 units, two a number. */
  readonly texts: Numbers;
}

/** What is known about a key that occurs more than once. */
export interface Repetition {
  /** The first ones. */
  readonly places: readonly RecordPlace[];
  /** It occurs under several ids. */
  readonly isMixed: boolean;
}

/**
 * Collects the places of the keys whose hash occurs more than once: of ids in the form in which they are compared, and of others that
 * a record has besides its id. Records must come in order.
 */
export class RepeatedCollector {
  readonly #parts: RepeatedParts;
  readonly #hash: IdHash;
  readonly #view: RepeatedIds;

  /** @param suspects a map; its numbers are overwritten */
  constructor(suspects: HashTable, key: HashKey) {
    const empty = (): Numbers => ({ chunks: [], length: 0 });
    this.#parts = { table: suspects.parts, entries: empty(), places: empty(), texts: empty() };
    this.#hash = new IdHash(key);
    this.#view = new RepeatedIds(this.#parts, key);
  }

  /** Notes where a suspect occurs, and under which id. */
  add(key: string, id: string, { file, row }: RecordPlace): void {
    const { entries, places } = this.#parts;
    const entry = this.#view.entryOf(key) ?? this.#newEntry(key, id);
    if (!this.#view.isText(entry + ID, id)) set(entries, entry + MIXED, 1);
    const count = at(entries, entry + COUNT);
    // One place more than can be named, so that "and more" is true.
    if (count > MAX_PLACES) return;
    const place = push(places, file);
    push(places, row);
    push(places, at(entries, entry + LAST));
    set(entries, entry + LAST, place + 1);
    set(entries, entry + COUNT, count + 1);
  }

  /** What was found. */
  get found(): RepeatedParts {
    return this.#parts;
  }

  #newEntry(key: string, id: string): number {
    const { table, entries } = this.#parts;
    const begin = this.#keep(key);
    this.#hash.takeKey(key);
    const next = lookUp(table, this.#hash.low, this.#hash.high);
    if (next < 0) throw new Error("an id that is no suspect");
    const entry = push(entries, begin);
    push(entries, key.length);
    push(entries, 0);
    push(entries, 0);
    push(entries, next);
    push(entries, key === id ? begin : this.#keep(id));
    push(entries, id.length);
    push(entries, 0);
    setValue(table, this.#hash.low, this.#hash.high, entry + 1);
    return entry;
  }

  #keep(text: string): number {
    const { texts } = this.#parts;
    const begin = texts.length;
    for (let unit = 0; unit < text.length; unit += 2) push(texts, pair(text, unit));
    return begin;
  }
}

function pair(id: string, unit: number): number {
  const second = unit + 1 < id.length ? id.charCodeAt(unit + 1) : 0;
  return (id.charCodeAt(unit) | (second << 16)) >>> 0;
}

/** Knows where else a key occurs. */
export class RepeatedIds {
  readonly #parts: RepeatedParts;
  readonly #hash: IdHash;

  constructor(parts: RepeatedParts, key: HashKey) {
    this.#parts = parts;
    this.#hash = new IdHash(key);
  }

  /** Nothing occurs more than once. */
  get isEmpty(): boolean {
    return this.#parts.entries.length === 0;
  }

  /** What is known about an id, as it is written; undefined if it occurs once. */
  findId(id: string): Repetition | undefined {
    const { table } = this.#parts;
    if (this.isEmpty) return undefined;
    this.#hash.take(id);
    // Few ids are repeated, and only these need be put in the form in which they are compared.
    return lookUp(table, this.#hash.low, this.#hash.high) > 0 ? this.find(printedForm(id)) : undefined;
  }

  /** What is known about a key; undefined if it occurs once. */
  find(key: string): Repetition | undefined {
    const entry = this.entryOf(key);
    if (entry === undefined) return undefined;
    const { entries, places } = this.#parts;
    if (at(entries, entry + COUNT) < 2) return undefined;
    const found: RecordPlace[] = [];
    for (let next = at(entries, entry + LAST); next > 0; next = at(places, next - 1 + PLACE - 1)) {
      found.unshift({ file: at(places, next - 1), row: at(places, next) });
    }
    return { places: found, isMixed: at(entries, entry + MIXED) === 1 };
  }

  /** Where the entry of a key begins. */
  entryOf(key: string): number | undefined {
    const { table, entries } = this.#parts;
    this.#hash.takeKey(key);
    for (let next = lookUp(table, this.#hash.low, this.#hash.high); next > 0; next = at(entries, next - 1 + NEXT)) {
      if (this.isText(next - 1 + TEXT, key)) return next - 1;
    }
    return undefined;
  }

  /** Whether a text is the one whose beginning and length stand at a place of `entries`. */
  isText(place: number, text: string): boolean {
    const { entries, texts } = this.#parts;
    if (at(entries, place + LENGTH - TEXT) !== text.length) return false;
    const begin = at(entries, place);
    for (let unit = 0; unit < text.length; unit += 2) if (at(texts, begin + (unit >> 1)) !== pair(text, unit)) return false;
    return true;
  }
}
