/** What mutation finds out. */
import type { FaultKind } from "./leaf-mutants.js";
import type { NewCase } from "./new-case.js";

/** A fault that no case notices. */
export interface Survivor {
  readonly kind: FaultKind;
  readonly criterion: string;
  readonly node: string;
  readonly before: string;
  readonly after: string;
  /** A case that would have noticed it; undefined if the search for one was given up. */
  readonly caughtBy: NewCase | undefined;
}

/** The results for all faults. `equivalent`: no candidate distinguishes them from the criteria as they are. */
export interface Mutation {
  readonly noticed: number;
  readonly equivalent: number;
  readonly survivors: readonly Survivor[];
}
