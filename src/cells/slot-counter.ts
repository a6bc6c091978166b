/** Adds up what was found in one slot's cells. */
import { isUndeclaredDigit } from "../values/code.js";
import { isAfter } from "../values/observation.js";
import type { Reading } from "../values/reading.js";
import { sameMeasure, ULN, type Unit } from "../values/unit/unit.js";
import type { Cell } from "./cells.js";
import { type BlankStats, mergeReasons, mergeTallies, NO_CELLS, type ReasonStats, type SlotStats, type Tally } from "./stats.js";

type ReadReading = Extract<Reading, { readonly state: "read" }>;

/** What is counted separately, in addition to values and the reasons for having none. */
type Kind =
  | Exclude<
      { [K in keyof SlotStats]: SlotStats[K] extends Tally | undefined ? K : never }[keyof SlotStats],
      "takenBlank" | "undated"
    >
  | keyof SlotStats["limitless"];

/** See the head of this file. */
export class SlotCounter {
  readonly #withExamples: boolean;
  readonly #unit: Unit | undefined;
  readonly #asOf: number | undefined;
  #read = 0;
  #takenBlank: BlankStats | undefined;
  #missing: readonly ReasonStats[] = [];
  #unreadable: readonly ReasonStats[] = [];
  readonly #tallies = new Map<Kind, Tally>();

  /**
   * @param unit of the column: numbers with another one are counted apart
   * @param asOf values of a later day are, too
   */
  constructor(withExamples: boolean, unit: Unit | undefined, asOf: number | undefined) {
    this.#withExamples = withExamples;
    this.#unit = unit;
    this.#asOf = asOf;
  }

  /** Adds one text's cells. */
  add({ text, reading, trusted, observations }: Cell, tally: Tally): void {
    this.#count(
      "ahead",
      tally,
      observations.every(({ at }) => isAfter(at, this.#asOf)),
    );
    if (reading.state === "read") {
      this.#read += tally.count;
      this.#count("trustedBeside", tally, trusted === "neighbours");
      this.#count("trustedScale", tally, trusted === "bracket");
      this.#count("structured", tally, text.startsWith("{") || text.startsWith("["));
      this.#addValue(reading, tally);
      return;
    }
    const hint = reading.state === "unreadable" ? reading.hint : undefined;
    const examples = this.#withExamples ? [{ cell: text, row: tally.firstRow }] : [];
    const found: ReasonStats = { reason: reading.reason, count: tally.count, firstRow: tally.firstRow, hint, examples };
    if (reading.state === "missing") this.#missing = mergeReasons(this.#missing, [found]);
    else this.#unreadable = mergeReasons(this.#unreadable, [found]);
    this.#count("otherDigit", tally, isUndeclaredDigit(reading));
  }

  #addValue(reading: ReadReading, tally: Tally): void {
    if ("assumed" in reading && reading.assumed === "blank") {
      const as = this.#takenBlank?.as ?? takenAs(reading);
      this.#takenBlank = { count: tally.count, firstRow: tally.firstRow, ...mergeTallies(this.#takenBlank, tally), as };
    }
    this.#count("assumedDigit", tally, reading.type === "boolean" && reading.assumed === "digit");
    if (reading.type !== "number") return;
    this.#count("assumedUnit", tally, reading.unitFrom === "field" && reading.unitIs === undefined);
    let [isPlain, isOther] = [false, false];
    for (const { unit } of reading.possibilities) {
      if (unit === ULN) continue;
      isPlain = true;
      isOther ||= reading.unitFrom === "cell" && !sameMeasure(unit, this.#unit);
    }
    this.#count("ownUnit", tally, isOther);
    this.#count("uln", tally, isPlain && reading.uln === undefined);
    this.#count("lln", tally, isPlain && reading.lln === undefined);
  }

  #count(kind: Kind, tally: Tally, is: boolean): void {
    if (!is) return;
    const known = this.#tallies.get(kind);
    this.#tallies.set(kind, mergeTallies(known, tally) ?? tally);
  }

  /** The sum so far; of days it says nothing. */
  get sum(): SlotStats {
    const { uln, lln, ...tallies }: Partial<Record<Kind, Tally>> = Object.fromEntries(this.#tallies);
    const reasons = { missing: this.#missing, unreadable: this.#unreadable };
    return { ...NO_CELLS, ...tallies, ...reasons, read: this.#read, takenBlank: this.#takenBlank, limitless: { uln, lln } };
  }
}

/** What a blank was taken to mean. */
function takenAs(reading: ReadReading): string {
  const [first] = reading.possibilities;
  return typeof first === "object" ? String(first.low) : String(first);
}
