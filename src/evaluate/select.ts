/** Which of several observations counts: for now every leaf asks for the latest. */
import { daysOf, eitherOf, isAfter, mayBeLatest, type Observation } from "../values/observation.js";
import type { Reading } from "../values/reading.js";
import type { CandidateRecord, NormalLimit } from "../values/record.js";

/** Why an observation does not count: it says that the test was not done, was made after the as-of date, or before another one. */
export type WhyPassed = "not-done" | "after-as-of" | "earlier";

/** An observation that does not count. */
export interface PassedOver {
  readonly observation: Observation;
  readonly why: WhyPassed;
}

/** What counts. */
export interface Selection {
  /** The latest by the as-of date, or what may be the latest. */
  readonly counted: Observation;
  /** What was made after it. It leaves open what holds now, but for a leaf that says how old a value may be. */
  readonly after: Observation | undefined;
  /** All others, in their order. */
  readonly passed: readonly PassedOver[];
}

/**
 * The latest of some observations, readable or not. One that says that the test was not done is passed over, unless all do; so is one made
 * after the as-of date. One that may be after it, or undated, may be the latest.
 *
 * @param all at least one
 * @param asOf in days since 1970-01-01; undefined if nothing needs it
 */
export function latestOf(all: readonly Observation[], asOf: number | undefined): Selection {
  const why = new Map<Observation, WhyPassed>();
  const without = (from: readonly Observation[], reason: WhyPassed, isOut: (one: Observation) => boolean) => {
    const out = from.filter(isOut);
    if (out.length === from.length) return from;
    for (const one of out) why.set(one, reason);
    return from.filter((one) => !why.has(one));
  };
  const day = asOf ?? Number.POSITIVE_INFINITY;
  const done = without(all, "not-done", ({ reading }) => reading.state === "missing" && reading.reason === "not-performed");
  const liesAhead = (one: Observation): boolean => isAfter(one.at, asOf);
  const after = done.filter(liesAhead);
  const past = without(done, "after-as-of", liesAhead);
  const areAllAfter = past.length === after.length;
  const mayBeAfter = past.filter((one) => !areAllAfter && daysOf(one).high > day && Number.isFinite(daysOf(one).high));
  const sure = mayBeLatest(past.filter((one) => !mayBeAfter.includes(one)));
  const latest = without(past, "earlier", (one) => !sure.includes(one) && !mayBeAfter.includes(one));
  return {
    counted: eitherOf(latest),
    after: after.length === 0 ? undefined : eitherOf(mayBeLatest(after)),
    passed: all.flatMap((observation) => {
      const reason = why.get(observation);
      return reason === undefined ? [] : [{ observation, why: reason }];
    }),
  };
}

/** A record as leaves ask for it: of each field what counts. */
export interface LeafRecord extends Pick<CandidateRecord, "limitOfNormal" | "column" | "cell"> {
  reading(slot: number): Reading;
  /** When that was made: a date reading, or missing or unreadable. */
  measuredOn(slot: number): Reading;
  /** Whether what was made after the as-of date leaves open what holds. */
  isOpen(slot: number): boolean;
  /** Whether a date lies after the as-of date, whichever of its days it is. */
  isAhead(date: Reading): boolean;
}

/** See {@link LeafRecord}. A cursor, as the record is. */
export class CountedRecord implements LeafRecord {
  readonly #asOf: number | undefined;
  readonly #hasMaxAge: boolean;
  #record: CandidateRecord;
  /** Those that were selected from last: equal cells share theirs. */
  #all: readonly Observation[] | undefined;
  #selection: Selection | undefined;

  /** @param hasMaxAge for leaves that say how old a value may be */
  constructor(record: CandidateRecord, asOf: number | undefined, hasMaxAge: boolean) {
    this.#record = record;
    this.#asOf = asOf;
    this.#hasMaxAge = hasMaxAge;
  }

  turnTo(record: CandidateRecord): void {
    this.#record = record;
  }

  reading(slot: number): Reading {
    return this.#counted(slot).reading;
  }

  measuredOn(slot: number): Reading {
    return this.#record.measuredOn(slot, this.#counted(slot).at);
  }

  limitOfNormal(slot: number, which: NormalLimit): Reading {
    return this.#record.limitOfNormal(slot, which);
  }

  column(slot: number): string {
    return this.#record.column(slot);
  }

  cell(slot: number): string {
    return this.#record.cell(slot);
  }

  isOpen(slot: number): boolean {
    if (this.#hasMaxAge) return false;
    const all = this.#record.observations(slot);
    const [only] = all;
    return all.length === 1 && only !== undefined ? isAfter(only.at, this.#asOf) : this.#selectedFrom(all).after !== undefined;
  }

  isAhead(date: Reading): boolean {
    return isAfter(date, this.#asOf);
  }

  /** Every observation of a field that does not count, and why. What was made after the as-of date is looked at where it leaves all open. */
  passedOver(slot: number): readonly PassedOver[] {
    const passed = this.#selected(slot)?.passed ?? NONE;
    if (!this.isOpen(slot)) return passed;
    return this.#record.observations(slot).flatMap((observation) => {
      const found = passed.find((one) => one.observation === observation);
      return found?.why === "after-as-of" ? [] : [found ?? { observation, why: "earlier" }];
    });
  }

  #counted(slot: number): Observation {
    const all = this.#record.observations(slot);
    const [only] = all;
    if (only === undefined) throw new Error(`nothing is known of slot ${slot}`);
    if (all.length === 1) return only;
    const { counted, after } = this.#selectedFrom(all);
    return this.#hasMaxAge ? counted : (after ?? counted);
  }

  /** Undefined if there is nothing to select from. */
  #selected(slot: number): Selection | undefined {
    const all = this.#record.observations(slot);
    return all.length === 1 ? undefined : this.#selectedFrom(all);
  }

  #selectedFrom(all: readonly Observation[]): Selection {
    if (all !== this.#all || this.#selection === undefined) {
      this.#all = all;
      this.#selection = latestOf(all, this.#asOf);
    }
    return this.#selection;
  }
}

const NONE: readonly PassedOver[] = [];
