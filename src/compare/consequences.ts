/** What follows from an amendment for the people who answer for it. */
import type { FileDigest } from "../evaluate/result.js";
import type { ChangedCase } from "../testing/changed-cases.js";

/** What must be confirmed and signed again. */
export interface Consequences {
  /** The files of each version: criteria, then dictionary. */
  readonly before: readonly FileDigest[];
  readonly after: readonly FileDigest[];
  /** The test file whose cases were run by both versions; undefined: there is none. */
  readonly tests: string | undefined;
  readonly cases: readonly ChangedCase[];
  /** Why the cases could not be run. */
  readonly untested: string | undefined;
}

/** Whether the two versions are the same, byte for byte: then what was signed still holds. */
export function isSigned({ before, after }: Consequences): boolean {
  const digests = (files: readonly FileDigest[]): string => files.map(({ sha256 }) => sha256).join();
  return digests(before) === digests(after);
}
