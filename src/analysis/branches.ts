/** Finds, inside one criterion, what can never be met, what can never be not met, and branches that never matter. */
import type { Diagnostic, DiagnosticCode } from "../diagnostics/diagnostic.js";
import { type Condition, type Criterion, leavesOf } from "../language/model.js";
import { FALSE, TRUE, UNKNOWN } from "./formula.js";
import { type Constraint, constraint } from "./solve.js";
import type { TrialAnalysis } from "./trial-analysis.js";
import { conditionWords } from "./words.js";

/** Larger nodes are not compared branch by branch. */
const MOST_BRANCHES = 60;

/** The faults inside a criterion. `passes`: whether its known values can let a candidate pass at all. */
export interface CriterionFaults {
  readonly passes: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks one criterion. Throws {@link TooLarge}. */
export function checkCriterion(analysis: TrialAnalysis, criterion: Criterion): CriterionFaults {
  const { condition, kind, id } = criterion;
  const truths = analysis.truths(analysis.formula(condition));
  const wanted = kind === "inclusion" ? TRUE : FALSE;
  const passes = (truths & wanted) !== 0;
  if (!passes) {
    const found = deepest(analysis, condition, wanted);
    const never = wanted === TRUE ? "can never be met" : "is met by every possible value";
    const message = `\`${id}\` ${never}, so nobody can be eligible: ${causeWords(found)}`;
    return {
      passes,
      diagnostics: [
        diagnosticOf(wanted === TRUE ? "never-met" : "never-not-met", "error", found.node, message, helpFor(found.node)),
      ],
    };
  }
  const other = wanted === TRUE ? FALSE : TRUE;
  if ((truths & other) !== 0) {
    if (analysis.formula(condition).repeated.length === 0) return { passes, diagnostics: checkNode(analysis, condition, false) };
    const found = checkNode(analysis, condition, true);
    // Of branches that matter only without each other, one is reported.
    return { passes, diagnostics: found.length > 0 ? found : deadBranch(analysis, condition, []) };
  }
  const found = deepest(analysis, condition, other);
  const message =
    other === FALSE
      ? `\`${id}\` is met by every possible value, so it only requires that there is one: ${causeWords(found)}`
      : `\`${id}\` can never be met, so it excludes nobody: ${causeWords(found)}`;
  return {
    passes,
    diagnostics: [
      diagnosticOf(other === FALSE ? "never-not-met" : "never-met", "warning", found.node, message, helpFor(found.node)),
    ],
  };
}

/** A node that causes a condition to lack a truth. */
interface Cause {
  readonly node: Condition;
  /** It is under an odd number of `not`: its denial lacks the truth. */
  readonly isDenied: boolean;
}

/** The innermost node that causes a condition to lack a truth. */
function deepest(analysis: TrialAnalysis, node: Condition, lacks: number, isDenied = false): Cause {
  switch (node.kind) {
    case "not":
      return deepest(analysis, node.of, lacks === TRUE ? FALSE : TRUE, !isDenied);
    case "all":
    case "any": {
      // One member of `all` that can never be met is enough; so is one of `any` that is never not met.
      const decides = (node.kind === "all") === (lacks === TRUE) || node.of.length === 1;
      const cause = decides ? node.of.find((member) => !analysis.canBe(analysis.formula(member), lacks)) : undefined;
      return cause === undefined ? { node, isDenied } : deepest(analysis, cause, lacks, isDenied);
    }
    default:
      return { node, isDenied };
  }
}

/** What is always true, or never, in the words of the sentence about the whole condition. */
function causeWords({ node, isDenied }: Cause): string {
  return conditionWords(isDenied ? { kind: "not", id: node.id, at: node.at, of: node } : node);
}

function helpFor(node: Condition): string | undefined {
  if (!("field" in node)) return undefined;
  if (node.field.type !== "number" || node.kind !== "number")
    return `look at the operator and the value of \`${node.field.name}\``;
  return `look at the operator and the limit: \`${node.field.name}\` has a plausible range in its declaration`;
}

function diagnosticOf(
  code: DiagnosticCode,
  severity: Diagnostic["severity"],
  node: Condition,
  message: string,
  help?: string,
): Diagnostic {
  return { code, severity, at: node.at, message, help };
}

/** Branches below a node that can be both met and not met. `repeats`: some variable occurs more than once. */
function checkNode(analysis: TrialAnalysis, node: Condition, repeats: boolean): readonly Diagnostic[] {
  switch (node.kind) {
    case "not":
      return checkNode(analysis, node.of, repeats);
    case "all":
    case "any":
    case "atLeast":
      return checkBranches(analysis, node, repeats);
    default:
      return [];
  }
}

type Branching = Extract<Condition, { of: readonly Condition[] }>;

function checkBranches(analysis: TrialAnalysis, node: Branching, repeats: boolean): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const dead = new Set<Condition>();
  for (const branch of node.of) {
    const truths = analysis.truths(analysis.formula(branch));
    const fault = node.of.length === 1 ? undefined : oneSided(branch, truths, analysis);
    if (fault === undefined) continue;
    dead.add(branch);
    found.push(fault);
  }
  if (repeats && node.kind !== "atLeast" && node.of.length <= MOST_BRANCHES) found.push(...pairs(analysis, node, dead));
  return [...found, ...node.of.flatMap((branch) => (dead.has(branch) ? [] : checkNode(analysis, branch, repeats)))];
}

/**
 * The first branch that is decided by what must hold beside it: in `platelets >= 80 and (platelets < 50 or pacemaker)` the second can never be
 * met. Guards do not count, though logic could do without them: `creatinine <= 1.5, or creatinine > 1.5 and …` and `male and …, or female
 * and …` are how protocols distinguish cases, and where the value is missing the answer is unknown because of them. The node can be met
 * in its `context`.
 */
function deadBranch(analysis: TrialAnalysis, node: Condition, context: readonly Constraint[]): readonly Diagnostic[] {
  if (node.kind === "not") return deadBranch(analysis, node.of, []);
  if (node.kind !== "all" && node.kind !== "any") return [];
  // "Not done" answers whether there is a value, but leaves open every comparison with it.
  const held = leavesOf(node).some(({ kind }) => kind === "known") ? TRUE | UNKNOWN : TRUE;
  for (const branch of node.of) {
    const others = node.of.filter((other) => other !== branch);
    const needed = node.kind === "all" ? others.map((other) => constraint(analysis.formula(other), held)) : [];
    const beside = [...context, ...needed];
    const cannotBe = (one: Condition, truth: number): boolean =>
      !analysis.isPossibleBeside(constraint(analysis.formula(one), truth), beside);
    const isDecided =
      node.kind === "all" ? cannotBe(branch, FALSE) : cannotBe(branch, TRUE) || others.some((other) => cannotBe(other, FALSE));
    if (others.length > 0 && isDecided) {
      const message = `this branch can never matter: ${conditionWords(branch)}`;
      return [diagnosticOf("dead-branch", "warning", branch, message, "the rest of the condition decides without it")];
    }
    const inner = deadBranch(analysis, branch, beside);
    if (inner.length > 0) return inner;
  }
  return [];
}

/** A branch that has only one truth, apart from unknown. */
function oneSided(branch: Condition, truths: number, analysis: TrialAnalysis): Diagnostic | undefined {
  if ((truths & TRUE) === 0) {
    const cause = deepest(analysis, branch, TRUE);
    return diagnosticOf(
      "never-met",
      "warning",
      cause.node,
      `this branch can never be met: ${causeWords(cause)}`,
      helpFor(cause.node),
    );
  }
  if ((truths & FALSE) !== 0) return undefined;
  const cause = deepest(analysis, branch, FALSE);
  const message = `this branch is met by every possible value: ${causeWords(cause)}`;
  return diagnosticOf("never-not-met", "warning", cause.node, message, helpFor(cause.node));
}

/** Branches that another one makes superfluous: in `any` the narrower, in `all` the wider. */
function pairs(analysis: TrialAnalysis, node: Branching, dead: Set<Condition>): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const live = node.of.filter((branch) => !dead.has(branch)).map((branch) => ({ branch, formula: analysis.formula(branch) }));
  live.forEach(({ branch, formula }, index) => {
    const variables = new Set(formula.variables);
    for (const [place, other] of live.entries()) {
      const shares = other.formula.variables.some((variable) => variables.has(variable));
      if (place === index || !shares || dead.has(other.branch) || dead.has(branch)) continue;
      const [narrow, wide] = node.kind === "any" ? [formula, other.formula] : [other.formula, formula];
      if (!isCovered(analysis, node.kind, narrow, wide)) continue;
      const isCopy = isCovered(analysis, node.kind, wide, narrow);
      if (isCopy && place > index) continue; // of two equal ones the later is reported
      dead.add(branch);
      const why = isCopy
        ? "says the same as"
        : node.kind === "any"
          ? "is only met if this is, too:"
          : "is always met if this is:";
      found.push(
        diagnosticOf(
          "dead-branch",
          "warning",
          branch,
          `this branch can never matter: ${conditionWords(branch)} ${why} ${conditionWords(other.branch)}`,
        ),
      );
    }
  });
  return found;
}

/** Where `narrow` is met, `wide` is; and where `wide` is not met, `narrow` is not: so that nothing is lost where values are missing. */
function isCovered(
  analysis: TrialAnalysis,
  kind: Branching["kind"],
  narrow: ReturnType<TrialAnalysis["formula"]>,
  wide: ReturnType<TrialAnalysis["formula"]>,
): boolean {
  return kind === "any" ? analysis.implies(narrow, TRUE, wide, TRUE) : analysis.implies(wide, FALSE, narrow, FALSE);
}
