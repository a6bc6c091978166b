import type { Scanner } from "./bytes/cut.js";
import type { InputHead } from "./input-head.js";

/** A head, the scanner that finds the records after it, and where these begin in the bytes. */
export interface Opening {
  readonly head: InputHead;
  readonly scanner: Scanner;
  readonly begin: number;
  /** The row in which a text ends that could not be read on. */
  readonly rowAtEnd: (bytes: Uint8Array) => number;
}
