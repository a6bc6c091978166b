/**
 * Conditions become functions, once a run. Two ways to evaluate from one compilation: `truth` answers with one word, and
 * `explain` gives an outcome for every node. A property in the tests holds them together.
 */
import { assertNever, type Condition, type Field, type LeafCondition, leavesOf } from "../language/model.js";
import type { Reading } from "../values/reading.js";
import type { CandidateRecord } from "../values/record.js";
import { ULN } from "../values/unit/unit.js";
import { becauseOf } from "./because.js";
import { compileLeaf } from "./leaf.js";
import type { ExplainedNode } from "./result.js";
import { atLeast, negation, type Truth } from "./truth.js";

/** A compiled condition. Records are asked for readings; nothing is kept of them. */
export interface Evaluator {
  truth(record: CandidateRecord): Truth;
  /** The truth where a blank that a declaration gave a meaning counts as unknown. Differs only if the verdict rests on it. */
  truthWithoutAssumptions(record: CandidateRecord): Truth;
  explain(record: CandidateRecord): ExplainedNode;
  /** Where everything may rest on readings alone, and not on when they were measured. */
  readonly cacheKeySlots?: Readings;
}

/** The slots of readings, each once, and whether nothing else has a part in the truth: no upper limit of normal. */
export interface Readings {
  readonly slots: readonly number[];
  isCacheable(record: CandidateRecord): boolean;
}

/** What the compilation must know of the run. `asOf` in days since 1970-01-01. */
export interface Surroundings {
  readonly slotOf: (field: Field) => number;
  readonly asOf: number | undefined;
}

/** Compiles a condition. Throws if it needs an as-of date and there is none: the command must have asked for it. */
export function compile(condition: Condition, run: Surroundings): Evaluator {
  const evaluator = compileNode(condition, run);
  const slots = leavesOf(condition)
    .filter((leaf) => leaf.kind === "boolean" || leaf.kind === "code")
    .map((leaf) => run.slotOf(leaf.field));
  const restsOnBlank = (record: CandidateRecord): boolean => slots.some((slot) => isAssumed(record, slot));
  // Assumed blanks are rare: without one the two truths are the same, and one evaluation is enough.
  return {
    truth: evaluator.truth,
    truthWithoutAssumptions: (record) =>
      restsOnBlank(record) ? evaluator.truthWithoutAssumptions(record) : evaluator.truth(record),
    explain: evaluator.explain,
    ...(evaluator.cacheKeySlots === undefined ? {} : { cacheKeySlots: evaluator.cacheKeySlots }),
  };
}

/** What a condition rests on whose members rest on these. */
function together(members: readonly Evaluator[]): { readonly cacheKeySlots?: Readings } {
  const all = members.flatMap(({ cacheKeySlots }) => (cacheKeySlots === undefined ? [] : [cacheKeySlots]));
  if (all.length < members.length) return {};
  const slots = [...new Set(all.flatMap((cacheKeySlots) => cacheKeySlots.slots))];
  return { cacheKeySlots: { slots, isCacheable: (record) => all.every((cacheKeySlots) => cacheKeySlots.isCacheable(record)) } };
}

function compileNode(node: Condition, run: Surroundings): Evaluator {
  switch (node.kind) {
    case "all":
      return quorum(node, node.of.length, run);
    case "any":
      return quorum(node, 1, run);
    case "atLeast":
      return quorum(node, node.count, run);
    case "not":
      return negated(node, run);
    case "number":
    case "boolean":
    case "code":
    case "elapsed":
    case "date":
      return single(node, run);
    default:
      return assertNever(node);
  }
}

/** At least `count` of the members: conjunction and disjunction are its two ends. */
function quorum(node: Extract<Condition, { of: readonly Condition[] }>, count: number, run: Surroundings): Evaluator {
  const members = node.of.map((member) => compileNode(member, run));
  const evaluate = (truthOf: (member: Evaluator) => Truth): Truth => {
    let yes = 0;
    let open = members.length;
    for (const member of members) {
      const truth = truthOf(member);
      if (truth === "unknown") continue;
      open -= 1;
      if (truth === "true") yes += 1;
      const settled = atLeast(count, yes, open);
      if (settled !== "unknown") return settled;
    }
    return "unknown";
  };
  return {
    ...together(members),
    truth: (record) => evaluate((member) => member.truth(record)),
    truthWithoutAssumptions: (record) => evaluate((member) => member.truthWithoutAssumptions(record)),
    explain: (record) => {
      const children = members.map((member) => member.explain(record));
      const truth = evaluate((member) => member.truth(record));
      const withoutAssumptions = evaluate((member) => member.truthWithoutAssumptions(record));
      return branch(node, truth, withoutAssumptions, children, deciding(children, truth));
    },
  };
}

/** The members that a truth rests on: those that are so themselves. */
function deciding(children: readonly ExplainedNode[], truth: Truth): readonly ExplainedNode[] {
  return children.filter((child) => child.truth === truth);
}

function negated(node: Extract<Condition, { kind: "not" }>, run: Surroundings): Evaluator {
  const member = compileNode(node.of, run);
  return {
    ...together([member]),
    truth: (record) => negation(member.truth(record)),
    truthWithoutAssumptions: (record) => negation(member.truthWithoutAssumptions(record)),
    explain: (record) => {
      const child = member.explain(record);
      return branch(node, negation(child.truth), negation(member.truthWithoutAssumptions(record)), [child], [child]);
    },
  };
}

function branch(
  node: Condition,
  truth: Truth,
  withoutAssumptions: Truth,
  children: readonly ExplainedNode[],
  causes: readonly ExplainedNode[],
): ExplainedNode {
  const because = causes.map((cause) => cause.because).join(" and ");
  const text = node.kind === "atLeast" ? `at least ${node.count} of` : "";
  return {
    id: node.id,
    kind: node.kind,
    truth,
    assumed: truth !== withoutAssumptions,
    text,
    because,
    evidence: undefined,
    children,
  };
}

function single(leaf: LeafCondition, run: Surroundings): Evaluator {
  const slot = run.slotOf(leaf.field);
  const test = compileLeaf(leaf, slot, run.asOf);
  const truth = (record: CandidateRecord): Truth => test(record).truth;
  const isDated = (leaf.kind === "number" || leaf.kind === "boolean" || leaf.kind === "code") && leaf.maxAge !== undefined;
  return {
    ...(isDated ? {} : { cacheKeySlots: { slots: [slot], isCacheable: (record) => suffices(leaf, record.reading(slot)) } }),
    truth,
    truthWithoutAssumptions: (record) => (isAssumed(record, slot) ? "unknown" : truth(record)),
    explain: (record) => {
      const result = test(record);
      const assumed = isAssumed(record, slot) && result.truth !== "unknown";
      return {
        id: leaf.id,
        kind: leaf.kind,
        truth: result.truth,
        assumed,
        text: leaf.limit,
        because: becauseOf(leaf, slot, record, result) + (assumed ? " (assumed from a blank)" : ""),
        evidence: {
          field: leaf.field.name,
          column: record.column(slot),
          cell: record.cell(slot),
          reading: record.reading(slot),
          limit: leaf.limit,
        },
        children: [],
      };
    },
  };
}

function isAssumed(record: CandidateRecord, slot: number): boolean {
  const reading = record.reading(slot);
  return reading.state === "read" && (reading.type === "boolean" || reading.type === "code") && reading.assumed === "blank";
}

/** Whether the upper limit of normal of the same record has no part in the comparison. */
function suffices(leaf: LeafCondition, reading: Reading): boolean {
  if (leaf.kind !== "number" || reading.state !== "read" || reading.type !== "number") return true;
  return leaf.unit !== ULN && reading.possibilities.every(({ unit }) => unit !== ULN);
}
