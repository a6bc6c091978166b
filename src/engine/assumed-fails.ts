/** How many values fail a criterion in a unit that is only assumed: if most of a column do, it is probably not their unit. */
import type { TrialResult } from "../evaluate/result.js";
import type { Plan } from "../plan/plan.js";
import type { CandidateRecord } from "../values/record.js";

/** A criterion that compares one number, by its place in its trial. */
interface Compared {
  readonly criterion: number;
  readonly slot: number;
}

const NONE: Compared = { criterion: -1, slot: -1 };

/** Counts record by record, for one file. Innermost loop of long runs. */
export class AssumedFails {
  /** By slot. */
  readonly counts: Int32Array;
  readonly #compared: readonly (readonly Compared[])[];
  /** By slot, the record that was counted last. */
  readonly #last: Int32Array;
  #records = 0;

  /** @param mayAssume whether a slot's unit may be only assumed: values of other slots are not counted */
  constructor({ slots, asked }: Plan, mayAssume: (slot: number) => boolean) {
    this.counts = new Int32Array(slots.length);
    this.#last = new Int32Array(slots.length);
    this.#compared = asked.trials.map(({ criteria }) =>
      criteria.flatMap(({ root }, criterion) => {
        const leaf = root.kind === "test" ? asked.leaves[root.leaf] : undefined;
        if (leaf?.kind !== "number" || leaf.unit === undefined || !mayAssume(leaf.slot)) return [];
        return [{ criterion, slot: leaf.slot }];
      }),
    );
  }

  /** A value counts once, however many criteria it fails. */
  add(record: CandidateRecord, trials: readonly TrialResult[]): void {
    this.#records += 1;
    for (let index = 0; index < trials.length; index++) {
      const trial = trials[index];
      const compared = this.#compared[index];
      if (trial?.eligibility !== "ineligible" || compared === undefined) continue;
      for (let at = 0; at < compared.length; at++) {
        const { criterion, slot } = compared[at] ?? NONE;
        if (trial.criteria[criterion]?.verdict === "fail" && this.#last[slot] !== this.#records) this.#count(record, slot);
      }
    }
  }

  #count(record: CandidateRecord, slot: number): void {
    this.#last[slot] = this.#records;
    const reading = record.observations(slot)[0]?.reading;
    if (reading?.state === "read" && reading.type === "number" && reading.unitFrom === "field")
      this.counts[slot] = (this.counts[slot] ?? 0) + 1;
  }
}
