/** How often properties are tried. */
const FACTOR = Number(process.env["FC_RUNS"] ?? 1);

/** The same cases on every run; FC_RUNS multiplies their number, FC_SEED starts elsewhere. */
export function runs(base: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.max(1, Math.round(base * FACTOR)), seed: Number(process.env["FC_SEED"] ?? 20260115) };
}

/** Milliseconds that a property may take. A machine under load takes several times as long; this only ends what would never end. */
export const PATIENCE = 60_000 * Math.max(1, FACTOR);
