/**
 * What to look up: the fewest values that could make an undetermined candidate eligible, all criteria of the trial together. Exact: a set
 * of fields is given only if values exist for them with which every criterion passes, and no smaller set has any.
 */
import { FALSE, TRUE, UNKNOWN } from "../analysis/formula.js";
import { type Budget, solve } from "../analysis/solve.js";
import { type State, TooLarge } from "../analysis/state.js";
import { type Rule, TrialAnalysis } from "../analysis/trial-analysis.js";
import type { Truth } from "../evaluate/truth.js";
import { demandWords } from "../language/describe.js";
import { type Field, type LeafCondition, leavesOf, type Trial } from "../language/model.js";

/** A value that is missing, and what it must be. */
export interface FieldLookUp {
  readonly field: Field;
  /** The criterion that is open for lack of it, the first in protocol order: its place among the trial's criteria. */
  readonly criterion: number;
  /** What the value must be: `at least 80 × 10⁹/L`. With other look-ups beside it, what it must be at least. */
  readonly needs: string;
}

/** `several`: more than four values, or too long a search; `none`: no values would make the candidate eligible. */
export type LookUps =
  | { readonly state: "found"; readonly lookUps: readonly FieldLookUp[] }
  | { readonly state: "several" }
  | { readonly state: "none" };

/** By criterion, by leaf in written order: the truth of each. */
export type LeafTruthsOf = readonly { readonly evidence: readonly { readonly truth: Truth }[] }[];

/** More values than this are not worth a list: the patient's file must be read. */
const MOST_FIELDS = 4;
/** Nodes of conditions that are evaluated for one candidate. */
const MOST_STEPS = 10_000;
/** Candidates with the same truths of leaves need the same; at the bound everything is forgotten. */
const MOST_KEPT = 4096;

const BITS: Readonly<Record<Truth, number>> = { true: TRUE, false: FALSE, unknown: UNKNOWN };
const LETTERS: Readonly<Record<Truth, string>> = { true: "t", false: "f", unknown: "u" };
const SEVERAL: LookUps = { state: "several" };
const NONE: LookUps = { state: "none" };

/** Finds look-ups in one trial. `asOf` in days since 1970-01-01. */
export class LookUpSearch {
  readonly #analysis: TrialAnalysis | undefined;
  readonly #leaves: readonly (readonly LeafCondition[])[];
  readonly #kept = new Map<string, LookUps>();

  constructor(
    trial: Trial,
    private readonly asOf: number | undefined,
  ) {
    this.#leaves = trial.criteria.map(({ condition }) => leavesOf(condition));
    this.#analysis = analysisOf(trial);
  }

  /** What would make a candidate eligible who has these truths of leaves, and fails no criterion. */
  find(truths: LeafTruthsOf): LookUps {
    const key = keyOf(truths);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const found = this.#search(truths);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, found);
    return found;
  }

  #search(truths: LeafTruthsOf): LookUps {
    if (this.#analysis === undefined) return SEVERAL;
    try {
      return new CandidateSearch(this.#analysis, this.#leaves, truths, this.asOf).run();
    } catch (error) {
      if (error instanceof TooLarge) return SEVERAL;
      throw error;
    }
  }
}

/** One letter per leaf: equal for candidates with the same truths of leaves. */
function keyOf(truths: LeafTruthsOf): string {
  let key = "";
  for (const { evidence } of truths) {
    for (const { truth } of evidence) key += LETTERS[truth];
    key += " ";
  }
  return key;
}

function analysisOf(trial: Trial): TrialAnalysis | undefined {
  try {
    return new TrialAnalysis(trial);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** A variable of which a leaf is open, in protocol order. */
interface Open {
  readonly variable: number;
  readonly criterion: number;
  readonly field: Field;
}

/** The search for one candidate. Variables that are looked up may have any known value; all others stay as they are. */
class CandidateSearch {
  readonly #budget: Budget = { steps: MOST_STEPS };
  /** By variable: the truths of its leaves. */
  readonly #fixed = new Map<number, State>();
  readonly #open: readonly Open[];
  /** Criteria that do not pass yet. */
  readonly #unsettled: readonly Rule[];

  constructor(
    private readonly analysis: TrialAnalysis,
    leaves: readonly (readonly LeafCondition[])[],
    truths: LeafTruthsOf,
    private readonly asOf: number | undefined,
  ) {
    const open = new Map<number, Open>();
    leaves.forEach((of, criterion) => {
      of.forEach((leaf, index) => {
        const truth = truths[criterion]?.evidence[index]?.truth ?? "unknown";
        const { variable, leaf: place } = analysis.placeOf(leaf);
        const state = this.#fixed.get(variable) ?? unknownState(analysis.variable(variable).leaves.length);
        this.#fixed.set(variable, state);
        state.leaves[place] = BITS[truth];
        if (truth === "unknown" && !open.has(variable)) open.set(variable, { variable, criterion, field: leaf.field });
      });
    });
    this.#unsettled = analysis.rules.filter((rule) => !this.#passes(rule));
    const asked = new Set(this.#unsettled.flatMap(({ variables }) => variables));
    this.#open = [...open.values()].filter(({ variable }) => asked.has(variable));
  }

  run(): LookUps {
    for (let size = 1; size <= Math.min(MOST_FIELDS, this.#open.length); size++) {
      const found = this.#ofSize(size, 0, []);
      if (found !== undefined) return { state: "found", lookUps: found.map((one) => this.#lookUp(one, found)) };
    }
    return this.#open.length > MOST_FIELDS ? SEVERAL : NONE;
  }

  /** The first set of so many variables, in protocol order, with which every criterion can pass. */
  #ofSize(size: number, from: number, chosen: readonly Open[]): readonly Open[] | undefined {
    if (size === 0) return this.#isEnough(chosen) ? chosen : undefined;
    for (let at = from; at + size <= this.#open.length; at++) {
      const next = this.#open[at];
      const found = next && this.#ofSize(size - 1, at + 1, [...chosen, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #isEnough(chosen: readonly Open[], only?: { readonly variable: number; readonly state: State }): boolean {
    this.#spend(this.#unsettled.length);
    const free = new Set(chosen.map(({ variable }) => variable));
    if (this.#unsettled.some(({ variables }) => !variables.some((variable) => free.has(variable)))) return false;
    const rules = this.analysis.rules.filter(({ variables }) => variables.some((variable) => free.has(variable)));
    const states = (variable: number): readonly State[] => {
      if (only?.variable === variable) return [only.state];
      return free.has(variable) ? this.#known(variable) : [this.#fixed.get(variable) ?? unknownState(0)];
    };
    return (
      solve(
        rules.map(({ pass }) => pass),
        states,
        this.#budget,
      ) !== undefined
    );
  }

  #known(variable: number): readonly State[] {
    return this.analysis.states(variable, "known", this.asOf);
  }

  #passes({ formula, pass, variables }: Rule): boolean {
    this.#spend(formula.size);
    const states = (variable: number): readonly State[] => [this.#fixed.get(variable) ?? unknownState(0)];
    return variables.length === 0 || solve([pass], states, this.#budget) !== undefined;
  }

  #spend(steps: number): void {
    this.#budget.steps -= steps;
    if (this.#budget.steps < 0) throw new TooLarge();
  }

  #lookUp(one: Open, chosen: readonly Open[]): FieldLookUp {
    const { variable, criterion, field } = one;
    const states = this.#known(variable);
    const allowed = states.filter((state) => this.#isEnough(chosen, { variable, state }));
    const { leaves } = this.analysis.variable(variable);
    const { words, isWhole } = demandOf(field, leaves, states, allowed);
    const more = isWhole ? "" : `${words === "" ? "" : ", "}as ${this.analysis.rules[criterion]?.criterion.id} asks`;
    return { field, criterion, needs: words + more };
  }
}

function unknownState(leaves: number): State {
  return { leaves: new Uint8Array(leaves).fill(UNKNOWN), isKnown: false, samples: [] };
}

/** A leaf that has the same truth in all suitable states. */
interface Demand {
  readonly leaf: LeafCondition;
  readonly index: number;
  readonly truth: number;
}

/**
 * What a value must be: the fewest leaves that distinguish the suitable states from the others; `a value` if any is suitable. `isWhole`:
 * every value of which the words are true is suitable.
 */
function demandOf(
  field: Field,
  leaves: readonly LeafCondition[],
  states: readonly State[],
  allowed: readonly State[],
): { readonly words: string; readonly isWhole: boolean } {
  const [first] = allowed;
  if (first === undefined || allowed.length === states.length) return { words: "a value", isWhole: true };
  let demands: readonly Demand[] = leaves.flatMap((leaf, index) => {
    const truth = first.leaves[index] ?? UNKNOWN;
    const isSame = allowed.every((state) => state.leaves[index] === truth);
    return isSame && states.some((state) => state.leaves[index] !== truth) ? [{ leaf, index, truth }] : [];
  });
  // A leaf that the others imply is left out; leaves of the named field are kept first.
  const own = (demand: Demand): number => (demand.leaf.field === field ? 1 : 0);
  for (const one of [...demands].sort((a, b) => own(a) - own(b))) {
    const rest = demands.filter((demand) => demand !== one);
    if (count(states, rest) === count(states, demands)) demands = rest;
  }
  const said = new Set(
    demands.map(({ leaf, truth }) => {
      const words = demandWords(leaf, truth === TRUE);
      return leaf.field === field ? words : `${leaf.field.label} ${words}`;
    }),
  );
  return { words: [...said].join(" and "), isWhole: count(states, demands) === allowed.length };
}

function count(states: readonly State[], demands: readonly Demand[]): number {
  return states.filter((state) => demands.every(({ index, truth }) => state.leaves[index] === truth)).length;
}
