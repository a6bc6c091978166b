/** The engine that runs this program. */
import { setFlagsFromString } from "node:v8";

/** How much of a function must have run before it is optimized, in bytes of bytecode: about twice as much as the engine asks for. */
const PATIENCE = 300_000;

/** The release of Node whose engine knows the flag: later ones have none like it, and complain on standard error. */
const RELEASE = "20";

/**
 * For runs of less than a second, which spend more time on optimizing functions than these give back. What is long-lived is optimized all
 * the same, and what comes out does not depend on it.
 */
export function expectShortRun(): void {
  const [release = ""] = process.versions.node.split(".");
  if (release === RELEASE) setFlagsFromString(`--interrupt-budget=${PATIENCE}`);
}
