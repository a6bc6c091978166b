/** Ids that occur more than once, exactly, and where. Typed arrays that threads share: no text is kept but that of repeated ids. */
import { spokenName } from "../candidates/notice.js";
import { type HashTable, type HashTableParts, lookUp, setValue } from "./hash-table.js";
import { type HashKey, IdHash } from "./id-hash.js";

/** Where a record stands. `file` is the index of the candidate file. */
export interface RecordPlace {
  readonly file: number;
  readonly row: number;
}

/** How many places of one id are kept, to be named. */
const MAX_PLACES = 5;

/** Says where else an id stands: `the same id is also in row 4, row 9`. */
export function describePlaces(places: readonly RecordPlace[], here: RecordPlace, files: readonly string[]): string {
  const others = places.filter((place) => place.file !== here.file || place.row !== here.row);
  const words = others.slice(0, MAX_PLACES - 1).map((place) => {
    const row = `row ${place.row}`;
    return place.file === here.file ? row : `${row} of ${spokenName(files[place.file] ?? "")}`;
  });
  const more = others.length > words.length ? " and more" : "";
  return `the same id is also in ${words.join(", ")}${more}`;
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

/** An entry of `entries`: where its text begins, its length, its last place, how many there are, the next id of the same hash. */
const TEXT = 0;
const LENGTH = 1;
const LAST = 2;
const COUNT = 3;
const NEXT = 4;

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

/** Collects the places of the ids whose hash occurs more than once. Records must come in order. */
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

  /** Takes down where a suspect stands. */
  add(id: string, { file, row }: RecordPlace): void {
    const { entries, places } = this.#parts;
    const entry = this.#view.entryOf(id) ?? this.#newEntry(id);
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

  #newEntry(id: string): number {
    const { table, entries, texts } = this.#parts;
    const begin = texts.length;
    for (let unit = 0; unit < id.length; unit += 2) push(texts, pair(id, unit));
    this.#hash.take(id);
    const next = lookUp(table, this.#hash.low, this.#hash.high);
    if (next < 0) throw new Error("an id that is no suspect");
    const entry = push(entries, begin);
    push(entries, id.length);
    push(entries, 0);
    push(entries, 0);
    push(entries, next);
    setValue(table, this.#hash.low, this.#hash.high, entry + 1);
    return entry;
  }
}

function pair(id: string, unit: number): number {
  const second = unit + 1 < id.length ? id.charCodeAt(unit + 1) : 0;
  return (id.charCodeAt(unit) | (second << 16)) >>> 0;
}

/** Knows of an id where else it stands. */
export class RepeatedIds {
  readonly #parts: RepeatedParts;
  readonly #hash: IdHash;

  constructor(parts: RepeatedParts, key: HashKey) {
    this.#parts = parts;
    this.#hash = new IdHash(key);
  }

  /** The first places of an id that occurs more than once; undefined for any other. */
  placesOf(id: string): readonly RecordPlace[] | undefined {
    const entry = this.entryOf(id);
    if (entry === undefined) return undefined;
    const { entries, places } = this.#parts;
    if (at(entries, entry + COUNT) < 2) return undefined;
    const found: RecordPlace[] = [];
    for (let next = at(entries, entry + LAST); next > 0; next = at(places, next - 1 + PLACE - 1)) {
      found.unshift({ file: at(places, next - 1), row: at(places, next) });
    }
    return found;
  }

  /** Where the entry of an id begins. */
  entryOf(id: string): number | undefined {
    const { table, entries } = this.#parts;
    this.#hash.take(id);
    for (let next = lookUp(table, this.#hash.low, this.#hash.high); next > 0; next = at(entries, next - 1 + NEXT)) {
      if (this.#isTextOf(next - 1, id)) return next - 1;
    }
    return undefined;
  }

  #isTextOf(entry: number, id: string): boolean {
    const { entries, texts } = this.#parts;
    if (at(entries, entry + LENGTH) !== id.length) return false;
    const begin = at(entries, entry + TEXT);
    for (let unit = 0; unit < id.length; unit += 2) if (at(texts, begin + (unit >> 1)) !== pair(id, unit)) return false;
    return true;
  }
}
