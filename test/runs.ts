/** Multiplies the number of generated cases per property. */
const FACTOR = Number(process.env["FC_RUNS"] ?? 1);

/** The same cases on every run; FC_RUNS multiplies their number, FC_SEED selects others. */
export function runs(base: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.max(1, Math.round(base * FACTOR)), seed: Number(process.env["FC_SEED"] ?? 20260115) };
}

/**
 * Timeout of a property in milliseconds. Generous, because a busy machine takes several times as long; it only ends endless
 * loops.
 */
export const PATIENCE = 60_000 * Math.max(1, FACTOR);
