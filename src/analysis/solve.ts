/** Searches for states that satisfy constraints: component by component, one variable after another, pruned by what is still possible. */
import { eachLeaf, type Formula, type LeafTruths, truthsOf } from "./formula.js";
import { type State, TooLarge } from "./state.js";

/** A formula must have one of the truths `wanted`. */
export interface Constraint {
  readonly formula: Formula;
  readonly wanted: number;
  readonly variables: readonly number[];
}

/** A formula that must have one of the truths `wanted`. */
export function constraint(formula: Formula, wanted: number): Constraint {
  return { formula, wanted, variables: formula.variables };
}

/** Steps that are left; shared by the searches of one file. */
export interface Budget {
  steps: number;
}

/** Which state each variable has; variables that no constraint names are not in it. */
export type Assignment = ReadonlyMap<number, State>;

/**
 * Finds states that satisfy all constraints. Complete: if there are any, it finds some, the same ones every time.
 *
 * @returns undefined if there are none. Throws {@link TooLarge} when the budget is used up.
 */
export function solve(
  constraints: readonly Constraint[],
  states: (variable: number) => readonly State[],
  budget: Budget,
): Assignment | undefined {
  const search = new Search(states, budget);
  return search.run(constraints) ? search.assignment() : undefined;
}

/** A constraint during a search, with what was found of it since the states of one of its variables have changed. */
interface Pending extends Constraint {
  /** Its truth is still open. */
  isOpen: boolean;
  /** The variable to try next if it is to be of this constraint, and how far that is from the end; undefined if it is not known. */
  next: { readonly variable: number | undefined; readonly distance: number } | undefined;
}

/** One open variable with two states: nothing is nearer to being decided. */
const LEAST = 1002;

class Search {
  readonly #states: (variable: number) => readonly State[];
  readonly #budget: Budget;
  /** The remaining states of each variable. */
  readonly #domains = new Map<number, readonly State[]>();
  readonly #unions = new Map<number, Uint8Array>();
  readonly #naming = new Map<number, Pending[]>();
  readonly #truths: LeafTruths = (variable, leaf) => this.#union(variable)[leaf] ?? 0;

  constructor(states: (variable: number) => readonly State[], budget: Budget) {
    this.#states = states;
    this.#budget = budget;
  }

  assignment(): Assignment {
    return new Map([...this.#domains].flatMap(([variable, [first]]) => (first === undefined ? [] : [[variable, first]])));
  }

  run(constraints: readonly Constraint[]): boolean {
    for (const one of constraints) {
      for (const variable of one.variables) if (!this.#domains.has(variable)) this.#set(variable, this.#states(variable));
    }
    for (const one of constraints) if (one.variables.length === 1 && !this.#filter(one)) return false;
    const all = constraints.filter(({ variables }) => variables.length !== 1);
    const left = all.map((one): Pending => ({ ...one, isOpen: true, next: undefined }));
    if (!this.#decide(left, [])) return false;
    const open = left.filter(({ isOpen }) => isOpen);
    for (const one of open) {
      for (const variable of one.variables) {
        const naming = this.#naming.get(variable);
        if (naming === undefined) this.#naming.set(variable, [one]);
        else naming.push(one);
      }
    }
    return components(open).every((component) => {
      this.#merge(component);
      return this.#assign(component, 0);
    });
  }

  /** Tries the states of one variable; on success the domains stay as found. What comes before `from` is decided. */
  #assign(component: readonly Pending[], from: number): boolean {
    let first = from;
    while (component[first]?.isOpen === false) first += 1;
    const variable = this.#choose(component, first);
    if (variable === undefined) return true;
    const domain = this.#domain(variable);
    const decided: Pending[] = [];
    for (const state of domain) {
      this.#set(variable, [state]);
      if (this.#decide(this.#naming.get(variable) ?? [], decided) && this.#assign(component, first)) return true;
      for (const one of decided) one.isOpen = true;
      decided.length = 0;
    }
    this.#set(variable, domain);
    return false;
  }

  /** Closes the open constraints that are now decided, and returns them; false if one can no longer be satisfied. */
  #decide(constraints: readonly Pending[], decided: Pending[]): boolean {
    for (const one of constraints) {
      if (!one.isOpen) continue;
      this.#budget.steps -= one.formula.size;
      if (this.#budget.steps < 0) throw new TooLarge();
      const truths = truthsOf(one.formula, this.#truths);
      if ((truths & one.wanted) === 0) return false;
      if ((truths & ~one.wanted) !== 0) continue;
      one.isOpen = false;
      decided.push(one);
    }
    return true;
  }

  /** The open variable with the fewest states, of the constraint with the fewest open variables. */
  #choose(component: readonly Pending[], from: number): number | undefined {
    let best: number | undefined;
    let fewest = Infinity;
    for (let index = from; index < component.length; index += 1) {
      const one = component[index];
      if (one?.isOpen !== true) continue;
      one.next ??= this.#next(one);
      if (one.next.distance < fewest) [best, fewest] = [one.next.variable, one.next.distance];
      if (fewest === LEAST) break;
    }
    return best;
  }

  #next({ variables }: Pending): { readonly variable: number | undefined; readonly distance: number } {
    let open = 0;
    let variable: number | undefined;
    let fewest = Infinity;
    for (const one of variables) {
      const { length } = this.#domain(one);
      if (length < 2) continue;
      open += 1;
      if (length < fewest) [variable, fewest] = [one, length];
    }
    return { variable, distance: open * 1000 + fewest };
  }

  #filter({ formula, wanted, variables }: Constraint): boolean {
    const [variable = 0] = variables;
    const domain = this.#domain(variable);
    this.#budget.steps -= formula.size * domain.length;
    if (this.#budget.steps < 0) throw new TooLarge();
    const kept = domain.filter((state) => (truthsOf(formula, (_, leaf) => state.leaves[leaf] ?? 0) & wanted) !== 0);
    this.#set(variable, kept);
    return kept.length > 0;
  }

  /** States that these constraints cannot distinguish are tried once. */
  #merge(constraints: readonly Constraint[]): void {
    const named = new Map<number, Set<number>>();
    for (const { formula } of constraints) {
      eachLeaf(formula, ({ variable, leaf }) => named.set(variable, (named.get(variable) ?? new Set()).add(leaf)));
    }
    for (const [variable, leaves] of named) {
      const seen = new Set<string>();
      const kept = this.#domain(variable).filter((state) => {
        let key = "";
        for (const leaf of leaves) key += state.leaves[leaf];
        return !seen.has(key) && seen.add(key);
      });
      this.#set(variable, kept);
    }
  }

  #domain(variable: number): readonly State[] {
    return this.#domains.get(variable) ?? [];
  }

  #set(variable: number, states: readonly State[]): void {
    this.#domains.set(variable, states);
    this.#unions.delete(variable);
    for (const one of this.#naming.get(variable) ?? []) one.next = undefined;
  }

  #union(variable: number): Uint8Array {
    const known = this.#unions.get(variable);
    if (known !== undefined) return known;
    const states = this.#domain(variable);
    const [first] = states;
    const union = states.length === 1 && first !== undefined ? first.leaves : unionOf(states);
    this.#unions.set(variable, union);
    return union;
  }
}

/** The possible truths of each leaf in these states. */
export function unionOf(states: readonly State[]): Uint8Array {
  const union = new Uint8Array(states[0]?.leaves.length ?? 0);
  for (const { leaves } of states)
    for (let leaf = 0; leaf < union.length; leaf += 1) union[leaf] = (union[leaf] ?? 0) | (leaves[leaf] ?? 0);
  return union;
}

/** Constraints that are related by their variables, in order of the first one. */
export function components<T extends { readonly variables: readonly number[] }>(
  constraints: readonly T[],
): readonly (readonly T[])[] {
  const parent = new Map<number, number>();
  const root = (variable: number): number => {
    let at = variable;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    parent.set(variable, at);
    return at;
  };
  for (const { variables } of constraints) {
    const [first, ...rest] = variables;
    if (first !== undefined) for (const other of rest) parent.set(root(other), root(first));
  }
  const groups = new Map<number, T[]>();
  for (const one of constraints) {
    const key = one.variables[0] === undefined ? -1 : root(one.variables[0]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}
