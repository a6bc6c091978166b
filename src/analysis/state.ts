/** The finitely many kinds of values that a variable can have, distinguished only by the truths of its leaves. */
import type { Field, LeafCondition } from "../language/model.js";
import type { Ratio } from "../values/ratio.js";
import type { Unit } from "../values/unit/unit.js";

/** A value of one field, by which a state could be shown. */
export type Sample =
  | {
      readonly kind: "number";
      readonly field: Field;
      readonly value: Ratio;
      readonly unit: Unit | undefined;
      readonly uln: Ratio | undefined;
      readonly lln: Ratio | undefined;
    }
  | { readonly kind: "boolean"; readonly field: Field; readonly value: boolean }
  | { readonly kind: "code"; readonly field: Field; readonly value: string }
  | { readonly kind: "date"; readonly field: Field; readonly day: number }
  /** The remark that the test was not done. */
  | { readonly kind: "not-done"; readonly field: Field };

/** One state of a variable. */
export interface State {
  /** The truth of each of the variable's leaves: one bit of `formula.ts`. */
  readonly leaves: Uint8Array;
  /** The value, or the remark that there is none, is present, exact, and from the as-of date. Only such a state can be needed to pass. */
  readonly isKnown: boolean;
  /** The place in the order of values. Undefined unless the variable is one ordered field, and all its limits or none are multiples. */
  readonly rank?: number | undefined;
  readonly samples: readonly Sample[];
}

/** Fields whose values are related (one, or a date with what follows from it), and their leaves, each once. */
export interface Variable {
  readonly fields: readonly Field[];
  readonly leaves: readonly LeafCondition[];
}

/** The analysis would take too long. It is not begun, or given up, and nothing is guessed. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** Truths that a variable may hold at most: states times leaves. */
const MOST_TRUTHS = 4_000_000;

/** Throws {@link TooLarge} before so many states are made. */
export function refuseTooMany(states: number, leaves: number): void {
  if (states * leaves > MOST_TRUTHS) throw new TooLarge();
}

/** The distinct states: of those with the same truths the first is kept, and one of known values before others. */
export function distinctStates(states: readonly State[]): readonly State[] {
  const seen = new Set<string | number>();
  const kept = states.filter(({ leaves, isKnown }) => {
    const key = keyOf(leaves, isKnown);
    return !seen.has(key) && seen.add(key);
  });
  return kept.length === states.length ? states : kept;
}

/** Whether a state lies on a limit. Limits have even ranks, and the values between them odd ones. */
export function isOnLimit({ rank }: Pick<State, "rank">): boolean {
  return rank !== undefined && rank % 2 === 0;
}

/** States that have a place in the order of values, in this order. */
export function orderedStates(states: readonly State[]): readonly State[] {
  const ordered = states.flatMap((state) => (state.rank === undefined ? [] : { state, rank: state.rank }));
  return ordered.sort((a, b) => a.rank - b.rank).map(({ state }) => state);
}

/** Truths are three bits each: those of few leaves fit into a small number. */
function keyOf(leaves: Uint8Array, isKnown: boolean): string | number {
  if (leaves.length > 9) return String.fromCharCode(...leaves.subarray(0, 60_000)) + (isKnown ? "k" : "");
  let key = isKnown ? 1 : 0;
  for (const truth of leaves) key = key * 8 + truth;
  return key;
}
