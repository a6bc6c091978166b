/** Digests of files, as outputs name them. */
import type { FileDigest } from "../evaluate/result.js";
import type { Sha256 } from "../io/digest.js";
import type { Source } from "../language/load/load.js";

/** In the place of a digest where no output names one: what makes them is slow to load. */
export const noDigest = (): Sha256 => ({ update: () => undefined, hex: () => "" });

/** The digest of a file that was read. */
export function digestOf({ file, text }: Source, sha256: () => Sha256): FileDigest {
  const digest = sha256();
  digest.update(text);
  return { file, sha256: digest.hex() };
}
