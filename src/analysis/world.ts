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

/** States that satisfy what was asked, on an as-of date. */
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
export class World {
  readonly trial: Trial;
  readonly rules: readonly Rule[];
  readonly #domains: Domains;
  readonly #possibles = new Map<Formula, Map<string, Possible>>();
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

  /** The truths of all as-of dates together; looked for until it may come out both ways. */
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

  /** As far as they are among `most`: what comes out in the states of the one variable that repeats. */
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
   * Whether `a` coming out as one of `truth` makes `b` come out as one of `other`, whatever is known of the candidate. Where the two
   * share one variable, what else they depend on is free of each other: it is enough to look at the states of what they share.
   */
  implies(a: Formula, truth: number, b: Formula, other: number): boolean {
    if (this.#needsMore(a, b, other) && this.canBe(a, truth)) return false;
    const failing = OPEN & ~other;
    return !this.#isPossible(constraint(a, truth), constraint(b, failing), "all");
  }

  /** Whether `b` cannot come out as `truth` while everything is missing that `a` says nothing of. Most formulas that share a field are so. */
  #needsMore(a: Formula, b: Formula, truth: number): boolean {
    return (truthsOf(b, (variable) => (a.variables.includes(variable) ? OPEN : UNKNOWN)) & truth) === 0;
  }

  /**
   * Whether a formula can come out so beside others that can all come out as wanted together: only those that hang together with it make
   * a difference.
   */
  isPossibleBeside(asked: Constraint, others: readonly Constraint[]): boolean {
    const [first, ...more] = this.#related(asked, others);
    if (first === undefined) return this.canBe(asked.formula, asked.wanted);
    return more.length === 0
      ? this.#isPossible(first, asked, "known")
      : this.find([first, ...more, asked], "known") !== undefined;
  }

  /** Constraints that share variables with another one, or with those that do; dates are tied together by the as-of date. */
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

  /** Whether two formulas can come out so at once. */
  #isPossible(a: Constraint, b: Constraint, scope: Scope): boolean {
    const [shared, ...more] = a.variables.filter((one) => b.variables.includes(one));
    const answer = shared === undefined || more.length > 0 ? undefined : this.#canBoth(a, b, shared, scope);
    return answer ?? this.find([a, b], scope) !== undefined;
  }

  /** The same by the states of the one variable that they share; undefined where that is not sure. */
  #canBoth(a: Constraint, b: Constraint, shared: number, scope: Scope): boolean | undefined {
    for (const asOf of this.#daysFor([a.formula, b.formula])) {
      const first = this.#possible(a, shared, scope, asOf);
      const second = this.#possible(b, shared, scope, asOf);
      if (first.states.some((word, index) => (word & (second.states[index] ?? 0)) !== 0))
        return first.isExact && second.isExact ? true : undefined;
    }
    return false;
  }

  /** In which states of one variable a formula may come out as wanted, whatever its other variables are. */
  #possible({ formula, wanted }: Constraint, variable: number, scope: Scope, asOf: number): Possible {
    const known = this.#possibles.get(formula) ?? new Map<string, Possible>();
    this.#possibles.set(formula, known);
    const key = `${wanted} ${variable} ${scope} ${asOf}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const all = this.states(variable, scope, asOf);
    this.#domains.spend(formula.size * all.length);
    const states = new Uint32Array(Math.ceil(all.length / 32));
    for (const [index, { leaves }] of all.entries()) {
      const truths = truthsOf(formula, this.#fixing(variable, leaves, scope, asOf));
      if ((truths & wanted) !== 0) states[index >> 5] = (states[index >> 5] ?? 0) | (1 << (index & 31));
    }
    const made = { states, isExact: formula.repeated.every((one) => one === variable) };
    known.set(key, made);
    return made;
  }

  /** What leaves may be where one variable has the truths of one state, and all others are open. */
  #fixing(variable: number, leaves: Uint8Array, scope: Scope, asOf: number): LeafTruths {
    return (other, leaf) => (other === variable ? leaves[leaf] : this.#domains.union(other, scope, asOf)[leaf]) ?? 0;
  }
}
