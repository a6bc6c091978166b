/** A trial as the analysis sees it: variables with states, criteria as formulas, and questions that the search answers. */
import type { Condition, Criterion, LeafCondition, Trial } from "../language/model.js";
import { BASE } from "./date-states.js";
import { Domains, type Scope } from "./domains.js";
import { FALSE, type Formula, formulaOf, type LeafPlace, type LeafTruths, OPEN, TRUE, truthsOf, UNKNOWN } from "./formula.js";
import { type Assignment, type Constraint, constraint, solve } from "./solve.js";
import type { State, Variable } from "./state.js";

/** A criterion, with the truth that lets a candidate pass. */
export interface Rule {
  readonly criterion: Criterion;
  /** Its place among the criteria. */
  readonly index: number;
  readonly formula: Formula;
  readonly pass: Constraint;
  readonly variables: readonly number[];
}

/** States that satisfy all constraints, on an as-of date. */
export interface Found {
  readonly asOf: number;
  readonly states: Assignment;
}

/** States of a variable, as bits; perhaps too many where it is not exact, never too few. */
interface Possible {
  readonly states: Uint32Array;
  readonly isExact: boolean;
}

/** A trial's variables and rules; states are made when they are first asked for. */
export class TrialAnalysis {
  readonly trial: Trial;
  readonly rules: readonly Rule[];
  readonly #domains: Domains;
  readonly #possibles = new Map<Formula, Map<number, Possible>>();
  readonly #formulas = new Map<Condition, Formula>();
  readonly #truths = new Map<Formula, number>();

  /** Throws {@link TooLarge}. */
  constructor(trial: Trial) {
    this.trial = trial;
    this.#domains = new Domains(trial);
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
    const made = formulaOf(
      condition,
      (leaf) => this.#domains.placeOf(leaf),
      (node) => this.formula(node),
    );
    this.#formulas.set(condition, made);
    return made;
  }

  placeOf(leaf: LeafCondition): LeafPlace {
    return this.#domains.placeOf(leaf);
  }

  variable(index: number): Variable {
    return this.#domains.variable(index);
  }

  /** The states of a variable. Those without a date are the same on all days. */
  states(variable: number, scope: Scope, asOf: number = BASE): readonly State[] {
    return this.#domains.states(variable, scope, asOf);
  }

  /** The as-of dates to try for these formulas. */
  #daysFor(formulas: readonly Formula[]): readonly number[] {
    return this.#domains.daysFor(formulas);
  }

  /** Finds states that satisfy all constraints, on any as-of date; undefined if there are none. Throws {@link TooLarge}. */
  find(constraints: readonly Constraint[], scope: Scope): Found | undefined {
    for (const asOf of this.#daysFor(constraints.map(({ formula }) => formula))) {
      const states = solve(constraints, (variable) => this.#domains.distinct(variable, scope, asOf), this.#domains.budget);
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
    const days = this.#daysFor([formula]);
    const most = this.#onAnyDay(days, (asOf) => this.#mostOf(formula, asOf));
    const [repeated, ...more] = formula.repeated;
    if (repeated === undefined) return most;
    if (more.length === 0) return this.#onAnyDay(days, (asOf) => this.#truthsByState(formula, most, repeated, asOf));
    return [TRUE, FALSE].reduce(
      (sum, wanted) => ((most & wanted) !== 0 && this.find([constraint(formula, wanted)], "known") ? sum | wanted : sum),
      0,
    );
  }

  /** The truths on all as-of dates together; the search ends when both are possible. */
  #onAnyDay(days: readonly number[], truths: (asOf: number) => number): number {
    let found = 0;
    for (const asOf of days) {
      found |= truths(asOf);
      if ((found & TRUE) !== 0 && (found & FALSE) !== 0) return found;
    }
    return found;
  }

  /** Exact where no variable repeats, else perhaps too many. */
  #mostOf(formula: Formula, asOf: number): number {
    this.#domains.spend(formula.size);
    return truthsOf(formula, (variable, leaf) => this.#domains.union(variable, "known", asOf)[leaf] ?? 0);
  }

  /** The truths, among `most`, in the states of the only variable that repeats. */
  #truthsByState(formula: Formula, most: number, repeated: number, asOf: number): number {
    let found = 0;
    for (const { leaves } of this.states(repeated, "known", asOf)) {
      this.#domains.spend(formula.size);
      found |= truthsOf(formula, this.#fixing(repeated, leaves, "known", asOf)) & most;
      if ((most & ~found & (TRUE | FALSE)) === 0) return found;
    }
    return found;
  }

  /**
   * Whether `b` must have one of the truths `other` if `a` has one of the truths `truth`, whatever is known about the candidate. If the two
   * share one variable, the rest of each is independent of the other: it is enough to examine the states of that variable.
   */
  implies(a: Formula, truth: number, b: Formula, other: number): boolean {
    if (this.#needsMore(a, b, other) && this.canBe(a, truth)) return false;
    return !this.#isPossible(a, truth, b, OPEN & ~other, "all");
  }

  /** Whether `b` cannot have `truth` while every variable that `a` does not use is missing. Most formulas that share a field are like that. */
  #needsMore(a: Formula, b: Formula, truth: number): boolean {
    return (truthsOf(b, (variable) => (a.variables.includes(variable) ? OPEN : UNKNOWN)) & truth) === 0;
  }

  /**
   * Whether a formula can have a truth beside others that can all have their wanted truths together: only related formulas make
   * a difference.
   */
  isPossibleBeside(asked: Constraint, others: readonly Constraint[]): boolean {
    const [first, ...more] = this.#related(asked, others);
    if (first === undefined) return this.canBe(asked.formula, asked.wanted);
    return more.length === 0
      ? this.#isPossible(first.formula, first.wanted, asked.formula, asked.wanted, "known")
      : this.find([first, ...more, asked], "known") !== undefined;
  }

  /** Constraints that share variables with another one, directly or indirectly; dates are related by the as-of date. */
  #related({ variables }: Constraint, others: readonly Constraint[]): readonly Constraint[] {
    const tie = (variable: number): number => (this.#domains.isDated(variable) ? -1 : variable);
    const reached = new Set(variables.map(tie));
    const found = new Set<Constraint>();
    for (let before = -1; before < found.size; ) {
      before = found.size;
      for (const other of others) {
        if (found.has(other) || !other.variables.some((variable) => reached.has(tie(variable)))) continue;
        found.add(other);
        for (const variable of other.variables) reached.add(tie(variable));
      }
    }
    return [...found];
  }

  /** Whether two formulas can have these truths at the same time. */
  #isPossible(a: Formula, wanted: number, b: Formula, other: number, scope: Scope): boolean {
    const shared = onlyShared(a.variables, b.variables);
    const answer = shared === undefined ? undefined : this.#canBoth(a, wanted, b, other, shared, scope);
    return answer ?? this.find([constraint(a, wanted), constraint(b, other)], scope) !== undefined;
  }

  /** The same, from the states of the only variable that they share; undefined if that does not decide it. */
  #canBoth(a: Formula, wanted: number, b: Formula, other: number, shared: number, scope: Scope): boolean | undefined {
    for (const asOf of this.#daysFor([a, b])) {
      const first = this.#possible(a, wanted, shared, scope, asOf);
      const second = this.#possible(b, other, shared, scope, asOf);
      if (haveCommon(first.states, second.states)) return first.isExact && second.isExact ? true : undefined;
    }
    return false;
  }

  /** In which states of one variable a formula may have the wanted truth, whatever its other variables are. */
  #possible(formula: Formula, wanted: number, variable: number, scope: Scope, asOf: number): Possible {
    const known = this.#possibles.get(formula) ?? new Map<number, Possible>();
    if (known.size === 0) this.#possibles.set(formula, known);
    // A number and not a text, because it is asked for every pair of criteria.
    const key = ((asOf * this.#domains.count + variable) * (OPEN + 1) + wanted) * 2 + (scope === "all" ? 1 : 0);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = this.#findPossible(formula, wanted, variable, scope, asOf);
    known.set(key, made);
    return made;
  }

  #findPossible(formula: Formula, wanted: number, variable: number, scope: Scope, asOf: number): Possible {
    const all = this.states(variable, scope, asOf);
    this.#domains.spend(formula.size * all.length);
    const states = new Uint32Array(Math.ceil(all.length / 32));
    let index = 0;
    for (const { leaves } of all) {
      const truths = truthsOf(formula, this.#fixing(variable, leaves, scope, asOf));
      if ((truths & wanted) !== 0) states[index >> 5] = (states[index >> 5] ?? 0) | (1 << (index & 31));
      index += 1;
    }
    return { states, isExact: formula.repeated.every((one) => one === variable) };
  }

  /** The possible truths of leaves if one variable is in a given state and all others are open. */
  #fixing(variable: number, leaves: Uint8Array, scope: Scope, asOf: number): LeafTruths {
    return (other, leaf) => (other === variable ? leaves[leaf] : this.#domains.union(other, scope, asOf)[leaf]) ?? 0;
  }
}

/** The variable that two formulas share; undefined if there is none, or more than one. */
function onlyShared(a: readonly number[], b: readonly number[]): number | undefined {
  let shared: number | undefined;
  for (const variable of a) {
    if (!b.includes(variable)) continue;
    if (shared !== undefined) return undefined;
    shared = variable;
  }
  return shared;
}

/** Whether two sets of bits have one in common. */
function haveCommon(a: Uint32Array, b: Uint32Array): boolean {
  for (let index = 0; index < a.length; index += 1) if (((a[index] ?? 0) & (b[index] ?? 0)) !== 0) return true;
  return false;
}
