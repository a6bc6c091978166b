/** How many values fail a criterion in a unit that is but assumed: where most of a column do, it is hardly their unit. */
import type { TrialResult } from "../evaluate/result.js";
import type { Plan } from "../plan/plan.js";
import type { CandidateRecord } from "../values/record.js";

/** A criterion that compares one number, by its place in its trial. */
interface Compared {
  readonly criterion: number;
  readonly slot: number;
}

/** Counts record by record, for one file. */
export class AssumedFails {
  /** By slot. */
  readonly counts: Int32Array;
  readonly #compared: readonly (readonly Compared[])[];
  /** By slot, the record that was counted last. */
  readonly #last: Int32Array;
  #records = 0;

  constructor({ slots, asked }: Plan) {
    this.counts = new Int32Array(slots.length);
    this.#last = new Int32Array(slots.length);
    this.#compared = asked.trials.map(({ criteria }) =>
      criteria.flatMap(({ root }, criterion) => {
        const leaf = root.kind === "test" ? asked.leaves[root.leaf] : undefined;
        return leaf?.kind === "number" && leaf.unit !== undefined ? [{ criterion, slot: leaf.slot }] : [];
      }),
    );
  }

  /** A value counts once, however many criteria it fails. */
  add(record: CandidateRecord, trials: readonly TrialResult[]): void {
    this.#records += 1;
    for (let at = 0; at < trials.length; at++) {
      const trial = trials[at];
      if (trial?.eligibility !== "ineligible") continue;
      for (const { criterion, slot } of this.#compared[at] ?? []) {
        if (trial.criteria[criterion]?.verdict !== "fail" || this.#last[slot] === this.#records) continue;
        this.#last[slot] = this.#records;
        const [first] = record.observations(slot);
        if (first?.reading.state === "read" && first.reading.type === "number" && first.reading.unitFrom === "field")
          this.counts[slot] = (this.counts[slot] ?? 0) + 1;
      }
    }
  }
}
