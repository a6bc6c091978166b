/** `compare` of two results: the files, and why they cannot be compared. */
import { NotAResult } from "../compare/outcome.js";
import { compareRead, type ReadResult, type ResultChanges, readResult } from "../compare/results.js";
import { openAgain } from "../io/again.js";
import { Stop } from "../io/streams.js";

/** The comparison of two results. Throws {@link Stop} for files that cannot be compared. */
export async function comparedResults([before, after]: readonly [string, string]): Promise<ResultChanges> {
  const read = async (path: string): Promise<ReadResult> => {
    try {
      return await readResult(openAgain(path));
    } catch (error) {
      if (error instanceof NotAResult) throw new Stop(`nothing was compared: ${path}: ${error.message}`);
      throw error;
    }
  };
  const [old, current] = [await read(before), await read(after)];
  try {
    return compareRead(old, current);
  } catch (error) {
    throw refused(error);
  }
}

/** Writes piece by piece: candidates are read again, and may turn out to be broken. */
export function* readAgain(pieces: Iterable<string>): Generator<string> {
  try {
    yield* pieces;
  } catch (error) {
    throw refused(error);
  }
}

/** One line for what cannot be compared; anything else is a mistake of ours. */
function refused(error: unknown): unknown {
  return error instanceof NotAResult ? new Stop(`nothing was compared: ${error.message}`) : error;
}
