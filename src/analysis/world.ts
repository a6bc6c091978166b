/** A trial as the analysis sees it: variables with states, criteria as formulas, and questions that the search answers. */
import { type Condition, type Criterion, type LeafCondition, leavesOf, type Trial } from "../language/model.js";
import { asOfDays, BASE, MIXED_DAYS, mixesUnits } from "./date-states.js";
import {
  eachLeaf,
  FALSE,
  type Formula,
  formulaOf,
  type LeafPlace,
  type LeafTruths,
  sizeOf,
  TRUE,
  truthsOf,
  variablesOf,
} from "./formula.js";
import { type Assignment, type Budget, type Constraint, constraint, solve, unionOf } from "./solve.js";
import { type State, TooLarge, type Variable } from "./state.js";
import { isDated, statesOf, type Variables, variablesIn } from "./variables.js";

/** Evaluations of formula nodes for one file, and for each of its conditions: well under a second, and not much longer for long files. */
const MOST_STEPS = 1_000_000;
const MOST_FOR_EACH = 500;
const MOST_AT_ALL = 10_000_000;
/** Where nothing depends on the day. */
const BASE_ALONE: readonly number[] = [BASE];
/** Making states of fields that hang together is slower than looking at them. */
const COST_OF_LINKED = 10;

/** Which states a question is about: values that are there, exact and measured today; or all, the missing too. */
export type Scope = "known" | "all";

/** A criterion, with the truth that lets a candidate pass. */
export interface Rule {
  readonly criterion: Criterion;
  /** Its place among the criteria. */
  readonly index: number;
  readonly formula: Formula;
  readonly pass: Constraint;
  readonly variables: readonly number[];
}

/** States that satisfy what was asked, on an as-of date. */
export interface Found {
  readonly asOf: number;
  readonly states: Assignment;
}

/** States, and what each leaf may be in some of them, once that was asked for. */
interface Domain {
  readonly states: readonly State[];
  union: Uint8Array | undefined;
}

/** States of a variable, as bits; perhaps too many where it is not exact, never too few. */
interface Possible {
  readonly states: Uint32Array;
  readonly isExact: boolean;
}

/** A trial's variables and rules; states are made when they are first asked for. */
export class World {
  readonly trial: Trial;
  readonly rules: readonly Rule[];
  readonly #variables: Variables;
  readonly #budget: Budget;
  /** By variable, and by as-of date. */
  readonly #domains: Map<number, Readonly<Record<Scope, Domain>>>[] = [];
  readonly #possibles = new Map<Formula, Map<string, Possible>>();
  readonly #dated: boolean[] = [];
  readonly #mixed: boolean[] = [];
  readonly #formulas = new Map<Condition, Formula>();
  readonly #truths = new Map<Formula, number>();
  readonly #used = new Map<Formula, readonly number[]>();
  readonly #days: readonly number[];

  /** Throws {@link TooLarge}. */
  constructor(trial: Trial) {
    const leaves = trial.criteria.flatMap(({ condition }) => leavesOf(condition));
    this.trial = trial;
    this.#budget = { steps: Math.min(MOST_STEPS + MOST_FOR_EACH * leaves.length, MOST_AT_ALL) };
    this.#variables = variablesIn(trial, leaves);
    this.#days = asOfDays(leaves);
    this.rules = trial.criteria.map((criterion, index) => {
      const formula = this.formula(criterion.condition);
      const pass = constraint(formula, criterion.kind === "inclusion" ? TRUE : FALSE);
      return { criterion, index, formula, pass, variables: pass.variables };
    });
  }

  /** The formula of a condition: always the same one. */
  formula(condition: Condition): Formula {
    const known = this.#formulas.get(condition);
    if (known !== undefined) return known;
    const made = formulaOf(condition, this.#variables.placeOf, (node) => this.formula(node));
    this.#formulas.set(condition, made);
    return made;
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

  /** What each leaf of a variable may be in some of its states. */
  #union(variable: number, scope: Scope, asOf: number = BASE): Uint8Array {
    const domain = this.#domain(variable, asOf)[scope];
    domain.union ??= unionOf(domain.states);
    return domain.union;
  }

  #domain(variable: number, asOf: number): Readonly<Record<Scope, Domain>> {
    const one = this.variable(variable);
    const days = this.#domains[variable] ?? new Map<number, Readonly<Record<Scope, Domain>>>();
    this.#domains[variable] = days;
    const day = this.#isDated(variable) ? asOf : BASE;
    const found = days.get(day);
    if (found !== undefined) return found;
    const all = this.#make(one, day);
    const known = all.filter(({ isKnown }) => isKnown);
    const made = { all: { states: all, union: undefined }, known: { states: known, union: undefined } };
    days.set(day, made);
    return made;
  }

  #make(variable: Variable, asOf: number): readonly State[] {
    const made = statesOf(variable, asOf);
    this.#spend(made.length * variable.leaves.length * (variable.fields.length > 1 ? COST_OF_LINKED : 1));
    return made;
  }

  /** The as-of dates to try for these formulas. */
  daysFor(formulas: readonly Formula[]): readonly number[] {
    const dated = new Set(formulas.flatMap((formula) => this.#variablesOf(formula).filter((one) => this.#isDated(one))));
    if (dated.size === 0) return BASE_ALONE;
    // What all leaves of a variable do not mix, some of them do not.
    if (![...dated].some((variable) => this.#mixes(variable))) return this.#days;
    const leaves = new Set<LeafCondition>();
    for (const formula of formulas) {
      eachLeaf(formula, ({ variable, leaf }) => {
        const found = dated.has(variable) ? this.variable(variable).leaves[leaf] : undefined;
        if (found !== undefined) leaves.add(found);
      });
    }
    return mixesUnits(leaves) ? [...this.#days, ...MIXED_DAYS] : this.#days;
  }

  #isDated(variable: number): boolean {
    const known = this.#dated[variable] ?? isDated(this.variable(variable));
    this.#dated[variable] = known;
    return known;
  }

  #mixes(variable: number): boolean {
    const known = this.#mixed[variable] ?? mixesUnits(this.variable(variable).leaves);
    this.#mixed[variable] = known;
    return known;
  }

  /** Finds states that satisfy all constraints, on any as-of date; undefined if there are none. Throws {@link TooLarge}. */
  find(constraints: readonly Constraint[], scope: Scope): Found | undefined {
    for (const asOf of this.daysFor(constraints.map(({ formula }) => formula))) {
      const states = solve(constraints, (variable) => this.states(variable, scope, asOf), this.#budget);
      if (states !== undefined) return { asOf, states };
    }
    return undefined;
  }

  /** Whether some values give a formula one of the wanted truths. */
  canBe(formula: Formula, wanted: number): boolean {
    return (this.truths(formula) & wanted) !== 0;
  }

  /** The truths that known values can give a formula: exact. */
  truths(formula: Formula): number {
    const known = this.#truths.get(formula) ?? this.#truthsOf(formula);
    this.#truths.set(formula, known);
    return known;
  }

  #truthsOf(formula: Formula): number {
    const most = truthsOf(formula, (variable, leaf) => this.#union(variable, "known")[leaf] ?? 0);
    const days = this.daysFor([formula]);
    const [repeated, ...more] = this.#repeatedIn(formula);
    if (repeated === undefined && days.length === 1) return most;
    if (repeated !== undefined && more.length === 0) return this.#truthsByState(formula, most, repeated, days);
    return [TRUE, FALSE].reduce(
      (sum, wanted) => ((most & wanted) !== 0 && this.find([constraint(formula, wanted)], "known") ? sum | wanted : sum),
      0,
    );
  }

  /** As far as they are among `most`: what comes out in the states of the one variable that repeats. */
  #truthsByState(formula: Formula, most: number, repeated: number, days: readonly number[]): number {
    let found = 0;
    for (const asOf of days) {
      for (const { leaves } of this.states(repeated, "known", asOf)) {
        this.#spend(sizeOf(formula));
        found |= truthsOf(formula, this.#fixing(repeated, leaves, "known", asOf)) & most;
        if ((most & ~found & (TRUE | FALSE)) === 0) return found;
      }
    }
    return found;
  }

  /** Whether some variable but `fixed` occurs more than once in a formula. Without that, nothing in it can contradict another part of it. */
  repeats(formula: Formula, fixed?: number): boolean {
    return this.#repeatedIn(formula).some((variable) => variable !== fixed);
  }

  #repeatedIn(formula: Formula): readonly number[] {
    const seen = new Set<number>();
    const repeated = new Set<number>();
    eachLeaf(formula, ({ variable }) => {
      if (seen.has(variable)) repeated.add(variable);
      seen.add(variable);
    });
    return [...repeated];
  }

  /**
   * Whether `a` coming out as one of `truth` makes `b` come out as one of `other`, whatever is known of the candidate. Where the two
   * share one variable, what else they depend on is free of each other: it is enough to look at the states of what they share.
   */
  implies(a: Formula, truth: number, b: Formula, other: number): boolean {
    const failing = 7 & ~other;
    const [first, second] = [this.#variablesOf(a), this.#variablesOf(b)];
    const [shared, ...more] = first.filter((one) => second.includes(one));
    if (shared !== undefined && more.length === 0) {
      const answer = this.#canBoth(a, truth, b, failing, shared);
      if (answer !== undefined) return !answer;
    }
    return this.find([constraint(a, truth), constraint(b, failing)], "all") === undefined;
  }

  /** Whether two formulas can come out so at once, by the states of the one variable that they share; undefined where that is not sure. */
  #canBoth(a: Formula, wanted: number, b: Formula, other: number, shared: number): boolean | undefined {
    for (const asOf of this.daysFor([a, b])) {
      const first = this.#possible(a, wanted, shared, asOf);
      const second = this.#possible(b, other, shared, asOf);
      if (first.states.some((word, index) => (word & (second.states[index] ?? 0)) !== 0))
        return first.isExact && second.isExact ? true : undefined;
    }
    return false;
  }

  /** In which states of one variable a formula may come out as wanted, whatever its other variables are. */
  #possible(formula: Formula, wanted: number, variable: number, asOf: number): Possible {
    const known = this.#possibles.get(formula) ?? new Map<string, Possible>();
    this.#possibles.set(formula, known);
    const key = `${wanted} ${variable} ${asOf}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const all = this.states(variable, "all", asOf);
    this.#spend(sizeOf(formula) * all.length);
    const states = new Uint32Array(Math.ceil(all.length / 32));
    for (const [index, { leaves }] of all.entries()) {
      const truths = truthsOf(formula, this.#fixing(variable, leaves, "all", asOf));
      if ((truths & wanted) !== 0) states[index >> 5] = (states[index >> 5] ?? 0) | (1 << (index & 31));
    }
    const made = { states, isExact: !this.repeats(formula, variable) };
    known.set(key, made);
    return made;
  }

  /** What leaves may be where one variable has the truths of one state, and all others are open. */
  #fixing(variable: number, leaves: Uint8Array, scope: Scope, asOf: number): LeafTruths {
    return (other, leaf) => (other === variable ? leaves[leaf] : this.#union(other, scope, asOf)[leaf]) ?? 0;
  }

  #variablesOf(formula: Formula): readonly number[] {
    const known = this.#used.get(formula) ?? variablesOf(formula);
    this.#used.set(formula, known);
    return known;
  }

  #spend(steps: number): void {
    this.#budget.steps -= steps;
    if (this.#budget.steps < 0) throw new TooLarge();
  }
}
