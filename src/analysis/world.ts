/** A trial as the analysis sees it: variables with states, criteria as formulas, and questions that the search answers. */
import { type Condition, type Criterion, type LeafCondition, leavesOf, type Trial } from "../language/model.js";
import { asOfDays, BASE, MIXED_DAYS, mixesUnits } from "./date-states.js";
import { eachLeaf, FALSE, type Formula, formulaOf, type LeafPlace, sizeOf, TRUE, truthsOf } from "./formula.js";
import { type Assignment, type Budget, type Constraint, constraint, solve, unionOf } from "./solve.js";
import { type State, TooLarge, type Variable } from "./state.js";
import { isDated, statesOf, type Variables, variablesIn } from "./variables.js";

/** Evaluations of formula nodes for one file: well under a second. */
const MOST_STEPS = 1_000_000;
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

/** A trial's variables and rules; states are made when they are first asked for. */
export class World {
  readonly trial: Trial;
  readonly rules: readonly Rule[];
  readonly #variables: Variables;
  readonly #budget: Budget = { steps: MOST_STEPS };
  readonly #states = new Map<string, readonly State[]>();
  readonly #days: readonly number[];

  /** Throws {@link TooLarge}. */
  constructor(trial: Trial) {
    const leaves = trial.criteria.flatMap(({ condition }) => leavesOf(condition));
    this.trial = trial;
    this.#variables = variablesIn(trial, leaves);
    this.#days = asOfDays(leaves);
    this.rules = trial.criteria.map((criterion, index) => {
      const formula = this.formula(criterion.condition);
      const pass = constraint(formula, criterion.kind === "inclusion" ? TRUE : FALSE);
      return { criterion, index, formula, pass, variables: pass.variables };
    });
  }

  /** The formula of a condition. */
  formula(condition: Condition): Formula {
    return formulaOf(condition, this.#variables.placeOf);
  }

  placeOf(leaf: LeafCondition): LeafPlace {
    return this.#variables.placeOf(leaf);
  }

  variable(index: number): Variable {
    return this.#variables.list[index] ?? { fields: [], leaves: [] };
  }

  /** The states of a variable. Those without a date are the same on all days. */
  states(variable: number, scope: Scope, asOf: number = BASE): readonly State[] {
    const one = this.variable(variable);
    const key = `${variable} ${scope} ${isDated(one) ? asOf : ""}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const made = scope === "all" ? this.#make(one, asOf) : this.states(variable, "all", asOf).filter(({ isKnown }) => isKnown);
    this.#states.set(key, made);
    return made;
  }

  #make(variable: Variable, asOf: number): readonly State[] {
    const made = statesOf(variable, asOf);
    this.#budget.steps -= made.length * variable.leaves.length * (variable.fields.length > 1 ? COST_OF_LINKED : 1);
    if (this.#budget.steps < 0) throw new TooLarge();
    return made;
  }

  /** The as-of dates to try for these formulas. */
  daysFor(formulas: readonly Formula[]): readonly number[] {
    const leaves = new Set<LeafCondition>();
    for (const formula of formulas) {
      eachLeaf(formula, ({ variable, leaf }) => {
        const one = this.variable(variable);
        const found = isDated(one) ? one.leaves[leaf] : undefined;
        if (found !== undefined) leaves.add(found);
      });
    }
    if (leaves.size === 0) return [BASE];
    return mixesUnits(leaves) ? [...this.#days, ...MIXED_DAYS] : this.#days;
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
    const most = truthsOf(formula, (variable, leaf) => unionOf(this.states(variable, "known"))[leaf] ?? 0);
    if (!this.repeats(formula) && this.daysFor([formula]).length === 1) return most;
    return [TRUE, FALSE].reduce(
      (sum, wanted) => ((most & wanted) !== 0 && this.find([constraint(formula, wanted)], "known") ? sum | wanted : sum),
      0,
    );
  }

  /** For each state of one variable on an as-of date, the truths that a formula may have, whatever the others are. Throws {@link TooLarge}. */
  truthsByState(formula: Formula, variable: number, asOf: number): readonly number[] {
    const states = this.states(variable, "all", asOf);
    this.#budget.steps -= sizeOf(formula) * states.length;
    if (this.#budget.steps < 0) throw new TooLarge();
    return states.map(({ leaves }) =>
      truthsOf(formula, (other, leaf) =>
        other === variable ? (leaves[leaf] ?? 0) : (unionOf(this.states(other, "all", asOf))[leaf] ?? 0),
      ),
    );
  }

  /**
   * Whether one variable (other than `fixed`) occurs more than once in a formula. Without that, nothing in it can contradict another
   * part of it.
   */
  repeats(formula: Formula, fixed?: number): boolean {
    const seen = new Set<number>();
    const walk = (node: Formula): boolean => {
      if (node.kind === "not") return walk(node.of);
      if (node.kind === "atLeast") return node.of.some(walk);
      return node.variable !== fixed && (seen.has(node.variable) || !seen.add(node.variable));
    };
    return walk(formula);
  }

  /** Whether `a` coming out as `truth` makes `b` come out as `other`, whatever is known of the candidate. */
  implies(a: Formula, truth: number, b: Formula, other: number): boolean {
    return this.find([constraint(a, truth), constraint(b, 7 & ~other)], "all") === undefined;
  }
}
