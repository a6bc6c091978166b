/** Criteria that nobody can pass together: found, and reduced until every one of them is needed. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { components } from "./solve.js";
import type { Found, Rule, TrialAnalysis } from "./trial-analysis.js";
import { criteriaWords, demandWords } from "./words.js";

/** If one file has more conflicts than this, the others are reported once these are mended. */
const MOST_CONFLICTS = 20;

/** Conflicts, and somebody who passes all criteria that are in none. */
export interface Conflicts {
  readonly sets: readonly (readonly Rule[])[];
  readonly found: Found | undefined;
}

/** Finds sets of rules that cannot be passed together. Throws {@link TooLarge}. */
export function findConflicts(analysis: TrialAnalysis, rules: readonly Rule[]): Conflicts {
  const sets: (readonly Rule[])[] = [];
  let left = rules;
  for (;;) {
    const found = analysis.find(
      left.map(({ pass }) => pass),
      "known",
    );
    if (found !== undefined || sets.length === MOST_CONFLICTS) return { sets, found };
    const conflict = smallest(analysis, left);
    sets.push(conflict);
    left = left.filter((rule) => !conflict.includes(rule));
  }
}

function isPossible(analysis: TrialAnalysis, rules: readonly Rule[]): boolean {
  return (
    analysis.find(
      rules.map(({ pass }) => pass),
      "known",
    ) !== undefined
  );
}

/** Two rules that conflict, the first in the file, if there are any; else a set from which none can be left out. */
function smallest(analysis: TrialAnalysis, rules: readonly Rule[]): readonly Rule[] {
  const parts = components(rules);
  // Dates are related by the as-of date, so a conflict may not be a component of its own.
  const part = parts.find((one) => !isPossible(analysis, one)) ?? rules;
  const reduced = reduce(analysis, part);
  if (reduced.length <= 2) return reduced;
  for (const [index, one] of reduced.entries())
    for (const other of part.slice(0))
      if (other !== one && index >= 0 && shares(one, other) && !isPossible(analysis, [one, other])) return inOrder([one, other]);
  return reduced;
}

function shares(a: Rule, b: Rule): boolean {
  return a.variables.some((variable) => b.variables.includes(variable));
}

function inOrder(rules: readonly Rule[]): readonly Rule[] {
  return [...rules].sort((a, b) => a.index - b.index);
}

/** Leaves out what is not needed, half of what is left at a time, then one by one: quick where few of many conflict. */
function reduce(analysis: TrialAnalysis, rules: readonly Rule[]): readonly Rule[] {
  let left = rules;
  for (let size = Math.ceil(rules.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = left.length - size; from > -size; from -= size) {
      const [start, end] = [Math.max(0, from), from + size];
      const rest = left.filter((_, index) => index < start || index >= end);
      if (rest.length > 0 && !isPossible(analysis, rest)) left = rest;
    }
  }
  return left;
}

/** One diagnostic a conflict, at the criterion that is last in the file. */
export function conflictDiagnostics({ sets }: Conflicts): readonly Diagnostic[] {
  return sets.flatMap((rules) => {
    const criteria = rules.map(({ criterion }) => criterion);
    const last = criteria.at(-1);
    if (last === undefined) return [];
    const why = criteria.map(demandWords).join(", ");
    const message = `nobody can be eligible: ${criteriaWords(criteria)} cannot all be passed; ${why}`;
    return [{ code: "nobody-eligible", severity: "error", at: last.condition.at, message }] satisfies readonly Diagnostic[];
  });
}
