/** Counts readings, as they are before anything is known of the whole column. */
import type { Field, NumberField } from "../language/model.js";
import { isCross, isOtherWord, isUndeclaredDigit } from "../values/code.js";
import { isColumns } from "../values/number/judge.js";
import { toDouble } from "../values/ratio.js";
import type { Quantity, Reading, UnitFrom } from "../values/reading.js";
import { type ColumnFacts, ELSEWHERE, NO_FACTS, type SpreadFacts, wordKey, type YesNoFacts } from "./column-facts.js";
import { inFieldUnit } from "./field-unit.js";
import { isLongCode, looksMissing, mayStandForNone } from "./sentinel.js";
import { UnitWindows } from "./unit-windows.js";

type Growing<T> = { -readonly [K in keyof T]: T[K] };

/** Facts while they grow: plain numbers, because a column may hold a million different texts. */
export class FactsCounter {
  readonly #field: Field;
  readonly #fits = new Map<string, number>();
  readonly #codes = new Map<number, number>();
  readonly #sentinels = new Map<string, number>();
  readonly #numbers = { noCodes: 0, aboveOne: 0, shares: 0, low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  readonly #spread: Growing<SpreadFacts> = {
    count: 0,
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
    decimals: 0,
  };
  readonly #flags = { sure: 0, perhaps: 0 };
  readonly #letters = new Map<string, string>();
  readonly #units = new Map<string, number>();
  readonly #yesNo: Growing<YesNoFacts> = { ...NO_FACTS.yesNo };
  readonly #windows: UnitWindows | undefined;

  constructor(field: Field) {
    this.#field = field;
    this.#windows = field.type === "number" ? new UnitWindows(field) : undefined;
  }

  /** What has been counted so far. */
  get facts(): ColumnFacts {
    return {
      numbers: { fits: new Map(this.#fits), codes: new Map(this.#codes), ...this.#numbers },
      spread: { ...this.#spread },
      sentinels: new Map(this.#sentinels),
      flags: { ...this.#flags },
      yesNo: { ...this.#yesNo },
      letters: new Map(this.#letters),
      limits: NO_FACTS.limits,
      units: new Map(this.#units),
    };
  }

  /** So many more cells with this reading. */
  add(reading: Reading, count: number): void {
    if (this.#field.type === "number") this.#addNumber(reading, count, this.#field);
    else {
      if (this.#field.type === "boolean") this.#yesNo[wordKind(reading)] = true;
      this.#addLetter(reading);
    }
  }

  #addLetter(reading: Reading): void {
    if (reading.state === "unreadable" && reading.letter !== undefined) this.#letters.set(reading.letter, "");
    if (reading.state === "read" && reading.type === "boolean" && reading.letter !== undefined)
      this.#letters.set(reading.letter, reading.possibilities.join(" "));
    if (reading.state !== "read" || reading.type !== "code") return;
    const { letter, initial } = reading;
    const code = reading.possibilities.join(" ");
    if (letter !== undefined) this.#letters.set(letter, code);
    if (initial !== undefined) this.#letters.set(wordKey(initial, code), code);
  }

  #addNumber(reading: Reading, count: number, field: NumberField): void {
    if (reading.state === "missing") return;
    if (isUndeclaredDigit(reading)) this.#yesNo.otherDigits = true;
    if (reading.state === "unreadable") {
      const { bare, unitAlone, isInUnitRow } = reading;
      if (unitAlone !== undefined && isInUnitRow) add(this.#units, unitAlone, count);
      if (bare !== undefined) this.#addBare(reading, onlyValue(bare.quantities)?.low, bare.unitFrom, count);
      return;
    }
    // A value that follows from another column shows nothing about this one, and a blank is not a number.
    if (reading.type !== "number" || reading.elapsed === true || reading.assumed === "blank") return;
    const { flag, unitFrom } = reading;
    if (flag !== undefined) this.#flags[flag] += count;
    // A number that may be a multiple may be anything.
    if (flag === "perhaps") return;
    const value = onlyValue(reading.possibilities);
    if (unitFrom !== "cell") this.#addBare(reading, value?.low, unitFrom, count);
    if (value === undefined) return;
    const sentinel = looksMissing(value);
    if (sentinel !== undefined) add(this.#sentinels, sentinel, count);
    else this.#addToSpread(value, count, field);
  }

  #addBare(reading: Reading, value: number | undefined, unitFrom: UnitFrom, count: number): void {
    const isUnreadable = reading.state === "unreadable";
    // `999` and `-9` beside codes or shares make neither numbers nor percentages of them.
    const mayBeNone = mayStandForNone(value) || (isUnreadable && value !== undefined && value < 0);
    if (!mayBeNone) this.#addKind(value, count);
    // A number that means "no value" fits another unit only by chance.
    if (!isColumns(unitFrom) || (isUnreadable && isLongCode(value))) return;
    const units = this.#fittingUnits(reading) || (isUnreadable && !mayBeNone ? this.#elsewhere(value) : "");
    if (units !== "") add(this.#fits, units, count);
  }

  #addKind(value: number | undefined, count: number): void {
    const numbers = this.#numbers;
    if (value !== undefined && value < numbers.low) numbers.low = value;
    if (value !== undefined && value > numbers.high) numbers.high = value;
    if (value !== undefined && CODES.has(value)) add(this.#codes, value, count);
    else numbers.noCodes += count;
    const isShare = value !== undefined && value >= 0 && value <= 1;
    if (!isShare) numbers.aboveOne += count;
    else if (!Number.isInteger(value)) numbers.shares += count;
  }

  /** The usual units in which a number is plausible, the column's own first. */
  #fittingUnits(reading: Reading): string {
    if (reading.state === "unreadable") return (reading.looksLike ?? []).map(({ ucum }) => ucum).join(" ");
    if (reading.state !== "read" || reading.type !== "number") return "";
    return (this.#windows?.fitting(reading.possibilities) ?? []).map(({ ucum }) => ucum).join(" ");
  }

  /** A percentage that is too high for its field may be in mmol/mol, as hemoglobin A1c often is; a score cannot. */
  #elsewhere(value: number | undefined): string {
    const field = this.#field;
    if (field.type !== "number" || field.unit?.kind !== "percent" || field.integer || field.ranges || value === undefined)
      return "";
    return value > toDouble(field.plausible.high) ? ELSEWHERE : "";
  }

  #addToSpread(value: Quantity, count: number, field: NumberField): void {
    const scaled = inFieldUnit(value, field);
    if (scaled === undefined) return;
    const spread = this.#spread;
    spread.count += count;
    if (scaled < spread.low) spread.low = scaled;
    if (scaled > spread.high) spread.high = scaled;
    if (!Number.isInteger(value.low)) spread.decimals += count;
  }
}

const CODES: ReadonlySet<number> = new Set([0, 1, 2, 3, 9]);

function add<K>(counts: Map<K, number>, key: K, count: number): void {
  counts.set(key, count + (counts.get(key) ?? 0));
}

function onlyValue(quantities: readonly Quantity[]): Quantity | undefined {
  const [first, second] = quantities;
  return first !== undefined && second === undefined && first.low === first.high ? first : undefined;
}

function wordKind(reading: Reading): keyof YesNoFacts {
  switch (reading.state) {
    case "missing":
      return "blank";
    case "unreadable":
      if (isCross(reading)) return "crosses";
      if (isOtherWord(reading)) return "otherWords";
      return isUndeclaredDigit(reading) ? "otherDigits" : "other";
    case "read": {
      if (reading.type !== "boolean") return "other";
      if (reading.assumed === "blank") return "blank";
      if (reading.assumed === "digit") return "digits";
      const [only, second] = reading.possibilities;
      return second !== undefined ? "other" : only === true ? "yes" : "no";
    }
  }
}
