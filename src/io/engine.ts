/** The engine that runs this program. */
import { setFlagsFromString } from "node:v8";

/** How much of a function must have run before it is optimized, in bytes of bytecode: about twice as much as the engine asks for. */
const PATIENCE = 300_000;

/** Releases of Node whose engine knows the flag; any other would complain on standard error. */
const KNOWN = new Set(["20", "22", "24"]);

/**
 * For runs of less than a second, which spend more time on optimizing functions than these give back. What is long-lived is optimized all
 * the same, and what comes out does not depend on it.
 */
export function expectShortRun(): void {
  const [release = ""] = process.versions.node.split(".");
  if (KNOWN.has(release)) setFlagsFromString(`--interrupt-budget=${PATIENCE}`);
}
