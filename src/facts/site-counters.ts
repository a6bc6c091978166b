/** The facts of one column, site by site where the column map names sites. */
import type { Field } from "../language/model.js";
import type { Reading } from "../values/reading.js";
import type { ColumnUnit } from "../values/spec.js";
import { MOST_SITES, type PlacedFacts, TOO_MANY_SITES } from "./column-facts.js";
import { FactsCounter } from "./count.js";

/** Which facts these are. */
export function placeOf(slot: number, column: string, columnUnit: ColumnUnit): Omit<PlacedFacts, "site" | "facts"> {
  const { unit, from } = columnUnit.state === "unit" ? columnUnit : { unit: undefined, from: undefined };
  return { slot, column, unit: unit?.ucum, unitFrom: from };
}

/** See the head of this file. */
export class SiteCounters {
  readonly #field: Field;
  readonly #place: Omit<PlacedFacts, "site" | "facts">;
  readonly #counters = new Map<string | undefined, FactsCounter>();

  constructor(field: Field, slot: number, column: string, columnUnit: ColumnUnit) {
    this.#field = field;
    this.#place = placeOf(slot, column, columnUnit);
  }

  add(reading: Reading, site: string | undefined, count: number): void {
    const key = this.#counters.has(site) || this.#counters.size < MOST_SITES ? site : TOO_MANY_SITES;
    const counter = this.#counters.get(key) ?? new FactsCounter(this.#field);
    this.#counters.set(key, counter);
    counter.add(reading, count);
  }

  get placed(): readonly PlacedFacts[] {
    return [...this.#counters].map(([site, { facts }]) => ({ ...this.#place, site, facts }));
  }
}
