/** The engine that runs this program. */
import { setFlagsFromString } from "node:v8";

/** How much of a function must have run before it is optimized, in bytes of bytecode: about twice as much as the engine asks for. */
const PATIENCE = 300_000;

/** For runs of less than a second, which spend more time on optimizing functions than these give back. What is long-lived is optimized all the same. */
export function expectShortRun(): void {
  setFlagsFromString(`--interrupt-budget=${PATIENCE}`);
}
