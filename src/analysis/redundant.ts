/** Criteria that others make superfluous, copies, and exclusions that nearly mirror an inclusion. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Criterion } from "../language/model.js";
import { boundaryFault } from "./mirror.js";
import type { Rule, TrialAnalysis } from "./trial-analysis.js";
import { demandWords } from "./words.js";

/** Whether a criterion's label has been reported to contradict its condition. */
export type Mislabelled = (criterion: Criterion) => boolean;

/** Compares every two criteria that share a field. Throws {@link TooLarge}. */
export function checkRedundant(
  analysis: TrialAnalysis,
  rules: readonly Rule[],
  isMislabelled: Mislabelled,
): readonly Diagnostic[] {
  const comparison = new Comparison(analysis);
  const byVariable = new Map<number, Rule[]>();
  for (const rule of rules) {
    for (const variable of rule.variables) {
      const sharing = byVariable.get(variable);
      if (sharing === undefined) byVariable.set(variable, [rule]);
      else sharing.push(rule);
    }
  }
  return rules.flatMap((rule) => {
    const found = comparison.faultOf(rule, inOrder(rule.variables.map((variable) => byVariable.get(variable) ?? [])));
    // A condition that its own label contradicts has been reported: its effect beside others follows from that.
    return found === undefined || isMislabelled(rule.criterion) || isMislabelled(found.other.criterion) ? [] : [found.diagnostic];
  });
}

/** Merges lists of rules: each rule once, in order. A list of one rule holds only the rule itself. */
function inOrder(lists: readonly (readonly Rule[])[]): readonly Rule[] {
  const [first = [], ...more] = lists.filter(({ length }) => length > 1);
  return more.length === 0 ? first : [...new Set([first, ...more].flat())].sort((a, b) => a.index - b.index);
}

/** What is wrong with a rule beside another. */
interface Fault {
  readonly other: Rule;
  readonly diagnostic: Diagnostic;
}

class Comparison {
  readonly #analysis: TrialAnalysis;

  constructor(analysis: TrialAnalysis) {
    this.#analysis = analysis;
  }

  /** The first fault of a rule against the others. Of two rules, the fault is reported at the later one, unless the earlier is wider. */
  faultOf(rule: Rule, others: readonly Rule[]): Fault | undefined {
    for (const other of others) {
      if (other === rule) continue;
      const isMirrored =
        rule.criterion.kind !== other.criterion.kind && rule.variables.length === 1 && other.variables.length === 1;
      if (isMirrored && rule.criterion.kind === "exclusion") {
        const mirror = boundaryFault(this.#analysis, other, rule, others);
        if (mirror === "exact") continue;
        if (mirror !== undefined) return { other, diagnostic: mirror };
      } else if (isMirrored && boundaryFault(this.#analysis, rule, other, others) !== undefined) continue; // reported at the exclusion
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
    return this.#analysis.implies(a.formula, a.pass.wanted, b.formula, b.pass.wanted);
  }
}

function copy({ criterion }: Rule, other: Rule): Diagnostic {
  const message = `\`${criterion.id}\` says the same as \`${other.criterion.id}\``;
  return {
    code: "duplicate-criterion",
    severity: "warning",
    at: criterion.condition.at,
    message,
    help: "was another field or limit meant? otherwise keep only one of the two",
  };
}

function redundant({ criterion }: Rule, other: Rule): Diagnostic {
  const message = `\`${criterion.id}\` decides nothing: everyone who passes \`${other.criterion.id}\` passes it; ${demandWords(criterion)}, ${demandWords(other.criterion)}`;
  return { code: "redundant-criterion", severity: "warning", at: criterion.condition.at, message };
}
