/** The states of a trial's variables, each made when it is first asked for; and the as-of dates on which they differ. */
import { type LeafCondition, leavesOf, type Trial } from "../language/model.js";
import { asOfDays, BASE, mixedDays, mixesUnits } from "./date-states.js";
import { eachLeaf, type Formula, type LeafPlace } from "./formula.js";
import { type Budget, unionOf } from "./solve.js";
import { distinctStates, type State, TooLarge, type Variable } from "./state.js";
import { isDated, statesOf, type Variables, variablesIn } from "./variables.js";

/** Evaluations of formula nodes for one file, and for each of its conditions: well under a second, and not much longer for long files. */
const MOST_STEPS = 1_000_000;
const MOST_FOR_EACH = 500;
const MOST_AT_ALL = 10_000_000;
/** The days to try if nothing depends on the day. */
const BASE_ALONE: readonly number[] = [BASE];
/** Making states of fields that are related is slower than looking at them. */
const COST_OF_LINKED = 10;

/** Which states a question is about: values that are there, exact and measured today; or all, the missing too. */
export type Scope = "known" | "all";

/** States, with cached results: the distinct ones, and the possible truths of each leaf. */
interface Domain {
  readonly states: readonly State[];
  distinct: readonly State[] | undefined;
  union: Uint8Array | undefined;
}
type Scopes = Readonly<Record<Scope, Domain>>;

/** Variables, their states, and the budget of steps that is left for searching them. */
export class Domains {
  readonly budget: Budget;
  readonly #variables: Variables;
  /** By variable; of dates, by as-of date. */
  readonly #undated: Scopes[] = [];
  readonly #onDay: Map<number, Scopes>[] = [];
  readonly #dated: readonly boolean[];
  readonly #mixed: boolean[] = [];
  readonly #days: readonly number[];

  /** Throws {@link TooLarge}. */
  constructor(trial: Trial) {
    const leaves = trial.criteria.flatMap(({ condition }) => leavesOf(condition));
    this.budget = { steps: Math.min(MOST_STEPS + MOST_FOR_EACH * leaves.length, MOST_AT_ALL) };
    this.#variables = variablesIn(trial, leaves);
    this.#dated = this.#variables.list.map(isDated);
    this.#days = asOfDays(leaves);
  }

  /** Takes steps from the budget. Throws {@link TooLarge} when there are none left. */
  spend(steps: number): void {
    this.budget.steps -= steps;
    if (this.budget.steps < 0) throw new TooLarge();
  }

  /** How many variables there are. */
  get count(): number {
    return this.#variables.list.length;
  }

  placeOf(leaf: LeafCondition): LeafPlace {
    return this.#variables.placeOf(leaf);
  }

  variable(index: number): Variable {
    return this.#variables.list[index] ?? { fields: [], leaves: [] };
  }

  /** The states of a variable. Those without a date are the same on all days. */
  states(variable: number, scope: Scope, asOf: number = BASE): readonly State[] {
    return this.#domain(variable, asOf)[scope].states;
  }

  /** The states that differ in their leaves, the first of each kind. */
  distinct(variable: number, scope: Scope, asOf: number): readonly State[] {
    const domain = this.#domain(variable, asOf)[scope];
    domain.distinct ??= distinctStates(domain.states);
    return domain.distinct;
  }

  /** What each leaf of a variable may be in some of its states. */
  union(variable: number, scope: Scope, asOf: number = BASE): Uint8Array {
    const domain = this.#domain(variable, asOf)[scope];
    domain.union ??= unionOf(domain.states);
    return domain.union;
  }

  #domain(variable: number, asOf: number): Scopes {
    if (!this.isDated(variable)) {
      const known = this.#undated[variable] ?? this.#scopes(variable, BASE);
      this.#undated[variable] = known;
      return known;
    }
    const days = this.#onDay[variable] ?? new Map<number, Scopes>();
    this.#onDay[variable] = days;
    const known = days.get(asOf) ?? this.#scopes(variable, asOf);
    days.set(asOf, known);
    return known;
  }

  #scopes(variable: number, asOf: number): Scopes {
    const all = this.#make(this.variable(variable), asOf);
    const domainOf = (states: readonly State[]): Domain => ({ states, distinct: undefined, union: undefined });
    return { all: domainOf(all), known: domainOf(all.filter(({ isKnown }) => isKnown)) };
  }

  #make(variable: Variable, asOf: number): readonly State[] {
    const made = statesOf(variable, asOf);
    this.spend(made.length * variable.leaves.length * (variable.fields.length > 1 ? COST_OF_LINKED : 1));
    return made;
  }

  /** The as-of dates to try for these formulas. */
  daysFor(formulas: readonly Formula[]): readonly number[] {
    let dependsOnDay = false;
    let mayMix = false;
    for (const { variables } of formulas) {
      for (const variable of variables) {
        if (!this.isDated(variable)) continue;
        dependsOnDay = true;
        mayMix ||= this.#mixes(variable);
      }
    }
    if (!dependsOnDay) return BASE_ALONE;
    // If all leaves of a variable do not mix units, some of them do not.
    if (!mayMix) return this.#days;
    const leaves = new Set<LeafCondition>();
    for (const formula of formulas) {
      eachLeaf(formula, ({ variable, leaf }) => {
        const found = this.isDated(variable) ? this.variable(variable).leaves[leaf] : undefined;
        if (found !== undefined) leaves.add(found);
      });
    }
    return mixesUnits(leaves) ? [...this.#days, ...mixedDays()] : this.#days;
  }

  /** Whether a variable's states depend on the as-of date. */
  isDated(variable: number): boolean {
    return this.#dated[variable] === true;
  }

  #mixes(variable: number): boolean {
    const known = this.#mixed[variable] ?? mixesUnits(this.variable(variable).leaves);
    this.#mixed[variable] = known;
    return known;
  }
}
