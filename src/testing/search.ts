/** Searches for a candidate with some property, among all that some conditions can distinguish. */
import { FALSE, type Formula, formulaOf, type LeafPlace, OPEN, TRUE, truthsOf, UNKNOWN } from "../analysis/formula.js";
import { type Constraint, constraint, solve } from "../analysis/solve.js";
import { type State, TooLarge } from "../analysis/state.js";
import type { Truth } from "../evaluate/truth.js";
import { type Condition, type LeafCondition, leavesOf } from "../language/model.js";
import { type Cells, merge } from "./cells.js";
import { ALL_EXAMPLES, variablesOf } from "./choices.js";
import type { TestHarness } from "./harness.js";

/** Evaluations of nodes for one question: well under a second. */
const MOST_STEPS = 1_000_000;

const BITS: Readonly<Record<Truth, number>> = { true: TRUE, false: FALSE, unknown: UNKNOWN };

/** `found`: changes of the base. `impossible`: there is no such candidate. `unsure`: there were too many cases to check. */
export type Found = { readonly state: "found"; readonly cells: Cells } | { readonly state: "impossible" | "unsure" };

/** A condition, and by which declarations of the fields candidates are read for it. */
export interface Part {
  readonly condition: Condition;
  readonly harness: TestHarness;
}

/** The candidates that some conditions can distinguish. */
export class Space {
  readonly #places: ReadonlyMap<TestHarness, ReadonlyMap<LeafCondition, LeafPlace>>;
  readonly #states: readonly (readonly State[])[];
  readonly #cells: ReadonlyMap<State, Cells>;
  readonly #isComplete: boolean;

  /** @param base what the changes are changes of */
  constructor(base: Cells, parts: readonly Part[], examples = ALL_EXAMPLES) {
    const places = new Map<TestHarness, Map<LeafCondition, LeafPlace>>();
    const cells = new Map<State, Cells>();
    const leaves = parts.flatMap(({ condition, harness }) => leavesOf(condition).map((leaf) => ({ leaf, harness })));
    const variables = variablesOf(base, leaves, examples);
    this.#states = variables.map(({ tests, choices }, variable) => {
      tests.forEach(({ leaf, harness }, index) => {
        const own = places.get(harness) ?? new Map<LeafCondition, LeafPlace>();
        places.set(harness, own.set(leaf, { variable, leaf: index }));
      });
      return choices.map((choice) => {
        const truths = Uint8Array.from(choice.truths.map((truth) => BITS[truth]));
        const state: State = { leaves: truths, isKnown: true, samples: [] };
        cells.set(state, choice.cells);
        return state;
      });
    });
    this.#places = places;
    this.#cells = cells;
    this.#isComplete = variables.every(({ isComplete }) => isComplete);
  }

  /** A candidate of whom a condition, or a node of it, has one of these truths. */
  find(part: Part, ...truths: readonly Truth[]): Found {
    return this.#solve([
      constraint(
        this.#formula(part),
        truths.reduce((sum, truth) => sum | BITS[truth], 0),
      ),
    ]);
  }

  /** A candidate of whom each of two conditions has its truth. */
  pair(before: Part, truth: Truth, after: Part, other: Truth): Found {
    return this.#solve([constraint(this.#formula(before), BITS[truth]), constraint(this.#formula(after), BITS[other])]);
  }

  /** A candidate of whom two conditions have different truths. */
  difference(before: Part, after: Part): Found {
    const [one, other] = [this.#formula(before), this.#formula(after)];
    let isUnsure = false;
    for (const truth of [TRUE, FALSE, UNKNOWN]) {
      const found = this.#solve([constraint(one, truth), constraint(other, OPEN & ~truth)]);
      if (found.state === "found") return found;
      isUnsure ||= found.state === "unsure";
    }
    return { state: isUnsure ? "unsure" : "impossible" };
  }

  #formula({ condition, harness }: Part): Formula {
    return formulaOf(condition, (leaf) => {
      const place = this.#places.get(harness)?.get(leaf);
      if (place === undefined) throw new Error(`the leaf ${leaf.id} is not of this space`);
      return place;
    });
  }

  #solve(constraints: readonly Constraint[]): Found {
    try {
      const found = solve(constraints, (variable) => this.#states[variable] ?? [], { steps: MOST_STEPS });
      if (found === undefined) return { state: this.#isComplete ? "impossible" : "unsure" };
      return { state: "found", cells: this.#nearer(new Map(found), constraints) };
    } catch (error) {
      if (error instanceof TooLarge) return { state: "unsure" };
      throw error;
    }
  }

  /** The same with as few changes as possible, field by field: first none, then the plainest that works. */
  #nearer(states: Map<number, State>, constraints: readonly Constraint[]): Cells {
    const holds = (): boolean =>
      constraints.every(
        ({ formula, wanted }) => (truthsOf(formula, (variable, leaf) => states.get(variable)?.leaves[leaf] ?? 0) & wanted) !== 0,
      );
    for (const most of [1, Number.POSITIVE_INFINITY]) {
      for (const [variable, chosen] of [...states]) {
        const all = this.#states[variable] ?? [];
        const better = all.slice(0, Math.min(most, all.indexOf(chosen))).find((state) => {
          states.set(variable, state);
          return holds();
        });
        if (better === undefined) states.set(variable, chosen);
      }
    }
    const chosen = [...states].sort(([a], [b]) => a - b);
    return merge(...chosen.map(([, state]) => this.#cells.get(state) ?? new Map()));
  }
}
