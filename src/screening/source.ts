/** Candidate files as a run sees them: names and bytes that can be read twice. What opens files is elsewhere. */
import type { InputFormat } from "../candidates/input.js";

/** One candidate file, or standard input. */
export interface CandidateSource {
  /** As the user wrote it; what messages and outputs print. */
  readonly name: string;
  readonly isStdin: boolean;
  /** The bytes from the beginning, at every call; the iteration may be left early. Throws a {@link ReadFailure}. */
  open(): AsyncIterable<Uint8Array>;
}

/** How the candidate files are to be read: the input options of the command line. */
export interface ReadSettings {
  readonly format: InputFormat | undefined;
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
  readonly skip: number | undefined;
  /** The heading or key of the id. */
  readonly id: string | undefined;
  /** Read once; later records with an id that occurred before have a problem, the first has not. */
  readonly assumeUniqueIds: boolean;
}

/** A file that cannot be read (any more). The message is for the user and whole: what, and the way out. */
export class ReadFailure extends Error {
  override readonly name = "ReadFailure";
}
