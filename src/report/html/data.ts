/** What the page's script is given. Short arrays, because there may be many thousands. Every text is safe to show. */

/** Why a criterion fails or is open: its number, why, and in which column and cell that stands. */
export type ReasonData = readonly [criterion: number, because: string, where: string];

/** Of one trial: reasons, and what to look up. */
export type DetailData = readonly [reasons: readonly ReasonData[], lookUps: readonly string[]];

/**
 * A candidate. `verdicts`, by trial: a letter for eligibility (`e`, `i`, `u`; `n`: no candidate), then one a criterion (`p`, `f`, `u`), capital
 * where it rests on an assumption. `details`, by trial: absent where the page would be too large with them.
 */
export type RowData = readonly [
  candidate: string,
  row: number,
  file: number,
  problems: readonly string[],
  verdicts: readonly string[],
  /** What stands in the columns that are carried along. */
  kept: readonly string[],
  details?: readonly DetailData[],
];

/** A criterion, as the script names it. */
export interface PageCriterion {
  readonly id: string;
  readonly label: string;
}

/** Everything that the script is given. */
export interface PageData {
  readonly files: readonly string[];
  /** Headings of the columns that are carried along. */
  readonly keep: readonly string[];
  readonly trials: readonly { readonly id: string; readonly criteria: readonly PageCriterion[] }[];
  /** How many candidates there are besides, for whom the page has no room. */
  readonly leftOut: number;
  readonly rows: readonly RowData[];
}

/** Names that script and page agree on. */
export const PAGE_IDS = { data: "data", candidates: "candidates" } as const;
