/**
 * Criteria as every thread of a run works with them: plain data, with numbers instead of the model's objects, whose identity is lost
 * between threads. Fields are slots, and a leaf that several criteria or trials share is one.
 */
import type { Condition, Criterion, CriterionKind, Field, LeafCondition, NodeId, Trial } from "../language/model.js";
import { planSlots, type SlotPlan, slotOf } from "./slots.js";

type Planned<L> = L extends LeafCondition ? Omit<L, "id" | "at" | "field"> & { readonly slot: number } : never;

/** What a leaf asks of a slot. The limit is parsed, and kept as it was written. */
export type LeafPlan = Planned<LeafCondition>;

/** Some members are to be met: all of them, one, or `count`. */
export interface GroupNode {
  readonly kind: "all" | "any" | "atLeast";
  readonly id: NodeId;
  readonly count: number;
  readonly of: readonly PlanNode[];
}

/** The member is not to be met. */
export interface NotNode {
  readonly kind: "not";
  readonly id: NodeId;
  readonly of: PlanNode;
}

/** A leaf, by its number among those of the plan. */
export interface TestNode {
  readonly kind: "test";
  readonly id: NodeId;
  readonly leaf: number;
}

/** A condition. */
export type PlanNode = GroupNode | NotNode | TestNode;

/** A criterion. `shape`: the number of its condition among those that differ in more than the names of nodes. */
export interface CriterionPlan {
  readonly id: string;
  readonly kind: CriterionKind;
  readonly root: PlanNode;
  readonly shape: number;
}

/** What evaluation works with. */
export interface CriteriaPlan {
  /** By slot. */
  readonly fields: readonly Field[];
  /** Each once. */
  readonly leaves: readonly LeafPlan[];
  /** One condition of each shape. */
  readonly shapes: readonly PlanNode[];
  readonly trials: readonly TrialPlan[];
}

/** What one trial asks, in written order. */
export interface TrialPlan {
  readonly id: string;
  readonly criteria: readonly CriterionPlan[];
}

/** What a run works with: the fields to read, and the criteria. */
export interface Plan extends SlotPlan {
  readonly asked: CriteriaPlan;
}

/** What readers and evaluation make of conditions. */
export interface Backend<T> {
  group(node: GroupNode, of: readonly T[]): T;
  not(node: NotNode, of: T): T;
  test(node: TestNode): T;
}

/** Compiles a condition with a backend, from the leaves up. */
export function build<T>(node: PlanNode, backend: Backend<T>): T {
  switch (node.kind) {
    case "test":
      return backend.test(node);
    case "not":
      return backend.not(node, build(node.of, backend));
    case "all":
    case "any":
    case "atLeast":
      return backend.group(
        node,
        node.of.map((member) => build(member, backend)),
      );
  }
}

/** The leaves under a condition, each once. */
export function leavesUnder(node: PlanNode): readonly number[] {
  return [...new Set(writtenLeaves(node))];
}

/** The leaves under a node in written order, one as often as it is written. */
export function writtenLeaves(node: PlanNode): readonly number[] {
  return build<readonly number[]>(node, {
    group: (_, of) => of.flat(),
    not: (_, of) => of,
    test: ({ leaf }) => [leaf],
  });
}

/** What is planned of a trial. */
export interface Asked {
  readonly id: string;
  readonly criteria: readonly Pick<Criterion, "id" | "kind" | "condition">[];
}

/** Plans a run. */
export function planTrials(trials: readonly Trial[]): Plan {
  const slots = planSlots(trials);
  return {
    ...slots,
    asked: planCriteria(
      trials,
      slots.slots.map(({ field }) => field),
      (index, field) => slotOf(slots, index, field.name),
    ),
  };
}

/**
 * Plans criteria whose slots are given.
 *
 * @param fields by slot
 */
export function planCriteria(
  trials: readonly Asked[],
  fields: readonly Field[],
  slotOfField: (trial: number, field: Field) => number,
): CriteriaPlan {
  const leaves = new Numbered<LeafPlan>();
  const shapes = new Numbered<PlanNode>();
  const planned = trials.map(({ id, criteria }, trial) => ({
    id,
    criteria: criteria.map((criterion) => {
      const root = nodeOf(criterion.condition, (leaf) => {
        const slot = slotOfField(trial, leaf.field);
        // Once the field is known, the written limit says everything.
        return leaves.of(JSON.stringify([slot, leaf.kind, leaf.limit]), () => leafPlan(leaf, slot));
      });
      const shape = shapes.of(build(root, SHAPE), () => root);
      return { id: criterion.id, kind: criterion.kind, root, shape };
    }),
  }));
  return { fields, leaves: leaves.all, shapes: shapes.all, trials: planned };
}

/** Numbers equal things alike. */
class Numbered<T> {
  readonly all: T[] = [];
  readonly #known = new Map<string, number>();

  of(key: string, make: () => T): number {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const number = this.all.push(make()) - 1;
    this.#known.set(key, number);
    return number;
  }
}

const SHAPE: Backend<string> = {
  group: ({ count }, of) => `${count}(${of.join()})`,
  not: (_, of) => `!${of}`,
  test: ({ leaf }) => String(leaf),
};

/** A leaf that asks of a slot. */
export function leafPlan(leaf: LeafCondition, slot: number): LeafPlan {
  const { id: _id, at: _at, field: _field, ...rest } = leaf;
  return { ...rest, slot };
}

function nodeOf(condition: Condition, leafOf: (leaf: LeafCondition) => number): PlanNode {
  const { id } = condition;
  switch (condition.kind) {
    case "all":
    case "any":
    case "atLeast": {
      const { kind } = condition;
      const of = condition.of.map((member) => nodeOf(member, leafOf));
      const count = kind === "all" ? of.length : kind === "any" ? 1 : condition.count;
      return { kind, id, count, of };
    }
    case "not":
      return { kind: "not", id, of: nodeOf(condition.of, leafOf) };
    default:
      return { kind: "test", id, leaf: leafOf(condition) };
  }
}
