/** Extends the states of a variable for leaves that ask whether a field is known. */
import type { Field, LeafCondition } from "../language/model.js";
import { FALSE, TRUE, UNKNOWN } from "./formula.js";
import type { Sample, State } from "./state.js";

/** All leaves except those that only ask whether there is a value. */
export function comparing(leaves: readonly LeafCondition[]): readonly LeafCondition[] {
  return leaves.some(isAsked) ? leaves.filter((leaf) => !isAsked(leaf)) : leaves;
}

function isAsked({ kind }: LeafCondition): boolean {
  return kind === "known";
}

/** What is known of the fields that are asked for, in one of the ways that there are. */
interface Known {
  readonly truths: ReadonlyMap<string, number>;
  /** The remarks that tests were not done. */
  readonly remarks: readonly Sample[];
}

/**
 * States of the {@link comparing} leaves as states of all leaves, in each of the ways in which the fields may be known beside them.
 *
 * @param leaves all of them, in their order
 */
export function withKnown(leaves: readonly LeafCondition[], states: readonly State[]): readonly State[] {
  const asked = new Map(leaves.filter(isAsked).map(({ field }) => [field.name, field]));
  if (asked.size === 0) return states;
  return states.flatMap((state) => {
    const ways = [...asked.values()].reduce<readonly Known[]>(
      (all, field) => all.flatMap((one) => truthsOf(field, state).map((truth) => withTruth(one, field, truth))),
      [{ truths: new Map(), remarks: [] }],
    );
    return ways.map((one) => spread(leaves, state, one));
  });
}

function truthsOf({ name, type }: Field, { samples }: State): readonly number[] {
  // Only partly known, it may be known, and every comparison open.
  if (!samples.some((sample) => sample.field.name === name)) return [UNKNOWN, FALSE, TRUE];
  // What a blank is taken to mean is no value, and a column map may say what it means.
  return type === "boolean" || type === "code" ? [TRUE, UNKNOWN] : [TRUE];
}

function withTruth({ truths, remarks }: Known, field: Field, truth: number): Known {
  const all = new Map(truths).set(field.name, truth);
  return { truths: all, remarks: truth === FALSE ? [...remarks, { kind: "not-done", field }] : remarks };
}

function spread(leaves: readonly LeafCondition[], state: State, { truths, remarks }: Known): State {
  let next = 0;
  const all = leaves.map((leaf) =>
    isAsked(leaf) ? (truths.get(leaf.field.name) ?? UNKNOWN) : (state.leaves[next++] ?? UNKNOWN),
  );
  // Without a value, the record may still say that there is none.
  const isRemark = state.samples.length === 0 && remarks.length === truths.size;
  const isKnown = isRemark || (state.isKnown && [...truths.values()].every((truth) => truth === TRUE));
  return { ...state, leaves: Uint8Array.from(all), isKnown, samples: [...state.samples, ...remarks] };
}
