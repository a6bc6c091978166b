/** Conditions as functions of their leaves' truths: the backend for truth alone. */
import { type Backend, build, type GroupNode, type PlanNode } from "../plan/plan.js";
import { FALSE, TRUE, TRUTH, UNKNOWN } from "./leaf-states.js";

/** @param without bits of leaves that count as unknown: to see what rests on a blank */
export type TruthOf = (leaves: Uint8Array, without: number) => number;

/** A condition's truth, as a byte of {@link LeafStates}. */
export function truthOf(node: PlanNode): TruthOf {
  return build(node, BACKEND);
}

const BACKEND: Backend<TruthOf> = {
  group: quorum,
  not: (_, of) => (leaves, without) => TRUE + FALSE - of(leaves, without),
  test:
    ({ leaf }) =>
    (leaves, without) => {
      const byte = leaves[leaf] ?? UNKNOWN;
      return (byte & without) === 0 ? byte & TRUTH : UNKNOWN;
    },
};

/** At least `count` of the members, from 1 to all: disjunction and conjunction are the two ends. */
function quorum({ count }: GroupNode, members: readonly TruthOf[]): TruthOf {
  return (leaves, without) => {
    let missing = count;
    let open = members.length;
    for (const member of members) {
      const truth = member(leaves, without);
      if (truth === UNKNOWN) continue;
      open -= 1;
      if (truth === TRUE) missing -= 1;
      if (missing === 0) return TRUE;
      if (open < missing) return FALSE;
    }
    return UNKNOWN;
  };
}
