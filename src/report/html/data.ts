/** The data of the page's script. Short arrays, because there may be many thousands. Every text is safe to show. */

/** Why a criterion fails or is open: its number, the reason, and its column and cell. */
export type ReasonData = readonly [criterion: number, because: string, where: string];

/** Of one trial: reasons, and what to look up. */
export type DetailData = readonly [reasons: readonly ReasonData[], lookUps: readonly string[]];

/**
 * A candidate. `verdicts`, by trial: a letter for eligibility (`e`, `i`, `u`; `n`: no candidate), then one a criterion (`p`, `f`, `u`), capital
 * if it rests on an assumption. `details`, by trial: absent if the page would be too large with them.
 */
export type RowData = readonly [
  candidate: string,
  row: number,
  file: number,
  problems: readonly string[],
  verdicts: readonly string[],
  /** The cells of the columns that are kept. */
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
  /** How many more candidates there are, who do not fit on the page. */
  readonly leftOut: number;
  readonly rows: readonly RowData[];
}

/** Names that script and page agree on. */
export const PAGE_IDS = { data: "data", candidates: "candidates" } as const;
