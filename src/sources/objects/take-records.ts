/**
 * Copies records in memory as `JSON.stringify` would write them, except what that silently makes blank or leaves out: `NaN` and
 * the infinities, an invalid `Date`, functions, a `Map`. These become values that no field can hold, so they are unreadable.
 */
import { jsonOf, type ObjectRecord, type ObjectValue } from "./object-record.js";

/** No field is deeper, and each level is a call. */
const MOST_LEVELS = 500;

/** A list in a list: unreadable as a value, as one of repeated measurements, and as an id. */
function unfit(what: string): string {
  return JSON.stringify([[what]]);
}

/**
 * Copies each record; undefined for what is not an object with keys.
 *
 * @throws TypeError for a `bigint` or a record that contains itself, and if reading a value throws; names the place, but no value
 */
export function takeRecords(records: readonly unknown[]): readonly (ObjectRecord | undefined)[] {
  // By index: a hole in the list is a record that is not an object.
  return Array.from(records, (record, index) => new RecordTaker(index + 1).record(record));
}

class RecordTaker {
  readonly #number: number;
  /** The keys that lead to the current value, and the objects around it. */
  readonly #path: string[] = [];
  readonly #around: object[] = [];

  constructor(number: number) {
    this.#number = number;
  }

  record(record: unknown): ObjectRecord | undefined {
    const given = this.#plain(record);
    if (typeof given === "bigint") throw this.#fault("is a bigint");
    // Anything else is not a record, and is reported.
    return typeof given === "object" && given !== null && tagOf(given) === "Object" ? this.#object(given) : undefined;
  }

  #fault(what: string, cause?: unknown): TypeError {
    const key = this.#path.length === 0 ? "" : `: \`${this.#path.join(".")}\``;
    return new TypeError(`record ${this.#number}${key} ${what}`, { cause });
  }

  /** The result of `toJSON`, if there is one; of an object around a string, number or boolean, that primitive. */
  #plain(value: unknown): unknown {
    if ((typeof value !== "object" && typeof value !== "bigint") || value === null) return value;
    if (value instanceof Date || ArrayBuffer.isView(value)) return value;
    const toJson = this.#get(Object(value), "toJSON");
    const given: unknown = typeof toJson === "function" ? this.#try(() => toJson.call(value, this.#path.at(-1) ?? "")) : value;
    const isBoxed = given instanceof Number || given instanceof String || given instanceof Boolean || given instanceof BigInt;
    return isBoxed ? given.valueOf() : given;
  }

  #value(value: unknown): ObjectValue {
    const given = this.#plain(value);
    switch (typeof given) {
      case "string":
      case "boolean":
        return JSON.stringify(given);
      case "number":
        return Number.isFinite(given) ? JSON.stringify(given) : unfit(String(given));
      case "bigint":
        throw this.#fault("is a bigint: give a number or a text");
      case "object":
        return given === null ? "null" : this.#nested(given);
      default:
        return unfit(typeof given);
    }
  }

  #nested(given: object): ObjectValue {
    if (given instanceof Date) return dayOf(given);
    if (this.#around.includes(given)) throw this.#fault("contains itself");
    if (this.#around.length >= MOST_LEVELS) return unfit("nested too deep");
    if (!Array.isArray(given)) return tagOf(given) === "Object" ? this.#object(given) : unfit(tagOf(given));
    this.#around.push(given);
    const items = Array.from({ length: given.length }, (_, index) => this.#at(String(index), () => this.#value(given[index])));
    this.#around.pop();
    return `[${items.map(jsonOf).join(",")}]`;
  }

  /** Own keys only; without those whose value is undefined, which are absent. */
  #object(given: object): ObjectRecord {
    this.#around.push(given);
    const members = Object.keys(given).flatMap((key) =>
      this.#at(key, () => {
        const value = this.#get(given, key);
        return value === undefined ? [] : [{ key, value: this.#value(value) }];
      }),
    );
    this.#around.pop();
    return { members };
  }

  #at<T>(key: string, then: () => T): T {
    this.#path.push(key);
    const result = then();
    this.#path.pop();
    return result;
  }

  #get(given: object, key: string): unknown {
    return this.#try(() => Reflect.get(given, key));
  }

  /** Runs code of the caller: a getter, `toJSON`. */
  #try(read: () => unknown): unknown {
    try {
      return read();
    } catch (cause) {
      throw this.#fault("cannot be read: getting it throws", cause);
    }
  }
}

/** `Object` for records and instances of classes, `Map` for a map. */
function tagOf(given: object): string {
  return Object.prototype.toString.call(given).slice("[object ".length, -1);
}

const DAY_MS = 86_400_000;

/** A `Date` is an instant: which day that is depends on the time zone, unless it was made from a day alone. */
function dayOf(date: Date): string {
  const time = date.getTime();
  if (Number.isNaN(time)) return unfit("Invalid Date");
  return time % DAY_MS === 0
    ? JSON.stringify(date.toISOString().slice(0, -"T00:00:00.000Z".length))
    : unfit("Date with a time of day");
}
