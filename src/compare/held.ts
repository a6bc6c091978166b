/** What is held of a result while it is compared: IDs, verdicts, and the place of each candidate in the file. */
import { ELIGIBILITIES, type Eligibility, VERDICTS } from "../evaluate/result.js";
import { type ComparedCandidate, NotAResult } from "./outcome.js";

/** Where a candidate stands in its file, so that it can be read again. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** The order in which people want to see candidates. */
export const BEST_FIRST: readonly Eligibility[] = ["eligible", "undetermined", "ineligible"];

/** See the head of this file. Rows that are not candidates, and records without an ID, are only counted. */
export class Held {
  /** Each id once, in the order of the result. */
  readonly ids: string[] = [];
  /** IDs that more than one record has: it is not known whose verdicts are whose. */
  readonly repeated = new Set<string>();
  withoutId = 0;
  notCandidates = 0;
  readonly #trials: readonly { readonly trial: string; readonly criteria: readonly string[]; readonly at: number }[];
  readonly #width: number;
  readonly #places = new Map<string, number>();
  #spans = new Float64Array(1 << 11);
  /** For each id, by trial: eligibility, then verdicts. */
  #codes: Uint8Array;

  /** @param trials in the order of the result, each with the ids of its criteria */
  constructor(trials: readonly { readonly id: string; readonly criteria: readonly { readonly id: string }[] }[]) {
    let at = 0;
    this.#trials = trials.map(({ id, criteria }) => {
      const place = at;
      at += 1 + criteria.length;
      return { trial: id, criteria: criteria.map((one) => one.id), at: place };
    });
    this.#width = at;
    this.#codes = new Uint8Array(at << 10);
  }

  /** Throws {@link NotAResult} where a candidate's criteria are not those of the run. */
  add(candidate: ComparedCandidate, { offset, length }: Span): void {
    const { candidate: id, problems } = candidate;
    if (problems.includes("not-a-candidate")) this.notCandidates += 1;
    else if (id === "") this.withoutId += 1;
    else if (this.#places.has(id)) this.repeated.add(id);
    else {
      const place = this.ids.push(id) - 1;
      this.#places.set(id, place);
      if (2 * place + 1 >= this.#spans.length) this.#grow();
      this.#spans[2 * place] = offset;
      this.#spans[2 * place + 1] = length;
      this.#keep(candidate, place * this.#width);
    }
  }

  #keep({ candidate, trials }: ComparedCandidate, from: number): void {
    let at = from;
    for (const [index, { trial, criteria }] of this.#trials.entries()) {
      const result = trials[index];
      if (result?.trial !== trial || result.criteria.length !== criteria.length)
        throw new NotAResult(`the criteria of ${candidate} are not those that the result names: broken JSON`);
      this.#codes[at++] = ELIGIBILITIES.indexOf(result.eligibility);
      for (const { verdict } of result.criteria) this.#codes[at++] = VERDICTS.indexOf(verdict);
    }
  }

  #grow(): void {
    const spans = new Float64Array(this.#spans.length * 2);
    spans.set(this.#spans);
    const codes = new Uint8Array(this.#codes.length * 2);
    codes.set(this.#codes);
    [this.#spans, this.#codes] = [spans, codes];
  }

  /** The place of an id; undefined if there is none, or it is repeated. */
  placeOf(id: string): number | undefined {
    return this.repeated.has(id) ? undefined : this.#places.get(id);
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  span(place: number): Span {
    return { offset: this.#spans[2 * place] ?? 0, length: this.#spans[2 * place + 1] ?? 0 };
  }

  /** A trial's number among those of this result. */
  trialNumber(id: string): number {
    return this.#trials.findIndex(({ trial }) => trial === id);
  }

  eligibility(place: number, trial: number): Eligibility {
    const own = this.#trials[trial];
    if (own === undefined) throw new NotAResult("its candidates are not of the trials that it names: broken JSON");
    return ELIGIBILITIES[this.#codes[place * this.#width + own.at] ?? 2] ?? "undetermined";
  }

  /** The best that a candidate is in any trial. */
  bestOf(place: number): Eligibility {
    const all = this.#trials.map((_, trial) => this.eligibility(place, trial));
    return BEST_FIRST.find((one) => all.includes(one)) ?? "ineligible";
  }

  criteriaOf(trial: number): readonly string[] {
    return this.#trials[trial]?.criteria ?? [];
  }

  /** The place of a criterion's verdict after that of the candidate. */
  verdictAt(trial: number, criterion: string): number | undefined {
    const index = this.criteriaOf(trial).indexOf(criterion);
    return index < 0 ? undefined : (this.#trials[trial]?.at ?? 0) + 1 + index;
  }

  code(place: number, at: number): number {
    return this.#codes[place * this.#width + at] ?? 0;
  }
}
