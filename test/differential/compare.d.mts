/** One way of screening, compared with the naive evaluator. */
interface Result {
  readonly name: string;
  readonly compared: number;
  readonly disagreements: number;
  readonly first: readonly string[];
}
/** Compares generated candidates; see compare.mjs. */
export function compare(
  folder: string,
  rows: number,
  seed?: number,
  options?: { readonly sql?: boolean },
): Promise<{
  readonly results: readonly Result[];
  readonly counts: { readonly eligible: number; readonly ineligible: number; readonly undetermined: number };
}>;
