/** Conditions as trees with the truth of every node, its cause in words, and the cells: the backend for explanations. */
import type { LeafPlan } from "../plan/plan.js";
import { type Backend, build, type CriteriaPlan, type PlanNode } from "../plan/plan.js";
import { becauseOf } from "./because.js";
import { ASSUMED, assumptionOf, fieldAt, type LeafStates, truthIn } from "./leaf-states.js";
import type { Evidence, ExplainedNode } from "./result.js";
import type { LeafRecord } from "./select.js";
import { atLeast, negation, type Truth } from "./truth.js";
import type { Wording } from "./wording.js";

/** What else is known about a node: its truth if a blank with a declared meaning counts as unknown. */
interface Explained {
  readonly node: ExplainedNode;
  readonly withoutBlanks: Truth;
}

/** Explains the record that is at hand. */
export type Explain = (leaves: ExplainedLeaves) => Explained;

/** A condition's explanation. */
export function explanationOf(node: PlanNode): Explain {
  return build(node, BACKEND);
}

const BACKEND: Backend<Explain> = {
  group: ({ id, kind, count }, of) => {
    const asked = kind === "atLeast" ? count : undefined;
    return (leaves) => {
      const members = of.map((member) => member(leaves));
      const children = members.map(({ node }) => node);
      const truth = quorum(
        count,
        children.map((child) => child.truth),
      );
      const withoutBlanks = quorum(
        count,
        members.map((member) => member.withoutBlanks),
      );
      // A truth rests on the members that have it themselves.
      const because = children.flatMap((child) => (child.truth === truth ? child.because : [])).join(" and ");
      const assumed = truth !== withoutBlanks;
      return { node: { id, kind, truth, assumed, count: asked, because, evidence: undefined, children }, withoutBlanks };
    };
  },
  not:
    ({ id, kind }, of) =>
    (leaves) => {
      const { node: child, withoutBlanks: ofChild } = of(leaves);
      const { assumed, because } = child;
      const node = {
        id,
        kind,
        truth: negation(child.truth),
        assumed,
        count: undefined,
        because,
        evidence: undefined,
        children: [child],
      };
      return { node, withoutBlanks: negation(ofChild) };
    },
  test:
    ({ id, leaf }) =>
    (leaves) => {
      const node = leaves.at(leaf);
      return { node: { ...node, id }, withoutBlanks: node.assumed ? "unknown" : node.truth };
    },
};

function quorum(count: number, truths: readonly Truth[]): Truth {
  const yes = truths.filter((truth) => truth === "true").length;
  return atLeast(count, yes, truths.filter((truth) => truth === "unknown").length);
}

/** The results of one record's leaves, each explained once, when first asked for. */
export class ExplainedLeaves {
  readonly #plan: Pick<CriteriaPlan, "leaves" | "fields">;
  readonly #states: LeafStates;
  readonly #wording: Wording;
  readonly #known: (ExplainedNode | undefined)[] = [];
  #hasKnown = false;
  #withDays = false;

  /** @param wording that of causes; evidence always calls fields by their names */
  constructor(plan: Pick<CriteriaPlan, "leaves" | "fields">, states: LeafStates, wording: Wording) {
    this.#plan = plan;
    this.#wording = wording;
    this.#states = states;
  }

  /**
   * Moves to the record that the states are about now.
   *
   * @param withDays on which day each value was measured is looked at, too
   */
  turn(withDays = false): this {
    // Nearly all records have no leaf that was not explained before.
    if (this.#hasKnown) this.#known.length = 0;
    this.#hasKnown = false;
    this.#withDays = withDays;
    return this;
  }

  /** What a leaf depends on; without the words, which take longest, if it is settled. */
  settled(number: number): Evidence {
    const leaf = this.#leaf(number);
    const truth = truthIn(this.#states.bytes[number] ?? 0);
    const open = truth === "unknown" ? this.at(number).evidence : undefined;
    if (open !== undefined) return open;
    const record = this.#states.seenBy(leaf);
    const { slot, limit } = leaf;
    return {
      field: fieldAt(this.#plan.fields, slot).name,
      ...{ column: record.column(slot), cell: record.cell(slot), reading: record.reading(slot) },
      ...{ limit, truth, because: "", doubt: undefined },
    };
  }

  #leaf(number: number): LeafPlan {
    const leaf = this.#plan.leaves[number];
    if (leaf === undefined) throw new Error(`no leaf ${number}`);
    return leaf;
  }

  /** The explanation of a leaf, under the id of the caller. */
  at(number: number): ExplainedNode {
    return this.#known[number] ?? this.#explain(number);
  }

  #explain(number: number): ExplainedNode {
    const leaf = this.#leaf(number);
    const outcome = this.#states.outcome(number);
    if (outcome === undefined) throw new Error(`no leaf ${number}`);
    const record = this.#states.seenBy(leaf);
    const { slot, kind, limit } = leaf;
    const field = fieldAt(this.#plan.fields, slot);
    const wording = this.#wording;
    const assumed = ((this.#states.bytes[number] ?? 0) & ASSUMED) !== 0;
    const causeOf = (called: string): string =>
      becauseOf(leaf, called, record, outcome, wording) + (assumed ? assumptionWords(leaf, record) : "");
    const because = causeOf(field.name);
    const called = wording.name(field);
    const [column, cell, reading] = [record.column(slot), record.cell(slot), record.reading(slot)];
    const passedOver = record.passedOver(slot);
    const others = passedOver.length === 0 ? {} : { passedOver };
    const node: ExplainedNode = {
      id: "",
      kind,
      truth: outcome.truth,
      assumed,
      count: undefined,
      because: called === field.name ? because : causeOf(called),
      evidence: {
        field: field.name,
        column,
        cell,
        reading,
        limit,
        truth: outcome.truth,
        because,
        doubt: outcome.doubt,
        ...(this.#withDays && reading.state === "read" ? { on: record.measuredOn(slot) } : {}),
        ...others,
      },
      children: [],
    };
    this.#known[number] = node;
    this.#hasKnown = true;
    return node;
  }
}

function assumptionWords(leaf: LeafPlan, record: LeafRecord): string {
  return assumptionOf(leaf, record) === "trusted" ? " (assumed: the column map trusts it)" : " (assumed from a blank)";
}
