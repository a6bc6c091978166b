/** A trial as the analysis sees it: variables with states, criteria as formulas, and questions that the search answers. */
import { type Condition, type Criterion, leavesOf, type LeafCondition, type Trial } from "../language/model.js";
import { asOfDays, BASE } from "./date-states.js";
import { FALSE, type Formula, formulaOf, type LeafPlace, TRUE, truthsOf, variablesOf } from "./formula.js";
import { type Assignment, type Budget, type Constraint, constraint, solve, unionOf } from "./solve.js";
import type { State, Variable } from "./state.js";
import { dateIn, isDated, statesOf, type Variables, variablesIn } from "./variables.js";

/** Evaluations of formula nodes for one file: well under a second. */
const MOST_STEPS = 5_000_000;

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

  /** The formula of a condition; with `replaced` in the place of the node `without`. */
  formula(condition: Condition, without?: Condition, replaced?: Formula): Formula {
    return formulaOf(condition, this.#variables.placeOf, without, replaced);
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
    const made = scope === "all" ? statesOf(one, asOf) : this.states(variable, "all", asOf).filter(({ isKnown }) => isKnown);
    this.#states.set(key, made);
    return made;
  }

  /** Finds states that satisfy all constraints, on any as-of date; undefined if there are none. Throws {@link TooLarge}. */
  find(constraints: readonly Constraint[], scope: Scope): Found | undefined {
    const hasDate = constraints.some(({ variables }) => variables.some((variable) => dateIn(this.variable(variable)) !== undefined));
    for (const asOf of hasDate ? this.#days : [BASE]) {
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
    if (!this.repeats(formula) && !this.#isDatedFormula(formula)) return most;
    return [TRUE, FALSE].reduce((sum, wanted) => ((most & wanted) !== 0 && this.find([constraint(formula, wanted)], "known") ? sum | wanted : sum), 0);
  }

  #isDatedFormula(formula: Formula): boolean {
    return this.#days.length > 1 && variablesOf(formula).some((variable) => isDated(this.variable(variable)));
  }

  /** Whether one variable occurs more than once in a formula. Without that, nothing in it can contradict another part of it. */
  repeats(formula: Formula): boolean {
    const seen = new Set<number>();
    const walk = (node: Formula): boolean => {
      if (node.kind === "not") return walk(node.of);
      if (node.kind === "atLeast") return node.of.some(walk);
      if (node.kind === "constant") return false;
      return seen.has(node.variable) || !seen.add(node.variable);
    };
    return walk(formula);
  }

  /** Whether `a` coming out as `truth` makes `b` come out as `other`, whatever is known of the candidate. */
  implies(a: Formula, truth: number, b: Formula, other: number): boolean {
    return this.find([constraint(a, truth), constraint(b, 7 & ~other)], "all") === undefined;
  }
}
