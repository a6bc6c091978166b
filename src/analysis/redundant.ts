/** Criteria that others make superfluous, copies, and exclusions that nearly mirror an inclusion. */
import type { Diagnostic } from "../diagnostic.js";
import type { Criterion } from "../language/model.js";
import { boundaryFault } from "./mirror.js";
import { demandWords } from "./words.js";
import type { Rule, World } from "./world.js";

/** Whether a criterion's label is told to contradict its condition. */
export type Mislabelled = (criterion: Criterion) => boolean;

/** Compares every two criteria that share a field. Throws {@link TooLarge}. */
export function checkRedundant(world: World, rules: readonly Rule[], isMislabelled: Mislabelled): readonly Diagnostic[] {
  const comparison = new Comparison(world);
  const byVariable = new Map<number, Rule[]>();
  for (const rule of rules) {
    for (const variable of rule.variables) {
      const sharing = byVariable.get(variable);
      if (sharing === undefined) byVariable.set(variable, [rule]);
      else sharing.push(rule);
    }
  }
  return rules.flatMap((rule) => {
    const others = new Set(rule.variables.flatMap((variable) => byVariable.get(variable) ?? []));
    const found = comparison.faultOf(
      rule,
      [...others].sort((a, b) => a.index - b.index),
    );
    // A condition that its own label contradicts has been told: what it comes to beside others follows from that.
    return found === undefined || isMislabelled(rule.criterion) || isMislabelled(found.other.criterion) ? [] : [found.diagnostic];
  });
}

/** What is wrong with a rule beside another. */
interface Fault {
  readonly other: Rule;
  readonly diagnostic: Diagnostic;
}

class Comparison {
  readonly #world: World;
  readonly #possible = new PossibleStates();

  constructor(world: World) {
    this.#world = world;
  }

  /** The first fault of a rule against the others; the earlier of two rules is told of nothing but what is wider than the later. */
  faultOf(rule: Rule, others: readonly Rule[]): Fault | undefined {
    for (const other of others) {
      if (other === rule) continue;
      const isMirrored =
        rule.criterion.kind !== other.criterion.kind && rule.variables.length === 1 && other.variables.length === 1;
      if (isMirrored && rule.criterion.kind === "exclusion") {
        const mirror = boundaryFault(this.#world, other, rule);
        if (mirror === "exact") continue;
        if (mirror !== undefined) return { other, diagnostic: mirror };
      } else if (isMirrored && boundaryFault(this.#world, rule, other) !== undefined) continue; // told at the exclusion
      if (!this.#implies(other, rule)) continue;
      const isCopy = this.#implies(rule, other);
      // Saying the same once as inclusion and once as exclusion is how many protocols are written.
      if (isCopy && (other.index > rule.index || other.criterion.kind !== rule.criterion.kind)) continue;
      return { other, diagnostic: isCopy ? copy(rule, other) : redundant(rule, other) };
    }
    return undefined;
  }

  /** Whether everyone who passes `a` passes `b`, also where values are missing. */
  #implies(a: Rule, b: Rule): boolean {
    const failing = 7 & ~b.pass.wanted;
    const [variable, ...more] = a.variables.filter((one) => b.variables.includes(one));
    if (variable === undefined || more.length > 0) return this.#world.implies(a.formula, a.pass.wanted, b.formula, b.pass.wanted);
    // What else the two depend on is free of each other: it is enough to look at the states of what they share.
    for (const asOf of this.#world.daysFor([a.formula, b.formula])) {
      const [passing, other] = [
        this.#possible.of(this.#world, a, a.pass.wanted, variable, asOf),
        this.#possible.of(this.#world, b, failing, variable, asOf),
      ];
      if (!passing.states.some((word, index) => (word & (other.states[index] ?? 0)) !== 0)) continue;
      if (passing.isExact && other.isExact) return false;
      return this.#world.implies(a.formula, a.pass.wanted, b.formula, b.pass.wanted);
    }
    return true;
  }
}

/** States of a variable, as bits; perhaps too many where it is not exact, never too few. */
interface Possible {
  readonly states: Uint32Array;
  readonly isExact: boolean;
}

/** In which states of one variable a rule may come out as wanted, whatever its other variables are. Each is looked up many times. */
class PossibleStates {
  readonly #known = new Map<Rule, Map<string, Possible>>();

  of(world: World, rule: Rule, wanted: number, variable: number, asOf: number): Possible {
    const known = this.#known.get(rule) ?? new Map<string, Possible>();
    this.#known.set(rule, known);
    const key = `${wanted} ${variable} ${asOf}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const states = new Uint32Array(Math.ceil(world.states(variable, "all", asOf).length / 32));
    for (const [index, truths] of world.truthsByState(rule.formula, variable, asOf).entries())
      if ((truths & wanted) !== 0) states[index >> 5] = (states[index >> 5] ?? 0) | (1 << (index & 31));
    const made = { states, isExact: !world.repeats(rule.formula, variable) };
    known.set(key, made);
    return made;
  }
}

function copy({ criterion }: Rule, other: Rule): Diagnostic {
  const message = `\`${criterion.id}\` says the same as \`${other.criterion.id}\``;
  return {
    code: "duplicate-criterion",
    severity: "warning",
    at: criterion.condition.at,
    message,
    help: "is another field or limit meant? else keep one of the two",
  };
}

function redundant({ criterion }: Rule, other: Rule): Diagnostic {
  const message = `\`${criterion.id}\` decides nothing: everyone who passes \`${other.criterion.id}\` passes it; ${demandWords(criterion)}, ${demandWords(other.criterion)}`;
  return { code: "redundant-criterion", severity: "warning", at: criterion.condition.at, message };
}
