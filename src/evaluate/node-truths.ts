/** Conditions as the truth of every node in them, without a word: the backend for coverage. */
import type { NodeId } from "../language/model.js";
import { type Backend, build, type PlanNode } from "../plan/plan.js";
import { truthIn } from "./leaf-states.js";
import { atLeast, negation, type Truth } from "./truth.js";

/** Called for every node, members before their group. */
export type NoteTruth = (node: NodeId, truth: Truth) => void;

/** Returns the truth of a condition, and reports each of its nodes. */
export type NodeTruths = (leaves: Uint8Array, note: NoteTruth) => Truth;

/** A condition's truths. */
export function nodeTruths(node: PlanNode): NodeTruths {
  return build(node, BACKEND);
}

const BACKEND: Backend<NodeTruths> = {
  group: ({ id, count }, of) =>
    noted(id, (leaves, note) => {
      const truths = of.map((member) => member(leaves, note));
      const yes = truths.filter((truth) => truth === "true").length;
      return atLeast(count, yes, truths.filter((truth) => truth === "unknown").length);
    }),
  not: ({ id }, of) => noted(id, (leaves, note) => negation(of(leaves, note))),
  test: ({ id, leaf }) => noted(id, (leaves) => truthIn(leaves[leaf] ?? 0)),
};

function noted(id: NodeId, of: NodeTruths): NodeTruths {
  return (leaves, note) => {
    const truth = of(leaves, note);
    note(id, truth);
    return truth;
  };
}
