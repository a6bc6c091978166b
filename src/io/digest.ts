/** Digests of files. Loaded only if an output names one: `node:crypto` is slow to load. */
import { createHash } from "node:crypto";

/** SHA-256, in steps. */
export interface Sha256 {
  /** Text counts as its bytes in UTF-8. */
  update(bytes: Uint8Array | string): void;
  hex(): string;
}

/** Starts a digest. */
export function sha256(): Sha256 {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
}
