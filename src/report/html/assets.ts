/** What a page needs in addition to results. */
import type { ShownTrial } from "../shown.js";

/** Plain data, which is made elsewhere. */
export interface PageAssets {
  /** The script of the page, as it was built. */
  readonly script: string;
  /** SHA-256 in base64, of the script and of the style of the page. */
  readonly scriptHash: string;
  readonly styleHash: string;
  /** The criteria in words. */
  readonly trials: readonly ShownTrial[];
}
