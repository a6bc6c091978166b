/** Compares generated candidates; see there. */
export function compare(
  folder: string,
  rows: number,
  seed?: number,
): Promise<{ readonly disagreements: readonly string[]; readonly compared: number; readonly eligible: number }>;
