/** Criteria that others make superfluous, copies, and exclusions that nearly mirror an inclusion. */
import type { Diagnostic } from "../diagnostic.js";
import { TRUE, truthsOf } from "./formula.js";
import { boundaryFault } from "./mirror.js";
import { constraint } from "./solve.js";
import { demandWords } from "./words.js";
import type { Rule, World } from "./world.js";

/** Compares every two criteria that share a field. Throws {@link TooLarge}. */
export function checkRedundant(world: World, rules: readonly Rule[]): readonly Diagnostic[] {
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
    return (
      comparison.faultOf(
        rule,
        [...others].sort((a, b) => a.index - b.index),
      ) ?? []
    );
  });
}

class Comparison {
  readonly #world: World;
  /** Rules of one variable: which of its states pass. */
  readonly #passes = new Map<Rule, Uint8Array>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The first fault of a rule against the others; the earlier of two rules is told of nothing but what is wider than the later. */
  faultOf(rule: Rule, others: readonly Rule[]): Diagnostic | undefined {
    for (const other of others) {
      if (other === rule) continue;
      const isMirrored =
        rule.criterion.kind !== other.criterion.kind && rule.variables.length === 1 && other.variables.length === 1;
      if (isMirrored && rule.criterion.kind === "exclusion") {
        const mirror = boundaryFault(this.#world, other, rule);
        if (mirror === "exact") continue;
        if (mirror !== undefined) return mirror;
      } else if (isMirrored && boundaryFault(this.#world, rule, other) !== undefined) continue; // told at the exclusion
      if (!this.#implies(other, rule)) continue;
      const isCopy = this.#implies(rule, other);
      // Saying the same once as inclusion and once as exclusion is how many protocols are written.
      if (isCopy && (other.index > rule.index || other.criterion.kind !== rule.criterion.kind)) continue;
      return isCopy ? copy(rule, other) : redundant(rule, other);
    }
    return undefined;
  }

  /** Whether everyone who passes `a` passes `b`, also where values are missing. */
  #implies(a: Rule, b: Rule): boolean {
    const [variable] = a.variables;
    if (variable !== undefined && a.variables.length === 1 && b.variables.length === 1 && b.variables[0] === variable) {
      const [first, second] = [this.#passing(a, variable), this.#passing(b, variable)];
      for (let state = 0; state < first.length; state += 1) if (first[state] === 1 && second[state] === 0) return false;
      if (this.#world.variable(variable).fields.every(({ type }) => type !== "date")) return true;
    }
    return this.#world.find([a.pass, constraint(b.formula, 7 & ~b.pass.wanted)], "all") === undefined;
  }

  #passing(rule: Rule, variable: number): Uint8Array {
    const known = this.#passes.get(rule);
    if (known !== undefined) return known;
    const states = this.#world.states(variable, "all");
    const passing = Uint8Array.from(states, ({ leaves }) =>
      truthsOf(rule.formula, (_, leaf) => leaves[leaf] ?? 0) === rule.pass.wanted ? TRUE : 0,
    );
    this.#passes.set(rule, passing);
    return passing;
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
