/** Writes `rows` invented candidates for NCT02843126 as CSV. */
export function writeCandidates(path: string, rows: number): void;
