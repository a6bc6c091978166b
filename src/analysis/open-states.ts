/** States of numbers that are only partly known. */
import { UNKNOWN } from "./formula.js";
import { orderedStates, type State } from "./state.js";

/** Numbers of which a cell says only that they are above or below something: `>4`. A leaf on which these numbers differ is unknown. */
export function openStates(known: readonly State[]): readonly State[] {
  const ordered = orderedStates(known.filter(({ samples }) => samples[0]?.kind === "number"));
  return [ordered, ordered.toReversed()].flatMap((states) => {
    const truths = new Uint8Array(states[0]?.leaves.length ?? 0);
    return states.map((state, index): State => {
      for (const [leaf, truth] of state.leaves.entries()) {
        const before = truths[leaf] ?? truth;
        truths[leaf] = index === 0 || before === truth ? truth : UNKNOWN;
      }
      return { leaves: Uint8Array.from(truths), isKnown: false, samples: state.samples };
    });
  });
}
